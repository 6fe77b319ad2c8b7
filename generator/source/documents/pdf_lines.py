"""From lines on pages to paragraphs: a PDF knows where characters stand, not what belongs together.

A line goes on in the next one when it is full to the right margin and the next begins at the left one. Numbers of
pages and lines that return on every page are left out. Lines with gaps are rows of tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.source.documents.model import Block, Heading, PageStart, Paragraph
from generator.source.documents.official import clean, heading_level, opens_paragraph
from generator.source.documents.pdf_tables import Part, is_row, rows_of_table

#: head and foot of a page, as parts of its height
_FOOT, _HEAD = 0.1, 0.92
_PAGE_NUMBER = re.compile(r"[-—–·\s]{0,4}\d{1,4}[-—–·\s]{0,4}|第\s?\d{1,4}\s?页.{0,12}|\d{1,4}\s?/\s?\d{1,4}|(?i:page)\s?\d{1,4}.{0,10}")
_DIGITS = re.compile(r"\d+")
_SPACED = re.compile(r"(?!年 +月 +日)(?:[\u4e00-\u9fff] +){2,}[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"第[一二三四五六七八九十百零〇]{1,6}[编章节条]|[一二三四五六七八九十]{1,3}、|附件\d*[:：]?")
_AFTER_CLAUSE = re.compile(r"^(第[一二三四五六七八九十百零〇]{1,6}[编章节条]) ")
#: lines of text reach this far at least, as a part of the width; shorter ones are no full lines
_RIGHT = 0.7
#: a title is so much larger than the text
_TITLE = 1.22
_TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it stands (points), how large its letters are, and its parts from left to right."""

    page: int
    y: float
    size: float
    parts: tuple[Part, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.parts[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.parts[-1].right

    @property
    def text(self) -> str:
        """Its words."""
        return "\u3000".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its lines in the order of the file."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Margins and letters of the running text."""

    left: float
    right: float
    size: float
    #: whether first lines of paragraphs are indented
    indented: bool


@dataclass(slots=True)
class _Joined:
    """Lines that make one paragraph so far."""

    lines: list[Line] = field(default_factory=list)
    text: str = ""


def line(page: int, y: float, size: float, parts: Sequence[tuple[float, float, str]]) -> Line | None:
    """A line as read, cleaned; None when nothing of it is seen."""
    found: list[Part] = []
    for left, right, raw in parts:
        text = clean(raw)
        if _SPACED.fullmatch(text):
            text = text.replace(" ", "")
        if not text:
            continue
        text = _AFTER_CLAUSE.sub("\\1\u3000", text) if not found else text
        if len(found) == 1 and _CLAUSE.fullmatch(found[0].text):
            found[0] = Part(found[0].left, right, f"{found[0].text}\u3000{text}")
        else:
            found.append(Part(left, right, text))
    return Line(page, y, size, tuple(found)) if found else None


def blocks(pages: Sequence[Page]) -> Iterator[Block]:
    """The blocks of all pages."""
    kept = [line for page in _without_margins(pages) for line in page]
    shape = _shape(kept, max((page.width for page in pages), default=0.0))
    if shape is None:
        return
    page = 0
    for tabular, group in groupby(kept, key=is_row):
        lines = list(group)
        made = _tables(lines) if tabular else _paragraphs(lines, shape)
        for number, block in made:
            if number != page and len(pages) > 1:
                yield PageStart(number)
            page = number
            yield block


def _tables(lines: list[Line]) -> Iterator[tuple[int, Block]]:
    """Rows that follow one another, page by page."""
    for number, rows in groupby(lines, key=lambda line: line.page):
        same = list(rows)
        table = rows_of_table([line.parts for line in same])
        if table is not None:
            yield number, table
        else:
            yield from ((number, Paragraph(line.text)) for line in same)


def _paragraphs(lines: list[Line], shape: _Shape) -> Iterator[tuple[int, Block]]:
    open_: _Joined | None = None
    for line in lines:
        if open_ is not None and _goes_on(open_.lines[-1], line, shape):
            open_.lines.append(line)
            open_.text = f"{open_.text}{_between(open_.text, line.text)}{line.text}" if len(open_.lines) < 400 else open_.text
            continue
        if open_ is not None:
            yield open_.lines[0].page, _block(open_, shape)
        open_ = _Joined([line], line.text)
    if open_ is not None:
        yield open_.lines[0].page, _block(open_, shape)


def _goes_on(above: Line, line: Line, shape: _Shape) -> bool:
    """Whether `line` belongs to the paragraph of the line `above`."""
    if abs(above.size - line.size) > 0.08 * above.size:
        return False
    drop = above.y - line.y
    if above.page == line.page and not 0 < drop < 2.6 * above.size:
        return False
    if above.size > _TITLE * shape.size:  # a title of several lines, in the middle of the page
        return above.page == line.page and not heading_level(line.text)
    if above.right < shape.right - 1.7 * shape.size or line.left > shape.left + 0.8 * shape.size:
        return False
    return not heading_level(line.text) if shape.indented else not opens_paragraph(line.text)


def _between(above: str, below: str) -> str:
    """A blank between two words in Latin letters or digits, nothing between Han characters."""
    return " " if above[-1].isascii() and above[-1].isalnum() and below[0].isascii() and below[0].isalnum() else ""


def _block(joined: _Joined, shape: _Shape) -> Block:
    size = joined.lines[0].size
    level = heading_level(joined.text)
    if not level and size > _TITLE * shape.size and len(joined.text) <= _TITLE_LENGTH and joined.text[-1] not in "。；":
        level = 1
    if level:
        return Heading(joined.text, level)
    return Paragraph(joined.text)


def _shape(lines: Sequence[Line], width: float) -> _Shape | None:
    """Margins and size by what most lines do; the right margin is in the right third of the page."""
    if not lines:
        return None
    sizes: Counter[float] = Counter()
    for one in lines:
        sizes[one.size] += len(one.text)
    size = sizes.most_common(1)[0][0]
    plain = [one for one in lines if len(one.parts) == 1 and abs(one.size - size) < 0.08 * size] or list(lines)
    lefts, rights = sorted(one.left for one in plain), sorted(one.right for one in plain)
    left = lefts[len(lefts) // 20]
    indented = sum(abs(one.left - left - 2 * size) < 0.5 * size for one in plain)
    right = max(rights[-1 - len(rights) // 10], _RIGHT * width)
    return _Shape(left, right, size, indented >= 0.12 * len(plain))


def _without_margins(pages: Sequence[Page]) -> Iterator[list[Line]]:
    """The lines of each page without page numbers and without what returns at head or foot of most pages."""
    returning: Counter[str] = Counter()
    for page in pages:
        returning.update({_DIGITS.sub("#", line.text) for line in page.lines if _at_margin(line, page)})
    many = max(2, -(-len(pages) // 2))
    for page in pages:
        kept: list[Line] = []
        for line in page.lines:
            if not _at_margin(line, page):
                kept.append(line)
            elif returning[_DIGITS.sub("#", line.text)] < many:
                parts = tuple(part for part in line.parts if not _PAGE_NUMBER.fullmatch(part.text))
                if parts:
                    kept.append(Line(line.page, line.y, line.size, parts))
        # drawn first by some programs, read last
        yield sorted(kept, key=lambda line: line.y < page.height * _FOOT)


def _at_margin(line: Line, page: Page) -> bool:
    return not page.height * _FOOT < line.y < page.height * _HEAD
