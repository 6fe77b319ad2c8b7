"""What rules may look at: values. Rules never read files and never ask the clock."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.calendar.workdays import Calendar
from generator.catalog.model import Catalog, InfoType, RelationKind
from generator.model.entry import Entry, RelationRef, Texts
from generator.model.ledger import WAITING, Publication
from generator.rules.texts import attachment_texts_of, texts_of, words_of
from generator.source.files import SourceFile


@dataclass(frozen=True)
class LocalScope:
    """What the local rules of one catalogue share. The derived tables are computed once, when first asked for."""

    catalog: Catalog
    calendar: Calendar
    #: what was made of the catalogue once: by a rule under its id, of a type under its id
    memo: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def members(self) -> Mapping[str, frozenset[str] | None]:
        """Organisation id -> the real organisations it stands for; None for a 集合 nobody has listed (有关单位)."""
        return {id: self._expand(id) for id in self.catalog.organizations}

    def internal(self, type: InfoType) -> frozenset[str]:
        """Keys of the fields of `type` that readers never see."""
        keys = self.memo.get(type.id)
        if not isinstance(keys, frozenset):
            keys = self.memo[type.id] = frozenset(spec.key for spec in type.fields if spec.internal)
        return keys

    def _expand(self, id: str) -> frozenset[str] | None:
        organization = self.catalog.organizations[id]
        if organization.kind != "集合":
            return frozenset({id})
        if not organization.member_kinds:
            return None
        kinds = organization.member_kinds
        return frozenset(o.id for o in self.catalog.organizations.values() if o.kind in kinds)


class LocalContext:
    """What a local rule sees beside the entry's facts: its texts, its folder, the catalogue. Made for one entry.

    One is made for every entry of a site, so it is no dataclass: what is derived is kept without a lock.
    """

    __slots__ = ("_looks", "_pairs", "_whole", "catalog", "entry", "folder", "scope", "texts")

    def __init__(self, scope: LocalScope, entry: Entry, texts: Texts, folder: Mapping[str, SourceFile]) -> None:
        self.scope = scope
        self.catalog = scope.catalog
        self.entry = entry
        self.texts = texts
        #: files in the entry's own folder by name
        self.folder = folder
        self._pairs: tuple[tuple[str, str], ...] | None = None
        self._whole: str | None = None
        self._looks: dict[str, bool] = {}

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Key and text of everything readers may see, attachments last."""
        if self._pairs is None:
            texts = self.texts
            own = texts_of(self.entry, self.scope.internal(self.entry.type), texts.body)
            self._pairs = (*own, *attachment_texts_of(self.entry, texts.attachments))
        return self._pairs

    @property
    def whole(self) -> str:
        """All texts of `pairs` in one, a line each: for a first look whether anything is worth finding."""
        if self._whole is None:
            said = words_of(self.entry, self.scope.internal(self.entry.type))
            texts = self.texts
            if texts.body:
                said.append(texts.body)
            if texts.attachments:
                said += [text for _, text in attachment_texts_of(self.entry, texts.attachments)]
            self._whole = "\n".join(said)
        return self._whole

    def once(self, name: str, look: Callable[[str], bool]) -> bool:
        """What `look` says of `whole`, asked once for all rules that share the question `name`."""
        answer = self._looks.get(name)
        if answer is None:
            answer = self._looks[name] = look(self.whole)
        return answer


@dataclass(frozen=True)
class RuleContext:
    """All facts that are known when the judge sits, without texts. Derived tables are computed when first asked for."""

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
    #: a formal build refuses what a demonstration shows
    formal: bool = False

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


def relation_kind(type: InfoType, name: str) -> RelationKind | None:
    """How `type` declares the relation `name`, or None."""
    for kind in type.relations:
        if kind.name == name:
            return kind
    return None
