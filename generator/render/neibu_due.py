"""到期提醒 in `neibu/`: the next 30 and 90 days by unit, and what should have been renewed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from generator.derive.due import Due, Stale
from generator.derive.office import AHEAD, Office
from generator.derive.site import Site
from generator.render.contexts import Link
from generator.render.contexts.reminders import DueGroup, DueHorizon, DueLine, DuePage, StaleLine
from generator.render.marks import day
from generator.render.neibu_marks import (
    DUE,
    DUE_DATA,
    TITLES,
    duty_address,
    internal_page,
    nav,
    unit_address,
    unit_link,
)
from generator.render.page import PageDoc

TITLE = TITLES[DUE]
#: the first horizon, in days; the second is all that is looked ahead
SOON = 30


def due_page(office: Office) -> PageDoc:
    """The page over all units."""
    site = office.site
    border = site.as_of + dt.timedelta(days=min(SOON, (dt.date.max - site.as_of).days))
    soon = [one for one in office.due if one.day <= border]
    later = [one for one in office.due if one.day > border]
    context = DuePage(
        title=TITLE,
        nav=nav(DUE),
        as_of=day(site.as_of, site.as_of),
        horizons=(
            DueHorizon("h-30", f"今后{SOON}天", SOON, len(soon), _groups(soon, site)),
            DueHorizon("h-90", f"第{SOON + 1}天到第{AHEAD}天", AHEAD, len(later), _groups(later, site)),
        ),
        stale=tuple(stale_line(one, site) for one in office.stale),
        downloads=(
            Link("日历（.ics）", f"{DUE_DATA}.ics"), Link("订阅（Atom）", f"{DUE_DATA}.xml"), Link("下载数据（CSV）", f"{DUE_DATA}.csv"),
        ),
    )
    return internal_page(DUE, "due", context)


def _groups(found: Sequence[Due], site: Site) -> tuple[DueGroup, ...]:
    """By unit in the order of organizations.yaml."""
    by_unit: dict[str, list[Due]] = {}
    for one in found:
        by_unit.setdefault(one.unit, []).append(one)
    return tuple(
        DueGroup(unit_link(unit), tuple(due_line(one, site) for one in by_unit[id_]), downloads(id_))
        for id_, unit in site.catalog.organizations.items()
        if id_ in by_unit
    )


def downloads(unit: str) -> tuple[Link, ...]:
    """A unit's own calendar and feed."""
    return (Link("日历（.ics）", f"{DUE_DATA}/{unit}.ics"), Link("订阅（Atom）", f"{DUE_DATA}/{unit}.xml"))


def due_line(one: Due, site: Site) -> DueLine:
    """One thing to do."""
    unit = site.catalog.organizations.get(one.unit)
    return DueLine(
        kind=one.kind,
        what=one.what,
        why=one.why,
        last=day(one.day, site.as_of),
        left=(one.day - site.as_of).days,
        href=duty_address(one.unit, one.item) if one.item else unit_address(one.unit),
        unit=(unit.short or unit.name) if unit else one.unit,
    )


def stale_line(one: Stale, site: Site) -> StaleLine:
    """One entry that should have been renewed."""
    unit = site.catalog.organizations.get(one.unit)
    return StaleLine(
        title=one.record.entry.title,
        unit=(unit.short or unit.name) if unit else one.unit,
        touched=day(one.touched, site.as_of),
        last=day(one.last, site.as_of),
        days=one.days,
        basis=one.basis,
        href=duty_address(one.unit, one.item),
    )
