"""Workbooks: one table per visible sheet, values as the sheet shows them (ECMA-376 part 1 §18.3).

An own reader instead of a library, because none of them gives what a reader of the table sees: libraries return the
stored number (0.456) without its format (45.6%), unfold a sheet to its full extent in memory, or are not kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.source.documents.collecting import Collector
from generator.source.documents.model import MAX_COLUMNS, MAX_ROWS, Document, Heading, Paragraph
from generator.source.documents.number_format import shown
from generator.source.documents.official import clean
from generator.source.documents.package import EnoughError, Package, open_package, walk
from generator.source.documents.tables import Placed, fitting, laid_out, table, without_caption, without_notes
from generator.source.documents.xlsx_parts import Sheet, Workbook, read_workbook

MAX_SHEETS = 60
#: elements looked at per workbook, about two seconds' work
MAX_ELEMENTS = 1_500_000
#: characters of one cell; Excel itself allows 32,767
MAX_CELL_TEXT = 4_000
MAX_MERGES = 20_000

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read: one cell at a time."""

    book: Workbook
    budget: int
    cells: dict[tuple[int, int], tuple[str, bool]] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    row: int = 0
    column: int = 0
    kind: str = ""
    style: str = ""
    value: list[str] = field(default_factory=list)
    taking: bool = False
    hint: int = 0
    wide: bool = False
    out_of_budget: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        self.budget -= 1
        if self.budget < 0:
            self.out_of_budget = True
            raise EnoughError
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "row":
            self._open_row(attributes)
        elif tag == "v" or (tag == "t" and self.kind == "inlineStr" and not self.hint):
            self.taking = True
        elif tag == "rPh":
            self.hint += 1
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = _whole(attributes.get("min", "")), _whole(attributes.get("max", ""))
            self.hidden_columns.update(range(first, min(last, first + MAX_COLUMNS * 4) + 1))

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag == "c":
            self._close_cell()
        elif tag in ("v", "t"):
            self.taking = False
        elif tag == "rPh":
            self.hint -= 1
        elif tag == "sheetData":
            raise EnoughError

    def text(self, characters: str) -> None:
        """Characters of a value."""
        if self.taking:
            self.value.append(characters)

    def _open_row(self, attributes: dict[str, str]) -> None:
        self.row = _whole(attributes.get("r", "")) or self.row + 1
        self.column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self.row)
        elif len(self.rows) > MAX_ROWS:
            raise EnoughError

    def _open_cell(self, attributes: dict[str, str]) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        self.column = _column(place[1]) if place else self.column + 1
        self.kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self.style = self.book.formats[int(style)] if _in_range(style, len(self.book.formats)) else "General"
        self.value.clear()

    def _close_cell(self) -> None:
        value = "".join(self.value)
        kind, self.kind = self.kind, ""
        if not value or self.row in self.hidden_rows or self.column in self.hidden_columns:
            return
        if self.column > MAX_COLUMNS:
            self.wide = True
            return
        text, numeric = self._shown(value, kind)
        text = clean(text)
        if text:
            self.cells[(self.row, self.column)] = (text[:MAX_CELL_TEXT], numeric)
            self.rows.add(self.row)

    def _shown(self, value: str, kind: str) -> tuple[str, bool]:
        if kind == "s":
            number = value.strip()
            strings = self.book.strings
            return (strings[int(number)] if _in_range(number, len(strings)) else ""), False
        if kind == "b":
            return ("是" if value.strip() == "1" else "否"), False
        if kind in ("str", "inlineStr", "e"):
            return value, False
        if kind == "d":
            return value.strip().removesuffix("T00:00:00"), False
        return shown(value.strip(), self.style, date1904=self.book.date1904)


def read_xlsx(data: bytes) -> Document:
    """The visible sheets of the workbook in `data`. Raises UnreadableError."""
    package = open_package(data)
    book = read_workbook(package)
    visible = [sheet for sheet in book.sheets if not sheet.hidden and sheet.part]
    into = Collector("xlsx")
    budget = MAX_ELEMENTS
    for sheet in visible[:MAX_SHEETS]:
        budget = _read_sheet(package, sheet, book, into, budget, named=len(visible) > 1)
    if len(visible) > MAX_SHEETS:
        into.note(f"工作表很多，这里只显示前 {MAX_SHEETS} 张。")
    if not any(not isinstance(block, Heading) for block in into.blocks):
        into.blocks.clear()
        into.note("工作簿里没有可以显示的内容，请下载原文件。")
    return into.document()


def _read_sheet(package: Package, sheet: Sheet, book: Workbook, into: Collector, budget: int, *, named: bool) -> int:
    """Add a sheet to `into`. Returns what is left of the budget."""
    data = package.read(sheet.part)
    if data is None or budget <= 0 or into.full:
        into.full = into.full or budget <= 0
        return budget
    state = _Sheet(book, budget)
    read = walk(data, state.start, state.end, state.text)
    if not state.cells:  # an empty sheet, or a chart
        return state.budget
    placed = _placed(state, _merges(data, read))
    kept, whole = fitting(placed, cells=into.cells_left, characters=into.text_left - len(sheet.name))
    rows = laid_out(kept, compact=True)
    if named:
        into.add(Heading(clean(sheet.name), 1))
    if not rows:
        into.full = True
        return state.budget
    caption, rows = without_caption(rows)
    if rows and max(len(row) for row in rows) == 1:
        for row in rows:
            into.add(Paragraph(row[0].text))
    else:
        body, notes = without_notes(rows)
        into.add(table(body, caption=caption))
        for line in notes:
            into.add(Paragraph(line))
    _notes(state, into, whole=whole, rows=len(rows), more=bool(_ROW.search(data, read)))
    return state.budget


def _notes(state: _Sheet, into: Collector, *, whole: bool, rows: int, more: bool) -> None:
    """What of the sheet is not shown."""
    if not whole or more or state.out_of_budget or len(state.rows) > MAX_ROWS:
        into.note(f"表格很长，每张表只显示前 {rows} 行，全部内容请下载原文件。")
    if state.wide:
        into.note(f"表格很宽，只显示前 {MAX_COLUMNS} 列，全部内容请下载原文件。")
    if state.hidden_rows or state.hidden_columns:
        into.note("原文件里隐藏的行和列没有显示。")


def _placed(state: _Sheet, merges: dict[tuple[int, int], tuple[int, int]]) -> list[Placed]:
    """The cells of the first MAX_ROWS rows with the place they cover; merged places hold one text."""
    last = sorted(state.rows)[:MAX_ROWS][-1]
    found: list[Placed] = []
    for (row, column), (text, numeric) in state.cells.items():
        if row <= last:
            bottom, right = merges.get((row, column), (row, column))
            size = (min(bottom, last) - row + 1, min(right, MAX_COLUMNS) - column + 1)
            found.append(Placed(row, column, text, *size, numeric))
    return found


def _merges(data: bytes, begin: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Last row and column of every merged range, by its first; they stand behind the cells."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for match in _MERGE.finditer(data, begin):
        first, last = _REFERENCE.fullmatch(match[1].decode()), _REFERENCE.fullmatch(match[2].decode())
        if first and last:
            found[(int(first[2]), _column(first[1]))] = (int(last[2]), _column(last[1]))
        if len(found) >= MAX_MERGES:
            break
    return found


def _column(letters: str) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _in_range(text: str, length: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8 and int(text) < length
