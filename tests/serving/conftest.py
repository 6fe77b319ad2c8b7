"""A small demonstration that is served while tests edit it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.preview import ROOT, Preview

ENTRIES = 60


@pytest.fixture(scope="package")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of some entries. Read only."""
    root = tmp_path_factory.mktemp("serving") / "示例 仓库"
    command = [sys.executable, "-m", "generator", "demo", "--entries", str(ENTRIES), "--out", str(root)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return root


@pytest.fixture(scope="package")
def preview(demonstration: Path) -> Iterator[Preview]:
    """One running preview for the folder. A test leaves the files as it found them."""
    root = demonstration.parent / "served"
    shutil.copytree(demonstration, root)
    running = Preview(root)
    try:
        assert running.settled()["errors"] == 0
        yield running
    finally:
        running.end()
