"""What the portal says about itself: how much was published and when. No verdicts (design.md D12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from generator.catalog.model import Task
from generator.derive.record import Record
from generator.derive.site import Site


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures of the home page."""

    year: int
    #: records published in the year of `as_of`
    year_count: int
    #: all records
    count: int
    #: rows of the standard catalogue
    items: int
    #: the newest publication up to `as_of`
    last_day: dt.date | None


def totals(site: Site) -> Totals:
    """Figures over all ordinary records of `site`, waiting ones not counted."""
    year = site.as_of.year
    published = [record for record in site.records if not record.pending and record.day is not None]
    return Totals(
        year=year,
        year_count=sum(1 for record in published if record.day and record.day.year == year),
        count=len(published),
        items=len(site.catalog.items),
        last_day=max((r.day for r in published if r.day and r.day <= site.as_of), default=None),
    )


def open_consultations(site: Site) -> tuple[Record, ...]:
    """Consultations one can still take part in, the first to end first."""
    open_ = [record for record in site.records if record.window is not None and record.window.open]
    return tuple(sorted(open_, key=lambda r: (r.window.end if r.window else site.as_of, r.id)))


def newest_feedback(site: Site, count: int) -> tuple[Record, ...]:
    """The newest published 意见征求采纳情况 (特性 采纳情况)."""
    return _first(site, (id_ for id_, info in site.catalog.types.items() if "采纳情况" in info.traits), count)


def _first(site: Site, type_ids: Iterable[str], count: int) -> tuple[Record, ...]:
    found = [record for id_ in type_ids for record in site.by_type.get(id_, ())[:count]]
    return tuple(sorted(found, key=Record.newest_first)[:count])


def task_count(site: Site, task: Task) -> int:
    """Distinct records that belong to the items of a key work."""
    return len({record.id for item in task.items for record in site.by_item.get(item, ())})
