"""Reading `content/ledger/<year>.csv` as rows of text with their lines."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from generator.findings import Place, Problem
from generator.source.text import decode


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One row as written."""

    path: str
    line: int
    cells: tuple[str, ...]


def read_ledger_files(root: Path) -> tuple[tuple[LedgerLine, ...], tuple[Problem, ...]]:
    """All rows of all years in order, header rows included; and files that cannot be read (S1xx)."""
    folder = root / "content" / "ledger"
    lines: list[LedgerLine] = []
    problems: list[Problem] = []
    if not folder.is_dir():
        return (), ()
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        shown = f"content/ledger/{path.name}"
        if path.name in (".gitkeep", "README.md"):
            continue
        if path.is_symlink() or not path.is_file() or path.suffix != ".csv" or not path.stem.isdigit():
            problems.append(Problem("S108", Place(shown), "台账文件夹里只放“年份.csv”，如 2021.csv", found=path.name))
            continue
        text, found = decode(path.read_bytes(), shown)
        problems.extend(found)
        if text is not None:
            lines.extend(_rows(text, shown))
    return tuple(lines), tuple(problems)


def _rows(text: str, shown: str) -> list[LedgerLine]:
    reader = csv.reader(io.StringIO(text))
    return [LedgerLine(shown, reader.line_num, tuple(cells)) for cells in reader if cells]
