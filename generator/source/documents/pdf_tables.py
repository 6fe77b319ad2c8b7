"""Rows of a table in a PDF, told by the gaps in lines that follow one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from generator.source.documents.model import MAX_COLUMNS, MAX_ROWS, Table
from generator.source.documents.tables import Placed, laid_out, table

_NUMERIC = re.compile(r"[-+]?[\d,]*\d(?:\.\d+)?%?")


class Part(NamedTuple):
    """A piece of a line between wide gaps."""

    left: float
    right: float
    text: str


class HasParts(Protocol):
    """A line."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its pieces."""


def is_row(line: HasParts) -> bool:
    """Whether a line looks like a row: it has wide gaps inside."""
    return len(line.parts) > 1


def rows_of_table(rows: Sequence[tuple[Part, ...]]) -> Table | None:
    """The table that `rows` make, or None where their parts do not stand in columns."""
    if not 2 <= len(rows) <= MAX_ROWS:
        return None
    starts = _columns([part for row in rows for part in row])
    if not 2 <= len(starts) <= MAX_COLUMNS:
        return None
    placed: list[Placed] = []
    for number, row in enumerate(rows):
        columns = [sum(part.left >= start for start in starts) - 1 for part in row]
        if len(set(columns)) < len(columns):
            return None
        placed += [
            Placed(number, column, part.text, numeric=_NUMERIC.fullmatch(part.text) is not None)
            for column, part in zip(columns, row, strict=True)
        ]
    made = table(laid_out(placed))
    # a head is only told from a first row of words where numbers stand below it: forms have none
    numbers = any(cell.numeric for row in made.rows[made.header :] for cell in row)
    return made if numbers else Table(made.rows)


def _columns(parts: Sequence[Part]) -> list[float]:
    """Where columns begin: parts that overlap sideways stand in one."""
    starts: list[float] = []
    end = float("-inf")
    for part in sorted(parts):
        if part.left > end:
            starts.append(part.left)
        end = max(end, part.right)
    return starts
