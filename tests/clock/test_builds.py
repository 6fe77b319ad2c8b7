"""Six days as whole builds: what neibu/ says of a repository as it stood on the day is what was counted by hand."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from tests.clock.city import DAYS, table, write_city
from tests.clock.test_city import WORDS, WRITTEN
from tests.portal.conftest import gongkai


@pytest.mark.parametrize("day", [day for day in DAYS if day.day != 9], ids=str)
def test_a_build_says_what_was_counted(tmp_path: Path, day: dt.date) -> None:
    root = write_city(tmp_path / "repository", day)
    result = gongkai(root, "build", "--as-of", str(day))
    assert result.returncode == 0, result.stdout + result.stderr
    text = (root / "neibu" / "data" / "luoshi.csv").read_text("utf-8-sig")
    rows = {(row["单位编号"], row["事项编号"]): row for row in csv.DictReader(text.splitlines())}
    said = {(row["单位"], row["事项"]): row[str(day)] for row in table("cells.csv")}
    assert set(rows) == set(said)
    for key, word in said.items():
        match = WRITTEN.fullmatch(word)
        assert match
        state, _ = WORDS[match["word"]]
        assert (rows[key]["状态"], rows[key]["超过天数"], rows[key]["最后一天"]) == (
            state, match["days"] or "0", match["last"] or "",
        ), (key, rows[key])
    (totals,) = (row for row in table("totals.csv") if row["日期"] == str(day))
    data = json.loads((root / "neibu" / "data" / "luoshi.json").read_text("utf-8"))
    assert {state: str(count) for state, count in data["计数"].items()} == {state: totals[state] for state in data["计数"]}
    assert not list((root / "site").rglob("luoshi*")), "nothing of it is public"
