"""`gongkai report`: what it says of the counted city, in every form."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from generator.derive.office import Office, office_of
from generator.errors import UsageError
from generator.preparing import Prepared
from generator.reporting.report import NAMES, Question, report, write
from tests.clock.city import DAYS, site_on, table
from tests.portal.conftest import gongkai


@pytest.fixture(scope="module")
def office(city: Prepared) -> Office:
    """On 2020-10-09."""
    return office_of(site_on(city, DAYS[3]))


def test_coverage_as_text_has_the_hand_counted_percentages(office: Office) -> None:
    text = report(office, Question("coverage")).decode()
    (row,) = (row for row in table("totals.csv") if row["日期"] == str(DAYS[3]))
    assert f"应公开30项，到期{row['到期']}项，按期公开{row['按期公开']}项（{row['按期百分比']}%）" in text
    assert "仅供内部参考" in text.splitlines()[0]
    longest = next(line for line in text.splitlines() if line.startswith("应公开未公开 "))
    assert longest == "应公开未公开 252天  示例市住房和城乡建设局　年度报告（gk-002）"
    lines = text.splitlines()
    heads = next(n for n, line in enumerate(lines) if line.startswith("单位  "))
    assert lines[heads + 1].split() == ["示例市人民政府办公室", "4", "1", "1", "0", "1", "66%"], "按 001 002 003 010, 迟 012, 缺 008"


def test_coverage_of_one_unit_as_csv_and_json(office: Office) -> None:
    rows = list(csv.DictReader(report(office, Question("coverage", org="minzhengju", format="csv")).decode("utf-8-sig").splitlines()))
    assert {row["单位编号"] for row in rows} == {"minzhengju"} and len(rows) == 6
    data = json.loads(report(office, Question("coverage", org="minzhengju", item="gk-006", format="json")))
    assert data["说明"] == "仅供内部参考" and [row["状态"] for row in data["事项"]] == ["按期公开"]
    assert data["计数"]["按期公开"] == 1


def test_what_is_due_within_thirty_and_ninety_days(office: Office) -> None:
    """From 2020-10-09: the guide of 东山镇 by 20 October; October, November, December of two monthly duties and the
    fourth quarter later. 2021-01-07 is the ninetieth day: nothing is due by then but the end of the year's cycles."""
    thirty = report(office, Question("due", days=30)).decode().splitlines()
    assert thirty[0] == "到期提醒：2020年10月9日起30天，3项（仅供内部参考）"
    assert [line.split("  ")[0] for line in thirty[1::2]] == ["2020-10-20", "2020-10-31", "2020-10-31"]
    rows = json.loads(report(office, Question("due", days=90, format="json")))["事项"]
    assert [(row["最后一天"], row["单位编号"], row["事项编号"]) for row in rows] == [
        ("2020-10-20", "dongshanzhen", "gk-001"),
        ("2020-10-31", "minzhengju", "gk-005"), ("2020-10-31", "dongshanzhen", "gk-005"),
        ("2020-11-30", "minzhengju", "gk-005"), ("2020-11-30", "dongshanzhen", "gk-005"),
        ("2020-12-31", "minzhengju", "gk-005"), ("2020-12-31", "minzhengju", "gk-006"), ("2020-12-31", "dongshanzhen", "gk-005"),
    ]
    assert rows[0]["还有天数"] == 11 and rows[0]["条目"] == "dongshanzhen/2020/zhinan"


def test_the_yearly_review_is_one_line_per_unit(city: Prepared) -> None:
    there = office_of(site_on(city, DAYS[4]))
    rows = json.loads(report(there, Question("due", days=0, format="json")))["事项"]
    reviews = [(row["单位编号"], row["内容"].split("：")[0]) for row in rows if row["类别"] == "年度核对"]
    assert reviews == [
        ("shifuban", "2020年没有条目的事项1项"), ("caizhengju", "2020年没有条目的事项1项"), ("jiansheju", "2020年没有条目的事项3项"),
    ]


def test_why_can_be_counted_again(office: Office) -> None:
    asked = Question("why", org="jiansheju", item="gk-014")
    text = report(office, asked).decode()
    assert "目录5个工作日（合同签订之日起5个工作日内）：最后一天2020年7月1日" in text
    assert "法定2个工作日（政府采购法实施条例第五十条）：最后一天2020年6月28日" in text
    assert "跳过端午节6月25日至27日（3天）" in text and "gongkai report why --org jiansheju --item gk-014 --as-of 2020-10-09" in text
    data = json.loads(report(office, Question("why", org="jiansheju", item="gk-014", format="json")))
    assert data["结论"]["状态"] == "超期公开" and data["结论"]["超过天数"] == 2
    assert [count["最后一天"] for count in data["数法"]] == ["2020-07-01", "2020-06-28"]
    assert data["重算命令"].startswith("gongkai report why") and data["怎样重数"] and data["向谁提出"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Question("due", org="nobody"), "没有机构“nobody”"),
        (Question("coverage", item="gk-999"), "没有目录事项“gk-999”"),
        (Question("why", org="shifuban"), "要写明单位和事项"),
        (Question("why", org="shizhengfu", item="gk-014"), "目录没有规定"),
        (Question("why", org="shifuban", item="gk-001", format="csv"), "只有 text 和 json"),
    ],
)
def test_wrong_questions_are_answered_in_words(office: Office, asked: Question, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        report(office, asked)


def test_the_command_line(city_root: Path, tmp_path: Path) -> None:
    said = gongkai(city_root, "report", "due", "--as-of", "2021-03-31", "--days", "40")
    assert said.returncode == 0 and said.stdout.startswith("到期提醒：2021年3月31日起40天"), said.stderr
    written = gongkai(city_root, "report", "coverage", "--format", "csv", "--out", str(tmp_path / "out"))
    assert written.returncode == 0 and (tmp_path / "out" / "luoshi.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    wrong = gongkai(city_root, "report", "why", "--org", "nobody", "--item", "gk-001")
    assert wrong.returncode == 2 and "没有机构" in wrong.stderr and "Traceback" not in wrong.stderr


def test_a_file_is_named_after_what_was_asked(office: Office, tmp_path: Path) -> None:
    asked = Question("why", org="shifuban", item="gk-001", format="json")
    assert write(tmp_path, b"x", asked).name == f"{NAMES['why']}-shifuban-gk-001.json"
