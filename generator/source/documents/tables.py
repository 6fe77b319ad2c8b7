"""From cells that know their place to a table as HTML has it: spans that fit, a caption, a head."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.source.documents.model import Cell, Table

#: rows a head may have
_MAX_HEAD = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE = re.compile(r"(?:备?注|说明|填[报表]|制表|审核|数据来源|联系人)[：:\d]?")
#: spans that overlap; a file with more of them is not made by an office program, and its spans are not followed
_MAX_CONFLICTS = 100
#: lines above a table that are no row of it: title, 单位：万元, 填报单位
_MAX_CAPTION = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at `row` and `column` (from 0) that covers `rows` × `columns` places."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    numeric: bool = False


def fitting(placed: Iterable[Placed], *, cells: int, characters: int) -> tuple[list[Placed], bool]:
    """As many whole rows of `placed` as fit into `cells` and `characters`, and whether all did."""
    ordered = sorted(placed, key=lambda cell: (cell.row, cell.column))
    width = len({cell.column for cell in ordered}) or 1
    kept: list[Placed] = []
    row, rows, ends = -1, 0, 0
    for cell in ordered:
        if cell.row != row:
            row, rows, ends = cell.row, rows + 1, len(kept)
        characters -= len(cell.text)
        if characters < 0 or rows * width > cells:
            return [replace(cell, rows=min(cell.rows, row - cell.row)) for cell in kept[:ends]], False
        kept.append(cell)
    return kept, True


def laid_out(placed: Iterable[Placed], *, compact: bool = False) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells without holes or overlaps. `compact` leaves out rows and columns that hold no text at all.

    The first of two cells that claim a place keeps it; the other covers its own corner, or is dropped with it.
    """
    cells = sorted(placed, key=lambda cell: (cell.row, cell.column))
    if not cells:
        return ()
    if compact:
        rows = sorted({cell.row for cell in cells if cell.text})
        columns = sorted({cell.column for cell in cells if cell.text})
    else:
        rows = list(range(max(cell.row + cell.rows for cell in cells)))
        columns = list(range(max(cell.column + cell.columns for cell in cells)))
    return _filled(cells, rows, columns)


def _filled(cells: Sequence[Placed], rows: list[int], columns: list[int]) -> tuple[tuple[Cell, ...], ...]:
    taken = [[False] * len(columns) for _ in rows]
    found: list[dict[int, Cell]] = [{} for _ in rows]
    conflicts = 0
    for cell in cells:
        top, bottom = bisect_left(rows, cell.row), bisect_left(rows, cell.row + cell.rows)
        left, right = bisect_left(columns, cell.column), bisect_left(columns, cell.column + cell.columns)
        if top >= bottom or left >= right or taken[top][left]:
            continue
        if (bottom - top > 1 or right - left > 1) and (
            conflicts > _MAX_CONFLICTS or any(True in taken[row][left:right] for row in range(top, bottom))
        ):
            conflicts += 1
            bottom, right = top + 1, left + 1
        for row in range(top, bottom):
            taken[row][left:right] = [True] * (right - left)
        found[top][left] = Cell(cell.text, right - left, bottom - top, cell.numeric)
    empty = Cell("")
    for row, places in enumerate(taken):
        found[row].update((column, empty) for column, full in enumerate(places) if not full)
    return _without_empty(found)


def _without_empty(found: Sequence[dict[int, Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows in the order of their columns; rows that spans from above fill up entirely are taken out of these spans."""
    empty = [number for number, line in enumerate(found) if not line]

    def shortened(number: int, cell: Cell) -> Cell:
        covered = bisect_left(empty, number + cell.rows) - bisect_left(empty, number)
        return replace(cell, rows=cell.rows - covered) if covered else cell

    return tuple(
        tuple(shortened(number, line[column]) for column in sorted(line)) for number, line in enumerate(found) if line
    )


def table(rows: tuple[tuple[Cell, ...], ...], *, header: int = 0, caption: str = "") -> Table:
    """The table of `rows`; where no head is marked, the first rows are one if they look like it."""
    return Table(rows, _whole(rows, header) if header else _head(rows), caption)


def without_caption(rows: tuple[tuple[Cell, ...], ...]) -> tuple[str, tuple[tuple[Cell, ...], ...]]:
    """Split off rows on top that hold one text only: the title of a sheet, its unit of account."""
    width = sum(cell.columns for cell in rows[0]) if rows else 0
    lines: list[str] = []
    while width > 1 and len(lines) < _MAX_CAPTION and len(rows) - len(lines) > 1:
        row = rows[len(lines)]
        texts = [cell.text for cell in row if cell.text]
        if len(texts) != 1 or any(cell.rows > 1 for cell in row):
            break
        lines.append(texts[0].replace("\n", " "))
    return "　".join(lines), rows[len(lines):]


def without_notes(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[tuple[Cell, ...], ...], tuple[str, ...]]:
    """Split off rows at the end that hold one text only: 注：…, 填报人：…"""
    lines: list[str] = []
    while len(rows) - len(lines) > 2 and len(lines) < _MAX_CAPTION:
        row = rows[-1 - len(lines)]
        if [bool(cell.text) for cell in row] != [True, *[False] * (len(row) - 1)] or row[0].rows > 1:
            break
        if row[0].columns == 1 and len(row) > 1 and not _NOTE.match(row[0].text):
            break
        lines.append(row[0].text)
    return rows[: len(rows) - len(lines)], tuple(reversed(lines))


def _head(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """How many rows look like a head: every cell of the first has words, and below there are more rows."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    if any(not cell.text or (cell.numeric and not _YEAR.fullmatch(cell.text)) for cell in rows[0]):
        return 0
    grouped = any(cell.columns > 1 for cell in rows[0])
    second_is_words = not any(cell.numeric for cell in rows[1])
    return _whole(rows, 2 if grouped and second_is_words else 1)


def _whole(rows: tuple[tuple[Cell, ...], ...], head: int) -> int:
    """`head`, or as many rows more as cells of the head reach down; 0 where that is no head any more."""
    head = min(head, len(rows))
    number = 0
    while number < head:
        head = max(head, *(number + cell.rows for cell in rows[number])) if rows[number] else head
        number += 1
        if head > _MAX_HEAD:
            return 0
    return head if head < len(rows) else 0
