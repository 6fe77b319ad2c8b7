"""The handbook says what is so."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from generator.preparing import prepare
from generator.reporters.text import finding_line
from generator.rules.registry import all_rules
from tools.audit import declared
from tools.handbook.__main__ import ROOT, outdated

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob(".github/*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")


def test_made_pages_quote_the_messages_and_fields_of_today() -> None:
    assert list(outdated(ROOT)) == [], "run make handbook"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_of_the_repository(document: Path) -> None:
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    assert [t for t in targets if not (document.parent / t).exists()] == []


def test_coverage_names_every_row_of_the_founding_document_once() -> None:
    rows = re.findall(r"^\| (\d\d) \|", (ROOT / "docs/seed-coverage.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [f"{n:02}" for n in range(1, 76)]


def test_the_examples_of_the_filing_handbook_pass_the_check(tmp_path: Path) -> None:
    text = (ROOT / "docs/handbook/tianbao.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(类型: .*?)^```", text, re.MULTILINE | re.DOTALL)
    body = re.findall(r"^```markdown\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[0]
    for part in ("catalog", "content/pages"):
        shutil.copytree(ROOT / part, tmp_path / part)
    places = [tmp_path / "content/entries" / name for name in ("shifuban/2021/31.yaml", "caizhengju/2021/shuoming.yaml")]
    for place, example in zip(places, examples, strict=True):
        place.parent.mkdir(parents=True)
        # the page says so: entries of a demonstration carry one line more
        place.write_text(example + "示例: 是\n", encoding="utf-8")
    places[0].with_suffix(".md").write_text(body, encoding="utf-8")
    prepared = prepare(tmp_path, as_of=dt.date(2021, 7, 30), today=dt.date.today)
    assert [finding_line(finding) for finding in prepared.findings] == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_type_of_the_readme_is_accepted_as_it_stands(readme: str, tmp_path: Path) -> None:
    declaration = re.findall(r"^```yaml\n(编号: .*?)^```", (ROOT / readme).read_text(encoding="utf-8"), re.M | re.S)[0]
    for part in ("catalog", "content/pages"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / "catalog/types/zhaopin.yaml").write_text(declaration, encoding="utf-8")
    prepared = prepare(tmp_path, as_of=dt.date(2021, 7, 30), today=dt.date.today)
    assert [finding_line(finding) for finding in prepared.findings] == []
    assert "T801" in all_rules(prepared.catalog)


def test_both_readmes_name_the_runtime_dependencies() -> None:
    wanted = declared((ROOT / "requirements/runtime.in").read_text(encoding="utf-8"))
    for readme in ("README.md", "README.zh-CN.md"):
        text = (ROOT / readme).read_text(encoding="utf-8").lower()
        assert [name for name in sorted(wanted) if name not in text] == []


def test_tests_named_in_the_coverage_exist() -> None:
    text = (ROOT / "docs/seed-coverage.md").read_text(encoding="utf-8")
    missing = []
    for path, name in re.findall(r"`(tests/[\w./-]+?)(?:::(\w+))?`", text):
        file = ROOT / path
        if not file.exists() or (name and f"def {name}(" not in file.read_text(encoding="utf-8")):
            missing.append(f"{path}::{name}")
    assert missing == []


def test_the_coverage_counts_its_own_rows() -> None:
    text = (ROOT / "docs/seed-coverage.md").read_text(encoding="utf-8")
    states = re.findall(r"^\| \d\d \|[^|]*\|[^|]*\| (\S+) \|", text, re.MULTILINE)
    for state in ("已建", "部分", "未建", "不属软件"):
        assert f"{state} {states.count(state)} 行" in text


def test_rules_named_in_the_coverage_exist() -> None:
    known = all_rules(prepare(ROOT, as_of=dt.date(2021, 7, 30), today=dt.date.today).catalog)
    text = (ROOT / "docs/seed-coverage.md").read_text(encoding="utf-8")
    assert [id_ for id_ in re.findall(r"`([A-Z]\d{3})`", text) if id_ not in known] == []
