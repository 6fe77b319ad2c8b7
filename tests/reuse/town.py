"""A small town: the sample city's catalogue cut down to a few fields, with some forty entries, so that a build is quick."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from generator.scaffold.demo import write_demo

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ("zcwj", "gkgl", "zdjc")
#: units of the town besides those that the catalogue names
UNITS = ("caizhengju", "chengdongjiedao", "xinwenban")


def write_town(folder: Path, entries: int) -> Path:
    """Write the town into `folder` and return its repository."""
    bare = folder / "bare"
    for name in ("catalog", "theme", "content/pages"):
        shutil.copytree(ROOT / name, bare / name)
    shutil.copy(ROOT / "mkdocs.yml", bare / "mkdocs.yml")
    _shrink(bare / "catalog")
    write_demo(bare, folder / "town", entries)
    age(folder / "town")
    return folder / "town"


def _shrink(catalog: Path) -> None:
    for path in (catalog / "items").iterdir():
        if path.stem not in FIELDS:
            path.unlink()
    shutil.rmtree(catalog / "tasks")
    _rewrite(catalog / "columns.yaml", "栏目", _keeps)
    rest = "".join(p.read_text(encoding="utf-8") for p in catalog.rglob("*.yaml") if p.name != "organizations.yaml")
    _rewrite(
        catalog / "organizations.yaml", "机构",
        lambda unit: unit["编号"] in UNITS or bool(re.search(rf"\b{unit['编号']}\b", rest)),
    )


def _rewrite(file: Path, key: str, keeps: Callable[[dict[str, Any]], bool]) -> None:
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    data[key] = [one for one in data[key] if keeps(one)]
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _keeps(column: dict[str, Any]) -> bool:
    """Leave out what the town's catalogue no longer has; a column that had only that goes."""
    before = bool(column.get("领域") or column.get("事项"))
    for key, field in (("领域", str), ("事项", lambda item: item.partition("-")[0])):
        if key in column:
            column[key] = [value for value in column[key] if field(value) in FIELDS]
            if not column[key]:
                del column[key]
    return not before or bool(column.get("领域") or column.get("事项"))


def age(root: Path, seconds: float = 60) -> None:
    """Set all files back, so that their marks are believed."""
    then = time.time() - seconds
    for folder, _, names in os.walk(root):
        for name in names:
            os.utime(f"{folder}/{name}", (then, then))
