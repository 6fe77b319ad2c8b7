"""Counting days as the law does (民法典 第二百〇一条至第二百〇三条; working days by the State Council's yearly notice).

The start day is not counted; a period in months ends on the day with the same number, or the last day of a shorter
month; a period in calendar days or months that ends on a rest day ends on the next working day.
"""

from __future__ import annotations

import calendar as _gregorian
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalog.model import CalendarYear

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of the years whose notice is known; other years count by weekends (see `known`)."""

    years: Mapping[int, CalendarYear]

    def known(self, year: int) -> bool:
        """Whether the year's notice is in the catalogue. If not: 按周末推算，待国务院公布."""
        return year in self.years

    def is_workday(self, day: dt.date) -> bool:
        """Whether `day` is a working day."""
        notice = self.years.get(day.year)
        if notice is not None:
            if day in notice.holidays:
                return False
            if day in notice.workdays:
                return True
        return day.weekday() < 5

    def roll(self, day: dt.date) -> dt.date:
        """`day`, or the next working day where it is a rest day (民法典 第二百〇三条)."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def add_workdays(self, day: dt.date, count: int) -> dt.date:
        """The `count`-th working day after `day` (start day not counted); negative counts go back."""
        step = ONE_DAY if count >= 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            if self.is_workday(day):
                left -= 1
        return day

    def add_days(self, day: dt.date, count: int) -> dt.date:
        """`count` calendar days after `day`, rolled to a working day."""
        return self.roll(day + dt.timedelta(days=count))

    def add_months(self, day: dt.date, count: int) -> dt.date:
        """`count` months after `day` (民法典 第二百〇二条), rolled to a working day."""
        return self.roll(same_day(day, count))

    def workdays_between(self, start: dt.date, end: dt.date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.workdays_between(end, start)
        count = 0
        day = start
        while day < end:
            day += ONE_DAY
            count += self.is_workday(day)
        return count


def same_day(day: dt.date, months: int) -> dt.date:
    """The day with the same number `months` later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = _gregorian.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
