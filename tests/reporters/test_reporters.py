"""The three reports: their exact form, what they leave out, and that nothing breaks them."""

from __future__ import annotations

import json

from generator.findings import Finding, Place, Severity
from generator.reporters import REPORTERS
from generator.reporters.text import report as text_report

DATE = Finding(
    "D203",
    Severity.ERROR,
    Place("content/entries/shifuban/2021/24.yaml", 5, 7),
    "「成文日期」写的是“2021年7月16号”，应为 2021-07-16",
    "成文日期",
    "2021年7月16号",
    "2021-07-16",
    "成文日期: 2021-07-16",
    "GB/T 7408 日期和时间表示法",
)
MARK = Finding("P651", Severity.WARNING, Place("content/entries/shifuban/2021/24.md", 1, 1), "正文第 1 行有“机密★”", "正文")
NOTE = Finding("R408", Severity.NOTICE, Place("content/entries/shifuban/2021/9.yaml"), "提示。", fix="关系:\n  - {名称: 依据}")
WAIVED = Finding("N302", Severity.WARNING, Place("content/entries/shifuban/2021/9.yaml", 2), "年份", waiver="年末编号")


def test_a_line_is_the_one_of_the_design() -> None:
    assert REPORTERS["text"]([DATE]) == (
        "content/entries/shifuban/2021/24.yaml:5:7 错误 D203「成文日期」写的是“2021年7月16号”，应为 2021-07-16。"
        "依据：GB/T 7408 日期和时间表示法。可直接粘贴：成文日期: 2021-07-16\n\n"
        "必须改正 1 处，提醒 0 处，提示 0 处\n"
    )


def test_files_stand_apart_and_a_long_fix_below() -> None:
    assert REPORTERS["text"]([MARK, DATE, NOTE, WAIVED]) == (
        "content/entries/shifuban/2021/24.md:1:1 提醒 P651 正文第 1 行有“机密★”。\n\n"
        "content/entries/shifuban/2021/24.yaml:5:7 错误 D203「成文日期」写的是“2021年7月16号”，应为 2021-07-16。"
        "依据：GB/T 7408 日期和时间表示法。可直接粘贴：成文日期: 2021-07-16\n\n"
        "content/entries/shifuban/2021/9.yaml:1:1 提示 R408 提示。可直接粘贴：\n    关系:\n      - {名称: 依据}\n\n"
        "必须改正 1 处，提醒 1 处，提示 1 处（另有 1 处已作情况说明）\n"
    )


def test_clean_says_so() -> None:
    assert REPORTERS["text"]([]) == "校验通过\n"
    assert REPORTERS["text"]([WAIVED]) == "校验通过（另有 1 处已作情况说明）\n"


def test_colour_only_when_asked_for() -> None:
    assert "\x1b" not in text_report([DATE])
    assert "\x1b[31m错误 D203\x1b[0m「成文日期」" in text_report([DATE], colour=True)


def test_json_has_the_keys_of_the_design() -> None:
    document = json.loads(REPORTERS["json"]([DATE, WAIVED]))
    assert document == {
        "findings": [
            {
                "rule": "D203",
                "severity": "error",
                "path": "content/entries/shifuban/2021/24.yaml",
                "line": 5,
                "column": 7,
                "field": "成文日期",
                "message": "「成文日期」写的是“2021年7月16号”，应为 2021-07-16",
                "found": "2021年7月16号",
                "expected": "2021-07-16",
                "fix": "成文日期: 2021-07-16",
                "basis": "GB/T 7408 日期和时间表示法",
            }
        ],
        "summary": {"errors": 1, "warnings": 0, "notices": 0, "waived": 1},
    }
    assert json.loads(REPORTERS["json"]([])) == {
        "findings": [],
        "summary": {"errors": 0, "warnings": 0, "notices": 0, "waived": 0},
    }


def test_github_commands_are_escaped() -> None:
    odd = Finding("D201", Severity.ERROR, Place("a,b:c%.yaml", 2, 3), "第一行\n::error::假的 100%", "甲:乙,丙", fix="键: 值")
    assert REPORTERS["github"]([odd, NOTE, MARK]) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=3,title=D201 甲%3A乙%2C丙"
        "::第一行%0A::error::假的 100%25%0A可直接粘贴：键: 值\n"
        "::notice file=content/entries/shifuban/2021/9.yaml,line=1,col=1,title=R408"
        "::提示。%0A可直接粘贴：关系:%0A  - {名称: 依据}\n"
        "::warning file=content/entries/shifuban/2021/24.md,line=1,col=1,title=P651 正文::正文第 1 行有“机密★”\n"
        "必须改正 1 处，提醒 1 处，提示 1 处\n"
    )
