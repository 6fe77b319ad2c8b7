"""Counting as the civil code does, on the real notices of the catalogue."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.calendar.workdays import Calendar, same_day
from generator.catalog.model import CalendarYear

D = dt.date
NATIONAL_DAY = CalendarYear(
    2021,
    "示例通知",
    {D(2021, 10, day): "国庆节" for day in range(1, 8)} | {D(2021, 5, day): "劳动节" for day in range(1, 6)},
    {D(2021, 9, 26): "国庆节", D(2021, 10, 9): "国庆节", D(2021, 4, 25): "劳动节", D(2021, 5, 8): "劳动节"},
)
CALENDAR = Calendar({2021: NATIONAL_DAY})


def test_a_holiday_on_a_weekday_is_no_working_day() -> None:
    assert not CALENDAR.is_workday(D(2021, 10, 4))


def test_a_worked_saturday_is_a_working_day() -> None:
    assert CALENDAR.is_workday(D(2021, 10, 9))


def test_an_ordinary_saturday_is_none() -> None:
    assert not CALENDAR.is_workday(D(2021, 10, 16))


def test_twenty_working_days_skip_weekends_and_the_holiday() -> None:
    # 9月27日起算：28–30（3），10月8日（4）、9日调休（5），11–15（10），18–22（15），25–29（20）
    assert CALENDAR.add_workdays(D(2021, 9, 27), 20) == D(2021, 10, 29)


def test_the_start_day_is_not_counted() -> None:
    assert CALENDAR.add_workdays(D(2021, 7, 16), 1) == D(2021, 7, 19)


def test_counting_back_from_a_hearing() -> None:
    assert CALENDAR.add_workdays(D(2021, 7, 16), -7) == D(2021, 7, 7)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (D(2021, 1, 31), 1, D(2021, 2, 28)),
        (D(2020, 1, 31), 1, D(2020, 2, 29)),
        (D(2021, 12, 15), 1, D(2022, 1, 15)),
        (D(2021, 3, 31), -1, D(2021, 2, 28)),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(day: dt.date, months: int, expected: dt.date) -> None:
    assert same_day(day, months) == expected


def test_a_period_that_ends_on_a_rest_day_rolls_forward() -> None:
    # 2021-09-04 加一个月是 10月4日（国庆），顺延到 10月8日
    assert CALENDAR.add_months(D(2021, 9, 4), 1) == D(2021, 10, 8)


def test_a_year_without_a_notice_counts_by_weekends_and_says_so() -> None:
    assert not CALENDAR.known(2031)
    assert CALENDAR.add_workdays(D(2030, 12, 31), 1) == D(2031, 1, 1)


@given(st.dates(D(2019, 1, 1), D(2023, 1, 1)), st.integers(1, 60))
def test_counting_forward_and_measuring_agree(day: dt.date, count: int) -> None:
    end = CALENDAR.add_workdays(day, count)
    assert CALENDAR.is_workday(end)
    assert CALENDAR.workdays_between(day, end) == count


# --- running totals against a walk day by day

ONE = dt.timedelta(days=1)


def walked(calendar: Calendar, day: dt.date, count: int) -> dt.date:
    """The count-th working day, step by step, as the law is read aloud."""
    step, left = (ONE if count > 0 else -ONE), abs(count)
    while left:
        day += step
        left -= calendar.is_workday(day)
    return day


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Notices with any days off and any days worked, for some of the years."""
    years: dict[int, CalendarYear] = {}
    for year in draw(st.sets(st.sampled_from((2019, 2020, 2021)))):
        days = st.dates(D(year, 1, 1), D(year, 12, 31))
        off, on = draw(st.sets(days, max_size=40)), draw(st.sets(days, max_size=10))
        years[year] = CalendarYear(year, "示例", dict.fromkeys(off, "节"), dict.fromkeys(on - off, "节"))
    return Calendar(years)


@given(calendars(), st.dates(D(2018, 12, 1), D(2022, 2, 1)), st.integers(-300, 300))
def test_running_totals_say_what_a_walk_says(calendar: Calendar, day: dt.date, count: int) -> None:
    end = calendar.add_workdays(day, count)
    assert end == walked(calendar, day, count)
    assert calendar.workdays_between(day, end) == sum(
        calendar.is_workday(min(day, end) + ONE * n) for n in range(1, abs((end - day).days) + 1)
    ) * (1 if count >= 0 else -1)


@given(calendars(), st.dates(D(2018, 12, 1), D(2022, 2, 1)), st.integers(0, 60))
def test_rest_days_and_worked_weekends_make_up_a_count(calendar: Calendar, day: dt.date, count: int) -> None:
    end = calendar.add_workdays(day, count)
    rest = calendar.rest_days(day, end)
    assert (end - day).days - len(rest) == count
    assert all(calendar.is_workday(one) for one in calendar.worked_weekends(day, end))


def test_years_without_a_notice_are_named() -> None:
    assert CALENDAR.guessed(D(2020, 12, 31), D(2022, 1, 1)) == (2020, 2022)
    assert CALENDAR.guessed(D(2021, 1, 1), D(2021, 12, 31)) == ()


def test_the_ends_of_time_raise_what_callers_expect() -> None:
    with pytest.raises(OverflowError):
        CALENDAR.add_workdays(D(9999, 12, 30), 20)
    with pytest.raises(OverflowError):
        CALENDAR.add_workdays(D(1, 1, 2), -20)


def test_a_year_of_the_repository_has_as_many_working_days_as_the_notice_gives() -> None:
    """Counted by hand: 2021 has 261 weekdays and 11 + 11 days off … 250 working days; 2020 and 2024 are leap years."""
    from pathlib import Path

    from generator.catalog.load import load_catalog
    from generator.rules.check_declarations import complaint

    calendar = Calendar(load_catalog(Path(__file__).resolve().parents[2], complaint).catalog.calendar)
    assert {year: calendar.workdays_between(D(year - 1, 12, 31), D(year, 12, 31)) for year in (2019, 2021, 2022)} == {
        2019: 250, 2021: 250, 2022: 249,
    }
    assert calendar.years.keys() >= set(range(2004, 2027)) and not calendar.known(2003)
