"""Clocks of 公开时限: what starts one, and its last day (民法典 第二百〇一条至第二百〇三条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from generator.calendar.workdays import Calendar, same_day
from generator.catalog.model import Deadline
from generator.model.entry import Entry

UNITS = {"CD": "日", "WD": "个工作日", "W": "周", "M": "个月"}
#: words of an anchor that mean the day the information came into being
_FORMED = ("形成", "变更", "制作", "制定", "获取", "成文", "印发")

#: entry id -> the day it became public; None where it is not public or not known
PublishedOf = Callable[[str], dt.date | None]


def period_end(start: dt.date, count: int, unit: str, calendar: Calendar, *, roll: bool) -> dt.date | None:
    """The last day of `count` units after `start`; None beyond the calendar's end. Working days never need a roll."""
    try:
        if unit == "WD":
            return calendar.add_workdays(start, count)
        day = same_day(start, count) if unit == "M" else start + dt.timedelta(days=count * (7 if unit == "W" else 1))
        return calendar.roll(day) if roll else day
    except (OverflowError, ValueError):
        return None


def clock_start(entry: Entry, deadline: Deadline, published_of: PublishedOf) -> tuple[str, dt.date] | None:
    """What starts a deadline's clock and when; None where the data does not say (then it is not computable)."""
    anchor = deadline.anchor
    if any(word in anchor for word in _FORMED):
        return ("成文日期", entry.issued) if entry.issued else None
    if anchor.endswith(("批准", "批复")):
        day = entry.date("批准日期")
        return ("批准日期", day) if day else None
    if anchor == "文件公开" and "解读" in entry.type.traits:
        known = [day for ref in entry.relations if ref.target and (day := published_of(ref.target))]
        return ("所解读文件的发布日期", max(known)) if known else None
    return None


def last_day(
    entry: Entry, deadline: Deadline, calendar: Calendar, published_of: PublishedOf
) -> tuple[str, dt.date, dt.date] | None:
    """What starts the clock of an unconditional deadline of kind after, when, and its last day; else None."""
    if deadline.kind != "after" or deadline.when or deadline.unit not in UNITS:
        return None
    start = clock_start(entry, deadline, published_of)
    last = period_end(start[1], deadline.num, deadline.unit, calendar, roll=True) if start else None
    return (*start, last) if start and last else None
