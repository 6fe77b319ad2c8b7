"""The city counted by hand: every cell, every deadline, every percentage of tests/fixtures/clock."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest

from generator.derive import duties, obligations, verdicts
from generator.derive.counting import counts
from generator.derive.coverage import Cell, coverage, register_duties
from generator.derive.duties import DUE
from generator.preparing import Prepared
from tests.clock.city import DAYS, site_on, table

#: a word of cells.csv -> state and cause
WORDS = {
    "按": (duties.ON_TIME, None), "迟": (duties.LATE, None), "缺": (duties.MISSING, None), "未": (duties.NOT_DUE, ""),
    "未始": (duties.NOT_DUE, verdicts.NOT_STARTED), "未查": (duties.NOT_DUE, verdicts.TO_REVIEW),
    "无": (duties.NOTHING_AROSE, None), "另": (duties.OTHER_LIMIT, None),
    "核始": (duties.TO_VERIFY, obligations.NO_START), "核无": (duties.TO_VERIFY, verdicts.NO_ENTRY),
    "核长": (duties.TO_VERIFY, verdicts.NO_STANDING), "非": (duties.NOT_APPLICABLE, None),
}
WRITTEN = re.compile(r"(?P<word>[一-龥]+)(?P<days>\d*)(?:@(?P<last>[\d-]+))?")


def test_nothing_is_wrong_with_the_city(city: Prepared) -> None:
    assert city.clean, [f.message for f in city.findings if f.severity.name == "ERROR"]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_cell_is_what_was_counted_by_hand(city: Prepared, day: dt.date) -> None:
    cells = {(cell.unit, cell.item.id): cell for cell in coverage(site_on(city, day))}
    rows = list(table("cells.csv"))
    assert {(row["单位"], row["事项"]) for row in rows} == set(cells)
    for row in rows:
        said = WRITTEN.fullmatch(row[str(day)])
        assert said, row
        cell = cells[row["单位"], row["事项"]]
        state, cause = WORDS[said["word"]]
        last = dt.date.fromisoformat(said["last"]) if said["last"] else None
        seen = (cell.state, cell.days, cell.clock.last if cell.clock else None)
        assert seen == (state, int(said["days"] or 0), last), (row, cell.why)
        assert cause is None or cell.cause == cause, (row, cell.why)
        assert cell.why


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_totals_and_percentages(city: Prepared, day: dt.date) -> None:
    counted = Counter(cell.state for cell in coverage(site_on(city, day)))
    (row,) = (row for row in table("totals.csv") if row["日期"] == str(day))
    assert {state: counted[state] for state in duties.ORDER} == {state: int(row[state]) for state in duties.ORDER}
    due = sum(counted[state] for state in DUE)
    assert (due, counted[duties.ON_TIME] * 100 // due) == (int(row["到期"]), int(row["按期百分比"]))


def test_every_deadline_was_counted_by_hand(city: Prepared) -> None:
    made = {
        one.record.id: (one, duty)
        for duty in register_duties(city.site)
        for one in duty.events
        if one.record is not None and one.last is not None and one.met_by == obligations.BY_DATE
    }
    rows = {row["条目"]: row for row in table("deadlines.csv")}
    assert set(made) == set(rows)
    for id_, row in rows.items():
        one, duty = made[id_]
        own, legal = row["目录的最后一天"], row["法定的最后一天"]
        assert (str(one.start), str(one.own or ""), str(one.legal or "")) == (row["起算"], own, legal), row["怎样数"]
        assert str(one.last) == min(day for day in (own, legal) if day)
        counted = {count.source: str(count.last) for count in counts(one, duty.item.deadline_text, city.calendar)}
        assert counted == {source: day for source, day in (("目录", own), ("法定", legal)) if day}


def explained(city: Prepared, id_: str, source: str = "目录") -> tuple[str, ...]:
    """The count of one entry in words."""
    for duty in register_duties(city.site):
        for one in duty.events:
            if one.record is not None and one.record.id == id_:
                return next(c.words for c in counts(one, duty.item.deadline_text, city.calendar) if c.source == source)
    raise AssertionError(id_)


def test_a_count_explains_itself(city: Prepared) -> None:
    assert explained(city, "dongshanzhen/2020/zhinan") == (
        "跳过周末6天、国庆节、中秋节10月1日至8日（8天）", "调休上班的9月27日、10月10日算工作日",
    )
    assert explained(city, "shizhengfu/2020/zhinan") == ("跳过周末8天", "2021年按周末推算，待国务院公布")
    assert explained(city, "shifuban/2020/yusuan") == (
        "第20日是2020年2月29日（星期六），休息日，顺延到下一个工作日（民法典第二百零三条）",
    )
    assert explained(city, "jiansheju/2020/tingzheng") == (
        "跳过周末1天、国庆节、中秋节10月1日至8日（8天）", "调休上班的10月10日算工作日",
    )
    assert explained(city, "jiansheju/2020/hetong", "法定") == ("跳过端午节6月25日至27日（3天）", "调休上班的6月28日算工作日")


def test_words_of_a_cell(city: Prepared) -> None:
    cells: dict[tuple[str, str], Cell] = {(c.unit, c.item.id): c for c in coverage(site_on(city, DAYS[3]))}
    assert cells["jiansheju", "gk-014"].why == "应在2020年6月28日前公开，2020年6月30日才发布，超过2天。这是法定的最长期限。"
    assert cells["jiansheju", "gk-007"].why.endswith("2020年共2条：按期公开1条、超期公开1条。")
    assert cells["shifuban", "gk-008"].why == "征求意见2020年8月31日截止，应在2020年9月30日前公开采纳情况，还没有找到。"
    assert cells["minzhengju", "gk-006"].period == "2020年第三季度"
