"""Counting days as the law does (民法典 第二百〇一条至第二百〇三条; working days by the State Council's yearly notice).

The start day is not counted; a period in months ends on the day with the same number, or the last day of a shorter
month; a period in calendar days or months that ends on a rest day ends on the next working day.

Working days of a year are counted once, as running totals: adding or counting any number of them costs a look-up per
year, not a step per day.
"""

from __future__ import annotations

import calendar as _gregorian
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.catalog.model import CalendarYear

ONE_DAY = dt.timedelta(days=1)
#: what is said of a year whose notice is not in the catalogue
GUESSED = "按周末推算，待国务院公布"


@dataclass(frozen=True, slots=True)
class _Counted:
    """A year's working days: their ordinals in order, and for every day how many there were up to it."""

    first: int
    days: tuple[int, ...]
    upto: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of the years whose notice is known; other years count by weekends (see `known`)."""

    years: Mapping[int, CalendarYear]
    _counted: dict[int, _Counted] = field(default_factory=dict, init=False, repr=False, compare=False)

    def known(self, year: int) -> bool:
        """Whether the year's notice is in the catalogue. If not: 按周末推算，待国务院公布."""
        return year in self.years

    def guessed(self, start: dt.date, end: dt.date) -> tuple[int, ...]:
        """Years between two dates, both included, that are counted by weekends because their notice is not known."""
        first, last = min(start, end).year, max(start, end).year
        return tuple(year for year in range(first, last + 1) if year not in self.years)

    def is_workday(self, day: dt.date) -> bool:
        """Whether `day` is a working day."""
        notice = self.years.get(day.year)
        if notice is not None:
            if day in notice.holidays:
                return False
            if day in notice.workdays:
                return True
        return day.weekday() < 5

    def holiday(self, day: dt.date) -> str:
        """The name of the holiday that `day` is off for; empty for ordinary days."""
        notice = self.years.get(day.year)
        return notice.holidays.get(day, "") if notice is not None else ""

    def roll(self, day: dt.date) -> dt.date:
        """`day`, or the next working day where it is a rest day (民法典 第二百〇三条). Raises OverflowError at the end."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def add_workdays(self, day: dt.date, count: int) -> dt.date:
        """The `count`-th working day after `day` (start day not counted); negative counts go back.

        Raises OverflowError beyond what dates can say.
        """
        if count == 0:
            return day
        year = day.year
        counted = self._year(year)
        before = counted.upto[day.toordinal() - counted.first]
        if count < 0 and self.is_workday(day):
            before -= 1
        place = before + count - 1 if count > 0 else before + count
        while place >= len(counted.days):
            place -= len(counted.days)
            year += 1
            counted = self._year(year)
        while place < 0:
            year -= 1
            counted = self._year(year)
            place += len(counted.days)
        return dt.date.fromordinal(counted.days[place])

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
        whole = sum(len(self._year(year).days) for year in range(start.year, end.year))
        return whole + self._upto(end) - self._upto(start)

    def _upto(self, day: dt.date) -> int:
        counted = self._year(day.year)
        return counted.upto[day.toordinal() - counted.first]

    def _year(self, year: int) -> _Counted:
        """The running totals of `year`, made once. Raises OverflowError outside of what dates can say."""
        found = self._counted.get(year)
        if found is None:
            if not dt.MINYEAR <= year <= dt.MAXYEAR:
                raise OverflowError(f"year {year} is out of range")
            found = self._counted[year] = self._count(year)
        return found

    def _count(self, year: int) -> _Counted:
        first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
        days: list[int] = []
        upto: list[int] = []
        for ordinal in range(first, last + 1):
            if self.is_workday(dt.date.fromordinal(ordinal)):
                days.append(ordinal)
            upto.append(len(days))
        return _Counted(first, tuple(days), tuple(upto))

    def rest_days(self, start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
        """Rest days after `start` up to and including `end`: what counting working days passes over."""
        found = []
        for ordinal in range(start.toordinal() + 1, end.toordinal() + 1):
            day = dt.date.fromordinal(ordinal)
            if not self.is_workday(day):
                found.append(day)
        return tuple(found)

    def worked_weekends(self, start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
        """Weekend days after `start` up to and including `end` that are worked (调休上班)."""
        return tuple(
            sorted(
                day
                for year in range(start.year, end.year + 1)
                if (notice := self.years.get(year)) is not None
                for day in notice.workdays
                if start < day <= end and self.is_workday(day)
            )
        )


def same_day(day: dt.date, months: int) -> dt.date:
    """The day with the same number `months` later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = _gregorian.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
