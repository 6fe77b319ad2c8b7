"""A file of tables to grids."""

from __future__ import annotations

from pathlib import Path

from generator.errors import UsageError
from generator.findings import Problem
from generator.importing.delimited import as_text, csv_rows
from generator.importing.grid import Grid, squared
from generator.importing.workbook import read_workbook
from generator.source.guard import MAX_ATTACHMENT, read_bytes
from generator.source.names import shown


def read_tables(path: Path) -> tuple[list[Grid], list[str]]:
    """The tables of a CSV or XLSX file and notes in Chinese. Raises UsageError when it cannot be read."""
    name = shown(path.name)
    kind = path.suffix.lower()
    if kind == ".xlsx":
        return read_workbook(path, name)
    if kind in (".csv", ".tsv", ".txt"):
        text, gbk = as_text(file_bytes(path), name)
        rows = squared(list(csv_rows(text, name)))
        return ([Grid("", rows)] if rows else []), ([f"{name}：按 GBK 编码读"] if gbk else [])
    hint = "请用 Excel 另存为 xlsx" if kind in (".xls", ".et", ".ods") else "请另存为 xlsx 或 csv"
    raise UsageError(f"“{name}”不是 csv 或 xlsx，{hint}")


def file_bytes(path: Path) -> bytes:
    """The bytes of a plain file of bounded size. Raises UsageError when it cannot be read."""
    opened = read_bytes(str(path), shown(path.name), limit=MAX_ATTACHMENT)
    if isinstance(opened, Problem):
        raise UsageError(f"“{path}”读不出来：{opened.message}")
    return opened.data
