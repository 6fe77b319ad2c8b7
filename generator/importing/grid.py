"""A table as it lies in a file: texts in rows and columns, with the ranges that were merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: row and column from 0
Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, or one CSV file. Rows have the same length; an empty text is an empty cell."""

    #: the sheet's name; empty for CSV
    name: str
    rows: tuple[tuple[str, ...], ...]
    #: cells covered by a merged range -> its top left cell
    merged: Mapping[Spot, Spot] = field(default_factory=dict)

    def shown(self, row: int, column: int) -> str:
        """The text a reader sees there: that of the merged range where the cell is covered by one."""
        top, left = self.merged.get((row, column), (row, column))
        return self.rows[top][left]


def squared(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows of equal length without empty rows at the end."""
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)


def covered(ranges: list[tuple[Spot, Spot]]) -> dict[Spot, Spot]:
    """Merged ranges (first cell, last cell) as covered cell -> top left cell."""
    spots: dict[Spot, Spot] = {}
    for (top, left), (bottom, right) in ranges:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    spots[(row, column)] = (top, left)
    return spots
