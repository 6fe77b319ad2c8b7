"""Lists that carry thousands: an index with all facets, and the rows in parts by year (theme/src/README.md).

The index holds, besides the names and counts of every facet's values, which values each row has, in the order of the
list and in a few characters per row. So a page counts and finds exactly before it has loaded a single row, and then
loads the one or two parts whose rows it shows. Rows are cut by the year that orders the list, so a new entry changes the
newest part and the index only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.derive.listings import FACETS, FacetCount, facet_values, facets_of, order_day, order_of
from generator.derive.record import Record
from generator.derive.site import Site
from generator.publish.json_text import Json, compact, for_pages
from generator.render.marks import TONES
from generator.render.rows import facts

VERSION = 2
#: bytes of rows in one part: what a slow line loads in a moment; far below the 1 MB no data file may pass
PART_BYTES = 256 * 1024
#: characters of the map that stand in the index itself, and in each further file where they do not fit
MAP_CHARACTERS = 512 * 1024
#: digits of the map; all of them stand for themselves in JSON and in addresses
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
#: year of rows without a date
NO_YEAR = "0000"


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of any list: its JSON and its values by facet."""

    text: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one file, in the order of the list."""

    name: str
    rows: tuple[ListRow, ...]


class RowTexts:
    """The row of every ordinary record, made when it is first asked for: one row serves all lists it stands in."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made: dict[str, ListRow] = {}

    def of(self, record: Record) -> ListRow:
        """The row of `record`."""
        row = self._made.get(record.id)
        if row is None:
            row = self._made[record.id] = _row(record, self._site)
        return row


def list_files(
    address: str, name: str, records: Sequence[Record], rows: RowTexts, site: Site
) -> dict[str, bytes]:
    """The files of one list: `address` is the index, the parts and pieces of its map lie below."""
    key = order_of(records)
    years = [_year(order_day(record, key)) for record in records]
    ordered = [rows.of(record) for record in records]
    found = facets_of([row.values for row in ordered], site.catalog)
    return index_files(address, name, ordered, years, found, page_size=site.catalog.site.page_size)


def index_files(
    address: str,
    name: str,
    rows: Sequence[ListRow],
    years: Sequence[str],
    found: Sequence[FacetCount],
    *,
    page_size: int,
    part_bytes: int = PART_BYTES,
    map_characters: int = MAP_CHARACTERS,
) -> dict[str, bytes]:
    """Index, parts and map of `rows`, which are in the order of the list and have their year beside them."""
    files: dict[str, bytes] = {}
    parts: list[Json] = []
    for part in cut(rows, years, part_bytes):
        text = f"[{','.join(row.text for row in part.rows)}]"
        digest = _digest(text)
        parts.append({"name": part.name, "rows": len(part.rows), "size": len(text.encode()), "digest": digest})
        files.update(for_pages(f"{address}/{part.name}", f'{{"digest":"{digest}","rows":{text}}}'))
    width, map_ = row_map(rows, found)
    index: dict[str, Json] = {
        "version": VERSION,
        "name": name,
        "count": len(rows),
        "page": page_size,
        "facets": [_facet(facet) for facet in found],
        "parts": parts,
        "width": width,
    }
    if len(map_) <= map_characters:
        index["map"] = map_
    else:
        pieces = [map_[start : start + map_characters] for start in range(0, len(map_), map_characters)]
        index["pieces"] = [{"name": f"map-{n}", "digest": _digest(piece)} for n, piece in enumerate(pieces, 1)]
        for n, piece in enumerate(pieces, 1):
            files.update(for_pages(f"{address}/map-{n}", f'{{"digest":"{_digest(piece)}","map":"{piece}"}}'))
    return for_pages(address, compact(index)) | files


def cut(rows: Sequence[ListRow], years: Sequence[str], part_bytes: int) -> tuple[Part, ...]:
    """Parts by year, newest first. A year with more than `part_bytes` is cut from its oldest row on, so that a new row
    changes the last of its parts only: `2021` alone, else `2021-1` (the oldest) to `2021-n`."""
    by_year: dict[str, list[ListRow]] = {}
    for row, year in zip(rows, years, strict=True):
        by_year.setdefault(year, []).append(row)
    parts: list[Part] = []
    for year, own in by_year.items():
        groups = list(_groups(reversed(own), part_bytes))
        for number in range(len(groups), 0, -1):
            name = f"{year}-{number}" if len(groups) > 1 else year
            parts.append(Part(name, tuple(reversed(groups[number - 1]))))
    return tuple(parts)


def _groups(rows: Iterable[ListRow], limit: int) -> Iterator[list[ListRow]]:
    group: list[ListRow] = []
    size = 0
    for row in rows:
        own = len(row.text.encode()) + 1
        if group and size + own > limit:
            yield group
            group, size = [], 0
        group.append(row)
        size += own
    if group:
        yield group


def row_map(rows: Sequence[ListRow], found: Sequence[FacetCount]) -> tuple[int, str]:
    """Which values each row has: the combinations that occur, a bar, and per row the number of its combination.

    A combination has per facet, separated by commas, the places of its values among the facet's options (from 0,
    several joined by full stops). Combinations are numbered from the oldest row on. Numbers have `width` digits each.
    """
    places = {facet.key: {option.value: n for n, option in enumerate(facet.options)} for facet in found}
    keys = [facet.key for facet in found]
    numbers: dict[str, int] = {}
    #: numbers by the values themselves: most rows have those of a row before them
    seen: dict[tuple[tuple[str, ...], ...], int] = {}
    codes = []
    for row in reversed(rows):
        own = tuple([row.values.get(key, ()) for key in keys])
        code = seen.get(own)
        if code is None:
            combination = ",".join(
                [".".join([str(places[key][value]) for value in values]) for key, values in zip(keys, own, strict=True)]
            )
            code = seen[own] = numbers.setdefault(combination, len(numbers))
        codes.append(code)
    width = 1
    while len(DIGITS) ** width < len(numbers):
        width += 1
    return width, f"{';'.join(numbers)}|{''.join(_number(code, width) for code in reversed(codes))}"


def _number(value: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        value, digit = divmod(value, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def _facet(facet: FacetCount) -> Json:
    options: list[Json] = [[option.value, option.label, option.count] for option in facet.options]
    return {"key": facet.key, "name": facet.label, "options": options}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _year(day: dt.date | None) -> str:
    return str(day.year) if day else NO_YEAR


def _row(record: Record, site: Site) -> ListRow:
    """A row as the template `row` shows it; what is empty is left out."""
    state = record.state
    values = facet_values(record, site.topic_ids.get(record.entry.topic[0], ""))
    row: dict[str, Json] = {
        "href": record.href,
        "title": record.entry.title,
        "state": [state.word, *TONES[state.word], state.detail] if state else None,
        "facts": list(facts(record, site)),
        "date": record.day.isoformat() if record.day else "",
        "sample": int(record.entry.sample),
        "void": int(record.void),
        "pending": int(record.pending),
        **{key: values[key][0] if len(values[key]) == 1 else list(values[key]) for key in FACETS},
    }
    return ListRow(compact({key: value for key, value in row.items() if value}), values)
