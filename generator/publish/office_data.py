"""Data files of `neibu/` (仅供内部参考): 标准目录落实情况, 到期提醒, 趋势, 为何如此. None of them belongs to the public site."""

from __future__ import annotations

from collections.abc import Iterable

from generator.derive.due import Due
from generator.derive.office import Office
from generator.publish.case_data import case_files
from generator.publish.due_calendar import calendar_file
from generator.publish.due_feed import due_feed
from generator.publish.json_text import Json, encode
from generator.publish.office_tables import (
    COVERAGE_COLUMNS,
    DUE_COLUMNS,
    STALE_COLUMNS,
    Row,
    as_csv,
    coverage_row,
    due_row,
    stale_row,
    states,
    trend_columns,
    trend_rows,
    unit_name,
)

COVERAGE, DUE, STALE, TREND = "data/luoshi", "data/daoqi", "data/yinggengxin", "data/qushi"
NOTE = "仅供内部参考"
DUE_TITLE = "到期提醒"


def office_files(office: Office) -> dict[str, bytes]:
    """All data files of neibu/ by address."""
    site, day = office.site, office.site.as_of
    cells = [coverage_row(cell, site) for cell in office.cells]
    due = [due_row(one, site, day) for one in office.due]
    stale = [stale_row(one, site) for one in office.stale]
    trend = list(trend_rows(office.trend, site))
    counts: Json = dict(states(office.cells))
    return {
        f"{COVERAGE}.csv": as_csv(COVERAGE_COLUMNS, cells),
        f"{COVERAGE}.json": _json(office, cells, {"计数": counts}),
        f"{DUE}.csv": as_csv(DUE_COLUMNS, due),
        f"{DUE}.json": _json(office, due, {}),
        f"{STALE}.csv": as_csv(STALE_COLUMNS, stale),
        f"{TREND}.csv": as_csv(trend_columns(office.trend), trend),
        f"{TREND}.json": _json(office, trend, {}),
        **_reminders(office),
        **case_files(office),
    }


def _json(office: Office, rows: Iterable[Row], more: dict[str, Json]) -> bytes:
    whole: dict[str, Json] = {"说明": NOTE, "数据截至": office.site.as_of.isoformat(), **more, "事项": [dict(row) for row in rows]}
    return encode(whole)


def _reminders(office: Office) -> dict[str, bytes]:
    """Calendars and feeds: of everything, and of each unit that has something to do."""
    site = office.site
    by_unit: dict[str, list[Due]] = {}
    for one in office.due:
        by_unit.setdefault(one.unit, []).append(one)
    files = {
        f"{DUE}.ics": calendar_file(DUE_TITLE, office.due, site),
        f"{DUE}.xml": due_feed(DUE_TITLE, "../daoqi.html", "daoqi", office.due, site),
    }
    for unit in site.catalog.organizations.values():
        if unit.kind == "集合":
            continue
        own = by_unit.get(unit.id, [])
        title = f"{unit_name(unit.id, site)}{DUE_TITLE}"
        files[f"{DUE}/{unit.id}.ics"] = calendar_file(title, own, site)
        files[f"{DUE}/{unit.id}.xml"] = due_feed(title, f"../../danwei/{unit.id}.html", f"daoqi:{unit.id}", own, site)
    return files
