"""What rules may look at: the whole site as values. Rules never read files and never ask the clock."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.calendar.workdays import Calendar
from generator.catalog.model import Catalog, InfoType, RelationKind
from generator.model.entry import Entry, RelationRef
from generator.model.ledger import WAITING, Publication
from generator.rules.texts import attachment_texts_of, texts_of
from generator.source.files import SourceFile


@dataclass(frozen=True)
class RuleContext:
    """All that is known when the judge sits. The derived tables are computed once, when first asked for."""

    catalog: Catalog
    #: complete entries by id
    entries: Mapping[str, Entry]
    #: ids of entries that exist but cannot be read or converted
    broken: frozenset[str]
    #: what the ledger knows, by entry id
    publications: Mapping[str, Publication]
    #: the day the verdicts stand at (D7)
    as_of: dt.date
    calendar: Calendar
    #: files in each entry's own folder by name; entries without a folder may be absent
    folders: Mapping[str, Mapping[str, SourceFile]] = field(default_factory=dict)
    #: texts of attachments by entry id and file name
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: a formal build refuses what a demonstration shows
    formal: bool = False
    #: the texts of the entry that was asked for last, by key and all in one
    _texts: list[tuple[Entry, tuple[tuple[str, str], ...], str]] = field(
        default_factory=list, repr=False, compare=False
    )
    #: what a rule has made of the catalogue once, under its id
    memo: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    def published(self, entry: Entry) -> dt.date | None:
        """The day `entry` became public: the ledger's stamp, or the old site's date of a migrated entry."""
        stamp = self.publications.get(entry.id, WAITING).published
        origin = entry.origin.published if entry.origin else None
        if origin is not None:
            return origin
        return stamp.date() if stamp is not None else None

    def published_of(self, entry_id: str) -> dt.date | None:
        """`published` of an entry by its id; None where there is no such entry."""
        entry = self.entries.get(entry_id)
        return self.published(entry) if entry is not None else None

    def texts(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """`texts_of(entry)`, kept while the rules go over the same entry."""
        return self._held(entry)[1]

    def whole(self, entry: Entry) -> str:
        """All texts of the entry in one, a line each: for a first look whether anything is worth finding."""
        return self._held(entry)[2]

    def _held(self, entry: Entry) -> tuple[Entry, tuple[tuple[str, str], ...], str]:
        held = self._texts[0] if self._texts else None
        if held is None or held[0] is not entry:
            texts = (*texts_of(entry), *attachment_texts_of(entry, self.attachments.get(entry.id, {})))
            held = (entry, texts, "\n".join([text for _, text in texts]))
            self._texts[:] = [held]
        return held

    def exists(self, entry_id: str) -> bool:
        """Whether there is an entry `entry_id`, readable or not."""
        return entry_id in self.entries or entry_id in self.broken

    @cached_property
    def incoming(self) -> Mapping[str, tuple[tuple[Entry, RelationRef], ...]]:
        """Relations by target: who points at an entry, in order of the pointing entry's id."""
        table: dict[str, list[tuple[Entry, RelationRef]]] = defaultdict(list)
        for _, entry in sorted(self.entries.items()):
            if entry.withdrawal is None:
                for ref in entry.relations:
                    if ref.target:
                        table[ref.target].append((entry, ref))
        return {target: tuple(refs) for target, refs in table.items()}

    @cached_property
    def folder_ids(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of entries by unit and by unit/year."""
        table: dict[str, list[str]] = defaultdict(list)
        for id in sorted(self.entries):
            unit, _, rest = id.partition("/")
            table[unit].append(id)
            table[f"{unit}/{rest.partition('/')[0]}"].append(id)
        return {folder: tuple(ids) for folder, ids in table.items()}

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Former ids (曾用地址) -> the id of today."""
        return {old: entry.id for _, entry in sorted(self.entries.items()) for old in entry.former}

    @cached_property
    def members(self) -> Mapping[str, frozenset[str] | None]:
        """Organisation id -> the real organisations it stands for; None for a 集合 nobody has listed (有关单位)."""
        return {id: self._expand(id) for id in self.catalog.organizations}

    def _expand(self, id: str) -> frozenset[str] | None:
        organization = self.catalog.organizations[id]
        if organization.kind != "集合":
            return frozenset({id})
        if not organization.member_kinds:
            return None
        kinds = organization.member_kinds
        return frozenset(o.id for o in self.catalog.organizations.values() if o.kind in kinds)


def relation_kind(type: InfoType, name: str) -> RelationKind | None:
    """How `type` declares the relation `name`, or None."""
    for kind in type.relations:
        if kind.name == name:
            return kind
    return None
