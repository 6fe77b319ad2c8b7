"""The hand-written pages in `content/pages`: which there are, and that nothing else lies among them.

The engine copies whatever it finds in that folder into the site; so links, scripts and unknown kinds are refused here.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from generator.findings import Place, Problem
from generator.source.guard import read_bytes
from generator.source.text import decode

FOLDER = "content/pages"
#: kinds the engine may publish from there
KINDS = (".md", ".png", ".jpg", ".jpeg", ".pdf")
MAX_FILE = 5 * 1024 * 1024  # bytes
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\.[a-z]{2,4}\Z")
#: what a page can't hold: it is cleaned away in any case, and its author should know
_ACTIVE = re.compile(r"<(script|style|iframe|object|embed|form|link|meta|base)\b|\bon[a-z]+\s*=\s*[\"']|javascript:", re.I)
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class HandWritten:
    """Slugs of the pages, and what is wrong in the folder."""

    slugs: frozenset[str]
    problems: tuple[Problem, ...]


def read_pages(root: Path) -> HandWritten:
    """Look through `content/pages`."""
    slugs: set[str] = set()
    problems: list[Problem] = []
    folder = root / FOLDER
    if not folder.is_dir():
        return HandWritten(frozenset(), (Problem("S108", Place(FOLDER), "缺少文件夹 content/pages：手写页面放在这里"),))
    for parent, names, files in os.walk(folder):
        names.sort()
        for name in sorted([*files, *(n for n in names if os.path.islink(os.path.join(parent, n)))]):
            path = Path(parent) / name
            shown = path.relative_to(root).as_posix()
            found = _look(path, shown)
            problems.extend(found)
            if not found and name.endswith(".md") and Path(parent) == folder:
                slugs.add(path.stem)
    return HandWritten(frozenset(slugs), tuple(problems))


def _look(path: Path, shown: str) -> list[Problem]:
    opened = read_bytes(str(path), shown, limit=MAX_FILE)
    if isinstance(opened, Problem):
        return [opened]
    if not _NAME.match(path.name) or path.suffix not in KINDS:
        message = f"手写页面文件夹里只放页面和图片（{'、'.join(KINDS)}），文件名用小写字母、数字和连字符"
        return [Problem("S108", Place(shown), message, found=path.name)]
    if path.suffix != ".md":
        return []
    text, problems = decode(opened.data, shown)
    return problems if text is None else [*problems, *_active(text, shown)]


def _active(text: str, shown: str) -> list[Problem]:
    """Scripts and the like outside code samples, with their line."""
    bare = _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    return [
        Problem("S115", Place(shown, bare.count("\n", 0, m.start()) + 1), f"手写页面里不能有“{m[0].strip()}”，会被去掉", found=m[0])
        for m in _ACTIVE.finditer(bare)
    ]
