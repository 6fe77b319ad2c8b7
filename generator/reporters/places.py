"""Findings in the files and folders that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.errors import UsageError
from generator.findings import Finding


def below(findings: Sequence[Finding], paths: Sequence[str], root: Path) -> tuple[Finding, ...]:
    """Findings in the given files and folders (relative to the repository, as with `git -C`, or to the working folder)."""
    if not paths:
        return tuple(findings)
    wanted = []
    for path in paths:
        absolute = next((p for p in ((root / path).resolve(), Path(path).resolve()) if p.exists()), None)
        if absolute is None or not absolute.is_relative_to(root):
            raise UsageError(f"仓库里没有“{path}”")
        wanted.append(absolute.relative_to(root).as_posix())
    return tuple(
        f for f in findings if any(w == "." or f.place.path == w or f.place.path.startswith(w + "/") for w in wanted)
    )
