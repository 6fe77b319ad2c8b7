"""表述: exact findings, exceptions, and a list from outside the repository that is never quoted."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.catalog.load import load_catalog
from generator.catalog.model import Wording
from generator.errors import SetupError
from generator.findings import Finding, Severity
from generator.preparing import prepare
from generator.rules.check_declarations import complaint
from generator.rules.wording import finder

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2021, 7, 30)
SOURCE = ROOT / "tests/golden/repository"
ENTRY = "content/entries/shifuban/2020/11"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("打入帐户", ["帐户"]),
        ("公园满地落叶", []),
        ("校园满意度", []),
        ("取得园满成功，公园满园春色", ["园满"]),
        ("帐户和帐户", ["帐户", "帐户"]),
        ("", []),
    ],
)
def test_exceptions_cover_only_their_own_place(text: str, found: list[str]) -> None:
    words = (Wording("帐户", "账户"), Wording("园满", "圆满", exceptions=("公园满", "校园满")))
    assert [word.wrong for _, word in finder(words).hits(text)] == found


def test_the_longer_wording_wins() -> None:
    words = (Wording("中台", "两岸"), Wording("中台关系", "两岸关系"))
    assert [word.wrong for _, word in finder(words).hits("中台关系")] == ["中台关系"]


def test_every_exception_of_the_lists_contains_its_word() -> None:
    loaded = load_catalog(ROOT, complaint)
    assert not [p for p in loaded.problems if "/words/" in p.place.path]
    assert len(loaded.catalog.words) >= 40
    for word in loaded.catalog.words:
        for longer in word.exceptions:
            assert not list(finder((word,)).hits(longer)), longer


def findings(tmp_path: Path, body: str, words: Path | None = None) -> list[Finding]:
    root = tmp_path / "repository"
    shutil.copytree(SOURCE, root)
    (root / "catalog/words").mkdir(exist_ok=True)
    shutil.copy(ROOT / "catalog/words/guifan.yaml", root / "catalog/words/guifan.yaml")
    (root / f"{ENTRY}.md").write_text(body, encoding="utf-8")
    prepared = prepare(root, as_of=DAY, today=lambda: DAY, words_file=words)
    return [f for f in prepared.findings if f.rule == "P660"]


def test_a_finding_names_line_column_word_and_the_corrected_line(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, "一、总则\n\n补贴打入农户帐户，按月发放。\n")
    assert (finding.place.path, finding.place.line, finding.place.column) == (f"{ENTRY}.md", 3, 7)
    assert finding.severity is Severity.WARNING
    assert finding.message == "正文第 3 行写的是“帐户”，应为“账户”（公文规范用字用词）"
    assert finding.fix == "补贴打入农户账户，按月发放。"


def test_a_list_outside_the_repository_is_checked_and_never_quoted(tmp_path: Path) -> None:
    outside = tmp_path / "neibu.yaml"
    outside.write_text("词表: 内部\n词:\n  - {错: 不能说的词, 级别: 错误}\n", encoding="utf-8")
    (finding,) = findings(tmp_path, "这里有不能说的词。\n", outside)
    assert finding.severity is Severity.ERROR
    assert "不能说的词" not in repr(finding)
    assert "第 4 个字" in finding.message


@pytest.mark.parametrize("text", [None, "词: [", "\u202e"])
def test_a_list_outside_that_cannot_be_read_stops_the_run(tmp_path: Path, text: str | None) -> None:
    outside = tmp_path / "neibu.yaml"
    if text is not None:
        outside.write_text(text, encoding="utf-8")
    with pytest.raises(SetupError, match="GONGKAI_WORDS"):
        findings(tmp_path, "正文。\n", outside)
