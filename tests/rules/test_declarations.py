"""What the catalogue's checks may say: complaints about parameters, fields, examples and settings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.catalog.model import Check, FieldSpec, InfoType
from generator.findings import Place, Severity
from generator.rules.check_declarations import check_checks, complaint, run_examples
from generator.rules.checks import compile_checks
from generator.rules.registry import check_catalog
from tests.builders import catalog, settings

AT = Place("catalog/types/lei.yaml", 9, 5)


@pytest.mark.parametrize(
    ("kind", "parameters", "expected"),
    [
        ("先後", {}, "没有“先後”这种检查，可以写：必填、条件必填、"),
        ("先后", {"前": "甲"}, "“先后”缺少参数「后」"),
        ("先后", {"前": "甲", "后": "乙", "天数": "3"}, "“先后”没有参数「天数」，可以写：前、后"),
        ("间隔不少于", {"从": "甲", "到": "乙", "数": "三十"}, "参数「数」写的是“三十”，应为不超过 3660 的整数"),
        ("间隔不少于", {"从": "甲", "到": "乙", "数": "30", "单位": "天"}, "参数「单位」写的是“天”，可以写：CD、WD、W、M"),
        ("间隔不少于", {"从": "甲", "到": "乙", "数": "99999"}, "参数「数」写的是“99999”"),
        ("校验码", {"字段": "甲", "算法": "护照"}, "参数「算法」写的是“护照”，可以写：身份证、统一社会信用代码、银行卡"),
        ("格式", {"字段": "甲", "格式": "[A-Z"}, "参数「格式」不是有效的正则表达式：[A-Z"),
        ("长度", {"字段": "甲"}, "“长度”要写「最小」或「最大」"),
        ("范围", {"字段": "甲", "最小": "零"}, "参数「最小」写的是“零”，应为数或日期"),
        ("唯一", {"字段": "甲", "范围": "全省"}, "参数「范围」写的是“全省”，可以写：全站、本单位、本类型"),
        ("相等", {"字段": "甲"}, "“相等”的「字段」要写两个以上，如 [甲, 乙]"),
    ],
)
def test_bad_parameters_are_named(kind: str, parameters: dict[str, str], expected: str) -> None:
    assert complaint(kind, parameters).startswith(expected)


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("先后", {"前": "甲", "后": "乙"}),
        ("间隔不少于", {"从": "甲", "到": "乙", "数": "30"}),
        ("范围", {"字段": "甲", "最小": "2019-01-01"}),
        ("唯一", {"字段": "甲"}),
        ("合计", {"总计": "甲", "分项": ("乙", "丙")}),
        ("条件必填", {"字段": "甲", "当": "乙", "等于": ("是", "部分")}),
    ],
)
def test_good_parameters_pass(kind: str, parameters: dict[str, str]) -> None:
    assert complaint(kind, parameters) == ""


def _type(*checks: Check) -> InfoType:
    return InfoType("lei", "类", fields=(FieldSpec("甲", "日期"), FieldSpec("乙", "文本")), checks=checks)


def _problems(*checks: Check) -> list[tuple[str, str]]:
    return [(p.rule, p.message) for p in check_checks(catalog(types={"lei": _type(*checks)}))]


def test_a_check_must_fit_the_kind_of_its_field() -> None:
    check = Check("T901", "先后", {"前": "甲", "后": "乙"}, place=AT)
    assert _problems(check) == [("K808", "检查 T901：“先后”不能用于「乙」，它的种类是文本")]


def test_ids_are_formed_and_used_once() -> None:
    one = Check("T901", "必填", {"字段": "甲"}, place=AT)
    twin = replace(one, place=replace(AT, line=20))
    assert _problems(one, twin) == [("K805", "检查编号“T901”用了两次，另一处在 catalog/types/lei.yaml 第 9 行")]
    assert _problems(replace(one, id="901")) == [("K809", "检查编号写的是“901”，应为一个大写字母加三位数字，如 T301")]


def test_an_inherited_check_counts_once() -> None:
    one = Check("T901", "必填", {"字段": "甲"}, place=AT)
    infos = {"lei": _type(one), "zi": replace(_type(one), id="zi")}
    assert list(check_checks(catalog(types=infos))) == []


def test_the_lifting_field_must_exist() -> None:
    check = Check("T901", "必填", {"字段": "甲"}, unless="丙", place=AT)
    assert _problems(check) == [("K806", "检查 T901：「除非」写的是“丙”，本类型没有这个字段")]


def test_examples_that_lie_are_found() -> None:
    check = Check("T901", "范围", {"字段": "甲", "最小": "2019-01-01"}, passing=({"甲": "2018-01-01"},), place=AT)
    (problem,) = run_examples(check, _type(check))
    assert (problem.rule, problem.message) == (
        "K812",
        "检查 T901 的例子 {甲: 2018-01-01} 写在「通过」里，实际相反",
    )
    check = replace(check, passing=({"丁": "1"}, {"甲": "去年"}))
    assert [p.message for p in run_examples(check, _type(check))] == [
        "检查 T901 的例子 {丁: 1} 里的「丁」不是本类型的字段",
        "检查 T901 的例子 {甲: 去年} 里的「甲」不是日期",
    ]


def test_a_check_that_cannot_be_made_ready_is_left_out_of_the_run() -> None:
    checks = (Check("T901", "格式", {"字段": "乙", "格式": "[A"}), Check("T902", "不是检查", {}), Check("T903", "先后", {}))
    assert compile_checks(_type(*checks)) == ()


def test_settings_name_rules_that_exist() -> None:
    rules = replace(settings(), severities={"N302": Severity.ERROR, "N999": Severity.NOTICE}, disabled=frozenset({"X1"}))
    found = [(p.rule, p.found) for p in check_catalog(catalog(rules=rules))]
    assert found == [("K806", "N999"), ("K806", "X1")]
