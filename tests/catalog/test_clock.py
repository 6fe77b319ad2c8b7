"""catalog/clock.yaml, the 起算 of types, and local days on top of a notice (增补)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.catalog.clock import merge_clocks, read_clock, read_start
from generator.catalog.clock_table import REGULATION_26, ClockSettings, LegalLimit, Review, StartRule
from generator.catalog.load import load_catalog
from generator.catalog.model import CalendarYear
from generator.catalog.reader import Reader
from generator.catalog.years import overlaid
from generator.findings import Problem
from generator.rules.check_declarations import complaint
from tests.builders import compose

ROOT = Path(__file__).resolve().parents[2]
D = dt.date


def read(text: str) -> tuple[ClockSettings, list[tuple[str, str]]]:
    problems: list[Problem] = []
    settings = read_clock(Reader(compose(text), "catalog/clock.yaml", problems, "时限的计算"))
    return settings, [(problem.rule, problem.message) for problem in problems]


def test_a_whole_file() -> None:
    settings, problems = read(
        '法定: [{编号: a, 事由: [财政批复, "*批准"], 数: "20", 单位: CD, 依据: 预算法第十四条}]\n'
        '更新: [{事项: [gkgl-001], 数: "12", 单位: M, 依据: 条例}]\n核对: {月: "1", 日: "31"}'
    )
    assert problems == []
    (limit,) = settings.limits
    assert (limit.num, limit.unit) == (20, "CD") and limit.fits("本级人大批准") and not limit.fits("批准书")
    assert settings.review == Review(1, 31) and settings.refreshes[0].items == ("gkgl-001",)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("法定: [{事由: [形成], 数: '20', 单位: WD, 依据: 甲}]", "K803"),
        ("法定: [{编号: a, 数: '20', 单位: WD, 依据: 甲}]", "K803"),
        ("法定: [{编号: a, 事由: [形成], 数: 二十, 单位: WD, 依据: 甲}]", "K804"),
        ("法定: [{编号: a, 事由: [形成], 数: '20', 单位: 天, 依据: 甲}]", "K808"),
        ("更新: [{事项: [], 数: '12', 单位: M, 依据: 甲}]", "K803"),
        ("核对: {月: '2', 日: '30'}", "K804"),
        ("核对: {月: '2', 日: '29'}", "K804"),
        ("核对: 一月底", "K804"),
        ("法订: []", "K802"),
    ],
)
def test_what_is_wrong_is_said(text: str, rule: str) -> None:
    assert rule in [found for found, _ in read(text)[1]]


def test_a_county_words_a_limit_anew_and_keeps_the_others() -> None:
    own = ClockSettings((LegalLimit("tiaoli-26", ("形成",), 10, "WD", "本县规定"),), review=Review(2, 28))
    merged = merge_clocks(ClockSettings((REGULATION_26, LegalLimit("x", ("批准",), 20, "CD", "法"))), own)
    assert [(limit.id, limit.num) for limit in merged.limits] == [("tiaoli-26", 10), ("x", 20)]
    assert merged.review == Review(2, 28) and merge_clocks(merged, ClockSettings()).review == Review(2, 28)


def test_a_row_of_starts() -> None:
    problems: list[Problem] = []
    row = read_start(Reader(compose("{事由: 文件公开, 取: [解读对象的发布日期]}"), "x", problems, "起算"))
    assert row == StartRule(("文件公开",), ("解读对象的发布日期",)) and not problems
    read_start(Reader(compose("{事由: 文件公开}"), "x", problems, "起算"))
    assert [problem.rule for problem in problems] == ["K803"]


def test_a_type_asks_its_own_rows_before_the_inherited_ones() -> None:
    types = load_catalog(ROOT, complaint).catalog.types
    assert types["jiedu"].starts[0].sources == ("解读对象的发布日期",)
    assert types["jiedu"].starts[1:] == types["common"].starts


def catalogue(tmp_path: Path, **files: str) -> Path:
    from tests.catalog.small import FILES

    for name, text in {**FILES, **{key.replace("__", "/") + ".yaml": value for key, value in files.items()}}.items():
        path = tmp_path / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_a_start_that_no_type_has_and_an_item_that_is_not_there(tmp_path: Path) -> None:
    root = catalogue(tmp_path, clock="更新: [{事项: [guih-999], 数: '12', 单位: M, 依据: 甲}]\n")
    path = root / "catalog" / "types" / "xinxi.yaml"
    path.write_text(path.read_text("utf-8") + "起算:\n  - {事由: [批准], 取: [批准日]}\n", "utf-8")
    found = {(p.rule, p.found) for p in load_catalog(root, complaint).problems}
    assert {("K806", "guih-999"), ("K806", "批准日")} <= found


def test_local_days_stand_on_top_of_the_notice() -> None:
    base = CalendarYear(2021, "通知", {D(2021, 10, 1): "国庆节"}, {D(2021, 10, 9): "国庆节"})
    own = CalendarYear(2021, "本县通知", {D(2021, 10, 9): "台风停工", D(2021, 4, 14): "三月三"}, {D(2021, 10, 1): "值班"})
    whole = overlaid(base, own)
    assert whole.holidays == {D(2021, 10, 9): "台风停工", D(2021, 4, 14): "三月三"} and whole.workdays == {D(2021, 10, 1): "值班"}
    assert whole.basis == "通知；本县通知"


LOCAL = '增补: 是\n年份: "2021"\n依据: 示例市通知\n放假: [{名称: 台风停工, 起: 2021-07-26}]\n'


def test_an_overlay_is_read_after_the_notice_and_needs_one(tmp_path: Path) -> None:
    root = catalogue(tmp_path, **{"calendar__2021-bendi": LOCAL})
    loaded = load_catalog(root, complaint)
    notice = loaded.catalog.calendar[2021]
    assert D(2021, 7, 26) in notice.holidays and len(notice.holidays) > 1
    alone = catalogue(tmp_path / "other", **{"calendar__2030": LOCAL.replace("2021", "2030")})
    assert any(p.rule == "K806" and "2030" in p.message for p in load_catalog(alone, complaint).problems)
    assert 2030 not in load_catalog(alone, complaint).catalog.calendar
