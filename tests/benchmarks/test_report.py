"""Ratios, bars and the report: the same run gives the same text."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bars import BARS, per_entry, versus
from benchmarks.measure import Sample
from benchmarks.report import markdown
from benchmarks.results import Results, Row, load_results, row, save
from benchmarks.summary import Spread, pairwise


def sample(wall: float, foreign: float = 0.0) -> Sample:
    return Sample(wall, wall, wall / 2, foreign)


def timed(size: int, key: str, *walls: float, load: float = 0.2, peak: int = 0) -> Row:
    return row(size, key, key, map(sample, walls), load, peak=peak, bytes=5_000_000, files=7)


@pytest.fixture
def results() -> Results:
    found = Results("2026-11-24", {"cores": 2}, {"Hugo": "0.168.0"}, ["Pagefind: not installed"])
    found.rows = [
        timed(1_000, "gongkai", 1.0), timed(10_000, "gongkai", 4.0, 6.0, 5.0, peak=300 << 20),
        timed(10_000, "hugo", 4.0, 4.0, 4.0), timed(10_000, "pagefind", 36.0, 36.0), timed(10_000, "edit", 0.9),
        timed(100_000, "gongkai", 120.0, load=3.0, peak=10**9), timed(0, "help", 0.02),
    ]
    return found


def test_spread_and_pairs() -> None:
    assert Spread.of([3, 1, 2]) == Spread(1, 2, 3)
    assert pairwise([4, 6, 5], [4, 4]) == Spread(1, 1.25, 1.5)


def test_ratios_pair_run_by_run(results: Results) -> None:
    assert versus(results, 10_000, ["hugo"], "wall") == Spread(1, 1.25, 1.5)
    assert versus(results, 10_000, ["hugo", "pagefind"], "wall") == Spread(0.1, 0.125, 0.15)
    assert versus(results, 10_000, ["material"], "wall") is None
    assert versus(results, 1_000, ["hugo"], "cpu") is None


def test_a_row_is_busy_by_load_or_by_others() -> None:
    assert not timed(1, "a", 1.0).busy
    assert timed(1, "a", 1.0, load=1.6).busy
    assert row(1, "a", "a", [sample(1, 0.2), sample(1, 0.3), sample(1, 0)], 0.1).busy


def test_time_per_entry(results: Results) -> None:
    large = results.row(100_000, "gongkai")
    assert large is not None and per_entry(large) == pytest.approx(1.2)
    growth = next(bar for bar in BARS if bar.title.startswith("time per entry"))
    assert growth.figure(results) == pytest.approx(1.2)


def test_the_report_judges_every_bar(results: Results) -> None:
    text = markdown(results)
    assert "| build with checks and index ÷ Hugo alone | 1.25 × | ≤ 1.5 × | ≤ 1 × | bar met |" in text
    assert "| the same ÷ (Hugo + Pagefind) | 0.125 × | ≤ 0.25 × | ≤ 0.12 × | bar met |" in text
    assert "| the same ÷ Material with search | not run |" in text
    assert "| one body changed, `gongkai build` | 0.900 s | ≤ 0.8 s | ≤ 0.5 s | **missed** |" in text
    assert "| `gongkai --help` | 0.020 s | ≤ 0.15 s | ≤ 0.05 s | aim met |" in text
    assert "- Skipped: Pagefind: not installed" in text
    assert "3.0 busy" in text and "4.00 / **5.00** / 6.00" in text and "| 286 |" not in text and "| 300 |" in text


def test_failures_are_in_the_report(results: Results) -> None:
    results.failed.append("index alone at 10,000: broken")
    assert "- **Failed**: index alone at 10,000: broken" in markdown(results)


def test_json_keeps_everything(results: Results, tmp_path: Path) -> None:
    save(results, tmp_path / "results.json")
    again = load_results(tmp_path / "results.json")
    assert again == results and markdown(again) == markdown(results)


def test_an_empty_run_says_so() -> None:
    assert "not run" in markdown(Results("2026-11-24", {}))
