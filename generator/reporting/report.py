"""`gongkai report`: 到期提醒, 标准目录落实情况 and 为何如此 on paper: text for people, JSON and CSV for machines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.derive import duties
from generator.derive.casefile import CaseFile, casefile
from generator.derive.coverage import Cell
from generator.derive.dates import long_date
from generator.derive.due import due
from generator.derive.office import Office
from generator.derive.trend import due_of, share
from generator.errors import UsageError
from generator.publish.case_data import case_json, command, contest
from generator.publish.json_text import Json, encode
from generator.publish.office_tables import (
    COVERAGE_COLUMNS,
    DUE_COLUMNS,
    Row,
    as_csv,
    coverage_row,
    due_row,
    stale_row,
    states,
    unit_name,
)

FORMATS = ("text", "json", "csv")
#: report -> file name below --out
NAMES = {"due": "daoqi", "coverage": "luoshi", "why": "weihe"}
_SUFFIX = {"text": "txt", "json": "json", "csv": "csv"}


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for."""

    kind: str
    org: str = ""
    item: str = ""
    #: how far to look ahead, in days
    days: int = 30
    format: str = "text"


def report(office: Office, asked: Question) -> bytes:
    """The whole report. Raises UsageError for a unit or an item that does not exist."""
    _known(office, asked)
    makers: dict[str, Callable[[Office, Question], bytes]] = {"due": _due, "coverage": _coverage, "why": _why}
    return makers[asked.kind](office, asked)


def write(folder: Path, data: bytes, asked: Question) -> Path:
    """The report as a file in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    name = "-".join(part for part in (NAMES[asked.kind], asked.org, asked.item) if part)
    path = folder / f"{name}.{_SUFFIX[asked.format]}"
    path.write_bytes(data)
    return path


def _known(office: Office, asked: Question) -> None:
    catalog = office.site.catalog
    if asked.org and asked.org not in catalog.organizations:
        raise UsageError(f"没有机构“{asked.org}”；编号在 catalog/organizations.yaml 里，如 {next(iter(catalog.organizations), 'shifuban')}")
    if asked.item and asked.item not in catalog.items:
        raise UsageError(f"没有目录事项“{asked.item}”；编号在 catalog/items 里，如 {next(iter(catalog.items), 'zcwj-001')}")
    if asked.kind == "why" and not (asked.org and asked.item):
        raise UsageError("report why 要写明单位和事项，如 gongkai report why --org shifuban --item gkgl-001")
    if asked.kind == "why" and asked.format == "csv":
        raise UsageError("report why 只有 text 和 json 两种格式")


def _json(office: Office, rows: Iterable[Row], more: dict[str, Json]) -> bytes:
    whole: dict[str, Json] = {"说明": "仅供内部参考", "数据截至": office.site.as_of.isoformat(), **more,
                              "事项": [dict(row) for row in rows]}
    return encode(whole)


# --- 到期提醒 --------------------------------------------------------------------------------------------------------


def _due(office: Office, asked: Question) -> bytes:
    site, day = office.site, office.site.as_of
    found = [one for one in due(office.duties, site, day, asked.days) if not asked.org or one.unit == asked.org]
    old = [one for one in office.stale if not asked.org or one.unit == asked.org]
    rows = [due_row(one, site, day) for one in found]
    stale = [stale_row(one, site) for one in old]
    if asked.format == "csv":
        return as_csv(DUE_COLUMNS, rows)
    if asked.format == "json":
        return _json(office, rows, {"天数": asked.days, "应更新未更新": [dict(row) for row in stale]})
    lines = [f"到期提醒：{long_date(day)}起{asked.days}天，{len(rows)}项（仅供内部参考）"]
    for one in found:
        left = (one.day - day).days
        name = "" if asked.org else f"{unit_name(one.unit, site)}　"
        lines.append(f"{one.day.isoformat()}  {f'还有{left}天' if left else '今天到期'}  {name}[{one.kind}] {one.what}")
        lines.append(f"            {one.why}")
    if old:
        lines += ["", f"应更新未更新：{len(old)}项"]
        lines += [f"{row['应更新的最后一天']}  超过{row['超过天数']}天  {row['单位']}　{row['事项']}（{row['条目']}）" for row in stale]
    return _text(lines)


# --- 标准目录落实情况 --------------------------------------------------------------------------------------------------

_SHOWN = (duties.ON_TIME, duties.LATE, duties.MISSING, duties.NOT_DUE, duties.TO_VERIFY)


def _coverage(office: Office, asked: Question) -> bytes:
    cells = [
        cell for cell in office.cells
        if (not asked.org or cell.unit == asked.org) and (not asked.item or cell.item.id == asked.item)
    ]
    if asked.format == "csv":
        return as_csv(COVERAGE_COLUMNS, [coverage_row(cell, office.site) for cell in cells])
    if asked.format == "json":
        counts: Json = dict(states(cells))
        return _json(office, [coverage_row(cell, office.site) for cell in cells], {"计数": counts})
    return _text([*_summary(office, cells), *_per_unit(office, cells), *_attention(office, cells)])


def _summary(office: Office, cells: Sequence[Cell]) -> list[str]:
    counts = states(cells)
    total, percent = due_of(counts), share(counts)
    said = f"到期{total}项，按期公开{counts[duties.ON_TIME]}项（{percent}%）" if percent is not None else "还没有到期的事项"
    return [
        f"标准目录落实情况：截至{long_date(office.site.as_of)}（仅供内部参考）",
        f"应公开{sum(counts.values()) - counts[duties.NOT_APPLICABLE]}项，{said}",
        "　".join(f"{state}{count}" for state, count in counts.items() if count),
    ]


def _per_unit(office: Office, cells: Sequence[Cell]) -> list[str]:
    by_unit: dict[str, list[Cell]] = {}
    for cell in cells:
        by_unit.setdefault(cell.unit, []).append(cell)
    rows: list[tuple[str, ...]] = [("单位", *_SHOWN, "按期百分比")]
    for unit, own in by_unit.items():
        counts = states(own)
        percent = share(counts)
        rows.append((unit_name(unit, office.site), *(str(counts[state]) for state in _SHOWN),
                     "—" if percent is None else f"{percent}%"))
    return ["", *_table(rows)] if len(rows) > 1 else []


def _attention(office: Office, cells: Sequence[Cell]) -> list[str]:
    """What has to be done, the longest overdue first."""
    found = sorted((cell for cell in cells if cell.state in (duties.MISSING, duties.LATE)), key=lambda cell: -cell.days)
    if not found:
        return []
    lines = ["", "应公开未公开、超期公开"]
    for cell in found:
        lines.append(f"{cell.state} {cell.days}天  {unit_name(cell.unit, office.site)}　{cell.item.name}（{cell.item.id}）")
        lines.append(f"            {cell.why}")
    return lines


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns that line up where a Chinese character is two wide; figures to the right."""
    widths = [max(_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [_padded(text, widths[place], right=place > 0) for place, text in enumerate(row)]
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _padded(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks


# --- 为何如此 --------------------------------------------------------------------------------------------------------


def _why(office: Office, asked: Question) -> bytes:
    cell = next((c for c in office.cells if c.unit == asked.org and c.item.id == asked.item), None)
    if cell is None:
        raise UsageError(f"目录没有规定{unit_name(asked.org, office.site)}公开 {asked.item}（主体里没有它）")
    case = casefile(cell, office.site.as_of, office.calendar)
    if asked.format == "json":
        return case_json(case, office)
    return _text([*_said(office, case), *_lines(case), *_by_hand(office, case)])


def _said(office: Office, case: CaseFile) -> list[str]:
    cell = case.cell
    lines = [
        f"{unit_name(cell.unit, office.site)}　{cell.item.name}（{cell.item.id}）",
        f"截至{long_date(office.site.as_of)}：{cell.state}" + (f"（{cell.period}）" if cell.period else ""),
        cell.why,
        "",
        f"目录的期限：{cell.item.deadline_text or '没有写'}",
        *(f"  读作：{words}" for words in case.rules),
        *(f"  没有计算：{words}" for words in cell.unjudged),
        *(f"  依据：{words}" for words in case.bases),
    ]
    for one in case.counts:
        lines.append(f"{one.source}{one.limit}（{one.basis}）：最后一天{long_date(one.last)}")
        lines += [f"  {words}" for words in one.words]
    return lines


def _lines(case: CaseFile) -> list[str]:
    if not case.lines:
        return ["", "没有条目"]
    rows = [("期间", "状态", "最后一天", "发布", "条目")]
    for line in case.lines:
        rows.append((
            line.period, line.state, line.last.isoformat() if line.last else line.cause or "—",
            line.published.isoformat() if line.published else "—", line.record.id if line.record is not None else "—",
        ))
    more = [f"还有{case.more}条"] if case.more else []
    return ["", *_table(rows), *more]


def _by_hand(office: Office, case: CaseFile) -> list[str]:
    lines = ["", "怎样重数", *(f"{number}. {step}" for number, step in enumerate(case.steps, 1)),
             f"{len(case.steps) + 1}. {command(case.cell, office)}"]
    if case.remedies:
        lines += ["", "可以怎样办", *(f"· {step}" for step in case.remedies)]
    return [*lines, "", contest(office)]


def _text(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()

