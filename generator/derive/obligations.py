"""What had to become public: every entry's, every cycle's, every consultation's own obligation with its last day.

Nothing in an obligation depends on the day of judgement: it says when it came into being, when its time ends and when
it was met. `verdicts.py` asks what that means on a day. So one reading of the site answers for every day of a year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.calendar.workdays import Calendar
from generator.catalog.clock_table import ClockSettings, LegalLimit
from generator.catalog.model import Deadline, Item, Organization
from generator.derive.clock import clock_start, period_end, period_start
from generator.derive.dates import local_day
from generator.derive.duties import ONE_DAY, Cycle, cycles, year_of
from generator.derive.record import Record

#: why a last day is not known
NO_START = "缺起算日期"
NO_CONSULTATION = "没有关联征求意见"
MIGRATED = "迁移前的发布日期没有佐证"
BY_CONTENT = "要看内容"
BEYOND = "超出日历"
#: how an obligation is met: by a date, by a time of display, by standing there
BY_DATE, DISPLAYED, STANDING = "日期", "公示期", "长期"

#: the anchor of 条例 第二十六条, the ceiling of 及时
GENERAL = "形成或变更"
#: cycles are made from this many years before the site's date on
YEARS_BACK = 2


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing to publish. `last` is the stricter of what the catalogue says (`own`) and the law allows (`legal`)."""

    rule: Deadline
    period: Cycle
    #: the data shows it from this day on
    seen: dt.date
    met_by: str = BY_DATE
    start_name: str = ""
    start: dt.date | None = None
    own: dt.date | None = None
    legal: dt.date | None = None
    law: LegalLimit | None = None
    #: the entry that meets it, or waits to
    record: Record | None = None
    #: the consultation that asked for it
    about: Record | None = None
    published: dt.date | None = None
    #: a time of display was long enough
    kept: bool = False
    #: why there is no last day
    cause: str = ""

    @property
    def last(self) -> dt.date | None:
        """The last day to publish; None where it is not computable."""
        if self.cause or self.own is None:
            return None if self.cause else self.legal
        return self.own if self.legal is None else min(self.own, self.legal)

    @property
    def by_law(self) -> bool:
        """Whether the law sets the last day, because the catalogue is laxer or names none."""
        return not self.cause and self.legal is not None and (self.own is None or self.legal < self.own)


@dataclass(frozen=True, slots=True)
class Register:
    """Where obligations are read from, once per site."""

    calendar: Calendar
    settings: ClockSettings
    by_id: Mapping[str, Record]
    #: consultations by the unit that owes their answer
    consultations: Mapping[str, tuple[Record, ...]]
    #: the years that cycles are made for
    first: dt.date
    until: dt.date
    _laws: dict[str, LegalLimit | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def law_of(self, anchor: str) -> LegalLimit | None:
        """The law's limit for an event; the first in the catalogue that fits."""
        if anchor not in self._laws:
            self._laws[anchor] = next((limit for limit in self.settings.limits if limit.fits(anchor)), None)
        return self._laws[anchor]

    def published(self, entry_id: str) -> dt.date | None:
        """When an entry became public."""
        record = self.by_id.get(entry_id)
        return public_day(record) if record is not None else None


def public_day(record: Record) -> dt.date | None:
    """The day an entry became public: the ledger's; only what was moved in from an old portal brings its own.

    What was 补录 was not public before its stamp, whatever it says of itself.
    """
    origin = record.entry.origin
    if origin is not None and origin.kind == "迁移":
        return origin.published
    stamped = record.publication.published
    return local_day(stamped) if stamped is not None else None


def unproven(record: Record) -> bool:
    """Moved in without the old address or date: nothing shows when it became public."""
    origin = record.entry.origin
    return origin is not None and origin.kind == "迁移" and not (origin.url and origin.published)


def obligations(
    rule: Deadline, unit: Organization, item: Item, records: tuple[Record, ...], since: dt.date, register: Register
) -> Iterator[Obligation]:
    """All obligations of one unit by one rule of an item. `records` are the unit's entries for the item."""
    plain = replace(rule, when="")
    if rule.kind in ("fixed", "periodic"):
        yield from _of_cycles(plain, records, since, register)
    elif is_feedback(rule):
        yield from _of_consultations(plain, unit, item, records, register)
    else:
        for record in _shown(plain, records):
            yield _of_entry(plain, record, register)


def _shown(rule: Deadline, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The entries a rule speaks of: a time of display is that of the papers that are open for a time, where there are
    such, not that of what follows from them."""
    windows = tuple(record for record in records if record.window is not None) if rule.kind == "display" else ()
    return windows or records


def is_feedback(rule: Deadline) -> bool:
    """Whether a rule speaks of the end of a consultation (征求活动结束)."""
    return rule.kind == "after" and "征求" in rule.anchor and rule.anchor.endswith("结束")


def _seen(record: Record, *days: dt.date | None) -> dt.date:
    """From when on the data shows that there is something: its own date or its publication."""
    known = [day for day in (record.entry.issued, public_day(record)) if day is not None]
    return min(known or [day for day in days if day is not None], default=dt.date.min)


# --- entries -------------------------------------------------------------------------------------------------------


def _of_entry(rule: Deadline, record: Record, register: Register) -> Obligation:
    """The obligation of an entry itself: by its own start, or how long or whether it is shown."""
    start = clock_start(record.entry, rule, register.published)
    first = start[1] if start else None
    seen = _seen(record, first)
    name = start[0] if start else ""
    base = Obligation(rule, year_of(first or seen), seen, BY_DATE, name, first, record=record, published=public_day(record))
    if rule.kind == "continuous":
        return replace(base, met_by=STANDING, kept=True, start_name="", start=None)
    if rule.kind == "display":
        return _of_display(base, record, register)
    if start is None:
        return replace(base, cause=NO_START)
    return replace(base, cause=MIGRATED) if unproven(record) else _timed(base, rule, register)


def _timed(base: Obligation, rule: Deadline, register: Register) -> Obligation:
    """With its last days: the catalogue's and the law's."""
    assert base.start is not None
    calendar = register.calendar
    if rule.kind == "before":
        own = period_start(base.start, rule.num, rule.unit, calendar)
        return replace(base, own=own, cause="" if own else BEYOND)
    own = period_end(base.start, rule.num, rule.unit, calendar, roll=True) if rule.kind == "after" else None
    law = register.law_of(rule.anchor) or (register.law_of(GENERAL) if rule.kind == "event" else None)
    legal = period_end(base.start, law.num, law.unit, calendar, roll=True) if law else None
    return replace(base, own=own, legal=legal, law=law, cause="" if own or legal else BEYOND)


def _of_display(base: Obligation, record: Record, register: Register) -> Obligation:
    """公示期: from the first to the last day of a window."""
    window = record.window
    if window is None:
        return replace(base, cause=NO_START)
    rule = base.rule
    earliest = period_end(window.start, rule.num, rule.unit, register.calendar, roll=False)
    kept = earliest is not None and window.end >= earliest
    return replace(
        base, met_by=DISPLAYED, period=year_of(window.start), start_name="开始日期", start=window.start,
        own=earliest, kept=kept,
    )


# --- consultations -------------------------------------------------------------------------------------------------


def _of_consultations(
    rule: Deadline, unit: Organization, item: Item, records: tuple[Record, ...], register: Register
) -> Iterator[Obligation]:
    """意见征求采纳情况: one for each consultation of the unit, and for answers to none."""
    for asked in register.consultations.get(unit.id, ()):
        if asked.window is not None and public_day(asked) is not None:
            yield _of_consultation(rule, asked, asked.window.end, register)
    for record in records:
        if not any(_asks(register.by_id.get(r.target)) for r in record.relations):
            day = _seen(record)
            yield Obligation(rule, year_of(day), day, record=record, published=public_day(record), cause=NO_CONSULTATION)


def _of_consultation(rule: Deadline, asked: Record, end: dt.date, register: Register) -> Obligation:
    answers = [
        (day, answer)
        for relation in asked.relations
        if (answer := register.by_id.get(relation.target)) is not None
        and "采纳情况" in answer.entry.type.traits
        and (day := public_day(answer)) is not None
    ]
    first = min(answers, key=lambda pair: (pair[0], pair[1].id), default=None)
    base = Obligation(
        rule, year_of(end), end + ONE_DAY, start_name="征求意见截止日期", start=end,
        record=first[1] if first else asked, about=asked, published=first[0] if first else None,
    )
    return _timed(base, rule, register)


def _asks(record: Record | None) -> bool:
    return record is not None and record.window is not None


# --- cycles --------------------------------------------------------------------------------------------------------


def _of_cycles(
    rule: Deadline, records: tuple[Record, ...], since: dt.date, register: Register
) -> Iterator[Obligation]:
    """One for each turn of a duty that comes back, met by the first entry of that turn."""
    days = sorted(((day, r.id, r) for r in records if (day := public_day(r)) is not None), key=lambda d: d[:2])
    for cycle in cycles(rule, max(register.first, since), register.until):
        if cycle.last < since:
            continue
        found = next(((day, record) for day, _, record in days if cycle.holds(day)), None)
        yield Obligation(
            rule, cycle, cycle.start, own=cycle.last,
            record=found[1] if found else None, published=found[0] if found else None,
        )
