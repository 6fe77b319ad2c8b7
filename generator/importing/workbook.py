"""XLSX workbooks: guarded first (`source.office`), measured, then read by calamine (Rust), values only, no formulas."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

from generator.errors import SetupError, UsageError
from generator.findings import Problem, Severity
from generator.importing.grid import Grid, covered, squared
from generator.source.guard import MAX_ATTACHMENT, read_bytes
from generator.source.office import inspect

#: cells of one sheet, empty ones counted: calamine lays a sheet out as a full rectangle
MAX_CELLS = 5_000_000
#: cells covered by merged ranges
MAX_MERGED = 500_000
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=\"(\d{1,7})\"")
_RANGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")


def read_workbook(path: Path, name: str) -> tuple[list[Grid], list[str]]:
    """The visible sheets of a workbook, and notes in Chinese. `name` is the file's name in messages.

    Raises UsageError for a workbook that the guard refuses or that is too large, SetupError without calamine.
    """
    notes = _guard(path, name)
    opened = read_bytes(str(path), name, limit=MAX_ATTACHMENT)
    if isinstance(opened, Problem):
        raise UsageError(f"“{name}”读不出来：{opened.message}")
    _measure(opened.data, name)
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
    except ImportError as error:
        raise SetupError("读 xlsx 要用 python-calamine，请先运行 make site") from error
    grids: list[Grid] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(opened.data)) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ != SheetTypeEnum.WorkSheet:
                    continue
                if sheet.visible != SheetVisibleEnum.Visible:
                    notes.append(f"工作表“{sheet.name}”是隐藏的，没有导入")
                    continue
                found = book.get_sheet_by_name(sheet.name)
                rows = [[_text(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]
                grids.append(Grid(sheet.name, squared(rows), covered(list(found.merged_cell_ranges or ()))))
    except (CalamineError, ValueError, OSError) as error:
        raise UsageError(f"“{name}”读不出来，请用 Excel 打开后另存为 xlsx，再试一次") from error
    return [_within(grid) for grid in grids if grid.rows], notes


def _guard(path: Path, name: str) -> list[str]:
    """Refuse what the guard calls an error (macros, bombs, passwords …); pass its warnings on."""
    problems = inspect(path, name).problems
    errors = [p for p in problems if p.severity is not Severity.WARNING]
    if errors:
        raise UsageError(f"“{name}”不能导入：{errors[0].message}")
    return [f"{name}：{problem.message}" for problem in problems]


def _within(grid: Grid) -> Grid:
    """Merged ranges cut to the rectangle that holds text."""
    height, width = len(grid.rows), len(grid.rows[0])
    merged = {spot: top for spot, top in grid.merged.items() if spot[0] < height and spot[1] < width}
    return Grid(grid.name, grid.rows, merged)


def _measure(data: bytes, name: str) -> None:
    """Raise UsageError when a sheet spans more cells than can be laid out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.namelist():
            if not re.match(r"xl/worksheets/[^/]+\.xml\Z", member):
                continue
            part = archive.read(member)
            columns = [_column(m[1]) for m in _CELL.finditer(part)]
            rows = [int(m[1]) for m in _ROW.finditer(part)] + [int(m[2]) for m in _CELL.finditer(part)]
            span = max(columns, default=1) * max(rows, default=1)
            merged = sum(
                (int(m[4]) - int(m[2]) + 1) * (_column(m[3]) - _column(m[1]) + 1) for m in _RANGE.finditer(part)
            )
            if span > MAX_CELLS or merged > MAX_MERGED:
                message = "一张表占的范围太大（可能在很远的格子里写了东西，或合并了整列）"
                raise UsageError(f"“{name}”{message}，请删去表格以外的内容再试")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text(cell: object) -> str:
    """A cell as it is seen: whole numbers without `.0`, dates as 2021-07-16."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)
