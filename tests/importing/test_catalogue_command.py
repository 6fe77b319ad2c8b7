"""`gongkai import catalogue` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli import main
from tests.importing.tables import HEAD, ROOT, ROW, SECOND, write_csv


def run(*arguments: object) -> int:
    return main(["-C", str(ROOT), "import", "catalogue", *map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    second = [*SECOND[:5], "适当的时候", *SECOND[6:]]
    return write_csv(tmp_path / "社会救助.csv", [*HEAD, ROW, second])


def test_a_dry_run_writes_nothing(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(table) == 0
    assert sorted(p.name for p in table.parent.iterdir()) == ["社会救助.csv"]
    said = capsys.readouterr().out
    assert "items/shjz.yaml（社会救助，2 项）" in said
    assert "时限没有读懂：“适当的时候”" in said
    assert "■ 等实心标记是选中" in said
    assert "--marks" in said
    assert "试运行" in said


def test_the_report_is_what_the_issue_asks_for(table: Path) -> None:
    report = table.parent / "报告.json"
    assert run(table, "--report", report) == 0
    cells = sum(bool(cell) for row in (ROW, SECOND) for cell in row)
    assert json.loads(report.read_text(encoding="utf-8")) == {
        "files": [
            {
                "file": str(table),
                "rows": 2,
                "cells": cells,
                "kept": cells,
                "lost": 0,
                "unparsed": [],
                "deadlines": {"parsed": 1, "unknown": [{"row": 4, "text": "适当的时候"}]},
            }
        ]
    }
    assert run(table, "--report", report) == 0  # a report of our own is replaced


def test_drafts_are_written_and_never_overwritten(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = table.parent / "草稿"
    assert run(table, "--out", out) == 0
    draft = out / "items/shjz.yaml"
    text = draft.read_text(encoding="utf-8")
    assert "编号: shjz-002" in text
    draft.write_text(text + "# 改过\n", encoding="utf-8")
    other = write_csv(table.parent / "养老服务.csv", [*HEAD, ROW])
    capsys.readouterr()
    assert run(other, table, "--out", out) == 2
    assert "已经存在，不覆盖" in capsys.readouterr().err
    assert draft.read_text(encoding="utf-8").endswith("# 改过\n")
    assert [p.name for p in (out / "items").iterdir()] == ["shjz.yaml"]


def test_other_files_are_not_taken_for_a_report(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = table.read_bytes()
    assert run(table, "--report", table, "--out", table.parent / "草稿") == 2
    assert table.read_bytes() == before
    assert not (table.parent / "草稿").exists()
    assert "不覆盖" in capsys.readouterr().err


def test_lost_cells_end_with_one(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "别的.csv", [["甲", "乙", "丙"], ["1", "2", "3"]])
    assert run(path) == 1


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "没有.csv", "--out", tmp_path / "草稿") == 2
    assert "文件不存在" in capsys.readouterr().err
    assert not (tmp_path / "草稿").exists()
