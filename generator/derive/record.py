"""A public entry with everything derived about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.derive.relations import Relation
from generator.derive.states import State
from generator.derive.windows import Window
from generator.model.entry import Entry
from generator.model.ledger import Publication


@dataclass(frozen=True, slots=True)
class Record:
    """One public entry."""

    entry: Entry
    publication: Publication
    #: address below the site's root
    href: str
    #: the day it was published; declared (迁移, 补录) or 成文日期 where the ledger knows nothing
    day: dt.date | None
    #: 效力 or 征求意见; None for types that have neither
    state: State | None
    window: Window | None
    relations: tuple[Relation, ...]
    #: column ids in the order of columns.yaml, parents included
    columns: tuple[str, ...]

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def pending(self) -> bool:
        """Whether it waits for its stamp (待发布)."""
        return self.publication.published is None and not self.declared

    @property
    def declared(self) -> dt.date | None:
        """The publication date an entry that was 迁移 or 补录 brings along."""
        return self.entry.origin.published if self.entry.origin else None

    @property
    def index_number(self) -> str:
        """索引号 from the ledger, else the one brought along; empty while the entry waits."""
        if self.publication.index_number:
            return self.publication.index_number
        return self.entry.origin.index_number if self.entry.origin else ""

    @property
    def void(self) -> bool:
        """废止 or 失效."""
        return self.state is not None and self.state.void

    @property
    def organizations(self) -> tuple[str, ...]:
        """Units whose page lists it: the responsible one, then the issuers."""
        return tuple(dict.fromkeys((self.entry.responsible, *self.entry.issuers)))

    @property
    def year(self) -> int:
        """Year of 成文日期."""
        return self.entry.issued.year if self.entry.issued else self.entry.year

    def newest_first(self) -> tuple[int, str]:
        """Sort key: by day backwards, then by id; entries without a date come last."""
        return (-self.day.toordinal() if self.day else 0, self.entry.id)
