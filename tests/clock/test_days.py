"""A year of days: nothing depends on the order of files, and a day changes only what a hand rule says it changes."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.catalog.model import Deadline
from generator.derive import duties
from generator.derive.coverage import Cell, cells, coverage, register_duties
from generator.derive.office import office_of
from generator.derive.site import build_site
from generator.preparing import Prepared
from generator.publish.office_data import office_files
from generator.render.pages import internal_pages
from tests.clock.city import DAYS, site_on, table
from tests.derive.sites import make_entry, stamp
from tests.derive.test_coverage import city as small_city
from tests.derive.test_coverage import item

ONE_DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2021, 3, 31)
Seen = dict[tuple[str, str], tuple[str, str, int, dt.date | None]]


def facts(found: tuple[Cell, ...]) -> Seen:
    """What a reader of the matrix sees."""
    return {(c.unit, c.item.id): (c.state, c.period, c.days, c.clock.last if c.clock else None) for c in found}


@given(st.randoms(use_true_random=False), st.sampled_from(DAYS))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_verdict_depends_on_the_order_of_files(city: Prepared, shuffle: random.Random, day: dt.date) -> None:
    entries = list(city.entries.values())
    shuffle.shuffle(entries)
    site = build_site(city.catalog, entries, city.publications, day, city.calendar, city.hand_written)
    assert [(c.unit, c.item.id, c.state, c.why) for c in coverage(site)] == [
        (c.unit, c.item.id, c.state, c.why) for c in coverage(site_on(city, day))
    ]


def hand_rule() -> dict[tuple[str, str], set[dt.date]]:
    """By the tables alone: the days on which a cell may change. A day is here when something happens on it (an entry
    is made or published, a month or year begins) or the day after a last day."""
    months = {FIRST + ONE_DAY * n for n in range((LAST - FIRST).days + 1) if (FIRST + ONE_DAY * n).day == 1}
    fixed = {dt.date(year, month, day) + ONE_DAY for year in (2020, 2021) for month, day in ((1, 31), (3, 31), (6, 30))}
    found: dict[tuple[str, str], set[dt.date]] = {}
    counted = {row["条目"]: row for row in table("deadlines.csv")}
    for row in table("entries.csv"):
        own = found.setdefault((row["条目"].split("/")[0], row["事项"]), set())
        own |= {dt.date.fromisoformat(row[key]) for key in ("成文日期", "发布日期") if row[key]}
        for key in ("起算", "目录的最后一天", "法定的最后一天"):
            if row["条目"] in counted and counted[row["条目"]][key]:
                own.add(dt.date.fromisoformat(counted[row["条目"]][key]) + ONE_DAY)
        if "公开期限" in row["其他"]:
            own.add(dt.date.fromisoformat(row["其他"].split("公开期限: ")[1]) + ONE_DAY)
    for row in table("cells.csv"):
        found.setdefault((row["单位"], row["事项"]), set()).update(months | fixed)
    return found


def test_a_day_changes_only_what_the_hand_rule_says(city: Prepared) -> None:
    """456 days on the derive layer, obligations read once."""
    allowed = hand_rule()
    registered = register_duties(city.site)
    before = facts(cells(registered, FIRST - ONE_DAY))
    changes = 0
    for n in range((LAST - FIRST).days + 1):
        day = FIRST + ONE_DAY * n
        now = facts(cells(registered, day))
        for key, seen in now.items():
            was = before[key]
            grown = was[:2] == seen[:2] == (duties.MISSING, seen[1]) and seen[3] == was[3] and seen[2] == was[2] + 1
            if seen != was and not grown:
                assert day in allowed[key], (key, day, was, seen)
                changes += 1
        before = now
    assert changes > 100


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_reading_once_and_reading_on_the_day_agree(city: Prepared, day: dt.date) -> None:
    """Obligations read on the last day answer for earlier days as if the site had been read then."""
    assert facts(cells(register_duties(city.site), day)) == facts(coverage(site_on(city, day)))


def test_a_state_once_met_stays_met_within_its_period(city: Prepared) -> None:
    """Nothing that was published in time becomes late by waiting."""
    registered = register_duties(city.site)
    for n in range(0, (LAST - FIRST).days, 3):
        day = FIRST + ONE_DAY * n
        for cell in cells(registered, day):
            if cell.state == duties.ON_TIME and cell.clock and cell.record and cell.verdict.obligation:
                published = cell.verdict.obligation.published
                assert published is not None and published <= cell.clock.last


@given(st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_day_can_be_asked(city: Prepared, day: dt.date) -> None:
    found = cells(register_duties(site_on(city, day)), day)
    assert all(cell.state in duties.ORDER and cell.why for cell in found)


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1, 3, 1), dt.date(2020, 2, 29), dt.date(9999, 12, 1), dt.date.max], ids=str)
def test_pages_and_files_can_be_made_on_any_day(city: Prepared, day: dt.date) -> None:
    office = office_of(site_on(city, day))
    assert list(internal_pages(office, ())) and office_files(office)


HOSTILE = (
    Deadline("after", "形成或变更", 999_999_999, "WD"), Deadline("after", "形成或变更", 999_999_999, "M"), Deadline("before", "x", 9_999, "W"),
    Deadline("after", "形成或变更", 0, ""), Deadline("fixed", month=2, day=30), Deadline("fixed", month=13, day=1), Deadline("periodic"),
    Deadline("periodic", every="month", day=31), Deadline("display", "公示", 999_999_999, "CD"), Deadline("after", "", 20, "WD"),
)


@pytest.mark.parametrize("rule", HOSTILE, ids=str)
@pytest.mark.parametrize("issued", ["0001-01-01", "2021-06-01", "9999-12-31"])
def test_slips_of_the_pen_in_catalogue_and_entries_end_in_words(rule: Deadline, issued: str) -> None:
    id_ = "caizhengju/2021/1"
    entry = make_entry(id_, f"{{发文机关: [caizhengju], 目录事项: [zcwj-001], 成文日期: {issued}, 起算日期: {issued}}}")
    site = small_city((item(rule),), {id_: entry}, {id_: stamp("2021-07-01")})
    office = office_of(site)
    assert all(cell.why for cell in office.cells) and office_files(office) and list(internal_pages(office, ()))
