"""Lists of records: their order, pages and facets."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.catalog.model import Catalog
from generator.derive import states
from generator.derive.record import Record

PUBLICATION_DATE = "发布日期"

#: facet key (also the parameter in the address) -> what readers call it
FACETS = {
    "jg": "发布机关",
    "lx": "信息类型",
    "zt": "主题分类",
    "nf": "成文年份",
    "xl": "状态",
    "sx": "目录事项",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `first` and `last` count from 1; both are 0 in an empty list."""

    number: int
    pages: int
    first: int
    last: int
    total: int
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet with the number of records that have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A facet with its options, all of them counted over the whole list."""

    key: str
    label: str
    options: tuple[Option, ...]


def ordered(records: Sequence[Record]) -> tuple[Record, ...]:
    """Records of types that agree on an own `排序` by that date, newest first; a mixed list stays by publication."""
    key = order_of(records)
    if key == PUBLICATION_DATE:
        return tuple(records)
    return tuple(sorted(records, key=lambda r: (-(order_day(r, key) or dt.date.min).toordinal(), r.id)))


def order_of(records: Iterable[Record]) -> str:
    """The date a list of `records` is ordered by: the `排序` all their types agree on, else 发布日期."""
    orders = {record.entry.type.page.order for record in records}
    return orders.pop() if len(orders) == 1 else PUBLICATION_DATE


def order_day(record: Record, key: str) -> dt.date | None:
    """The day that gives `record` its place in a list ordered by `key`; None where it has none and comes last."""
    if key == PUBLICATION_DATE:
        return record.day
    return record.entry.issued if key == "成文日期" else record.entry.date(key) or record.day


def pages(records: Sequence[Record], size: int) -> Iterator[Page]:
    """Cut `records` into pages of `size`; an empty list has one empty page."""
    size = max(1, size)
    count = max(1, -(-len(records) // size))
    for number in range(1, count + 1):
        start = (number - 1) * size
        part = tuple(records[start : start + size])
        yield Page(number, count, start + 1 if part else 0, start + len(part), len(records), part)


def page_numbers(page: int, count: int, around: int = 1) -> tuple[int, ...]:
    """Numbers to show: the ends and those around `page`; 0 is a gap. Never grows with `count`."""
    near = {1, count, *range(max(1, page - around), min(count, page + around) + 1)}
    shown: list[int] = []
    for number in sorted(near):
        if shown and number - shown[-1] == 2:
            shown.append(number - 1)
        elif shown and number - shown[-1] > 2:
            shown.append(0)
        shown.append(number)
    return tuple(shown)


def facet_values(record: Record, topic_id: str) -> dict[str, tuple[str, ...]]:
    """The record's values in each facet; empty where it has none. Joint documents belong to each of their units."""
    return {
        "jg": record.organizations,
        "lx": (record.entry.type.id,),
        "zt": (topic_id,) if topic_id else (),
        "nf": (str(record.year),),
        "xl": (record.state.word,) if record.state else (),
        "sx": tuple(dict.fromkeys(record.entry.items)),
    }


def facets(records: Iterable[Record], catalog: Catalog, topic_of: Callable[[Record], str]) -> tuple[FacetCount, ...]:
    """Every facet that has at least one value, with counts over all `records`."""
    return facets_of([facet_values(record, topic_of(record)) for record in records], catalog)


def facets_of(rows: Sequence[Mapping[str, tuple[str, ...]]], catalog: Catalog) -> tuple[FacetCount, ...]:
    """The same of rows whose values (`facet_values`) are known."""
    counts = {key: Counter(chain.from_iterable([values[key] for values in rows])) for key in FACETS}
    found = (FacetCount(key, FACETS[key], _options(key, counts[key], catalog)) for key in FACETS)
    return tuple(facet for facet in found if facet.options)


def _options(key: str, counts: Counter[str], catalog: Catalog) -> tuple[Option, ...]:
    """Options in the order of their registry; years newest first."""
    labels = _labels(key, counts, catalog)
    return tuple(Option(value, label, counts[value]) for value, label in labels.items() if counts[value])


def _labels(key: str, counts: Counter[str], catalog: Catalog) -> dict[str, str]:
    if key == "jg":
        known = {o.id: o.name for o in catalog.organizations.values()}
    elif key == "lx":
        known = {t.id: t.name for t in catalog.types.values()}
    elif key == "zt":
        known = {t.id: t.name for t in catalog.topics.values()}
    elif key == "sx":
        known = _item_labels(catalog)
    elif key == "nf":
        known = {year: f"{year}年" for year in sorted(counts, reverse=True)}
    else:
        known = {word: word for word in states.ORDER}
    return known | {value: value for value in sorted(counts) if value not in known}


def _item_labels(catalog: Catalog) -> dict[str, str]:
    """Names of items by id; where several have the same name, with the first level."""
    names = Counter(item.name for item in catalog.items.values())
    return {i.id: i.name if names[i.name] == 1 else f"{i.name}（{i.level1}）" for i in catalog.items.values()}
