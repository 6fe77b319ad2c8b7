"""The whole public site as one value: records, indexes, what was taken back, and old addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from generator.catalog.model import Catalog, Item
from generator.derive import permalinks
from generator.derive.dates import local_day
from generator.derive.membership import Membership, items_by_organization, membership, organizations_by_name
from generator.derive.record import Record
from generator.derive.relations import Relation, relations_of
from generator.derive.states import State
from generator.derive.validity import EFFECTS, Act, act_of, validity
from generator.derive.windows import MonthCalendar, Window, window
from generator.model.entry import Entry
from generator.model.ledger import WAITING, Publication

PUBLIC = "主动公开"

T = TypeVar("T")

Index = Mapping[str, tuple[Record, ...]]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything public at `as_of`. Lists are newest first, ties by id; only 主动公开 entries are in here."""

    catalog: Catalog
    as_of: dt.date
    #: ordinary entries
    records: tuple[Record, ...]
    #: signed states (特性 状态单): they show on item pages, not in lists
    states: tuple[Record, ...]
    #: taken back (撤回): tombstones
    withdrawn: tuple[Record, ...]
    #: ordinary entries and signed states by id; withdrawn ones are not in here
    by_id: Mapping[str, Record]
    by_column: Index
    by_organization: Index
    by_item: Index
    by_topic: Index
    by_type: Index
    by_year: Mapping[int, tuple[Record, ...]]
    states_by_item: Index
    #: old entry id (曾用地址) -> the record that lives on
    moved: Mapping[str, Record]
    #: what each unit has to publish by the catalogue
    items_of: Mapping[str, tuple[Item, ...]]
    #: name, short name or alias -> organisation id
    organization_names: Mapping[str, str]
    #: first class of 主题分类 -> topic id
    topic_ids: Mapping[str, str]
    #: slugs of the hand-written pages in content/pages
    hand_written: frozenset[str] = frozenset()
    #: what `once` made; never part of what a site is
    _made: dict[Hashable, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once per site and `key`: for what very many pages say in the same words.

        `make` is a pure function of the site and of what `key` names.
        """
        try:
            found: T = self._made[key]
        except KeyError:
            found = self._made[key] = make()
        return found

    def has_column(self, column_id: str) -> bool:
        """Whether the column has a page: statutory ones always, others with their first entry (design.md D15)."""
        column = self.catalog.columns.get(column_id)
        return column is not None and (column.kind in ("法定", "依申请") or column_id in self.by_column)


def build_site(
    catalog: Catalog,
    entries: Iterable[Entry],
    publications: Mapping[str, Publication],
    as_of: dt.date,
    calendar: MonthCalendar,
    hand_written: frozenset[str] = frozenset(),
) -> Site:
    """Derive the site from converted entries and what the ledger knows of them by entry id.

    `hand_written` are the slugs of `content/pages`: a link to one appears where it exists.
    """
    public = [entry for entry in entries if entry.mode == PUBLIC]
    standing = {entry.id: entry for entry in public if entry.withdrawal is None}
    build = _Builder(standing, publications, as_of, calendar, membership(catalog), relations_of(standing.values()))
    all_records = sorted((build.record(entry) for entry in standing.values()), key=Record.newest_first)
    records = tuple(r for r in all_records if "状态单" not in r.entry.type.traits)
    states = tuple(r for r in all_records if "状态单" in r.entry.type.traits)
    gone = [build.record(entry) for entry in public if entry.withdrawal is not None]
    topic_ids = {topic.name: topic.id for topic in catalog.topics.values()}
    return Site(
        catalog=catalog,
        as_of=as_of,
        records=records,
        states=states,
        withdrawn=tuple(sorted(gone, key=Record.newest_first)),
        by_id={r.id: r for r in all_records},
        by_column=_index(records, lambda r: r.columns),
        by_organization=_index(records, lambda r: r.organizations),
        by_item=_index(records, lambda r: r.entry.items),
        by_topic=_index(records, lambda r: _topic(r, topic_ids)),
        by_type=_index(records, lambda r: (r.entry.type.id,)),
        by_year=_years(records),
        states_by_item=_index(states, lambda r: r.entry.items),
        moved=_moved([*all_records, *gone], frozenset(entry.id for entry in public)),
        items_of=items_by_organization(catalog.items.values(), catalog.organizations),
        organization_names=organizations_by_name(catalog.organizations),
        topic_ids=topic_ids,
        hand_written=hand_written,
    )


def amended(
    site: Site, entries: Iterable[Entry], publications: Mapping[str, Publication], calendar: MonthCalendar
) -> tuple[Site, tuple[Record, ...]]:
    """`site` with those of `entries` that readers can open as they are now, and their records; for a preview.

    Their own pages come out as in a whole build. Lists and other entries' records stay as they were.
    """
    now = {entry.id: entry for entry in entries if entry.mode == PUBLIC and entry.withdrawal is None}
    standing = {id_: record.entry for id_, record in site.by_id.items()} | now
    targets = {ref.target for entry in now.values() for ref in entry.relations}
    related = [
        entry for id_, entry in standing.items()
        if id_ in now or id_ in targets or any(ref.target in now for ref in entry.relations)
    ]
    build = _Builder(
        standing, publications, site.as_of, calendar, membership(site.catalog), relations_of(related)
    )
    records = tuple(build.record(entry) for entry in now.values())
    return replace(site, by_id={**site.by_id, **{record.id: record for record in records}}), records


@dataclass(frozen=True, slots=True)
class _Builder:
    """What making a record needs, once per site."""

    standing: Mapping[str, Entry]
    publications: Mapping[str, Publication]
    as_of: dt.date
    calendar: MonthCalendar
    membership: Membership
    relations: Mapping[str, tuple[Relation, ...]]

    def record(self, entry: Entry) -> Record:
        """`entry` with everything derived about it."""
        publication = self.publications.get(entry.id, WAITING)
        relations = self.relations.get(entry.id, ())
        window_ = self._window(entry, relations)
        return Record(
            entry=entry,
            publication=publication,
            href=permalinks.entry(entry.id),
            day=_day(entry, publication),
            state=window_.state if window_ else self._validity(entry, relations),
            window=window_,
            relations=relations,
            columns=() if "状态单" in entry.type.traits else self.membership.columns_of(entry),
        )

    def _window(self, entry: Entry, relations: tuple[Relation, ...]) -> Window | None:
        if "窗口期" not in entry.type.traits:
            return None
        answered = any(
            "采纳情况" in self.standing[r.target].type.traits for r in relations if r.target in self.standing
        )
        return window(entry, answered=answered, as_of=self.as_of, calendar=self.calendar)

    def _validity(self, entry: Entry, relations: tuple[Relation, ...]) -> State | None:
        if "效力" not in entry.type.traits:
            return None
        acts = [self._act(relation) for relation in relations if relation.name in EFFECTS]
        return validity(entry, acts, self.as_of)

    def _act(self, relation: Relation) -> Act:
        later = self.standing.get(relation.target)
        if later is not None:
            return act_of(relation.name, later)
        return Act(relation.name, None, relation.number or f"《{relation.title}》")


def _day(entry: Entry, publication: Publication) -> dt.date | None:
    if publication.published is not None:
        return local_day(publication.published)
    if entry.origin is not None and entry.origin.published is not None:
        return entry.origin.published
    return entry.issued


def _index(records: Iterable[Record], keys: Callable[[Record], Iterable[str]]) -> dict[str, tuple[Record, ...]]:
    """Records by each of their keys, order kept; a key written twice counts once."""
    found: dict[str, list[Record]] = {}
    for record in records:
        for key in dict.fromkeys(keys(record)):
            found.setdefault(key, []).append(record)
    return {key: tuple(list_) for key, list_ in found.items()}


def _years(records: Iterable[Record]) -> dict[int, tuple[Record, ...]]:
    by_text = _index(records, lambda r: (str(r.year),))
    return {int(year): list_ for year, list_ in by_text.items()}


def _topic(record: Record, topic_ids: Mapping[str, str]) -> tuple[str, ...]:
    topic_id = topic_ids.get(record.entry.topic[0], "")
    return (topic_id,) if topic_id else ()


def _moved(records: Iterable[Record], in_use: frozenset[str]) -> dict[str, Record]:
    """Old ids; an address in use (again) belongs to the entry that stands there."""
    return {
        old: record
        for record in sorted(records, key=lambda r: r.id)
        for old in record.entry.former
        if old not in in_use
    }
