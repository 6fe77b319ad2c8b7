"""tools/prepare.sh where it may not or cannot go on: nothing is installed, and the reader learns what to type."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.audit import ROOT

NEEDED = ("sh", "cat", "cksum", "dirname", "env", "grep", "mkdir", "rm", "tail")
#: stands for a Debian python3 without its venv package
BARE_PYTHON = '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\nexit 0\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "政务 公开"
    (folder / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "tools/prepare.sh", folder / "tools")
    return folder


def command(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def poor_machine(tmp_path: Path) -> Path:
    """A PATH of little: no sudo, not root, a Python that can make no environment."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NEEDED:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    command(folder, "id", "#!/bin/sh\necho 1000\n")
    command(folder, "python3", BARE_PYTHON)
    return folder


def prepare(folder: Path, *arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": str(path) if path else os.environ["PATH"]}
    environment.pop("PYTHON", None)
    shell = shutil.which("sh")
    assert shell
    return subprocess.run(
        [shell, str(folder / "tools/prepare.sh"), *arguments],
        capture_output=True, text=True, check=False, timeout=60, env=environment,
    )


def test_wrong_use_says_how(checkout: Path) -> None:
    done = prepare(checkout, "everything")
    assert (done.returncode, done.stdout) == (2, "")
    assert "用法：sh tools/prepare.sh site|test|lock|browser" in done.stderr


def test_an_environment_that_is_not_ours_is_left_alone(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv/mine").write_text("x", encoding="utf-8")
    done = prepare(checkout, "site")
    assert done.returncode == 2
    assert "文件夹 .venv 不是由 make 建立的" in done.stderr
    assert (checkout / ".venv/mine").exists()


def test_without_rights_the_line_to_type_is_printed(checkout: Path, poor_machine: Path) -> None:
    command(poor_machine, "apt-get", "#!/bin/sh\necho started >&2\nexit 1\n")
    done = prepare(checkout, "site", path=poor_machine)
    assert done.returncode == 2
    assert "sudo apt-get update && sudo apt-get install -y python3 python3-venv" in done.stderr
    assert "started" not in done.stderr
    assert not (checkout / ".venv").exists()


def test_without_apt_the_names_of_the_packages_are_given(checkout: Path, poor_machine: Path) -> None:
    done = prepare(checkout, "site", path=poor_machine)
    assert done.returncode == 2
    assert "请先安装（Debian、Ubuntu 的包名：python3 python3-venv）" in done.stderr


def test_an_installation_that_fails_shows_why(checkout: Path, poor_machine: Path) -> None:
    command(poor_machine, "id", "#!/bin/sh\necho 0\n")
    command(poor_machine, "apt-get", "#!/bin/sh\necho no such package >&2\nexit 100\n")
    done = prepare(checkout, "site", path=poor_machine)
    assert done.returncode == 2
    assert "no such package" in done.stderr
    assert "没有装上Python 3.11 及其 venv 模块" in done.stderr


def test_a_browser_that_does_not_start_is_none(checkout: Path, poor_machine: Path) -> None:
    command(poor_machine, "chromium-browser", "#!/bin/sh\nexit 1\n")
    assert prepare(checkout, "browser", path=poor_machine).stdout == ""
    command(poor_machine, "google-chrome", "#!/bin/sh\nexit 0\n")
    assert prepare(checkout, "browser", path=poor_machine).stdout.strip().endswith("/google-chrome")
