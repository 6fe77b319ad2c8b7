"""Rows of the internal data files and of `gongkai report`: one shape for CSV, JSON and text."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.derive import duties
from generator.derive.coverage import Cell
from generator.derive.due import Due, Stale
from generator.derive.site import Site
from generator.derive.trend import Snapshot, due_of, share
from generator.publish.data import safe_cell

Row = dict[str, str | int]

COVERAGE_COLUMNS = (
    *("单位编号", "单位", "领域", "事项编号", "事项", "期间", "状态", "原因", "说明", "目录的期限", "起算", "起算日期", "时间"),
    *("最后一天", "法定的最后一天", "超过天数", "条目", "发布日期", "条目数", "没有计算"),
)
DUE_COLUMNS = ("最后一天", "还有天数", "单位编号", "单位", "类别", "事项编号", "内容", "依据", "条目")
STALE_COLUMNS = ("单位编号", "单位", "事项编号", "事项", "条目", "最近公开或更新", "应更新的最后一天", "超过天数", "依据")


def iso(day: dt.date | None) -> str:
    """2021-07-16, or nothing."""
    return day.isoformat() if day is not None else ""


def unit_name(unit: str, site: Site) -> str:
    """The unit's full name."""
    organization = site.catalog.organizations.get(unit)
    return organization.name if organization else unit


def coverage_row(cell: Cell, site: Site) -> Row:
    """A cell of 标准目录落实情况."""
    clock, record = cell.clock, cell.record
    field = site.catalog.fields.get(cell.item.field_id)
    one = cell.verdict.obligation
    published = one.published if one is not None and one.published is not None and one.published <= site.as_of else None
    if record is not None and one is None and not record.pending:
        published = record.day
    return {
        "单位编号": cell.unit,
        "单位": unit_name(cell.unit, site),
        "领域": field.name if field else "",
        "事项编号": cell.item.id,
        "事项": cell.item.name,
        "期间": cell.period,
        "状态": cell.state,
        "原因": cell.cause,
        "说明": cell.why,
        "目录的期限": cell.item.deadline_text,
        "起算": clock.start_name if clock else "",
        "起算日期": iso(clock.start) if clock else "",
        "时间": clock.limit if clock else "",
        "最后一天": iso(clock.last) if clock else "",
        "法定的最后一天": iso(clock.legal) if clock else "",
        "超过天数": cell.days,
        "条目": record.id if record is not None else "",
        "发布日期": iso(published),
        "条目数": cell.entries,
        "没有计算": "；".join(cell.unjudged),
    }


def due_row(one: Due, site: Site, day: dt.date) -> Row:
    """A line of 到期提醒."""
    return {
        "最后一天": iso(one.day),
        "还有天数": (one.day - day).days,
        "单位编号": one.unit,
        "单位": unit_name(one.unit, site),
        "类别": one.kind,
        "事项编号": one.item,
        "内容": one.what,
        "依据": one.why,
        "条目": one.record.id if one.record is not None else "",
    }


def stale_row(one: Stale, site: Site) -> Row:
    """A line of 应更新未更新."""
    item = site.catalog.items.get(one.item)
    return {
        "单位编号": one.unit,
        "单位": unit_name(one.unit, site),
        "事项编号": one.item,
        "事项": item.name if item else one.item,
        "条目": one.record.id,
        "最近公开或更新": iso(one.touched),
        "应更新的最后一天": iso(one.last),
        "超过天数": one.days,
        "依据": one.basis,
    }


def states(cells: Iterable[Cell]) -> dict[str, int]:
    """Counts of all nine states, and of signed states a county declares besides."""
    counts = Counter(cell.state for cell in cells)
    return {state: counts[state] for state in (*duties.ORDER, *sorted(set(counts) - set(duties.ORDER)))}


def trend_columns(snapshots: Sequence[Snapshot]) -> tuple[str, ...]:
    """日期, 单位, every state, 到期, 按期百分比."""
    known = {state for snapshot in snapshots for state in snapshot.counts}
    return ("日期", "单位编号", "单位", *duties.ORDER, *sorted(known - set(duties.ORDER)), "到期", "按期百分比")


def trend_rows(snapshots: Sequence[Snapshot], site: Site) -> Iterator[Row]:
    """One row per day and unit, the whole (单位编号 empty) first."""
    states_ = trend_columns(snapshots)[3:-2]
    for snapshot in snapshots:
        for unit, counts in (("", snapshot.counts), *snapshot.by_unit.items()):
            percent = share(counts)
            row: Row = {"日期": iso(snapshot.day), "单位编号": unit, "单位": unit_name(unit, site) if unit else "合计"}
            row.update({state: counts.get(state, 0) for state in states_})
            row.update({"到期": due_of(counts), "按期百分比": "" if percent is None else percent})
            yield row


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """For spreadsheets: UTF-8 with BOM, and no cell that runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(str(row[key])) for key in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
