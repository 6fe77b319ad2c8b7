"""Real builds of the demonstration, once per session."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("catalog", "content", "theme", "mkdocs.yml")


def copy_repository(target: Path) -> Path:
    """What a site needs, in a folder of its own."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    return target


def gongkai(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as people do."""
    return subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(root), *arguments],
        capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment},
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, built with MkDocs. Read only."""
    root = copy_repository(tmp_path_factory.mktemp("demonstration") / "repository")
    result = gongkai(root, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    return root


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A fresh copy that a test may change. The folder's name has a blank and Chinese in it on purpose."""
    return copy_repository(tmp_path / "示例 仓库")
