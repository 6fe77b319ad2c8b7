"""标准目录落实情况 in `neibu/`: what is late first, then every unit and item in one table per 领域."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.catalog.model import Field
from generator.derive import duties
from generator.derive.coverage import Cell
from generator.derive.office import Office
from generator.derive.site import Site
from generator.render.contexts import Link
from generator.render.contexts.office import (
    CoveragePage,
    DutyCell,
    DutyCount,
    DutyGroup,
    DutyLate,
    DutyRow,
    DutyTable,
    UnitCounts,
)
from generator.render.marks import day
from generator.render.neibu_marks import (
    COVERAGE,
    COVERAGE_DATA,
    QUIET,
    QUIET_CAUSES,
    TITLES,
    cell_mark,
    duty_address,
    internal_page,
    mark,
    nav,
    place,
    unit_link,
)
from generator.render.page import PageDoc

TITLE = TITLES[COVERAGE]
#: states with a column of their own in the overview by unit
COLUMNS = (duties.ON_TIME, duties.LATE, duties.MISSING, duties.NOT_DUE, duties.TO_VERIFY)
NOT_HIS = DutyCell(mark(duties.NOT_APPLICABLE))

Cells = Mapping[tuple[str, str], Cell]


def coverage_page(office: Office) -> PageDoc:
    """The page over all units."""
    site, cells = office.site, office.cells
    return internal_page(COVERAGE, "coverage", _context(site, cells))


def _context(site: Site, cells: Sequence[Cell]) -> CoveragePage:
    counts = Counter(cell.state for cell in cells)
    due = sum(counts[state] for state in duties.DUE)
    by_place = {(cell.unit, cell.item.id): cell for cell in cells}
    return CoveragePage(
        title=TITLE,
        nav=nav(COVERAGE),
        as_of=day(site.as_of, site.as_of),
        units=len({cell.unit for cell in cells}),
        items=len({cell.item.id for cell in cells}),
        total=len(cells) - counts[duties.NOT_APPLICABLE],
        due=due,
        on_time=counts[duties.ON_TIME],
        share=counts[duties.ON_TIME] * 100 // due if due else 0,
        legend=legend(cells),
        missing=_groups(site, cells, duties.MISSING),
        late=_groups(site, cells, duties.LATE),
        columns=tuple(mark(state) for state in COLUMNS),
        overview=_overview(site, cells),
        quiet=QUIET,
        not_started=sum(1 for cell in cells if cell.cause in QUIET_CAUSES),
        units_by_id=tuple(
            Link(unit.short or unit.name, id_)
            for id_, unit in site.catalog.organizations.items()
            if any(cell.unit == id_ for cell in cells)
        ),
        tables=tuple(t for field in site.catalog.fields.values() if (t := _table(field, by_place, site)).rows),
        downloads=(Link("下载数据（CSV）", f"{COVERAGE_DATA}.csv"), Link("下载数据（JSON）", f"{COVERAGE_DATA}.json")),
    )


def legend(cells: Iterable[Cell]) -> tuple[DutyCount, ...]:
    """The nine states and their counts, and what signed states a county declares besides, where they occur."""
    counts = Counter(cell.state for cell in cells)
    states = sorted({*duties.ORDER, *counts}, key=lambda state: (place(state), state))
    return tuple(DutyCount(mark(state), counts[state]) for state in states)


def _groups(site: Site, cells: Iterable[Cell], state: str) -> tuple[DutyGroup, ...]:
    """Duties in `state` by unit in the order of organizations.yaml, the longest overdue first."""
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.state == state:
            found.setdefault(cell.unit, []).append(cell)
    return tuple(
        DutyGroup(
            unit_link(site.catalog.organizations[unit]),
            tuple(
                DutyLate(
                    Link(cell.item.name, duty_address(unit, cell.item.id)),
                    cell.days,
                    day(cell.clock.last, site.as_of) if cell.clock else None,
                )
                for cell in sorted(own, key=lambda cell: -cell.days)
            ),
        )
        for unit, own in found.items()
    )


def _overview(site: Site, cells: Iterable[Cell]) -> tuple[UnitCounts, ...]:
    counts: dict[str, Counter[str]] = {}
    for cell in cells:
        counts.setdefault(cell.unit, Counter())[cell.state] += 1
    return tuple(
        UnitCounts(
            unit_link(site.catalog.organizations[unit]),
            own.total() - own[duties.NOT_APPLICABLE],
            tuple(own[state] for state in COLUMNS),
        )
        for unit, own in counts.items()
    )


def _table(field: Field, cells: Cells, site: Site) -> DutyTable:
    """Units that owe at least one item of the field, with all its items that somebody owes."""
    owed = [item for item in field.items if any((unit, item.id) in cells for unit in site.catalog.organizations)]
    rows = []
    for unit in site.catalog.organizations.values():
        own = [cells.get((unit.id, item.id)) for item in owed]
        if any(cell is not None and cell.state != duties.NOT_APPLICABLE for cell in own):
            rows.append(DutyRow(unit_link(unit), tuple(_cell(cell) for cell in own), unit.id))
    shown = [cell for item in owed for unit in site.catalog.organizations if (cell := cells.get((unit, item.id)))]
    return DutyTable(
        id=f"h-{field.id}",
        name=field.name,
        items=tuple(Link(item.id, note=item.name) for item in owed),
        rows=tuple(rows),
        counts=tuple(one for one in legend(shown) if one.count and one.mark.word != duties.NOT_APPLICABLE),
    )


def _cell(cell: Cell | None) -> DutyCell:
    return DutyCell(cell_mark(cell.state, cell.cause), duty_address(cell.unit, cell.item.id)) if cell else NOT_HIS
