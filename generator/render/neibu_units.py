"""One internal page per unit: what is due, what is late, every duty with why its state is so, findings and waivers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from generator.catalog.model import Organization
from generator.derive import duties
from generator.derive.casefile import CaseFile, CaseLine
from generator.derive.counting import Count
from generator.derive.coverage import Cell
from generator.derive.dates import long_date
from generator.derive.due import Due, Stale
from generator.derive.office import Office
from generator.derive.record import Record
from generator.derive.site import Site
from generator.findings import Finding
from generator.render.contexts import Link
from generator.render.contexts.office import (
    CaseRow,
    DutyLine,
    DutySection,
    QuietLine,
    SignedLine,
    UnitPage,
    WaiverLine,
)
from generator.render.marks import day
from generator.render.neibu_coverage import legend
from generator.render.neibu_due import downloads, due_line, stale_line
from generator.render.neibu_marks import (
    COVERAGE,
    QUIET_CAUSES,
    TITLES,
    case_address,
    finding_line,
    internal_page,
    mark,
    nav,
    unit_address,
    unit_of,
    units_with_pages,
)
from generator.render.page import PageDoc

#: id, title, states: what has to be done comes first; no states: signed ones
SECTIONS = (
    ("h-que", "应公开未公开", (duties.MISSING,)),
    ("h-chi", "超期公开", (duties.LATE,)),
    ("h-he", "待核实", (duties.TO_VERIFY,)),
    ("h-wei", "未到期", (duties.NOT_DUE,)),
    ("h-an", "按期公开", (duties.ON_TIME,)),
    ("h-dan", "已登记的状态", ()),
    ("h-bu", "不适用", (duties.NOT_APPLICABLE,)),
)
_PLACED = frozenset(state for _, _, states in SECTIONS for state in states)


def unit_pages(
    office: Office, findings: Sequence[Finding], waivers: Mapping[str, tuple[WaiverLine, ...]]
) -> Iterator[PageDoc]:
    """A page for every real unit, also for those that owe nothing any more."""
    site = office.site
    owed = office.cells_by_unit()
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        unit = unit_of(finding)
        if unit is not None:
            found.setdefault(unit, []).append(finding)
    due: dict[str, list[Due]] = {}
    for one in office.due:
        due.setdefault(one.unit, []).append(one)
    signed: dict[str, list[Record]] = {}
    for record in site.states:
        signed.setdefault(record.entry.responsible, []).append(record)
    pages = units_with_pages(site)
    for id_, organization in site.catalog.organizations.items():
        if id_ in pages:
            context = _context(
                organization, office, owed.get(id_, ()), found.get(id_, []), waivers.get(id_, ()), due.get(id_, []),
                signed.get(id_, []),
            )
            yield _page(organization, context)


def _page(unit: Organization, context: UnitPage) -> PageDoc:
    crumbs = (Link(TITLES[COVERAGE], COVERAGE), Link(unit.short or unit.name))
    return internal_page(unit_address(unit.id), "unit", context, unit.name, crumbs=crumbs)


def _context(
    unit: Organization, office: Office, cells: Sequence[Cell], findings: Sequence[Finding],
    waivers: tuple[WaiverLine, ...], due: Sequence[Due], signed: Sequence[Record],
) -> UnitPage:
    site = office.site
    quiet = [cell for cell in cells if cell.cause in QUIET_CAUSES]
    month_end = _month_end(site.as_of)
    return UnitPage(
        title=unit.name,
        nav=nav(""),
        as_of=day(site.as_of, site.as_of),
        total=sum(1 for cell in cells if cell.state != duties.NOT_APPLICABLE),
        due=sum(1 for cell in cells if cell.state in duties.DUE),
        on_time=sum(1 for cell in cells if cell.state == duties.ON_TIME),
        legend=tuple(one for one in legend(cells) if one.count),
        month=tuple(due_line(one, site) for one in due if one.day <= month_end),
        later=tuple(due_line(one, site) for one in due if one.day > month_end),
        stale=tuple(stale_line(one, site) for one in _own(office.stale, unit.id)),
        sections=_sections([cell for cell in cells if cell.cause not in QUIET_CAUSES], office),
        quiet=tuple(QuietLine(c.item.id, c.item.name, case_address(c.unit, c.item.id)) for c in quiet),
        quiet_words=_quiet_words(quiet),
        contest=_contest(site),
        downloads=downloads(unit.id),
        signed=tuple(_signed(record, site) for record in signed),
        findings=tuple(finding_line(finding) for finding in findings if not finding.waiver),
        waivers=waivers,
    )


def _own(found: Sequence[Stale], unit: str) -> list[Stale]:
    return [one for one in found if one.unit == unit]


def _month_end(date: dt.date) -> dt.date:
    following = date.replace(day=28) + dt.timedelta(days=4) if (date.year, date.month) != (9999, 12) else None
    return following.replace(day=1) - dt.timedelta(days=1) if following else dt.date.max


def _quiet_words(quiet: Sequence[Cell]) -> str:
    last = min((cell.verdict.last for cell in quiet if cell.verdict.last), default=None)
    until = f"到{long_date(last)}前没有条目的，登记“本期未产生”。" if last else ""
    return f"这些事项今年还没有条目，也没有能起算的日期，期限没有开始。{until}"


def _contest(site: Site) -> str:
    settings = site.catalog.site
    host = site.catalog.organizations.get(settings.host)
    name = (host.name if host else "") or "政府信息公开工作主管部门"
    phone = f"（电话{settings.contact.phone}）" if settings.contact.phone else ""
    return f"认为结论不对的，向{name}{phone}提出，写明事项编号和数据截至的日期，附上“为何如此”文件和材料。"


# --- duties --------------------------------------------------------------------------------------------------------


def _sections(cells: Sequence[Cell], office: Office) -> tuple[DutySection, ...]:
    found = []
    for id_, title, states in SECTIONS:
        own = [cell for cell in cells if (cell.state in states if states else cell.state not in _PLACED)]
        own.sort(key=lambda cell: -cell.days)
        if own:
            found.append(DutySection(id_, title, tuple(_line(cell, office) for cell in own)))
    return tuple(found)


def _line(cell: Cell, office: Office) -> DutyLine:
    site = office.site
    field = site.catalog.fields.get(cell.item.field_id)
    words = {duties.MISSING: f"逾期{cell.days}天", duties.LATE: f"超过{cell.days}天"}
    case = office.cases[cell.unit, cell.item.id]
    return DutyLine(
        id=cell.item.id,
        name=cell.item.name,
        field=field.name if field else "",
        mark=mark(cell.state),
        badge=words.get(cell.state, "") if cell.days else "",
        why=cell.why,
        facts=tuple(Link(label, note=value) for label, value in _facts(case) if value),
        counted=tuple(_counted(one) for one in case.counts),
        rows=tuple(_row(line) for line in case.lines),
        more=case.more,
        steps=case.steps,
        remedies=case.remedies,
        file=case_address(cell.unit, cell.item.id),
        command=f"gongkai report why --org {cell.unit} --item {cell.item.id} --as-of {site.as_of.isoformat()}",
    )


def _facts(case: CaseFile) -> Iterator[tuple[str, str]]:
    """How the state was found, as label and value."""
    cell = case.cell
    clock = cell.clock
    yield "目录事项", cell.item.id
    yield "目录的期限", cell.item.deadline_text
    yield "期间", cell.period
    if clock is not None:
        if clock.start is not None:
            yield "起算", f"{clock.start_name}{long_date(clock.start)}（当天不算）"
            yield "时间", clock.limit
        yield "最后一天", long_date(clock.last)
        if clock.legal is not None and clock.legal != clock.last:
            yield "法定的最后一天", long_date(clock.legal)
    if cell.record is not None:
        yield "依据的条目", f"{cell.record.entry.title}（{cell.record.id}）"
        if cell.record.day is not None and not cell.record.pending:
            yield "发布", long_date(cell.record.day)
    if cell.state != duties.NOT_APPLICABLE:
        yield "填有这个事项的条目", f"{cell.entries}条"
    yield "依据", "；".join(case.bases)
    yield "没有计算", "；".join(cell.unjudged)


def _counted(one: Count) -> str:
    words = "；".join((f"{one.source}{one.limit}（{one.basis}）：最后一天{long_date(one.last)}", *one.words))
    return f"{words}。"


def _row(line: CaseLine) -> CaseRow:
    return CaseRow(
        period=line.period,
        mark=mark(line.state),
        start=line.start,
        last=line.last.isoformat() if line.last else "",
        published=line.published.isoformat() if line.published else "",
        title=line.record.entry.title if line.record is not None else "",
        entry=line.record.id if line.record is not None else "",
        cause=line.cause,
    )


def _signed(record: Record, site: Site) -> SignedLine:
    entry = record.entry
    names = [site.catalog.items[id_].name for id_ in entry.items if id_ in site.catalog.items]
    pairs = [("依据", entry.text("依据"))]
    for key in ("公开期限", "复核日期"):
        date = entry.date(key)
        pairs.append((key, long_date(date) if date else ""))
    pairs.append(("发布", "等待发布" if record.pending else long_date(record.day) if record.day else ""))
    return SignedLine(
        word=entry.type.name,
        title=entry.title,
        item="、".join(names),
        period=entry.text("期间"),
        reason=entry.text("理由").strip(),
        facts=tuple(Link(label, note=value) for label, value in pairs if value),
    )
