"""The Markdown dialect of official texts, made explicit for a CommonMark renderer.

Authors paste texts in which every line is a paragraph, indented by two full-width blanks, with headings 一、…
Outside lists, tables, quotes and fences a line break ends the paragraph; leading blanks never mean code; a short line
一、… or 第…章 is a heading; a line that opens with `<` is text. One pass over the lines, no backtracking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_BLANK = " \t\u3000\u00a0\u2002\u2003"
_BULLETS = frozenset("-*+")
_LIST = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_DELIMITER = re.compile(r"^\|?[ \t]*:?-{1,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*$")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十百]{1,4}、|第[一二三四五六七八九十百零]{1,5}[章节编](?:[ \u3000]|$))")
_NO_HEADING = frozenset("。；：，！？…—")
_LEVELS = {"编": 1, "章": 2, "节": 3}
_HEADING_LENGTH = 42
#: bounds no official text comes near; beyond them rows and quotes are plain paragraphs
_TABLE_COLUMNS = 100
_TABLE_CELLS = 200_000
_QUOTE_DEPTH = 8
_FENCE = re.compile(r"^(`{3,}|~{3,})")


@dataclass(slots=True)
class _State:
    """Where the pass stands."""

    out: list[str] = field(default_factory=list)
    #: closing run of the fence we are in
    fence: str = ""
    #: column at which text of the innermost list item begins; 0 outside lists
    offset: int = 0
    table: bool = False
    #: columns of the table we are in, cells of all tables so far
    columns: int = 0
    cells: int = 0
    quote: bool = False
    #: the last line written is a paragraph of its own that needs a blank line after it
    paragraph: bool = False
    #: the last line written names attachments: 附件：1. …; the next ones go on with 2. …
    annexes: bool = False
    #: a heading 第…章 has been seen
    chapters: bool = False
    #: the last line written is empty
    blank: bool = True


def explicit(markdown: str) -> str:
    """`markdown` as plain CommonMark with tables and footnotes."""
    state = _State()
    lines = markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    following = iter(lines)
    next(following)
    for line in lines:
        text = line.strip(_BLANK)
        after = next(following, "")
        if state.fence:
            _in_fence(state, line, text)
        elif text:
            _line(state, line, text, after)
        else:
            _empty(state)
    return "\n".join(state.out) + "\n"


def _line(state: _State, line: str, text: str, following: str) -> None:
    """A line outside fences; `text` is what stands in it."""
    first = text[0]
    if first in "`~" and _FENCE.match(text):
        state.fence = text[: len(text) - len(text.lstrip(first))]
        _block(state, line.lstrip(_BLANK) if not state.offset else line)
    elif first == ">":
        _quote(state, text)
    elif "|" in text and (state.table or _opens_table(following)):
        _table_row(state, text, following)
    elif state.annexes and first.isdigit() and not text.startswith(("1.", "1)")):
        _annex(state, text)
    elif (first in _BULLETS or first.isdecimal()) and _LIST.match(text) and not _is_rule(text):
        _list_item(state, line, text)
    elif state.offset and _indent(line) > state.blank:
        _in_list(state, text)
    else:
        _paragraph(state, text)


def _in_fence(state: _State, line: str, text: str) -> None:
    state.out.append(line)
    if text.startswith(state.fence) and not text.strip(state.fence[0]):
        state.fence = ""
        state.paragraph = True


def _empty(state: _State) -> None:
    state.table = state.quote = state.paragraph = False
    state.blank = True
    state.out.append("")


def _quote(state: _State, text: str) -> None:
    """A quoted line, its depth bounded."""
    inner = text.lstrip("> ")
    depth = text[: len(text) - len(inner)].count(">")
    if state.quote or not state.paragraph:
        state.out.append("> " * min(depth, _QUOTE_DEPTH) + inner)
    else:
        state.out.extend(("", "> " * min(depth, _QUOTE_DEPTH) + inner))
    state.quote, state.table, state.paragraph, state.blank = True, False, False, False


def _block(state: _State, line: str) -> None:
    """A line that begins a block of its own."""
    if state.paragraph or state.quote:
        state.out.append("")
    state.out.append(line)
    state.paragraph = state.quote = state.table = state.blank = False


def _opens_table(following: str) -> bool:
    """Whether the delimiter row of a table follows a line with bars."""
    if "|" not in following or "-" not in following:
        return False
    return following.count("|") <= _TABLE_COLUMNS and bool(_DELIMITER.match(following.strip(_BLANK)))


def _table_row(state: _State, text: str, following: str) -> None:
    """A row of a table. Short rows are filled up by the renderer, so the sum of cells is bounded."""
    if not state.table:
        state.columns = following.count("|") + 1
        _block(state, text)
    elif state.cells > _TABLE_CELLS:
        _paragraph(state, text.replace("|", "\\|"))
        state.table = False
        return
    else:
        state.out.append(text)
    state.cells += state.columns
    state.table, state.blank, state.offset = True, False, 0


def _is_rule(text: str) -> bool:
    """`* * *`, `- - -`, `---`: a line of three or more of the same mark."""
    marks = text.replace(" ", "")
    return len(marks) >= 3 and marks[0] in "-*_" and not marks.strip(marks[0])


def _list_item(state: _State, line: str, text: str) -> None:
    """A list item; one indented too deep is moved to where it still is a list and no code."""
    indent = min(_indent(line), state.offset + 3 if state.offset else 0)
    if not state.offset:
        _block(state, text)
    else:
        state.out.append(" " * indent + text)
    marker = _LIST.match(text)
    width = len(marker[0].rstrip()) + 1 if marker else 2
    state.offset, state.blank, state.paragraph = indent + width, False, False


def _in_list(state: _State, text: str) -> None:
    """An indented line goes on with a list item: as deep as its text, so that it never is code."""
    state.out.append(" " * state.offset + _guard(text))
    state.blank = False


def _annex(state: _State, text: str) -> None:
    """`2. …` under `附件：1. …` is a line of the same kind, no list of its own."""
    marker = _LIST.match(text)
    number = marker[0].rstrip() if marker else ""
    _paragraph(state, f"{number[:-1]}\\{text[len(number) - 1 :]}" if number else text)
    state.annexes = True


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def _paragraph(state: _State, text: str) -> None:
    """A paragraph (or a heading) of one line."""
    if state.quote or state.table or state.offset or state.paragraph:
        state.out.append("")
    state.out.append(f"{_heading_marks(state, text)} {text}" if _is_heading(text) else _guard(text))
    state.offset, state.quote, state.table, state.paragraph, state.blank = 0, False, False, True, False
    state.annexes = text.startswith(("附件：", "附件:", "附：")) and "1" in text[:6]


def _is_heading(text: str) -> bool:
    return len(text) <= _HEADING_LENGTH and text[-1] not in _NO_HEADING and bool(_NUMBERED.match(text))


def _heading_marks(state: _State, text: str) -> str:
    """第…编 stands over 第…章, that over 第…节; 一、 stands where a chapter does, below one where there are chapters."""
    if text.startswith("第"):
        kind = next(mark for mark in text if mark in _LEVELS)
        state.chapters = True
        return "#" * _LEVELS[kind]
    return "###" if state.chapters else "##"


def _guard(text: str) -> str:
    """Text that would open an HTML block is text."""
    return "\\" + text if text.startswith("<") and not text.startswith(("<http://", "<https://")) else text
