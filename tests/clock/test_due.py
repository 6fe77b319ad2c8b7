"""What comes due, what is stale, how states developed: each kind by example, dates counted by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.catalog.clock_table import ClockSettings, LegalLimit, Refresh, Review
from generator.catalog.model import Deadline
from generator.derive import duties
from generator.derive.coverage import coverage, register_duties
from generator.derive.due import (
    CONSULTATION,
    EXPIRES,
    PUBLISH,
    RECONSIDER,
    REFRESH,
    REGISTERED,
    REVIEW,
    Due,
    due,
    stale,
)
from generator.derive.duties import span_of
from generator.derive.trend import month_ends, share, trend
from generator.model.entry import Entry
from tests.derive.sites import make_entry, stamp
from tests.derive.test_coverage import AFTER, QUARTER, city, item

D = dt.date
AS_OF = D(2021, 7, 30)
ID = "caizhengju/2021/1"
BASE = "发文机关: [caizhengju], 目录事项: [zcwj-001]"


def looked(
    *rules: Deadline, fields: str = "", published: str = "", as_of: dt.date = AS_OF, within: int = 90,
    clock: ClockSettings | None = None,
) -> list[Due]:
    entries: Mapping[str, str | Entry] = {ID: make_entry(ID, f"{{{BASE}, {fields}}}")} if fields else {}
    site = city((item(*rules),), dict(entries), {ID: stamp(published)} if published else {}, as_of, clock=clock or ClockSettings())
    return list(due(register_duties(site), site, as_of, within))


def told(found: list[Due]) -> list[tuple[str, str]]:
    return [(one.kind, str(one.day)) for one in found]


def test_cycles_within_sight_and_not_those_that_are_met() -> None:
    assert told(looked(QUARTER)) == [(PUBLISH, "2021-09-30")]
    assert told(looked(QUARTER, within=200)) == [(PUBLISH, "2021-09-30"), (PUBLISH, "2021-12-31")]
    assert told(looked(QUARTER, fields="成文日期: 2021-07-01", published="2021-07-02")) == []
    assert told(looked(QUARTER, within=61)) == [] and told(looked(QUARTER, within=62)) == [(PUBLISH, "2021-09-30")]


def test_an_entry_that_waits() -> None:
    (one,) = looked(AFTER, fields="成文日期: 2021-07-20")
    assert (one.kind, one.day, one.key) == (PUBLISH, D(2021, 8, 17), "caizhengju/zcwj-001/caizhengju/2021/1")
    assert one.why == "成文日期2021年7月20日起20个工作日"
    assert looked(AFTER, fields="成文日期: 2021-06-01") == [], "its time is over: it is in the list of what is missing"


def test_signed_states_have_days_of_their_own() -> None:
    withheld = "类型: 依法不予公开, 成文日期: 2021-07-05, 复核日期: 2021-08-20"
    assert told(looked(AFTER, fields=withheld, published="2021-07-05")) == [(RECONSIDER, "2021-08-20")]
    limit = "类型: 期限另有规定, 成文日期: 2021-07-05"
    assert told(looked(AFTER, fields=limit, published="2021-07-05")) == [(REGISTERED, "2021-09-01")]
    covered = "类型: 本期未产生, 成文日期: 2021-07-05, 期间: 2021年第三季度"
    assert told(looked(QUARTER, fields=covered, published="2021-07-05")) == [], "the quarter was signed off"


def test_a_paper_s_last_day_and_a_consultation_s() -> None:
    assert told(looked(fields="成文日期: 2021-01-04, 有效期至: 2021-09-30", published="2021-01-05")) == [(EXPIRES, "2021-09-30")]
    asked = "类型: 征求意见, 目录事项: [zdjc-002], 成文日期: 2021-07-16, 开始日期: 2021-07-16, 截止日期: 2021-08-16"
    assert told(looked(fields=asked.replace("目录事项: [zdjc-002], ", ""), published="2021-07-16")) == [(CONSULTATION, "2021-08-16")]


def test_the_yearly_review() -> None:
    """In force since for ever: of 2020 nothing is there. Its review is due until 31 January 2021, then it is open."""
    settings = ClockSettings(review=Review(1, 31))
    assert told(looked(AFTER, as_of=D(2021, 1, 31), clock=settings)) == [(REVIEW, "2021-01-31")]
    assert told(looked(AFTER, as_of=D(2021, 2, 1), clock=settings)) == []
    for day, state in ((D(2021, 1, 31), duties.NOT_DUE), (D(2021, 2, 1), duties.TO_VERIFY)):
        (cell,) = coverage(city((item(AFTER),), as_of=day, clock=settings))
        assert cell.state == state


FRESH = ClockSettings(refreshes=(Refresh(("zcwj-001",), 12, "M", "每年更新"),))


@pytest.mark.parametrize(
    ("published", "as_of", "days"),
    [
        ("2020-07-29", D(2021, 7, 29), 0),  # the last day
        ("2020-07-29", D(2021, 7, 30), 1),
        ("2020-08-01", D(2021, 8, 2), 0),  # 1 August 2021 is a Sunday: rolls to the 2nd
        ("2020-08-01", D(2021, 8, 3), 1),
        ("2020-02-29", D(2021, 3, 1), 0),  # leap day: 28 February 2021 is a Sunday, rolls to 1 March
        ("2020-02-29", D(2021, 3, 2), 1),
    ],
)
def test_what_should_have_been_renewed(published: str, as_of: dt.date, days: int) -> None:
    entries: dict[str, str | Entry] = {ID: make_entry(ID, f"{{{BASE}, 成文日期: {published}}}")}
    site = city((item(AFTER),), entries, {ID: stamp(published)}, as_of, clock=FRESH)
    found = stale(register_duties(site), site, as_of)
    assert [one.days for one in found] == ([days] if days else [])
    upcoming = [one.kind for one in due(register_duties(site), site, as_of, 0)]
    assert (REFRESH in upcoming) == (days == 0)


def test_an_update_renews() -> None:
    entries: dict[str, str | Entry] = {ID: make_entry(ID, f"{{{BASE}, 成文日期: 2020-02-01}}")}
    site = city((item(AFTER),), entries, {ID: stamp("2020-02-03", updated="2021-03-01")}, D(2021, 7, 30), clock=FRESH)
    assert stale(register_duties(site), site, D(2021, 7, 30)) == ()


def test_the_stricter_of_catalogue_and_law_binds() -> None:
    """合同签订 2021-06-01: 5 working days end on 8 June, the law's 2 on 3 June; a laxer law changes nothing."""
    rule = Deadline("after", "合同签订", 5, "WD")
    entries: dict[str, str | Entry] = {
        ID: make_entry(ID, f"{{{BASE}, 类型: 政府信息, 成文日期: 2021-06-01, 起算日期: 2021-06-01}}")
    }
    for num, last, legal in ((2, D(2021, 6, 3), D(2021, 6, 3)), (20, D(2021, 6, 8), D(2021, 6, 30))):
        settings = ClockSettings((LegalLimit("x", ("合同签订",), num, "WD", "示例法"),))
        (cell,) = coverage(city((item(rule),), entries, {ID: stamp("2021-06-10")}, clock=settings))
        assert cell.state == duties.LATE and cell.clock and (cell.clock.last, cell.clock.legal) == (last, legal)
        assert ("法定的最长期限" in cell.why) == (num == 2) and ("没有超过法定" in cell.why) == (num == 20)


def test_hours_are_counted_by_the_date_and_stop_for_no_holiday() -> None:
    rule = Deadline("after", "舆情发生", 24, "H")
    entry = make_entry(ID, f"{{{BASE}, 类型: 政府信息, 成文日期: 2021-06-12, 起算日期: 2021-06-12}}")  # a Saturday before a holiday
    for published, state in (("2021-06-13", duties.ON_TIME), ("2021-06-14", duties.LATE)):
        (cell,) = coverage(city((item(rule),), {ID: entry}, {ID: stamp(published)}))
        assert cell.state == state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年", (D(2021, 1, 1), D(2021, 12, 31))), ("2021年度", (D(2021, 1, 1), D(2021, 12, 31))),
        ("2020年2月", (D(2020, 2, 1), D(2020, 2, 29))), ("2021年2月份", (D(2021, 2, 1), D(2021, 2, 28))),
        ("2021年第四季度", (D(2021, 10, 1), D(2021, 12, 31))), ("2021 年 1 季度", (D(2021, 1, 1), D(2021, 3, 31))),
        ("２０２１年上半年", (D(2021, 1, 1), D(2021, 6, 30))), ("2021年下半年", (D(2021, 7, 1), D(2021, 12, 31))),
        ("2021年1月至6月", (D(2021, 1, 1), D(2021, 6, 30))), ("2021年6—1月", None), ("长期", None), ("2021年13月", None), ("", None),
    ],
)
def test_a_period_as_people_write_it(text: str, expected: tuple[dt.date, dt.date] | None) -> None:
    assert span_of(text) == expected


def test_month_ends_and_percentages() -> None:
    assert [str(day) for day in month_ends(D(2020, 3, 30), 2)] == ["2020-01-31", "2020-02-29", "2020-03-30"]
    assert month_ends(D(1, 1, 20)) == (D(1, 1, 20),)
    assert share({duties.ON_TIME: 2, duties.LATE: 1, duties.NOT_DUE: 9, duties.TO_VERIFY: 9}) == 66
    assert share({duties.NOT_DUE: 3}) is None
    entries: dict[str, str | Entry] = {ID: make_entry(ID, f"{{{BASE}, 成文日期: 2021-06-01}}")}
    site = city((item(AFTER),), entries, {ID: stamp("2021-07-05")}, clock=ClockSettings())
    states = {str(one.day): dict(one.counts) for one in trend(register_duties(site), site.as_of)}
    assert states["2021-05-31"] == {duties.TO_VERIFY: 1} and states["2021-07-30"] == {duties.LATE: 1}
    assert states["2021-06-30"] == {duties.NOT_DUE: 1}, "the last day itself"


def test_the_same_thing_keeps_its_name_when_rules_move() -> None:
    one = looked(QUARTER)[0]
    site = city((item(AFTER, QUARTER),), {}, {}, clock=ClockSettings())
    again = [other for other in due(register_duties(site), site, site.as_of, 90) if other.kind == PUBLISH]
    assert [other.key for other in again] == [one.key]
    assert replace(one, day=D(2021, 10, 8)).key == one.key
