"""`gongkai new`: what it writes says itself what is missing, and nothing else is wrong with it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.findings import Severity
from generator.preparing import prepare
from generator.scaffold.new import write_new

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2021, 7, 30)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/golden/repository", tmp_path / "r")
    return tmp_path / "r"


@pytest.mark.parametrize("name", ["政策文件", "征求意见", "意见征求采纳情况", "政策解读", "政府信息", "依法不予公开"])
def test_a_new_entry_asks_for_what_is_missing_and_for_nothing_else(root: Path, name: str) -> None:
    catalog = prepare(root, as_of=DAY, today=lambda: DAY).catalog
    write_new(root, catalog, name, "shifuban", 2021, "xin")
    found = [f for f in prepare(root, as_of=DAY, today=lambda: DAY).findings if "/xin." in f.place.path]
    assert found
    # 待补 (D208), attachments (A710), relations (R404), figures that are still 待补
    assert {f.rule for f in found if f.severity is Severity.ERROR} <= {"D208", "A710", "R404"}


def test_nothing_is_overwritten(root: Path) -> None:
    catalog = prepare(root, as_of=DAY, today=lambda: DAY).catalog
    with pytest.raises(UsageError, match="已经有"):
        write_new(root, catalog, "政府信息", "shifuban", 2021, "zhinan")


@pytest.mark.parametrize(
    ("name", "unit", "slug", "message"),
    [
        ("政策文", "shifuban", "x", "是不是“政策文件”"),
        ("通用", "shifuban", "x", "没有类型“通用”"),
        ("政策文件", "shifubna", "x", "是不是 shifuban（市府办）"),
        ("政策文件", "gezhenjie", "x", "没有机构“gezhenjie”"),
        ("政策文件", "shifuban", "24号", "小写字母、数字和连字符"),
        ("政策文件", "shifuban", "../../x", "小写字母、数字和连字符"),
    ],
)
def test_mistakes_are_told_with_the_way_out(root: Path, name: str, unit: str, slug: str, message: str) -> None:
    catalog = prepare(root, as_of=DAY, today=lambda: DAY).catalog
    with pytest.raises(UsageError, match=message):
        write_new(root, catalog, name, unit, 2021, slug)
