"""Clocks of 公开时限: what starts one, and its last day (民法典 第二百〇一条至第二百〇三条).

What starts a clock is data: a type's `起算` says which date of an entry stands for which event. Where the entry does
not give that date, the limit is not computable, and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from generator.calendar.workdays import Calendar, same_day
from generator.catalog.model import Deadline
from generator.catalog.resolve import PUBLISHED_OF
from generator.model.entry import Entry

UNITS = {"CD": "日", "WD": "个工作日", "W": "周", "M": "个月"}
#: with hours, which are counted by the date
LENGTHS = {**UNITS, "H": "小时"}
HOURS_OF_A_DAY = 24
#: no law and no catalogue counts further; larger numbers are slips of the pen
MOST = 9_999

#: entry id -> the day it became public; None where it is not public or not known
PublishedOf = Callable[[str], dt.date | None]


def period_end(start: dt.date, count: int, unit: str, calendar: Calendar, *, roll: bool) -> dt.date | None:
    """The last day of `count` units after `start`; None beyond the calendar's end.

    Working days never need a roll. Hours are counted by the date, up to the end of the day they reach: what the data
    gives is a day, no moment; no rest day stops them.
    """
    if abs(count) > MOST:
        return None
    try:
        if unit == "WD":
            return calendar.add_workdays(start, count)
        if unit == "H":
            return start + dt.timedelta(days=-(-count // HOURS_OF_A_DAY))
        day = same_day(start, count) if unit == "M" else start + dt.timedelta(days=count * (7 if unit == "W" else 1))
        return calendar.roll(day) if roll else day
    except (OverflowError, ValueError):
        return None


def period_start(event: dt.date, count: int, unit: str, calendar: Calendar) -> dt.date | None:
    """The last day that lies `count` units before `event` (提前N日); the event's own day is not counted, nothing rolls:
    a later day would take away from the time that has to pass."""
    return period_end(event, -count, unit, calendar, roll=False)


def clock_start(entry: Entry, deadline: Deadline, published_of: PublishedOf) -> tuple[str, dt.date] | None:
    """What starts a deadline's clock and when; None where the data does not say (then it is not computable)."""
    for row in entry.type.starts:
        if row.fits(deadline.anchor):
            for source in row.sources:
                day = _date(entry, source, published_of)
                if day is not None:
                    return source, day
            return None
    return None


def _date(entry: Entry, source: str, published_of: PublishedOf) -> dt.date | None:
    """The date a word of `取` stands for."""
    if source == "成文日期":
        return entry.issued
    if not source.endswith(PUBLISHED_OF):
        return entry.date(source)
    name = source.removesuffix(PUBLISHED_OF)
    days = [published_of(ref.target) for ref in entry.relations if ref.target and ref.name == name]
    known = [day for day in days if day is not None]
    return max(known) if known else None


def last_day(
    entry: Entry, deadline: Deadline, calendar: Calendar, published_of: PublishedOf
) -> tuple[str, dt.date, dt.date] | None:
    """What starts the clock of an unconditional deadline of kind after, when, and its last day; else None."""
    if deadline.kind != "after" or deadline.when or deadline.unit not in UNITS:
        return None
    start = clock_start(entry, deadline, published_of)
    last = period_end(start[1], deadline.num, deadline.unit, calendar, roll=True) if start else None
    return (*start, last) if start and last else None
