"""Dates as the portal writes them: ISO in lists, 2021年7月16日 in running text."""

from __future__ import annotations

import datetime as dt

#: Asia/Shanghai has had no summer time since 1991; a fixed offset needs no time zone database.
SHANGHAI = dt.timezone(dt.timedelta(hours=8), "CST")


def long_date(day: dt.date) -> str:
    """As the law writes it: 2021年7月16日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: dt.date, as_of: dt.date) -> str:
    """Without the year where the year is that of `as_of`: 7月16日."""
    return f"{day.month}月{day.day}日" if day.year == as_of.year else long_date(day)


def local_day(moment: dt.datetime) -> dt.date:
    """The day in Shanghai on which `moment` (with time zone) falls."""
    return moment.astimezone(SHANGHAI).date()


def minute(moment: dt.datetime) -> str:
    """`PubDate` of 国办发〔2017〕47号: 2021-07-16 09:30, in Shanghai."""
    return moment.astimezone(SHANGHAI).isoformat(" ", "minutes")[:16]


def period(start: dt.date, end: dt.date) -> str:
    """A span in running text, without repeating the year: 2021年7月16日至8月16日."""
    return f"{long_date(start)}至{short_date(end, start)}"
