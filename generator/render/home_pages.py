"""The home page: search, what is due to be known today, the key areas."""

from __future__ import annotations

from generator.catalog.model import Column
from generator.derive import permalinks
from generator.derive.site import Site
from generator.derive.statistics import newest_feedback, open_consultations, totals
from generator.render.catalogue_pages import sorted_fields
from generator.render.contexts import Card, Consultation, HomePage, Link
from generator.render.links import apply_link, hot_links, unit_names
from generator.render.marks import day
from generator.render.meta import column_meta
from generator.render.page import PageDoc
from generator.render.portal import statutory_columns
from generator.render.rows import row, rows

LATEST = 8
CONSULTATIONS = 5
FEEDBACK = 2
CARD_ROWS = 3


def home_page(site: Site) -> PageDoc:
    """index.html."""
    settings = site.catalog.site
    description = f"{settings.name}政府信息公开：查文件、提意见、看规划和预决算、申请公开"
    return PageDoc(
        path=permalinks.HOME,
        template="home.html",
        context=_context(site),
        title=settings.platform,
        description=description,
        meta=column_meta(settings.platform, description, tuple(column.name for column in statutory_columns(site))),
        body_class="home",
        modified=site.records[0].day.isoformat() if site.records and site.records[0].day else "",
    )


def _context(site: Site) -> HomePage:
    figures = totals(site)
    return HomePage(
        statutory=tuple(Link(c.name, permalinks.column(c.id), c.description) for c in statutory_columns(site)),
        apply=_apply(site),
        ways=_ways(site),
        consultations=_consultations(site),
        consultations_href=_consultations_href(site),
        feedback=rows(newest_feedback(site, FEEDBACK), site),
        latest=rows(site.records[:LATEST], site),
        latest_href=permalinks.everything(),
        cards=tuple(_card(column, site) for column in key_areas(site)),
        year=figures.year,
        year_count=figures.year_count,
        item_count=figures.items,
        last_day=day(figures.last_day, site.as_of) if figures.last_day else None,
        as_of=day(site.as_of, site.as_of),
        fields=tuple(
            Link(field.name, permalinks.field(field.id), str(len(field.items))) for field in sorted_fields(site)
        ),
        hot=hot_links(site),
    )


def _apply(site: Site) -> Link:
    """依申请公开 with its column's short description."""
    link = apply_link(site)
    notes = [c.description for c in site.catalog.columns.values() if c.kind == "依申请" and c.description]
    return Link(link.text, link.href, notes[0] if notes else link.note)


def _ways(site: Site) -> tuple[Link, ...]:
    ways = [
        Link("按单位", permalinks.ORGANIZATIONS),
        Link("按主题", permalinks.TOPICS),
        Link("按公开事项", permalinks.CATALOGUE),
    ]
    if site.catalog.tasks:
        ways.append(Link("按年度重点工作", permalinks.tasks(max(site.catalog.tasks))))
    return tuple(ways)


def key_areas(site: Site) -> tuple[Column, ...]:
    """Columns of the key areas that have entries."""
    return tuple(c for c in site.catalog.columns.values() if c.kind == "重点领域" and site.has_column(c.id))


def _consultations(site: Site) -> tuple[Consultation, ...]:
    return tuple(
        Consultation(row(record, site), record.window.days_left, day(record.window.end, site.as_of))
        for record in open_consultations(site)[:CONSULTATIONS]
        if record.window is not None
    )


def _consultations_href(site: Site) -> str:
    """The narrowest column that holds consultations."""
    types = {info.id for info in site.catalog.types.values() if "窗口期" in info.traits}
    for column in site.catalog.columns.values():
        if site.has_column(column.id) and not types.isdisjoint(column.types):
            return permalinks.column(column.id)
    for info in site.catalog.types.values():
        if info.id in types and info.columns and site.has_column(info.columns[0]):
            return permalinks.column(info.columns[0])
    return ""


def _card(column: Column, site: Site) -> Card:
    records = site.by_column.get(column.id, ())
    return Card(
        name=column.name,
        href=permalinks.column(column.id),
        count=len(records),
        rows=rows(records[:CARD_ROWS], site),
        lead=unit_names(column.lead, site),
        feed=permalinks.column_feed(column.id),
    )
