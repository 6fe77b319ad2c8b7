"""Each kind of field check by example: exact sentences, near misses, and the examples that stand in catalog/types."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from generator.catalog.model import Check, FieldSpec, InfoType
from generator.model.entry import Value
from generator.rules.check_declarations import run_examples
from generator.rules.check_values import Scope
from generator.rules.check_words import SENTENCES, sentence
from generator.rules.checks import CHECK_KINDS, compile_checks
from generator.rules.rule import Flaw
from tests.builders import CALENDAR, types

DAY = dt.date.fromisoformat

SPECS = (
    FieldSpec("甲", "日期"),
    FieldSpec("乙", "日期"),
    FieldSpec("数一", "整数"),
    FieldSpec("数二", "金额"),
    FieldSpec("代码", "代码", example="AB-01"),
    FieldSpec("词", "文本", many=True),
    FieldSpec("说明", "文本"),
    FieldSpec("表", "表格", children=(FieldSpec("金额", "金额"), FieldSpec("名称", "文本"))),
)


def flaws(kind: str, values: dict[str, Value], *, unless: str = "", message: str = "", **parameters: object) -> list[Flaw]:
    """What a check of `kind` finds in `values`."""
    check = Check("T900", kind, parameters, unless=unless, message=message)  # type: ignore[arg-type]
    (ready,) = compile_checks(InfoType("lei", "类", fields=SPECS, checks=(check,)))
    return list(ready.flaws(values, Scope(CALENDAR, lambda id: id == "shifuban/2021/3")))


def test_the_closed_list_is_the_one_of_the_formats() -> None:
    kinds = "必填 条件必填 格式 校验码 枚举 长度 范围 先后 间隔不少于 间隔不多于 合计 相等 唯一 引用存在"
    assert list(CHECK_KINDS) == kinds.split()
    assert set(SENTENCES) == set(CHECK_KINDS)


def test_required_says_what_is_missing_with_a_line_to_paste() -> None:
    (flaw,) = flaws("必填", {"说明": ""}, 字段="说明")
    assert (flaw.message, flaw.key, flaw.fix) == ("缺少「说明」", "说明", "说明: 待补")
    assert flaws("必填", {"说明": "有"}, 字段="说明") == []
    assert [f.key for f in flaws("必填", {"词": ()}, 字段=("词", "说明"))] == ["词", "说明"]


def test_conditionally_required_looks_at_the_condition() -> None:
    (flaw,) = flaws("条件必填", {"代码": "AB-01"}, 字段="说明", 当="代码", 等于="AB-01")
    assert flaw.message == "「代码」是“AB-01”时，必须写明「说明」"
    assert flaws("条件必填", {"代码": "AB-02"}, 字段="说明", 当="代码", 等于="AB-01") == []
    assert flaws("条件必填", {}, 字段="说明", 当="代码") == []
    (flaw,) = flaws("条件必填", {"数一": 0}, 字段="说明", 当="数一")
    assert flaw.message == "「数一」已写时，必须写明「说明」"


def test_format_must_match_as_a_whole() -> None:
    (flaw,) = flaws("格式", {"代码": "AB-011"}, 字段="代码", 格式="[A-Z]{2}-\\d{2}")
    assert flaw.message == "「代码」写的是“AB-011”，应写成 AB-01 的样子"
    assert flaws("格式", {"代码": "AB-02"}, 字段="代码", 格式="[A-Z]{2}-\\d{2}") == []
    (flaw,) = flaws("格式", {"词": ("甲", "1")}, 字段="词", 格式="\\D")
    assert (flaw.key, flaw.message) == ("词[1]", "「词」写的是“1”，不符合规定的形式")


@pytest.mark.parametrize(
    ("algorithm", "right", "wrong"),
    [
        ("身份证", "11010519491231002X", "110105194912310021"),
        ("统一社会信用代码", "11330782002609178U", "11330782002609178T"),
        ("银行卡", "4111111111111111", "4111111111111112"),
    ],
)
def test_check_characters_are_verified_and_never_quoted(algorithm: str, right: str, wrong: str) -> None:
    assert flaws("校验码", {"代码": right}, 字段="代码", 算法=algorithm) == []
    (flaw,) = flaws("校验码", {"代码": wrong}, 字段="代码", 算法=algorithm)
    assert wrong not in repr(flaw)
    assert f"尾号 {wrong[-2:]}" in flaw.message


def test_enumeration_suggests_the_nearest_word() -> None:
    (flaw,) = flaws("枚举", {"说明": "通报批"}, 字段="说明", 取值=("通知", "通报"))
    assert flaw.message == "「说明」写的是“通报批”，可以写：通知、通报"
    assert flaw.fix == "说明: 通报"
    assert flaws("枚举", {"说明": "通知"}, 字段="说明", 取值=("通知", "通报")) == []


def test_length_counts_characters() -> None:
    (flaw,) = flaws("长度", {"说明": "解读"}, 字段="说明", 最小="6", 最大="80")
    assert flaw.message == "「说明」有 2 个字，应为 6 至 80 个字"
    (flaw,) = flaws("长度", {"说明": "一二三"}, 字段="说明", 最大="2")
    assert flaw.message == "「说明」有 3 个字，应为不超过 2 个字"
    assert flaws("长度", {"说明": "𠮷野"}, 字段="说明", 最小="2", 最大="2") == []


def test_range_takes_numbers_and_dates_with_both_ends() -> None:
    (flaw,) = flaws("范围", {"数一": -1}, 字段="数一", 最小="0")
    assert flaw.message == "「数一」写的是 -1，应为不小于 0"
    assert flaws("范围", {"数二": Decimal("3.50")}, 字段="数二", 最小="3.5", 最大="3.5") == []
    (flaw,) = flaws("范围", {"甲": DAY("2018-12-31")}, 字段="甲", 最小="2019-01-01", 最大="2021-12-31")
    assert flaw.message == "「甲」写的是 2018-12-31，应为 2019-01-01 至 2021-12-31"
    assert flaws("范围", {"甲": DAY("2019-01-01")}, 字段="甲", 最小="2019-01-01") == []
    assert [f.key for f in flaws("范围", {"表": ({"金额": Decimal(1)}, {"金额": Decimal(9)})}, 字段="表.金额", 最大="5")] == [
        "表[1].金额"
    ]


def test_order_accepts_the_same_day() -> None:
    (flaw,) = flaws("先后", {"甲": DAY("2021-07-16"), "乙": DAY("2021-07-15")}, 前="甲", 后="乙")
    assert flaw.message == "「乙」2021-07-15 早于「甲」2021-07-16，应不早于 2021-07-16"
    assert flaws("先后", {"甲": DAY("2021-07-16"), "乙": DAY("2021-07-16")}, 前="甲", 后="乙") == []
    assert flaws("先后", {"甲": DAY("2021-07-16")}, 前="甲", 后="乙") == []


def test_a_minimum_gives_the_earliest_day_to_paste() -> None:
    values: dict[str, Value] = {"甲": DAY("2021-07-16"), "乙": DAY("2021-08-14")}
    (flaw,) = flaws("间隔不少于", values, 从="甲", 到="乙", 数="30", 单位="CD", unless="说明")
    assert flaw.message == (
        "「甲」2021-07-16 至「乙」2021-08-14 是 29 日，应不少于 30 日，最早为 2021-08-15；确需缩短的，写明「说明」"
    )
    assert flaw.fix == "乙: 2021-08-15"
    # 2021-08-15 is a Sunday: a minimum is not moved
    assert flaws("间隔不少于", {**values, "乙": DAY("2021-08-15")}, 从="甲", 到="乙", 数="30", 单位="CD") == []
    assert flaws("间隔不少于", {**values, "说明": "汛期"}, 从="甲", 到="乙", 数="30", unless="说明") == []


def test_a_maximum_moves_off_rest_days() -> None:
    # 20 days after 2021-07-19 is Sunday 2021-08-08; the period ends on Monday
    values: dict[str, Value] = {"甲": DAY("2021-07-19"), "乙": DAY("2021-08-09")}
    assert flaws("间隔不多于", values, 从="甲", 到="乙", 数="20", 单位="CD") == []
    (flaw,) = flaws("间隔不多于", {**values, "乙": DAY("2021-08-10")}, 从="甲", 到="乙", 数="20", 单位="CD")
    assert flaw.message == "「甲」2021-07-19 至「乙」2021-08-10 是 22 日，应不多于 20 日，最晚为 2021-08-09"
    assert flaw.fix == "乙: 2021-08-09"


@pytest.mark.parametrize(
    ("unit", "count", "start", "last"),
    [
        ("WD", "5", "2021-04-23", "2021-04-29"),  # Sunday 25 April was worked
        ("WD", "1", "2021-06-11", "2021-06-15"),  # 14 June was a holiday
        ("M", "1", "2021-01-31", "2021-03-01"),  # 28 February was a Sunday
        ("W", "2", "2021-07-16", "2021-07-30"),
    ],
)
def test_units_of_a_period(unit: str, count: str, start: str, last: str) -> None:
    values: dict[str, Value] = {"甲": DAY(start), "乙": DAY(last)}
    assert flaws("间隔不多于", values, 从="甲", 到="乙", 数=count, 单位=unit) == []
    late: dict[str, Value] = {"甲": DAY(start), "乙": DAY(last) + dt.timedelta(days=1)}
    assert [f.fix for f in flaws("间隔不多于", late, 从="甲", 到="乙", 数=count, 单位=unit)] == [f"乙: {last}"]


def test_dates_at_the_end_of_time_are_no_crash() -> None:
    values: dict[str, Value] = {"甲": dt.date.max, "乙": dt.date.max}
    for unit in ("CD", "WD", "W", "M"):
        assert flaws("间隔不少于", values, 从="甲", 到="乙", 数="30", 单位=unit) == []
        assert flaws("间隔不多于", values, 从="甲", 到="乙", 数="30", 单位=unit) == []


def test_a_sum_names_its_parts() -> None:
    (flaw,) = flaws("合计", {"数一": 37, "数二": Decimal("38.5")}, 总计="数一", 分项=("数二",))
    assert flaw.message == "「数一」写的是 37，而 数二 38.5 = 38.5，两者应相等"
    assert flaws("合计", {"数一": 37}, 总计="数一", 分项=("数二",)) == []
    rows: tuple[Value, ...] = ({"金额": Decimal("1.10")}, {"金额": Decimal("2.20")}, {"名称": "空行"})
    assert flaws("合计", {"数二": Decimal("3.3"), "表": rows}, 总计="数二", 分项="表.金额") == []
    assert len(flaws("合计", {"数二": Decimal("3.31"), "表": rows}, 总计="数二", 分项="表.金额")) == 1


def test_equal_compares_with_the_first_that_is_given() -> None:
    (flaw,) = flaws("相等", {"数一": 3, "数二": Decimal("3.5")}, 字段=("数一", "数二"))
    assert flaw.message == "「数二」写的是 3.5，「数一」写的是 3，两者应相等"
    assert flaws("相等", {"数一": 3, "数二": Decimal("3.0")}, 字段=("数一", "数二")) == []


def test_references_must_exist() -> None:
    (flaw,) = flaws("引用存在", {"词": ("shifuban/2021/3", "shifuban/2021/4")}, 字段="词")
    assert flaw.key == "词[1]"
    assert flaw.message == "「词」指向的条目“shifuban/2021/4”不存在，应为已有条目的编号，如 shifuban/2021/3"


def test_a_catalogues_own_sentence_replaces_the_standard_one() -> None:
    (flaw,) = flaws("必填", {}, 字段="说明", message="要写说明")
    assert flaw.message == "要写说明"


def test_a_slip_in_the_order_is_one_finding() -> None:
    zhengqiu = types()["zhengqiu"]
    values: dict[str, Value] = {"开始日期": DAY("2021-07-16"), "截止日期": DAY("2021-06-16")}
    scope = Scope(CALENDAR, lambda _id: True)
    found = [ready.check.id for ready in compile_checks(zhengqiu) for _ in ready.flaws(values, scope)]  # type: ignore[arg-type]
    assert found == ["T301"]


@pytest.mark.parametrize("type", types().values(), ids=lambda info: info.id)  # type: ignore[attr-defined]
def test_examples_beside_the_checks_behave(type: InfoType) -> None:
    assert [problem for check in type.checks for problem in run_examples(check, type)] == []
    for check in type.checks:
        assert check.passing and check.failing, f"{check.id} has no examples"
        assert sentence(check)
