"""`python -m tools.handbook` writes the made pages; with `--check` it only compares, exit code 1 if one differs."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.handbook import mistakes, types

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "docs/handbook"
PAGES = {"cuowu.md": mistakes.page, "leixing.md": types.page}


def outdated(root: Path) -> dict[str, str]:
    """Pages below docs/handbook that are not what they should be, with their right text."""
    found = {}
    for name, make in PAGES.items():
        text, file = make(root), root / FOLDER / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            found[name] = text
    return found


def main(arguments: list[str]) -> int:
    """Write or compare; returns the exit code."""
    changed = outdated(ROOT)
    if "--check" in arguments:
        for name in changed:
            print(f"{FOLDER}/{name}: is not what the tool says now, run make handbook")
        return 1 if changed else 0
    for name, text in changed.items():
        (ROOT / FOLDER / name).write_text(text, encoding="utf-8")
        print(f"{FOLDER}/{name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
