"""效力 and 征求意见 at a date, and relations both ways."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.derive.relations import relations_of
from generator.derive.site import Site
from generator.derive.windows import window
from tests.builders import CALENDAR
from tests.derive.sites import make_entry, make_site

OLD, NEW = "shifuban/2020/1", "shifuban/2021/2"


def at(day: str, old: str = "", new: str | None = None) -> str:
    """The state of the old document on `day`, as `word: detail`."""
    entries = {OLD: f"{{成文日期: 2020-01-10{old}}}"}
    if new is not None:
        entries[NEW] = f"{{文号: 示政办发〔2021〕2号, 成文日期: 2021-03-01{new}}}"
    state = make_site(entries, as_of=dt.date.fromisoformat(day)).by_id[OLD].state
    assert state is not None
    return f"{state.word}: {state.detail}"


@pytest.mark.parametrize(
    ("day", "fields", "expected"),
    [
        ("2021-07-30", "", "有效: "),
        ("2021-07-30", ", 有效期至: 2026-07-31", "有效: 有效期至2026年7月31日"),
        ("2026-07-31", ", 有效期至: 2026-07-31", "有效: 有效期至2026年7月31日"),
        ("2026-08-01", ", 有效期至: 2026-07-31", "失效: 有效期满，2026年8月1日起失效"),
        ("2020-01-31", ", 施行日期: 2020-02-01", "尚未施行: 自2020年2月1日起施行"),
        ("2020-02-01", ", 施行日期: 2020-02-01", "有效: "),
        ("2021-02-28", ", 失效日期: 2021-03-01", "有效: "),
        ("2021-03-01", ", 失效日期: 2021-03-01", "失效: 2021年3月1日宣布失效"),
    ],
)
def test_validity_from_own_dates(day: str, fields: str, expected: str) -> None:
    assert at(day, fields) == expected


@pytest.mark.parametrize(
    ("day", "relation", "expected"),
    [
        ("2021-03-31", "修改", "有效: 自2021年4月1日起被示政办发〔2021〕2号修改"),
        ("2021-04-01", "修改", "已修改: 2021年4月1日被示政办发〔2021〕2号修改"),
        ("2021-04-01", "废止", "废止: 2021年4月1日被示政办发〔2021〕2号废止"),
        ("2021-04-01", "替代", "废止: 2021年4月1日被示政办发〔2021〕2号替代"),
        ("2021-04-01", "依据", "有效: "),
    ],
)
def test_validity_from_a_later_document(day: str, relation: str, expected: str) -> None:
    new = f", 施行日期: 2021-04-01, 关系: [{{名称: {relation}, 目标: {OLD}}}]"
    assert at(day, new=new) == expected


def test_without_a_start_of_its_own_a_later_document_works_from_its_date() -> None:
    assert at("2021-03-01", new=f", 关系: [{{名称: 废止, 目标: {OLD}}}]") == "废止: 2021年3月1日被示政办发〔2021〕2号废止"


def test_repealed_wins_over_expired_and_not_yet() -> None:
    new = f", 关系: [{{名称: 废止, 目标: {OLD}}}]"
    assert at("2021-07-30", ", 有效期至: 2020-12-31", new).startswith("废止")
    assert at("2021-07-30", ", 施行日期: 2022-01-01", new).startswith("废止")


def test_a_later_document_that_is_not_public_does_nothing_in_the_portal() -> None:
    assert at("2021-07-30", new=f", 公开方式: 不予公开, 关系: [{{名称: 废止, 目标: {OLD}}}]") == "有效: "


def test_a_document_repealed_from_outside_the_portal() -> None:
    assert at("2021-07-30", ", 关系: [{名称: 被废止, 标题: 某决定, 文号: 浙政发〔2021〕1号}]") == "废止: 被浙政发〔2021〕1号废止"


def consultation(day: str, *, answered: bool = False, more: str = "") -> Site:
    entries = {"shifuban/2021/7": f"{{类型: 征求意见{more}}}"}
    if answered:
        entries["shifuban/2021/8"] = "{类型: 意见征求采纳情况, 关系: [{名称: 征求意见, 目标: shifuban/2021/7}]}"
    return make_site(entries, as_of=dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "answered", "expected"),
    [
        ("2021-07-15", False, "即将征求意见: 2021年7月16日开始，2021年8月16日截止"),
        ("2021-07-16", False, "征求意见中: 还可以提意见31天，2021年8月16日截止"),
        ("2021-08-16", False, "征求意见中: 今天是最后一天，2021年8月16日截止"),
        ("2021-08-17", False, "征求已结束: 2021年8月16日截止"),
        ("2021-09-17", False, "征求已结束: 2021年8月16日截止"),
        ("2021-08-17", True, "已公布采纳情况: 2021年8月16日截止"),
    ],
)
def test_a_consultation_at_a_date(day: str, answered: bool, expected: str) -> None:
    state = consultation(day, answered=answered).by_id["shifuban/2021/7"].state
    assert state is not None and f"{state.word}: {state.detail}" == expected


def test_feedback_is_due_a_month_after_the_end_on_a_working_day() -> None:
    entry = make_entry("shifuban/2021/7", "{类型: 征求意见, 开始日期: 2021-04-01, 截止日期: 2021-05-14}")
    found = window(entry, answered=False, as_of=dt.date(2021, 5, 20), calendar=CALENDAR)
    assert found is not None
    assert found.feedback_due == dt.date(2021, 6, 15), "14 June 2021 was 端午节"
    assert (found.open, found.days_left) == (False, 0)


def test_relations_are_derived_and_written_twice_count_once() -> None:
    site = make_site({
        "shifuban/2021/1": "",
        "shifuban/2021/2": "{类型: 政策解读, 关系: [{名称: 解读对象, 目标: shifuban/2021/1}]}",
        "shifuban/2021/7": "{类型: 征求意见, 关系: [{名称: 采纳情况, 目标: shifuban/2021/8}, {名称: 决定, 目标: shifuban/2021/1}]}",
        "shifuban/2021/8": "{类型: 意见征求采纳情况, 关系: [{名称: 征求意见, 目标: shifuban/2021/7}]}",
    })
    found = {id_: [(r.label, r.target) for r in record.relations] for id_, record in site.by_id.items()}
    assert found == {
        "shifuban/2021/1": [("解读本文件的", "shifuban/2021/2"), ("征求意见公告", "shifuban/2021/7")],
        "shifuban/2021/2": [("本文解读的文件", "shifuban/2021/1")],
        "shifuban/2021/7": [("意见征求采纳情况", "shifuban/2021/8"), ("征求意见后的决定", "shifuban/2021/1")],
        "shifuban/2021/8": [("征求意见公告", "shifuban/2021/7")],
    }


def test_a_relation_to_itself_or_to_nothing_is_left_out_and_outside_documents_stay() -> None:
    entry = make_entry(
        "shifuban/2021/1",
        "关系: [{名称: 依据, 目标: shifuban/2021/1}, {名称: 依据, 目标: shifuban/2021/404}, "
        "{名称: 依据, 标题: 重大行政决策程序暂行条例, 文号: 国令第713号}]",
    )
    (relation,) = relations_of([entry])["shifuban/2021/1"]
    assert (relation.label, relation.title, relation.number) == ("本文件依据", "重大行政决策程序暂行条例", "国令第713号")
