"""Tables of a docx while they are read (ECMA-376 part 1 §17.4)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.source.documents.collecting import Collector
from generator.source.documents.model import MAX_COLUMNS, MAX_ROWS, Paragraph
from generator.source.documents.tables import Placed, fitting, laid_out, table

_NUMERIC = frozenset("0123456789.,-+%")


@dataclass(slots=True)
class TableFrame:
    """Rows and cells of one table; text is added to the cell that is open."""

    placed: list[Placed] = field(default_factory=list)
    #: index in `placed` of the cell that goes on downwards, by column
    reaching: dict[int, int] = field(default_factory=dict)
    row: int = -1
    column: int = 0
    span: int = 1
    merge: str = ""
    lines: list[str] = field(default_factory=list)
    header: int = 0
    whole: bool = True

    def open_row(self) -> None:
        """`<w:tr>`."""
        self.row += 1
        self.column = 0

    def open_cell(self) -> None:
        """`<w:tc>`."""
        self.span, self.merge = 1, ""
        self.lines.clear()

    def set(self, tag: str, value: str) -> None:
        """A property of the open row or cell."""
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1
        if tag == "gridSpan":
            self.span = max(1, min(number, MAX_COLUMNS))
        elif tag == "gridBefore":
            self.column += min(number, MAX_COLUMNS)
        elif tag == "vMerge":
            self.merge = value or "continue"
        elif self.header == self.row and value not in ("0", "false"):  # w:tblHeader counts in rows from the top only
            self.header += 1

    def add_text(self, text: str) -> None:
        """A paragraph of the open cell."""
        if text:
            self.lines.append(text)

    def close_cell(self) -> None:
        """`</w:tc>`."""
        column, self.column = self.column, self.column + self.span
        if self.row >= MAX_ROWS or column + self.span > MAX_COLUMNS or self.row < 0:
            self.whole = False
            return
        above = self.reaching.get(column)
        if self.merge == "continue" and above is not None and self.placed[above].columns == self.span:
            cell = self.placed[above]
            self.placed[above] = replace(cell, rows=self.row - cell.row + 1)
            return
        text = "\n".join(self.lines)
        numeric = bool(text) and not set(text) - _NUMERIC and any(mark.isdigit() for mark in text)
        self.placed.append(Placed(self.row, column, text, 1, self.span, numeric))
        if self.merge:
            self.reaching[column] = len(self.placed) - 1
        else:
            self.reaching.pop(column, None)

    def flat(self) -> str:
        """The words of a table that stands inside a cell: a line per row."""
        rows: dict[int, list[str]] = {}
        for cell in self.placed:
            if cell.text:
                rows.setdefault(cell.row, []).append(cell.text)
        return "\n".join("　".join(texts) for texts in rows.values())

    def close(self, into: Collector) -> None:
        """`</w:tbl>` of a table that stands in the text."""
        kept, fits = fitting(self.placed, cells=into.cells_left, characters=into.text_left)
        rows = laid_out(kept)
        if not (self.whole and fits):
            into.note("有的表格很大，这里只显示前面一部分，全部内容请下载原文件。")
        if max((len(row) for row in rows), default=0) == 1:  # a frame round some text
            for row in rows:
                for line in row[0].text.split("\n"):
                    if line:
                        into.add(Paragraph(line))
        elif rows:
            into.add(table(rows, header=self.header))
