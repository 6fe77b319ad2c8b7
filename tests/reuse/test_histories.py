"""The law (design.md D9): a build over what the last one left equals a whole build, byte for byte, after any history.

20 histories here; `make audit` runs 200 (GONGKAI_HISTORIES).
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from generator.building import Outcome, build_site_once
from tests.reuse.histories import History
from tests.reuse.town import write_town

COUNT = int(os.environ.get("GONGKAI_HISTORIES", "20"))
STEPS = 4


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town, built once."""
    root = write_town(tmp_path_factory.mktemp("town"), 36)
    assert build_site_once(root, as_of="2021-07-30").built
    return root


def tree(root: Path) -> dict[str, bytes]:
    found = {}
    for name in ("site", "neibu"):
        folder = root / name
        found.update({str(p.relative_to(root)): p.read_bytes() for p in folder.rglob("*") if p.is_file()})
    return found


def whole(history: History, folder: Path) -> tuple[Outcome, dict[str, bytes]]:
    """A build of the same inputs with nothing kept, except the engine's result and compiled templates of the same bytes."""
    copy = folder / "whole"
    shutil.rmtree(copy, ignore_errors=True)
    for name in ("catalog", "theme", "content"):
        shutil.copytree(history.root / name, copy / name)
    shutil.copy(history.root / "mkdocs.yml", copy / "mkdocs.yml")
    cache = history.root / ".cache" / "gongkai"
    if (cache / "engine").exists():
        (copy / ".cache" / "gongkai").mkdir(parents=True)
        shutil.copy(cache / "engine", copy / ".cache" / "gongkai" / "engine")
        if (cache / "templates").exists():
            shutil.copytree(cache / "templates", copy / ".cache" / "gongkai" / "templates")
    outcome = build_site_once(copy, as_of=history.as_of)
    return outcome, tree(copy) if outcome.built else {}


def mend(history: History) -> None:
    """Take out what `写错` put in."""
    for path in (history.root / "content/entries").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if "不认识的字段" in text:
            path.write_text(text.replace("不认识的字段: 值\n", ""), encoding="utf-8")


@pytest.mark.parametrize("seed", range(COUNT))
def test_incremental_is_whole(town: Path, tmp_path: Path, seed: int) -> None:
    root = tmp_path / "repo"
    shutil.copytree(town, root, symlinks=True)
    history = History(root, random.Random(seed))
    compared = {history.random.randrange(STEPS - 1), STEPS - 1}
    for step in range(STEPS):
        before = tree(root)
        history.step()
        outcome = build_site_once(root, as_of=history.as_of)
        if not outcome.built:
            assert history.told[-1] == "手改网站" or tree(root) == before, history.told
        if step in compared:
            expected, files = whole(history, tmp_path)
            assert (outcome.built, outcome.findings) == (expected.built, expected.findings), history.told
            found = tree(root) if outcome.built else {}
            assert sorted(found) == sorted(files), history.told
            assert not [path for path in files if files[path] != found[path]], history.told
        if not outcome.built:
            mend(history)
