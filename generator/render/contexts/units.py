"""Units and their four statutory columns."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.catalogue import ItemRow
from generator.render.contexts.parts import HeaderFact, Link, Row


@dataclass(frozen=True, slots=True)
class StatutorySection:
    """One of the four statutory columns on a unit's page."""

    name: str
    anchor: str
    rows: tuple[Row, ...]
    more: Link | None
    empty: str  # where to look while there is nothing
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """organization.html: a unit's own 政府信息公开 page with the four statutory columns."""

    name: str
    short: str
    kind: str
    contact: tuple[HeaderFact, ...]
    #: a unit that ended: until when, and who took over
    ended: str
    successor: Link | None
    sections: tuple[StatutorySection, ...]
    items: tuple[ItemRow, ...]  # what this unit has to publish
    tasks: tuple[Link, ...]
    count: int
    feed: str
    note: str  # party organs, vertical management
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class OrganizationGroup:
    """Units of one kind."""

    name: str
    links: tuple[Link, ...]  # note = count


@dataclass(frozen=True, slots=True)
class OrganizationsPage:
    """organizations.html"""

    groups: tuple[OrganizationGroup, ...]
