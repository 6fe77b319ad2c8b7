"""The registry: every rule is described, every id in the program is a rule, running and judging are exact."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from generator.errors import UsageError
from generator.findings import Finding, Place, Problem, Severity, select
from generator.model.entry import Waiver
from generator.rules.explain import explain, list_rules, rule_line
from generator.rules.registry import all_rules, judge, python_rules, unknown_words
from generator.rules.rule import RULE_ID, rule
from generator.source.rule_table import RULES as SOURCE_RULES
from tests.builders import ROOT, case, catalog, entry, settings

ALL = all_rules(catalog())
AT = Place("content/entries/shifuban/2021/24.yaml", 5, 7)


@pytest.mark.parametrize("info", ALL.values(), ids=lambda info: info.id)
def test_every_rule_is_explained(info: object) -> None:
    assert RULE_ID.match(info.id)  # type: ignore[attr-defined]
    for text in (info.title, info.does, info.remedy):  # type: ignore[attr-defined]
        assert text and not text.isascii()
    assert info.basis or info.id in ("R401", "R402", "R403", "R405", "R406", "R407", "R409", "R410", "D258")  # type: ignore[attr-defined]


def test_every_rule_of_ours_has_one_passing_and_two_failing_examples() -> None:
    elsewhere = {row.id for row in SOURCE_RULES} - set(python_rules())  # their cases are files under tests/hostile
    for info in ALL.values():
        if info.id.startswith("T") or info.id in elsewhere:
            continue
        assert info.passing and len(info.failing) >= 2, info.id
        assert info.why and info.accepted, info.id


def test_every_python_rule_has_a_near_miss() -> None:
    assert [id for id, item in python_rules().items() if not item.info.near] == []


def test_every_id_that_the_program_names_is_registered() -> None:
    named = set()
    for path in (ROOT / "generator").rglob("*.py"):
        named |= set(re.findall(r"\"([SDNRCPAKT]\d{3})\"", path.read_text("utf-8")))
    assert sorted(named - set(ALL)) == []


def test_an_id_is_formed_and_given_once() -> None:
    words = {"does": "", "why": "", "accepted": "", "remedy": "", "passing": (), "failing": ()}
    with pytest.raises(ValueError, match="twice"):
        rule("D250", title="", severity=Severity.ERROR, **words)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="form"):
        rule("D25", title="", severity=Severity.ERROR, **words)  # type: ignore[arg-type]


def test_a_good_entry_gives_nothing() -> None:
    assert case().problems() == []


def test_a_problem_carries_place_field_and_entry() -> None:
    ready = case("成文日期: 2021-07-16\n文号: 示政办发[2021]024号")
    (problem,) = ready.problems()
    assert problem == Problem(
        rule="N301",
        place=Place("content/entries/shifuban/2021/24.yaml", 2, 5),
        message="「文号」写的是“示政办发[2021]024号”，应为 示政办发〔2021〕24号",
        field="文号",
        found="示政办发[2021]024号",
        expected="示政办发〔2021〕24号",
        fix="文号: 示政办发〔2021〕24号",
        entry="shifuban/2021/24",
    )


def test_withdrawn_entries_are_judged_by_dates_only() -> None:
    text = "撤回: {日期: 2021-07-20, 理由: 内容有误}\n文号: 示政办发[2021]24号\n正文: 身份证 11010519491231002X"
    assert case(text).problems() == []
    assert [p.rule for p in case(text + "\n成文日期: 2021-07-31").problems()] == ["D250", "D258"]


def _problem(id: str, **changes: object) -> Problem:
    return replace(Problem(id, AT, "「文号」不对", "文号", entry="shifuban/2021/24"), **changes)  # type: ignore[arg-type]


def test_severity_is_the_problems_own_then_the_catalogues_then_the_rules() -> None:
    rules = replace(settings(), severities={"N302": Severity.NOTICE})
    (plain,) = judge([_problem("N302")], catalog(), {})
    (set_,) = judge([_problem("N302")], catalog(rules=rules), {})
    (own,) = judge([_problem("N302", severity=Severity.ERROR)], catalog(rules=rules), {})
    assert [f.severity for f in (plain, set_, own)] == [Severity.WARNING, Severity.NOTICE, Severity.ERROR]


def test_basis_is_the_problems_own_then_the_rules() -> None:
    (plain,) = judge([_problem("N302")], catalog(), {})
    (own,) = judge([_problem("N302", basis="本县规定")], catalog(), {})
    assert (plain.basis, own.basis) == ("党政机关公文格式 GB/T 9704-2012 7.2.5", "本县规定")


def test_findings_are_ordered_and_said_once() -> None:
    later = _problem("N301", place=replace(AT, line=6))
    findings = judge([later, _problem("N302"), _problem("N301"), _problem("N301")], catalog(), {})
    assert [(f.place.line, f.rule) for f in findings] == [(5, "N301"), (5, "N302"), (6, "N301")]


def test_disabled_rules_are_silent() -> None:
    rules = replace(settings(), disabled=frozenset({"N302"}))
    assert judge([_problem("N302")], catalog(rules=rules), {}) == ()


def _waived(*rules: str) -> dict[str, object]:
    text = "情况说明: [" + ", ".join(f"{{规则: {id}, 理由: 法律另有规定，见附件}}" for id in rules) + "]"
    own = entry(text)
    return {own.id: own}


def test_a_waiver_covers_its_rule_on_its_entry() -> None:
    other = _problem("N302", entry="shifuban/2021/25", place=replace(AT, path="content/entries/shifuban/2021/25.yaml"))
    findings = judge([_problem("N302"), other], catalog(), _waived("N302"))  # type: ignore[arg-type]
    assert [(f.entry, f.waiver) for f in findings] == [
        ("shifuban/2021/24", "法律另有规定，见附件"),
        ("shifuban/2021/25", ""),
    ]


def test_what_cannot_be_waived_says_so() -> None:
    findings = judge([_problem("N301")], catalog(), _waived("N301"))  # type: ignore[arg-type]
    assert [(f.rule, f.waiver, f.message) for f in findings] == [
        ("D240", "", "规则 N301（文号写法不规范）不能用情况说明，应改正所指的问题"),
        ("N301", "", "「文号」不对"),
    ]


def test_unknown_and_idle_waivers_are_found() -> None:
    findings = judge([], catalog(), _waived("T399", "N302"))  # type: ignore[arg-type]
    assert [(f.rule, f.severity.code) for f in findings] == [("D241", "error"), ("D242", "notice")]
    assert findings[0].message.startswith("没有规则“T399”，是不是 T")


def test_a_waiver_needs_its_reason() -> None:
    own = replace(entry(), waivers=(Waiver("N302", "", AT),))
    (finding,) = judge([_problem("N302")], catalog(), {own.id: own})
    assert finding.waiver == ""


def test_a_personal_number_is_never_quoted_by_any_rule() -> None:
    text = "「标题」写的是“张某 11010519491231002X 13800001234 的公示”，太长"
    problem = _problem("T501", message=text, found=text, fix="标题: 张某 11010519491231002X")
    (finding,) = judge([problem], catalog(), {})
    assert finding.message == "「标题」写的是“张某 …2X …34 的公示”，太长"
    assert "110105" not in repr(finding) and "1380000" not in repr(finding)
    assert finding.fix == ""


def test_select_takes_ids_and_their_beginnings() -> None:
    findings = [Finding(id, Severity.ERROR, AT, "") for id in ("D250", "D251", "N301")]
    ids = lambda **words: [f.rule for f in select(findings, **words)]  # noqa: E731
    assert ids() == ["D250", "D251", "N301"]
    assert ids(only=("D",)) == ["D250", "D251"]
    assert ids(only=("D251", "N")) == ["D251", "N301"]
    assert ids(skip=("D25",)) == ["N301"]
    assert ids(only=("D",), skip=("D250",)) == ["D251"]
    assert unknown_words(["D", "D250", "Z", "D999"], catalog()) == ["Z", "D999"]


def test_explain_shows_all_and_suggests_for_a_slip() -> None:
    page = explain("n302", catalog())
    assert page.startswith("N302　文号年份与成文日期不一致\n级别：提醒；可以作情况说明\n")
    for label in ("检查什么：", "为什么：", "怎样才对：", "怎样改：", "依据：", "不通过：", "通过：", "看着像、其实没问题："):
        assert label in page
    with pytest.raises(UsageError, match="没有规则“N309”，是不是 N30"):
        explain("N309", catalog())


def test_rules_are_listed_in_order() -> None:
    listed = list_rules(catalog())
    assert [info.id for info in listed] == sorted(ALL)
    assert rule_line(ALL["N302"], catalog()) == "N302  提醒  文号年份与成文日期不一致"
    rules = replace(settings(), disabled=frozenset({"N302"}), severities={"N302": Severity.ERROR})
    assert rule_line(ALL["N302"], catalog(rules=rules)) == "N302  必须改正  文号年份与成文日期不一致（停用）"


def test_verdicts_depend_on_the_day_that_is_passed_in() -> None:
    ready = case(
        "类型: 征求意见\n成文日期: 2021-05-01\n开始日期: 2021-05-01\n截止日期: 2021-06-01\n"
        "审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-05-01}"
    )
    on = lambda day: [p.rule for p in ready.problems(replace(ready.context, as_of=dt.date.fromisoformat(day)))]  # noqa: E731
    assert on("2021-07-01") == []
    assert on("2021-07-02") == ["R452"]


def test_a_rule_sees_what_its_reach_says() -> None:
    """Verdicts of local rules are kept between runs: none may look at other entries, the ledger or the day."""
    wanted = {"local": "LocalContext", "entry": "RuleContext", "site": "RuleContext"}
    for id, item in python_rules().items():
        kinds = set(item.function.__annotations__.values()) & {"LocalContext", "RuleContext"}
        assert kinds == {wanted[item.on]}, id
