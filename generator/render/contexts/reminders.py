"""What comes due, where dates come from, and the public page of figures. Addresses as in `office`."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Day, Link


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing to do until a day."""

    kind: str
    what: str
    why: str
    last: Day
    left: int  # days
    href: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class StaleLine:
    """应更新未更新."""

    title: str
    unit: str
    touched: Day
    last: Day
    days: int
    basis: str
    href: str


@dataclass(frozen=True, slots=True)
class DueGroup:
    """What one unit has to do."""

    unit: Link
    lines: tuple[DueLine, ...]
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DueHorizon:
    """What comes due within a number of days, by unit."""

    id: str
    title: str
    days: int
    count: int
    groups: tuple[DueGroup, ...]


@dataclass(frozen=True, slots=True)
class DuePage:
    """neibu/daoqi.html: 到期提醒."""

    title: str
    nav: tuple[Link, ...]
    as_of: Day
    horizons: tuple[DueHorizon, ...]
    stale: tuple[StaleLine, ...]
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OriginLine:
    """An entry whose publication date needs a word of explanation."""

    title: str
    entry: str
    remark: str
    reason: str
    url: str
    facts: tuple[Link, ...]  # `text` label, `note` value


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Entries with one remark."""

    id: str
    title: str
    words: str
    lines: tuple[OriginLine, ...]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """neibu/taizhang.html: the ledger against what entries declare and what the history of files shows."""

    title: str
    nav: tuple[Link, ...]
    as_of: Day
    stamped: int
    #: one sentence: is there a history, is it cut off
    history: str
    groups: tuple[OriginGroup, ...]


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """A unit's figures on the public page."""

    unit: Link
    total: int
    due: int
    on_time: int
    share: str


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """jinzhan.html on the public site, where `公开进展` is on."""

    title: str
    as_of: Day
    rows: tuple[ProgressRow, ...]
    whole: ProgressRow
