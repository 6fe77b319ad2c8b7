"""One internal page per unit: its duties with how each state was found, signed states, findings and waivers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.catalog.model import Organization
from generator.derive import duties
from generator.derive.coverage import Cell
from generator.derive.dates import long_date
from generator.derive.record import Record
from generator.derive.site import Site
from generator.findings import Finding
from generator.render.contexts import Link
from generator.render.contexts.office import DutyLine, DutySection, SignedLine, UnitPage, WaiverLine
from generator.render.marks import day
from generator.render.neibu_coverage import legend
from generator.render.neibu_marks import (
    COVERAGE,
    TITLES,
    finding_line,
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
    site: Site, cells: Sequence[Cell], findings: Sequence[Finding], waivers: Mapping[str, tuple[WaiverLine, ...]]
) -> Iterator[PageDoc]:
    """A page for every real unit, also for those that owe nothing any more."""
    owed: dict[str, list[Cell]] = {}
    for cell in cells:
        owed.setdefault(cell.unit, []).append(cell)
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        unit = unit_of(finding)
        if unit is not None:
            found.setdefault(unit, []).append(finding)
    for id_ in site.catalog.organizations:
        if id_ in units_with_pages(site):
            organization = site.catalog.organizations[id_]
            yield _page(organization, site, owed.get(id_, []), found.get(id_, []), waivers.get(id_, ()))


def _page(
    unit: Organization, site: Site, cells: list[Cell], findings: list[Finding], waivers: tuple[WaiverLine, ...]
) -> PageDoc:
    signed = tuple(_signed(record, site) for record in site.states if record.entry.responsible == unit.id)
    context = UnitPage(
        title=unit.name,
        nav=nav(""),
        as_of=day(site.as_of, site.as_of),
        total=sum(1 for cell in cells if cell.state != duties.NOT_APPLICABLE),
        due=sum(1 for cell in cells if cell.state in duties.DUE),
        on_time=sum(1 for cell in cells if cell.state == duties.ON_TIME),
        legend=tuple(one for one in legend(cells) if one.count),
        sections=_sections(cells, site),
        signed=signed,
        findings=tuple(finding_line(finding) for finding in findings if not finding.waiver),
        waivers=waivers,
    )
    return PageDoc(
        path=unit_address(unit.id),
        template="neibu/unit.html",
        context=context,
        title=unit.name,
        description="仅供内部参考",
        crumbs=(Link("内部页面", "index.html"), Link(TITLES[COVERAGE], COVERAGE), Link(unit.short or unit.name)),
        body_class="neibu",
        listed=False,
    )


def _sections(cells: list[Cell], site: Site) -> tuple[DutySection, ...]:
    found = []
    for id_, title, states in SECTIONS:
        own = [cell for cell in cells if (cell.state in states if states else cell.state not in _PLACED)]
        own.sort(key=lambda cell: -cell.days)
        if own:
            found.append(DutySection(id_, title, tuple(_line(cell, site) for cell in own)))
    return tuple(found)


def _line(cell: Cell, site: Site) -> DutyLine:
    field = site.catalog.fields.get(cell.item.field_id)
    words = {duties.MISSING: f"逾期{cell.days}天", duties.LATE: f"超过{cell.days}天"}
    return DutyLine(
        id=cell.item.id,
        name=cell.item.name,
        field=field.name if field else "",
        mark=mark(cell.state),
        badge=words.get(cell.state, "") if cell.days else "",
        why=cell.why,
        facts=tuple(Link(label, note=value) for label, value in _facts(cell) if value),
    )


def _facts(cell: Cell) -> Iterator[tuple[str, str]]:
    """How the state was found, as label and value."""
    yield "目录事项", cell.item.id
    yield "目录的期限", cell.item.deadline_text
    clock = cell.clock
    if clock is not None:
        if clock.start is not None:
            yield "起算", f"{clock.start_name}{long_date(clock.start)}（当天不算）"
            yield "时间", clock.limit
        yield "最后一天", long_date(clock.last)
    if cell.record is not None:
        yield "依据的条目", f"{cell.record.entry.title}（{cell.record.id}）"
        if cell.record.day is not None and not cell.record.pending:
            yield "发布", long_date(cell.record.day)
    if cell.state != duties.NOT_APPLICABLE:
        yield "填有这个事项的条目", f"{cell.entries}条"
    yield "没有计算", "；".join(cell.unjudged)


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
