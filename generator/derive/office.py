"""Everything the internal pages, data files and reports say about duties, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.calendar.workdays import Calendar
from generator.derive.casefile import CaseFile, casefile
from generator.derive.coverage import Cell, cells, register_duties
from generator.derive.due import Due, Stale, due, stale
from generator.derive.site import Site
from generator.derive.trend import Snapshot, trend
from generator.derive.verdicts import Duty

#: the longest look ahead, in days
AHEAD = 90


@dataclass(frozen=True)
class Office:
    """Duties and what follows from them on the site's own day."""

    site: Site
    calendar: Calendar
    duties: tuple[Duty, ...]
    cells: tuple[Cell, ...]
    due: tuple[Due, ...]
    stale: tuple[Stale, ...]
    trend: tuple[Snapshot, ...]

    @cached_property
    def cases(self) -> Mapping[tuple[str, str], CaseFile]:
        """为何如此 of every cell, by unit and item."""
        day, calendar = self.site.as_of, self.calendar
        return {(cell.unit, cell.item.id): casefile(cell, day, calendar) for cell in self.cells}

    def cells_by_unit(self) -> Mapping[str, tuple[Cell, ...]]:
        """Cells of each unit, in the order of the catalogue."""
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.unit, []).append(cell)
        return {unit: tuple(own) for unit, own in found.items()}


def office_of(site: Site) -> Office:
    """Read the site's duties and judge them on its day."""
    registered = register_duties(site)
    return Office(
        site=site,
        calendar=Calendar(site.catalog.calendar),
        duties=registered,
        cells=cells(registered, site.as_of),
        due=due(registered, site, site.as_of, AHEAD),
        stale=stale(registered, site, site.as_of),
        trend=trend(registered, site.as_of),
    )
