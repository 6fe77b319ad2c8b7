"""What must not be published is found inside attachments too, and a cache never hides or invents it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
import xlsxwriter
from reportlab.pdfgen.canvas import Canvas

from generator.findings import Finding
from generator.preparing import prepare
from generator.source.documents.texts import FOLDER

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2021, 7, 30)
ENTRY = "content/entries/linshanzhen/2021/butie-jieguo"
#: the example of GB 11643 (facts of the standard, no person's)
NUMBER = "11010519491231002X"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/golden/repository", tmp_path / "r")
    return tmp_path / "r"


def attach(root: Path, name: str, text: str) -> None:
    """Put a file with `text` beside the entry and name it there."""
    folder = root / ENTRY
    folder.mkdir(exist_ok=True)
    if name.endswith(".xlsx"):
        book = xlsxwriter.Workbook(str(folder / name))
        book.add_worksheet("名单").write_row(1, 0, ["示例甲", text])
        book.close()
    else:
        canvas = Canvas(str(folder / name))
        canvas.drawString(72, 700, text)
        canvas.save()
    fields = root / f"{ENTRY}.yaml"
    written = fields.read_text(encoding="utf-8")
    assert "附件:" not in written
    fields.write_text(f"{written}附件:\n  - {{文件: {name}, 名称: 发放名单}}\n", encoding="utf-8")


def findings(root: Path, cache: Path | None = None) -> list[Finding]:
    found = prepare(root, as_of=DAY, today=lambda: DAY, cache=cache).findings
    return [f for f in found if f.rule.startswith("P")]


@pytest.mark.parametrize("name", ["mingdan.xlsx", "mingdan.pdf"])
def test_an_identity_number_inside_an_attachment_is_found_and_never_quoted(root: Path, name: str) -> None:
    attach(root, name, f"ID {NUMBER} " if name.endswith(".pdf") else NUMBER)
    (finding,) = findings(root)
    assert finding.rule == "P601"
    assert finding.place.path == f"{ENTRY}.yaml"
    assert f"{name} 的内容" in finding.message and "尾号 2X" in finding.message
    assert NUMBER not in repr(finding)


def test_a_clean_attachment_is_left_alone(root: Path) -> None:
    attach(root, "mingdan.xlsx", "110105194912310021")  # wrong check digit
    assert findings(root) == []


def test_the_cache_gives_the_same_and_a_torn_one_is_not_believed(root: Path, tmp_path: Path) -> None:
    attach(root, "mingdan.xlsx", NUMBER)
    cache = tmp_path / "cache"
    first = findings(root, cache)
    assert findings(root, cache) == first
    kept = [p for p in (cache / FOLDER).iterdir() if NUMBER.encode() in p.read_bytes()]
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes().replace(NUMBER.encode(), b""))
    assert findings(root, cache) == first


def test_a_cache_that_cannot_be_written_is_no_error(root: Path, tmp_path: Path) -> None:
    attach(root, "mingdan.xlsx", NUMBER)
    cache = tmp_path / "cache"
    cache.write_text("a file where the folder should be")
    assert [f.rule for f in findings(root, cache)] == ["P601"]
