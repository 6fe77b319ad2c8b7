"""The state of a duty on a day: what its obligations and signed sheets say, by a few rules that a hand can follow.

An obligation that has its date is 按期公开 or 超期公开 once public, 未到期 or 应公开未公开 before; one without is 待核实.
Duties that come back are judged in the cycle that is running once it is due or met, else in the one before; duties that
arise with events are judged by calendar year: the running one, or the last one while nothing has happened in it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.catalog.clock_table import Review
from generator.catalog.model import Deadline, Item, Organization
from generator.derive import duties
from generator.derive.duties import Cycle, span_of, year_before, year_of
from generator.derive.obligations import BY_DATE, STANDING, Obligation
from generator.derive.record import Record

# causes: why a state is what it is, where no date says it
NOT_IN_FORCE = "尚未施行"
NOT_STARTED = "没有起算"
TO_REVIEW = "待年度核对"
NO_ENTRY = "没有条目"
NO_STANDING = "长期公开没有条目"
NO_FORM = "没有标准写法"
REGISTERED = "登记的期限"

#: which of several obligations under one rule stands
_WITHIN = {duties.MISSING: 0, duties.LATE: 1, duties.TO_VERIFY: 2, duties.ON_TIME: 3, duties.NOT_DUE: 4}
#: which of several rules of one item stands; a signed state comes before what is not due
_ACROSS = {duties.MISSING: 0, duties.LATE: 1, duties.ON_TIME: 2, duties.NOT_DUE: 4, duties.TO_VERIFY: 5}
_SIGNED = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A signed state (状态单) that is public."""

    record: Record
    #: when it became public
    day: dt.date
    span: tuple[dt.date, dt.date] | None
    #: 公开期限 of 期限另有规定
    limit: dt.date | None

    def covers(self, cycle: Cycle) -> bool:
        """Whether the whole cycle lies in its 期间; a 期间 that is no date means the cycle it was signed in or after."""
        if self.span is not None:
            return self.span[0] <= cycle.start and cycle.end <= self.span[1]
        return cycle.start <= self.day <= cycle.end + (cycle.end - cycle.start)

    def touches(self, year: Cycle) -> bool:
        """Whether it speaks of a part of the year."""
        first, last = self.span or (self.day, self.day)
        return first <= year.end and year.start <= last


@dataclass(frozen=True, slots=True)
class Duty:
    """One unit and one item with all that was owed for it. Independent of the day of judgement."""

    unit: Organization
    item: Item
    #: since when the duty exists: the item's edition, and the unit
    since: dt.date
    #: why it is no duty of this unit; empty when it is one
    outside: str = ""
    #: rules that come back, each with its cycles in order
    cyclic: tuple[tuple[Obligation, ...], ...] = ()
    #: what arose with events, and whether the item has rules for that
    events: tuple[Obligation, ...] = ()
    eventful: bool = True
    #: the item has a rule of standing information (长期公开)
    standing: bool = False
    #: signed sheets, newest first
    sheets: tuple[Sheet, ...] = ()
    #: rules that depend on the content of the information and were not judged
    unjudged: tuple[Deadline, ...] = ()
    review: Review | None = None
    #: ordinary entries of the unit for the item, newest first
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state and what it rests on."""

    state: str
    cause: str = ""
    period: Cycle | None = None
    obligation: Obligation | None = None
    sheet: Sheet | None = None
    #: a last day that is no obligation's: the yearly review, a registered limit
    last: dt.date | None = None
    #: all obligations of the period, the one that stands among them
    found: tuple[Obligation, ...] = ()


def sheet_of(record: Record, day: dt.date) -> Sheet:
    """A signed state as verdicts need it."""
    entry = record.entry
    return Sheet(record, day, span_of(entry.text("期间")), entry.date("公开期限"))


def state_of(obligation: Obligation, day: dt.date) -> str:
    """The state of one obligation on `day`."""
    done = obligation.published is not None and obligation.published <= day
    if obligation.met_by != BY_DATE:
        if not done:
            return duties.NOT_DUE
        return duties.ON_TIME if obligation.kept else duties.TO_VERIFY
    last = obligation.last
    if last is None:
        return duties.TO_VERIFY
    if done and obligation.published is not None:
        return duties.ON_TIME if obligation.published <= last else duties.LATE
    return duties.NOT_DUE if day <= last else duties.MISSING


def judge(duty: Duty, day: dt.date) -> Verdict:
    """The state of a duty on `day`."""
    if duty.outside:
        return Verdict(duties.NOT_APPLICABLE, duty.outside)
    if duty.since > day:
        return Verdict(duties.NOT_DUE, NOT_IN_FORCE, last=duty.since)
    sheets = [sheet for sheet in duty.sheets if sheet.day <= day]
    verdicts = [verdict for rule in duty.cyclic if (verdict := _cyclic(rule, sheets, day))]
    if duty.eventful or not verdicts:
        verdicts.append(_eventful(duty, sheets, day))
    return min(verdicts, key=_place)


def _place(verdict: Verdict) -> int:
    return _ACROSS.get(verdict.state, _SIGNED)


# --- duties that come back -----------------------------------------------------------------------------------------


def _cyclic(rule: Sequence[Obligation], sheets: Sequence[Sheet], day: dt.date) -> Verdict | None:
    place = next((n for n, one in enumerate(rule) if one.period.holds(day)), None)
    if place is None:  # the first cycle begins later, or the rule has no cycle at all
        return Verdict(duties.NOT_DUE, "", rule[0].period, rule[0]) if rule and rule[0].period.start > day else None
    now = rule[place]
    early = now.own is not None and day <= now.own and state_of(now, day) == duties.NOT_DUE
    if early and place and not any(sheet.covers(now.period) for sheet in sheets):
        now = rule[place - 1]
    return in_cycle(now, sheets, day)


def in_cycle(one: Obligation, sheets: Sequence[Sheet], day: dt.date) -> Verdict:
    """The state of one cycle: what was published in it, else the sheet that covers it."""
    sheet = next((sheet for sheet in sheets if sheet.covers(one.period)), None)
    done = one.published is not None and one.published <= day
    if sheet is not None and not done:
        return _signed(sheet, one.period, one, day)
    if sheet is not None and sheet.limit is not None:
        one = replace(one, own=sheet.limit)
    state = state_of(one, day)
    return Verdict(state, REGISTERED if sheet is not None and sheet.limit else "", one.period, one, sheet)


def _signed(sheet: Sheet, period: Cycle, one: Obligation | None, day: dt.date) -> Verdict:
    """The state a sheet declares; a limit it registers binds like any other."""
    if sheet.limit is not None and sheet.limit < day:
        return Verdict(duties.MISSING, REGISTERED, period, one, sheet, sheet.limit)
    return Verdict(sheet.record.entry.type.name, "", period, one, sheet, sheet.limit)


# --- duties that arise with events ---------------------------------------------------------------------------------


def _eventful(duty: Duty, sheets: Sequence[Sheet], day: dt.date) -> Verdict:
    year = year_of(day)
    seen = [one for one in duty.events if one.seen <= day]
    now = [one for one in seen if one.period.end >= year.start or one.met_by == STANDING]
    verdict = in_year(year, now, sheets, day)
    if verdict is None:
        before = year_before(year)
        verdict = in_year(before, [one for one in seen if one.period == before], sheets, day)
    return verdict or _nothing(duty, seen, year, day)


def in_year(
    year: Cycle, found: Sequence[Obligation], sheets: Iterable[Sheet], day: dt.date
) -> Verdict | None:
    """The state of a calendar year: the worst of its obligations, or a signed sheet that nothing contradicts."""
    sheet = next((sheet for sheet in sheets if sheet.touches(year)), None)
    worst = _worst(found, day)
    if worst is None or sheet is None:
        if worst is not None:
            return replace(worst, period=year)
        return _signed(sheet, year, None, day) if sheet is not None else None
    newest = max((one.published for one in found if one.published and one.published <= day), default=dt.date.min)
    if worst.state in (duties.MISSING, duties.LATE) or newest > sheet.day:
        return replace(worst, period=year)
    return _signed(sheet, year, None, day)


def _worst(found: Sequence[Obligation], day: dt.date) -> Verdict | None:
    """The worst obligation under each rule, then the one of these that stands; ties go to the newest, then by id."""
    if not found:
        return None
    states = [state_of(one, day) for one in found]
    by_rule: dict[Deadline, tuple[tuple[int, int, str], Obligation, str]] = {}
    for one, state in zip(found, states, strict=True):
        newest = one.published or one.start or one.seen
        key = (_WITHIN[state], -newest.toordinal(), one.record.id if one.record else "")
        held = by_rule.get(one.rule)
        if held is None or key < held[0]:
            by_rule[one.rule] = (key, one, state)
    _, one, state = min(by_rule.values(), key=lambda rule: (_ACROSS[rule[2]], rule[0]))
    return Verdict(state, one.cause, one.period, one, found=tuple(found))


def tally(found: Sequence[Obligation], day: dt.date) -> Mapping[str, int]:
    """How many entries (or consultations) stand in which state; an entry under several rules counts once."""
    best: dict[str, str] = {}
    for one in found:
        record, state = one.about or one.record, state_of(one, day)
        key = record.id if record else ""
        best[key] = min(best.get(key, state), state, key=_ACROSS.__getitem__)
    return Counter(best.values())


def _nothing(duty: Duty, seen: Sequence[Obligation], year: Cycle, day: dt.date) -> Verdict:
    """Neither this year nor the last has anything: the review of the year that ended, or older entries."""
    if duty.standing:
        return Verdict(duties.TO_VERIFY, NO_STANDING)
    before = year_before(year)
    whole_year = duty.since <= before.start
    if duty.review is not None and whole_year:
        closes = dt.date(year.start.year, duty.review.month, duty.review.day)
        if day <= closes:
            return Verdict(duties.NOT_DUE, TO_REVIEW, before, last=closes)
        return Verdict(duties.TO_VERIFY, NO_ENTRY, before, last=closes)
    if seen:
        latest = max(one.period.start for one in seen)
        return _worst([one for one in seen if one.period.start == latest], day) or Verdict(duties.TO_VERIFY, NO_ENTRY)
    if duty.review is not None:
        closes = dt.date(min(year.start.year + 1, dt.MAXYEAR), duty.review.month, duty.review.day)
        return Verdict(duties.NOT_DUE, NOT_STARTED, year, last=closes)
    return Verdict(duties.TO_VERIFY, NO_ENTRY, year)
