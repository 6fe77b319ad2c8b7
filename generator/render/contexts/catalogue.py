"""The standard catalogue and its items."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Day, Link, Row


@dataclass(frozen=True, slots=True)
class StateLine:
    """A signed state on an item's page: 本期未产生, 依法不予公开, 期限另有规定."""

    word: str
    period: str
    reason: str
    basis: str
    organization: str
    href: str
    day: Day | None


@dataclass(frozen=True, slots=True)
class UnitContact:
    """A responsible unit as a citizen needs it."""

    name: str
    href: str
    phone: str
    office: str
    hours: str
    address: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of the catalogue's overview."""

    title: str
    href: str
    level1: str
    deadline: str
    responsible: str
    count: int


@dataclass(frozen=True, slots=True)
class ItemPage:
    """item.html: a row of the standard catalogue, also when nothing is published for it yet."""

    title: str
    field: Link
    level1: str
    elements: tuple[str, ...]
    bases: tuple[str, ...]
    deadline: str
    deadline_plain: str  # the normal form in words
    responsible: tuple[UnitContact, ...]
    channels: tuple[tuple[str, bool], ...]  # the 13 in order, selected or not, then local ones that are selected
    audience: tuple[str, ...]
    mode: str
    levels: tuple[str, ...]
    rows: tuple[Row, ...]
    paging_note: str  # 共 n 条，全部见…
    states: tuple[StateLine, ...]
    tasks: tuple[Link, ...]
    apply: Link
    edition: str
    unconfirmed: bool
    #: the full list, where the page shows only the newest
    all_rows: Link | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FieldBlock:
    """A 领域 with its items."""

    id: str
    name: str
    edition: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """catalogue.html: the standard catalogue by field."""

    title: str
    blocks: tuple[FieldBlock, ...]
    total: int
