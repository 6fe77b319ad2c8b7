"""The home page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Day, Link, Row


@dataclass(frozen=True, slots=True)
class Consultation:
    """An open consultation on the home page."""

    row: Row
    days_left: int
    ends: Day


@dataclass(frozen=True, slots=True)
class Card:
    """A key area on the home page."""

    name: str
    href: str
    count: int
    rows: tuple[Row, ...]
    lead: str
    feed: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """home.html"""

    statutory: tuple[Link, ...]  # note = what is there
    apply: Link
    ways: tuple[Link, ...]
    consultations: tuple[Consultation, ...]
    consultations_href: str
    feedback: tuple[Row, ...]  # newest 意见征求采纳情况
    latest: tuple[Row, ...]
    latest_href: str
    cards: tuple[Card, ...]
    year: int
    year_count: int
    item_count: int
    last_day: Day | None
    as_of: Day
    fields: tuple[Link, ...]  # areas of the standard catalogue
    hot: tuple[Link, ...]
