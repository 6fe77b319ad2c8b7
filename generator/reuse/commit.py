"""The commit that the repository stands at: what the evidence of git's history depends on (reporting/history.py)."""

from __future__ import annotations

import subprocess
from pathlib import Path


def history_key(root: Path) -> str:
    """Names the commit and whether the clone is shallow. Empty without git."""
    command = ["git", "-C", str(root), "--no-optional-locks", "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=10, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
