"""Word documents: paragraphs, headings, lists and tables in reading order (ECMA-376 part 1 §17).

An own reader instead of a library: automatic numbers (一、, 第一条) are text here, while HTML converters turn them into
lists that count 1, 2, 3; merged cells keep their spans; and every step is one pass over a stream, whatever the nesting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.source.documents.collecting import Collector
from generator.source.documents.docx_numbering import Numbering, read_numbering
from generator.source.documents.docx_styles import PLAIN, Style, alignment, digit, read_styles
from generator.source.documents.docx_tables import TableFrame
from generator.source.documents.model import Block, Document, Heading, Item, Paragraph
from generator.source.documents.official import clean, heading_level, opens_paragraph
from generator.source.documents.package import EnoughError, Package, UnreadableError, open_package, walk

DOCUMENT = "word/document.xml"
#: elements of one document, about three seconds' work
MAX_ELEMENTS = 2_000_000
#: tables inside cells of tables inside …; deeper ones are read as text of the cell they stand in
MAX_NESTING = 3
#: paragraphs open at the same time (text boxes inside text boxes)
MAX_OPEN = 20
#: what is not shown, with everything in it
_SKIPPED = frozenset({
    "Fallback", "del", "moveFrom", "pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange",
    "sectPr", "tblGrid", "instrText", "delText", "rt",
})
_PICTURES = frozenset({"blip", "imagedata"})
#: symbols of Wingdings (2) that forms use as boxes to tick
_SYMBOLS = {"F0A3": "□", "F0A8": "□", "F06F": "□", "F071": "□", "F052": "☑", "F0FE": "☑", "F054": "☒", "F0FD": "☒"}
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Open:
    """A paragraph while it is read."""

    pieces: list[str] = field(default_factory=list)
    style: str = ""
    outline: str = ""
    number: str = ""
    number_level: str = ""
    align: str = ""
    in_run: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Reader:
    """The state of one pass over a story of the document."""

    into: Collector
    styles: Mapping[str, Style]
    numbering: Numbering
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    referred: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    tables: list[TableFrame] = field(default_factory=list)
    too_deep: int = 0
    skipping: int = 0
    taking: bool = False
    pictures: int = 0
    budget: int = MAX_ELEMENTS

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        self.budget -= 1
        if self.budget < 0 or self.into.full:
            self.into.full = True
            raise EnoughError
        if self.skipping or tag in _SKIPPED:
            self.skipping += 1
        elif tag == "p":
            if len(self.open) >= MAX_OPEN:
                raise UnreadableError("nesting")
            self.open.append(_Open())
        elif tag in ("tbl", "tr", "tc"):
            self._open_table_part(tag)
        elif tag in _PICTURES:
            self.pictures += 1
        elif self.tables and self._of_table(tag, attributes):
            pass
        elif self.open:
            self._of_paragraph(self.open[-1], tag, attributes)

    def end(self, tag: str) -> None:
        """An element closes."""
        if self.skipping:
            self.skipping -= 1
        elif tag == "t":
            self.taking = False
        elif tag == "r" and self.open:
            self.open[-1].in_run = self.open[-1].hidden = False
        elif tag == "p" and self.open:
            self._close_paragraph(self.open.pop())
        elif tag in ("tbl", "tr", "tc"):
            self._close_table_part(tag)

    def text(self, characters: str) -> None:
        """Characters of a run."""
        if self.taking and self.open:
            self.open[-1].pieces.append(characters)

    def _of_paragraph(self, paragraph: _Open, tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if tag == "t":
            self.taking = not paragraph.hidden and not self.skipping
        elif tag == "r":
            paragraph.in_run, paragraph.hidden = True, False
        elif paragraph.in_run:
            self._of_run(paragraph, tag, attributes)
        elif tag == "pStyle":
            paragraph.style = value
        elif tag == "outlineLvl":
            paragraph.outline = value
        elif tag == "numId":
            paragraph.number = value
        elif tag == "ilvl":
            paragraph.number_level = value
        elif tag == "jc":
            paragraph.align = value

    def _of_run(self, paragraph: _Open, tag: str, attributes: dict[str, str]) -> None:
        if tag == "vanish":
            paragraph.hidden = attributes.get("val", "1") not in _OFF
        elif paragraph.hidden:
            return
        elif tag == "tab":
            paragraph.pieces.append("\u3000")
        elif tag in ("br", "cr") and attributes.get("type", "") not in ("page", "column"):
            paragraph.pieces.append("\n")
        elif tag == "noBreakHyphen":
            paragraph.pieces.append("-")
        elif tag == "sym":
            paragraph.pieces.append(_SYMBOLS.get(attributes.get("char", "").upper(), ""))
        elif tag in ("footnoteReference", "endnoteReference"):
            note = self.notes.get((tag[:-9], attributes.get("id", "")))
            if note:
                self.referred.append(note)
                paragraph.pieces.append(f"〔注{len(self.referred)}〕")

    def _close_paragraph(self, paragraph: _Open) -> None:
        text = clean("\n".join(line.strip(" ") for line in "".join(paragraph.pieces).split("\n")))
        style = self.styles.get(paragraph.style, PLAIN)
        if not text or style.contents:
            return
        number = paragraph.number or style.number
        level = digit(paragraph.number_level) if paragraph.number else style.number_level
        marker = self.numbering.next(number, level) if number not in ("", "0") else None
        if self.tables:
            self.tables[-1].add_text(f"{marker}{text}" if marker else text)
            return
        self.into.add(_block(text, paragraph, style, marker, level))

    # --- tables

    def _open_table_part(self, tag: str) -> None:
        if tag == "tbl" and (len(self.tables) >= MAX_NESTING or self.too_deep):
            self.too_deep += 1
        elif self.too_deep:
            return
        elif tag == "tbl":
            self.tables.append(TableFrame())
        elif self.tables and tag == "tr":
            self.tables[-1].open_row()
        elif self.tables:
            self.tables[-1].open_cell()

    def _of_table(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag not in ("gridSpan", "vMerge", "tblHeader", "gridBefore") or self.too_deep:
            return False
        self.tables[-1].set(tag, attributes.get("val", ""))
        return True

    def _close_table_part(self, tag: str) -> None:
        if self.too_deep:
            self.too_deep -= tag == "tbl"
        elif tag == "tbl" and self.tables:
            frame = self.tables.pop()
            if self.tables:
                self.tables[-1].add_text(frame.flat())
            else:
                frame.close(self.into)
        elif tag == "tc" and self.tables:
            self.tables[-1].close_cell()


def _block(text: str, paragraph: _Open, style: Style, marker: str | None, list_level: int) -> Block:
    """A paragraph as what it is: heading by outline, style or number; item of a list; text."""
    joined = f"{marker}{text}" if marker else text
    outline = digit(paragraph.outline) + 1 if paragraph.outline and digit(paragraph.outline) < 9 else 0
    level = outline or style.level or heading_level(joined)
    if level and "\n" not in joined and len(joined) <= 80:
        return Heading(joined, level)
    if marker is not None and (marker == "" or not opens_paragraph(f"{marker} ") or marker[0].isascii()):
        return Item(text, marker, list_level)
    return Paragraph(joined, alignment(paragraph.align) if paragraph.align else style.align)


def read_docx(data: bytes) -> Document:
    """The text of the document in `data`. Raises UnreadableError."""
    package = open_package(data)
    body = package.read(DOCUMENT)
    if body is None:
        raise UnreadableError("document")
    reader = _Reader(
        Collector("docx"),
        read_styles(package.read("word/styles.xml")),
        read_numbering(package.read("word/numbering.xml")),
        {**_notes(package, "footnote"), **_notes(package, "endnote")},
    )
    walk(body, reader.start, reader.end, reader.text)
    into = reader.into
    for number, note in enumerate(reader.referred, 1):
        into.add(Paragraph(f"〔注{number}〕{note}"))
    if not into.blocks:
        into.note("文件里没有可以显示的文字，请下载原文件。")
    elif reader.pictures:
        into.note(f"原文件里有 {reader.pictures} 幅图，这里没有显示。")
    return into.document()


def _notes(package: Package, kind: str) -> dict[tuple[str, str], str]:
    """Footnotes or endnotes (`kind`) by id."""
    data = package.read(f"word/{kind}s.xml")
    found: dict[tuple[str, str], str] = {}
    pieces: list[str] = []
    here = {"id": "", "text": ""}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == kind:
            here["id"] = attributes.get("id", "") if attributes.get("type", "normal") == "normal" else ""
            pieces.clear()
        elif tag == "t":
            here["text"] = "1"

    def end(tag: str) -> None:
        if tag == "t":
            here["text"] = ""
        elif tag == kind and here["id"]:
            found[(kind, here["id"])] = clean("".join(pieces))

    def text(characters: str) -> None:
        if here["text"]:
            pieces.append(characters)

    if data:
        walk(data, start, end, text)
    return found
