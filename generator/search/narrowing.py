"""Facets of the results: columns for the documents found, what the choices leave, how many each value has.

`theme/src/search/facets.mjs` is the twin of this module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

#: facets that can be chosen: their names in the index; key in an address, name
FACETS = {
    "lanmu": ("lm", "栏目"),
    "jigou": ("jg", "发布机关"),
    "leixing": ("lx", "类型"),
    "niandu": ("nf", "年份"),
    "xiaoli": ("xl", "状态"),
    "shixiang": ("sx", "目录事项"),
    "duixiang": ("dx", "面向"),
}
YEAR = "nf"
#: values of one facet that are told
MOST = 60

#: ids of chosen values by key of the facet; within a facet one is enough, every facet must pass
Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """Values of a facet, and which of them each document has: `rows` are parallel to the documents."""

    values: tuple[tuple[str, str], ...]
    rows: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A value: id and name, how many it would show given the choices in other facets, how many without any choice."""

    value: str
    name: str
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of an answer, the most frequent values first, years the latest first."""

    key: str
    name: str
    options: tuple[Option, ...]


def column_for(chunks: Iterable[Mapping[str, Any]], ids: Iterable[int]) -> Column:
    """The column of the documents `ids` out of the chunks of a facet. ValueError when one is damaged."""
    places: dict[str, int] = {}
    values: list[tuple[str, str]] = []
    held: dict[int, tuple[int, ...]] = {}
    for chunk in chunks:
        try:
            codes = []
            for value, name in chunk["values"]:
                if value not in places:
                    places[value] = len(values)
                    values.append((value, name))
                codes.append(places[value])
            for number, row in zip(accumulate(chunk["numbers"]), chunk["rows"], strict=True):
                held[number] = _coded(row, codes)
        except (KeyError, IndexError, TypeError) as error:
            raise ValueError("damaged column") from error
    return Column(tuple(values), tuple(held.get(number, ()) for number in ids))


def _coded(row: int | list[int], codes: Sequence[int]) -> tuple[int, ...]:
    if isinstance(row, list):
        return tuple(codes[one] for one in row)
    return (codes[row],) if row >= 0 else ()


def narrow(columns: Mapping[str, Column], filters: Filters, count: int) -> tuple[bytearray, tuple[Facet, ...]]:
    """What `filters` leave of `count` documents (1 for each that is left), and the facets; `columns` by name in the index."""
    failing: dict[str, bytearray] = {}
    failures = [0] * count
    for facet, column in columns.items():
        failing[facet] = _failing(column, filters.get(FACETS[facet][0], ()), count)
        failures = [one + own for one, own in zip(failures, failing[facet], strict=True)]
    facets = tuple(_facet(facet, column, filters, failures, failing[facet]) for facet, column in columns.items())
    return bytearray(not one for one in failures), facets


def _failing(column: Column, chosen: Sequence[str], count: int) -> bytearray:
    if not chosen:
        return bytearray(count)
    wanted = {code for code, (value, _) in enumerate(column.values) if value in chosen}
    return bytearray(wanted.isdisjoint(row) for row in column.rows)


def _facet(facet: str, column: Column, filters: Filters, failures: Sequence[int], own: bytearray) -> Facet:
    key, name = FACETS[facet]
    totals = Counter(code for row in column.rows for code in row)
    rows = (row for row, all_, mine in zip(column.rows, failures, own, strict=True) if all_ == mine)
    counts = Counter(code for row in rows for code in row)
    options = [
        Option(value, f"{text}年" if key == YEAR else text, counts[code], totals[code])
        for code, (value, text) in enumerate(column.values)
        if totals[code]
    ]
    options.sort(key=lambda option: option.value)
    options.sort(key=(lambda option: option.value) if key == YEAR else (lambda option: option.total), reverse=True)
    chosen = filters.get(key, ())
    return Facet(key, name, tuple(one for place, one in enumerate(options) if place < MOST or one.value in chosen))
