"""The account of an import: a JSON report for tools, a table and sentences for people."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.errors import UsageError
from generator.importing.catalogue import FileImport
from generator.importing.drafts import summary_name
from generator.importing.texts import plain

#: lines of one kind printed per file; all of them are in the report
MAX_LINES = 8


def catalogue_report(results: Sequence[FileImport]) -> dict[str, object]:
    """The report of `import catalogue`, as `--report` writes it."""
    return {
        "files": [
            {
                "file": result.file,
                "rows": result.rows,
                "cells": result.cells,
                "kept": result.cells - result.lost_count,
                "lost": result.lost_count,
                "unparsed": [{"row": u.row, "text": plain(u.text), "reason": u.reason} for u in result.unparsed],
                "deadlines": {
                    "parsed": result.deadlines_parsed,
                    "unknown": [{"row": row, "text": text} for row, text in result.deadlines_unknown],
                },
            }
            for result in results
        ]
    }


def write_report(path: Path, report: dict[str, object], mark: str) -> None:
    """Write a report. An older report (a JSON object with key `mark`) is replaced, any other file is left alone.

    Raises UsageError where the file is something else, or its folder is not there.
    """
    check_report_path(path, mark)
    staged = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        staged.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(staged, path)
    except OSError as error:
        raise UsageError(f"报告写不进“{path}”：{error.strerror}") from error


def check_report_path(path: Path, mark: str) -> None:
    """Raise UsageError when a report must not be written there."""
    if not path.parent.is_dir():
        raise UsageError(f"没有文件夹“{path.parent}”，报告写不进去")
    if not path.exists() and not path.is_symlink():
        return
    try:
        old = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        old = None
    if path.is_symlink() or not isinstance(old, dict) or mark not in old:
        raise UsageError(f"“{path}”已经存在，又不是上次的报告，不覆盖；请换一个文件名")


def catalogue_table(results: Sequence[FileImport]) -> Iterator[str]:
    """One line per file, with heads and, for several files, sums."""
    heads = ("文件", "行", "格", "保留", "丢失", "时限读懂", "草稿")
    rows = [
        (
            result.file.rpartition("/")[2], str(result.rows), str(result.cells), str(result.cells - result.lost_count),
            str(result.lost_count), _share(result.deadlines_parsed, len(result.deadlines_unknown)),
            "、".join(map(summary_name, result.drafts)) or "没有",
        )
        for result in results
    ]
    if len(results) > 1:
        parsed, unknown = (sum(map(f, results)) for f in (_parsed, lambda r: len(r.deadlines_unknown)))
        lost, cells = sum(r.lost_count for r in results), sum(r.cells for r in results)
        rows.append((
            f"共 {len(results)} 个文件", str(sum(r.rows for r in results)), str(cells), str(cells - lost), str(lost),
            _share(parsed, unknown), f"{sum(len(r.drafts) for r in results)} 份草稿",
        ))
    widths = [max(width(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    for row in (heads, *rows):
        cells_ = [_padded(text, widths[i], right=0 < i < 6) for i, text in enumerate(row)]
        yield "  ".join(cells_).rstrip()


def _parsed(result: FileImport) -> int:
    return result.deadlines_parsed


def _share(parsed: int, unknown: int) -> str:
    return f"{parsed}/{parsed + unknown}"


def width(text: str) -> int:
    """Columns of a terminal that `text` takes: a wide character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, columns: int, *, right: bool) -> str:
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def catalogue_remarks(results: Sequence[FileImport]) -> Iterator[str]:
    """What a person has to look at: notes, rows without a place, deadlines not understood, lost cells."""
    nameless = sum(draft.id.startswith("lingyu") for result in results for draft in result.drafts)
    if nameless:
        yield f"有 {nameless} 份草稿没有认出领域（lingyu…）：请改「领域」「名称」和各项编号的前缀，或在表的标题里写明领域"
    for result in results:
        yield from result.notes
        file = result.file.rpartition("/")[2]
        yield from _some(f"{file}：第 {u.row} 行“{plain(u.text)[:40]}”：{u.reason}" for u in result.unparsed)
        yield from _some(f"{file}：第 {row} 行时限没有读懂：“{text[:60]}”" for row, text in result.deadlines_unknown)
        yield from _some(
            f"{file}：第 {cell.row} 行「{cell.column.title}」丢失：“{plain(cell.text)[:40]}”" for cell in result.lost
        )
        yield from _some(f"{file}：草稿有问题：{problem}" for problem in result.problems)


def _some(lines: Iterator[str]) -> Iterator[str]:
    every = list(lines)
    yield from every[:MAX_LINES]
    if len(every) > MAX_LINES:
        yield f"……还有 {len(every) - MAX_LINES} 条，用 --report 看全部"
