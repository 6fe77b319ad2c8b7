"""Data files of `neibu/` (仅供内部参考): 标准目录落实情况 as CSV and JSON. None of them belongs to the public site."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from generator.derive import duties
from generator.derive.coverage import Cell, coverage
from generator.derive.site import Site
from generator.publish.data import safe_cell
from generator.publish.json_text import Json, encode

ADDRESS = "data/luoshi"
NOTE = "仅供内部参考"
COLUMNS = (
    *("单位编号", "单位", "领域", "事项编号", "事项", "状态", "说明", "目录的期限", "起算", "起算日期", "时间"),
    *("最后一天", "超过天数", "条目", "发布日期", "条目数", "没有计算"),
)


def office_files(site: Site) -> dict[str, bytes]:
    """All data files of neibu/ by address."""
    cells = coverage(site)
    rows = [_row(cell, site) for cell in cells]
    counts = Counter(cell.state for cell in cells)
    ordered = [*duties.ORDER, *sorted(set(counts) - set(duties.ORDER))]
    summary: dict[str, Json] = {state: counts[state] for state in ordered}
    whole: dict[str, Json] = {"说明": NOTE, "数据截至": site.as_of.isoformat(), "计数": summary, "事项": list(rows)}
    return {f"{ADDRESS}.csv": _csv(rows), f"{ADDRESS}.json": encode(whole)}


def _row(cell: Cell, site: Site) -> dict[str, str | int]:
    clock, record = cell.clock, cell.record
    field = site.catalog.fields.get(cell.item.field_id)
    published = record.day if record is not None and not record.pending else None
    return {
        "单位编号": cell.unit,
        "单位": site.catalog.organizations[cell.unit].name,
        "领域": field.name if field else "",
        "事项编号": cell.item.id,
        "事项": cell.item.name,
        "状态": cell.state,
        "说明": cell.why,
        "目录的期限": cell.item.deadline_text,
        "起算": clock.start_name if clock else "",
        "起算日期": clock.start.isoformat() if clock and clock.start else "",
        "时间": clock.limit if clock else "",
        "最后一天": clock.last.isoformat() if clock else "",
        "超过天数": cell.days,
        "条目": record.id if record is not None else "",
        "发布日期": published.isoformat() if published else "",
        "条目数": cell.entries,
        "没有计算": "；".join(cell.unjudged),
    }


def _csv(rows: Sequence[dict[str, str | int]]) -> bytes:
    """For spreadsheets: UTF-8 with BOM, and no cell that runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([safe_cell(str(row[key])) for key in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
