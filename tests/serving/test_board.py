"""What browsers are told and in which order findings are shown."""

from __future__ import annotations

import json

from generator.findings import Finding, Place, Severity
from generator.serving.board import ANY, Board, entry_of, page_of
from generator.serving.panel import MOST, panel


def finding(path: str, severity: Severity, line: int = 1, entry: str = "", waiver: str = "") -> Finding:
    return Finding("D201", severity, Place(path, line), "说明", entry=entry, waiver=waiver)


def test_files_that_changed_since_a_page_was_loaded() -> None:
    board = Board()
    first = board.version
    board.update(["data/a.json", "xx/a/2021/1.html"])
    second = board.version
    board.update(["assets/portal.css"])
    assert board.touched_since(first) == ["assets/portal.css", "data/a.json"]
    assert board.touched_since(second) == ["assets/portal.css"]
    assert board.touched_since(board.version) == []
    assert board.touched_since("another-1") == board.touched_since("") == [ANY]
    board.update(f"data/{number}.json" for number in range(1000))
    assert board.touched_since(first) == [ANY]
    for _ in range(300):
        board.update()
    assert board.touched_since(first) == [ANY], "too long ago to be remembered"


def test_waiting() -> None:
    board = Board()
    assert not board.wait(board.version, 0.01)
    old = board.version
    board.update(busy=False)
    assert board.wait(old, 0.01) and not board.state().busy


def test_a_pages_own_findings_come_first_and_errors_before_others() -> None:
    own, other = "content/entries/a/2021/1.yaml", "content/entries/a/2021/2.md"
    board = Board(findings=(
        finding(other, Severity.WARNING, 1, "a/2021/2"), finding(other, Severity.ERROR, 2, "a/2021/2"),
        finding(own, Severity.NOTICE, 3, "a/2021/1"), finding(own, Severity.ERROR, 4, "a/2021/1"),
        finding(own, Severity.ERROR, 5, "a/2021/1", waiver="情况"), finding("catalog/site.yaml", Severity.ERROR, 6),
    ))
    told = json.loads(panel(board, "xx/a/2021/1.html"))
    assert [row["line"] for row in told["findings"]] == [4, 3, 6, 2, 1]
    assert [row["own"] for row in told["findings"]] == [True, True, False, False, False]
    assert (told["errors"], told["warnings"], told["notices"], told["more"]) == (3, 1, 1, 0)
    assert told["findings"][2]["page"] == "" and told["findings"][3]["page"] == "xx/a/2021/2.html"


def test_very_many_findings_are_counted() -> None:
    board = Board(findings=tuple(finding(f"content/entries/a/2021/{n}.yaml", Severity.WARNING) for n in range(150)))
    told = json.loads(panel(board, "index.html"))
    assert (len(told["findings"]), told["more"], told["warnings"]) == (MOST, 150 - MOST, 150)


def test_which_entry_and_page_a_file_belongs_to() -> None:
    assert entry_of("content/entries/a/2021/1.yaml") == entry_of("content/entries/a/2021/1/b.c.pdf") == "a/2021/1"
    assert entry_of("xx/a/2021/1.html") == entry_of("xx/a/2021/1/2.html") == entry_of("data/xx/a/2021/1.json") == "a/2021/1"
    assert entry_of("content/entries/a/2021") == entry_of("lanmu/x/2.html") == entry_of("content/entries/a/2021/x") == ""
    assert page_of("content/pages/bangzhu.md") == "bangzhu.html"
    assert page_of("catalog/site.yaml") == ""
