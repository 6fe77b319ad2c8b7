"""What comes due: obligations, registered limits, reviews, ends of validity and of consultations, by unit and day.

Everything in here is known today; nothing is guessed. What arises with an event that has not happened has no day yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.calendar.workdays import Calendar
from generator.catalog.model import Deadline
from generator.derive import duties, verdicts
from generator.derive.clock import period_end
from generator.derive.dates import local_day, long_date
from generator.derive.obligations import Obligation, public_day
from generator.derive.reasons import limit_words
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.verdicts import Duty, Sheet, state_of

#: kinds, in the order they are listed on one day
PUBLISH, REGISTERED, REVIEW, RECONSIDER, REFRESH, EXPIRES, CONSULTATION = (
    "公开", "登记的期限", "年度核对", "复核", "更新", "有效期届满", "征求意见截止",
)
KINDS = (PUBLISH, REGISTERED, REVIEW, RECONSIDER, REFRESH, EXPIRES, CONSULTATION)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do until a day. `key` names it for ever: the same thing keeps it when its day moves."""

    unit: str
    kind: str
    day: dt.date
    what: str
    why: str
    key: str
    item: str = ""
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """应更新未更新: the newest entry of an item that has to be kept fresh is too old."""

    unit: str
    item: str
    record: Record
    #: when it was last published or updated
    touched: dt.date
    #: the last day to have renewed it
    last: dt.date
    days: int
    basis: str


def due(all_duties: Iterable[Duty], site: Site, day: dt.date, within: int) -> tuple[Due, ...]:
    """What comes due from `day` to `within` days later, by day, then by unit, kind and key."""
    until = day + dt.timedelta(days=min(within, (dt.date.max - day).days))
    found = [one for duty in all_duties if not duty.outside for one in _of_duty(duty, day, until)]
    found += _reviews(all_duties, day, until)
    found += [one for stale in _refreshes(all_duties, site, Calendar(site.catalog.calendar)) if (one := _refresh(stale, day, until))]
    found += [one for record in site.records for one in _of_record(record, day, until)]
    order = {unit: place for place, unit in enumerate(site.catalog.organizations)}
    return tuple(sorted(found, key=lambda one: (one.day, order.get(one.unit, len(order)), KINDS.index(one.kind), one.key)))


def stale(all_duties: Iterable[Duty], site: Site, day: dt.date) -> tuple[Stale, ...]:
    """What should have been renewed by `day`, the longest first."""
    late = [one for one in _refreshes(all_duties, site, Calendar(site.catalog.calendar)) if one.last < day]
    counted = [Stale(o.unit, o.item, o.record, o.touched, o.last, (day - o.last).days, o.basis) for o in late]
    return tuple(sorted(counted, key=lambda one: (-one.days, one.unit, one.item)))


# --- duties --------------------------------------------------------------------------------------------------------


def _of_duty(duty: Duty, day: dt.date, until: dt.date) -> Iterator[Due]:
    sheets = [sheet for sheet in duty.sheets if sheet.day <= day]
    for rule in duty.cyclic:
        for one in rule:
            if one.own is not None and day <= one.own <= until and state_of(one, day) == duties.NOT_DUE:
                sheet = next((sheet for sheet in sheets if sheet.covers(one.period)), None)
                if sheet is None:
                    yield _publish(duty, one, f"{_rule_key(one.rule)}/{one.period.start}")
    for one in duty.events:
        if one.seen <= day and one.last is not None and day <= one.last <= until and state_of(one, day) == duties.NOT_DUE:
            record = one.about or one.record
            yield _publish(duty, one, record.id if record else str(one.seen))
    for sheet in sheets:
        yield from _of_sheet(duty, sheet, day, until)


def _rule_key(rule: Deadline) -> str:
    """What tells the rules of one item apart, wherever they stand in its list."""
    return f"{rule.every or rule.kind}{f'-{rule.month}-{rule.day}' if rule.day else ''}"


def _publish(duty: Duty, one: Obligation, key: str) -> Due:
    last = one.last
    assert last is not None
    started = f"{one.start_name}{long_date(one.start)}起" if one.start is not None else ""
    why = f"{started}{limit_words(one)}" if started else f"{limit_words(one)}（{one.period.name}）"
    waiting = one.record.entry.title if one.record is not None and one.about is None else ""
    about = f"：{one.about.entry.title}" if one.about is not None else f"：{waiting}" if waiting else ""
    return Due(
        duty.unit.id, PUBLISH, last, f"{duty.item.name}{about}", why, f"{duty.unit.id}/{duty.item.id}/{key}",
        duty.item.id, one.about or one.record,
    )


def _of_sheet(duty: Duty, sheet: Sheet, day: dt.date, until: dt.date) -> Iterator[Due]:
    record = sheet.record
    if sheet.limit is not None and day <= sheet.limit <= until and not _met(duty, sheet, day):
        why = f"登记的期限（{record.entry.text('依据')}）"
        yield Due(duty.unit.id, REGISTERED, sheet.limit, duty.item.name, why, f"{record.id}/qixian", duty.item.id, record)
    review = record.entry.date("复核日期")
    if review is not None and day <= review <= until:
        why = f"{record.entry.type.name}，到这一天重新评估能不能公开（政府信息公开条例第十八条）"
        yield Due(duty.unit.id, RECONSIDER, review, duty.item.name, why, f"{record.id}/fuhe", duty.item.id, record)


def _met(duty: Duty, sheet: Sheet, day: dt.date) -> bool:
    """Whether something was published for the item after the sheet was signed."""
    return any((own := public_day(record)) is not None and sheet.day < own <= day for record in duty.records)


def _reviews(all_duties: Iterable[Duty], day: dt.date, until: dt.date) -> Iterator[Due]:
    """年度核对: one line per unit, however many items had nothing."""
    found: dict[tuple[str, dt.date, str], int] = {}
    for duty in all_duties:
        verdict = verdicts.judge(duty, day)
        if verdict.cause in (verdicts.TO_REVIEW, verdicts.NOT_STARTED) and verdict.last and day <= verdict.last <= until:
            key = (duty.unit.id, verdict.last, verdict.period.name if verdict.period else "")
            found[key] = found.get(key, 0) + 1
    for (unit, last, period), count in found.items():
        what = f"{period}没有条目的事项{count}项：补上条目，或者登记“本期未产生”"
        yield Due(unit, REVIEW, last, what, "标准目录的年度核对", f"{unit}/hedui/{last.year}")


# --- what has to be kept fresh -------------------------------------------------------------------------------------


def _refreshes(all_duties: Iterable[Duty], site: Site, calendar: Calendar) -> Iterator[Stale]:
    """The newest entry of every item that has to be kept fresh, with the last day to renew it."""
    rules = {item: rule for rule in site.catalog.clock.refreshes for item in rule.items}
    for duty in all_duties:
        rule = rules.get(duty.item.id)
        newest = max(
            ((touched, record.id, record) for record in duty.records if (touched := _touched(record)) is not None),
            key=lambda entry: entry[:2], default=None,
        )
        if rule is None or newest is None or duty.outside:
            continue
        last = period_end(newest[0], rule.num, rule.unit, calendar, roll=True)
        if last is not None:
            yield Stale(duty.unit.id, duty.item.id, newest[2], newest[0], last, 0, rule.basis)


def _touched(record: Record) -> dt.date | None:
    """When an entry was published or last updated."""
    published, updated = public_day(record), record.publication.updated
    return max(published, local_day(updated)) if published is not None and updated is not None else published


def _refresh(one: Stale, day: dt.date, until: dt.date) -> Due | None:
    if not day <= one.last <= until:
        return None
    return Due(
        one.unit, REFRESH, one.last, one.record.entry.title, f"{long_date(one.touched)}公开或更新；{one.basis}",
        f"{one.unit}/{one.item}/gengxin", one.item, one.record,
    )


# --- entries -------------------------------------------------------------------------------------------------------


def _of_record(record: Record, day: dt.date, until: dt.date) -> Iterator[Due]:
    entry, unit = record.entry, record.entry.responsible
    end = entry.date("有效期至")
    if "效力" in entry.type.traits and end is not None and day <= end <= until and not record.void:
        why = "有效期的最后一天；要继续执行的，届满前评估、重新公布"
        yield Due(unit, EXPIRES, end, entry.title, why, f"{record.id}/youxiaoqi", record=record)
    window = record.window
    if window is not None and window.start <= day <= window.end <= until:
        why = f"收意见的最后一天；{long_date(window.feedback_due)}前公开采纳情况"
        yield Due(unit, CONSULTATION, window.end, entry.title, why, f"{record.id}/jiezhi", record=record)
