"""What several templates show: links, dates, states, rows of lists, paging.

Single values are named tuples: templates remember what they made of each (`part`), so they are hashed and compared far
more often than they are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Link(NamedTuple):
    """A named address; an empty `href` is plain text. `note` is small print after it."""

    text: str
    href: str = ""
    note: str = ""
    current: bool = False


class Day(NamedTuple):
    """A date in both forms."""

    iso: str
    text: str
    #: without the year where the year is this one: 7月16日
    short: str


class StateMark(NamedTuple):
    """A state as icon + word + colour (look.md). `tone`: ok soon open edit void late none."""

    word: str
    tone: str
    icon: str  # ok clock edit ban alert minus
    #: a sentence for the banner: 自2021年9月1日起施行
    detail: str = ""


class Row(NamedTuple):
    """One entry in a list."""

    title: str
    href: str
    state: StateMark | None
    #: line of facts: 文号 · 机关 · 成文2021-07-16
    facts: tuple[str, ...]
    date: Day | None
    organization: str
    sample: bool
    void: bool = False  # title struck
    pending: bool = False  # 待发布


class HeaderFact(NamedTuple):
    """A cell of the record header."""

    label: str
    value: str
    href: str = ""
    iso: str = ""  # for dates
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """Pages of a list; `links` has the numbers, a Link with empty text is a gap."""

    page: int
    pages: int
    first: int
    last: int
    total: int
    links: tuple[Link, ...]
    previous: str
    next: str
