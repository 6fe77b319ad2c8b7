"""Lists of entries: columns, everything, topics, and the full lists of items and units, all with paging."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.catalog.model import Column, Item, Organization, Topic
from generator.derive import permalinks
from generator.derive.listings import Page, facet_values, ordered, page_numbers, pages
from generator.derive.record import Record
from generator.derive.site import Site
from generator.render.contexts import ColumnPage, Link, Paging
from generator.render.links import unit_names
from generator.render.meta import Meta, column_crumbs, column_meta, home_crumb, meta_of_column, shell_column
from generator.render.page import PageDoc
from generator.render.rows import rows

ALL_TITLE = "全部信息"
#: index of the list of all entries
EVERYTHING = permalinks.column_data(permalinks.ALL)


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything about a list but its records."""

    title: str
    description: str
    address: Callable[[int], str]
    meta: Meta
    crumbs: tuple[Link, ...]
    column: str = ""
    facts: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    children: tuple[Link, ...] = ()
    filter: str = ""
    fixed: str = ""
    data: str = ""
    feed: str = ""
    empty: str = ""


def column_pages(column: Column, site: Site) -> Iterator[PageDoc]:
    """All pages of a column that has one."""
    if site.has_column(column.id):
        yield from list_pages(_column_listing(column, site), ordered(site.by_column.get(column.id, ())), site)


def everything_pages(site: Site) -> Iterator[PageDoc]:
    """All entries of all columns, newest first."""
    description = "本站公开的全部政府信息，按发布日期排列"
    listing = Listing(
        title=ALL_TITLE,
        description=description,
        address=permalinks.everything,
        meta=column_meta(ALL_TITLE, description),
        crumbs=(home_crumb(site), Link(ALL_TITLE, permalinks.everything())),
        filter=EVERYTHING if can_narrow(site.records, site) else "",
        data=EVERYTHING if site.records else "",
        feed=permalinks.FEED,
        empty="还没有公开信息。",
    )
    yield from list_pages(listing, site.records, site)


def topic_pages(topic: Topic, site: Site) -> Iterator[PageDoc]:
    """The list of a class of 主题分类 that has entries."""
    records = site.by_topic.get(topic.id, ())
    if not records:
        return
    description = f"主题分类为“{topic.name}”的政府信息"
    listing = Listing(
        title=topic.name,
        description=description,
        address=lambda page: permalinks.topic(topic.id, page),
        meta=column_meta(topic.name, description, topic.children),
        crumbs=(home_crumb(site), Link("按主题查找", permalinks.TOPICS), Link(topic.name)),
    )
    yield from list_pages(_by_everything(listing, "zt", topic.id, records, site), records, site)


def item_list_pages(item: Item, site: Site) -> Iterator[PageDoc]:
    """All entries of an item that has more than its own page shows."""
    records = site.by_item.get(item.id, ())
    if len(records) <= site.catalog.site.page_size:
        return
    description = f"标准目录事项“{item.name}”已经公开的全部信息"
    listing = Listing(
        title=f"{item.name}：全部信息",
        description=description,
        address=lambda page: permalinks.item_list(item.id, page),
        meta=column_meta(item.name, description),
        crumbs=(
            home_crumb(site),
            Link("标准目录", permalinks.CATALOGUE),
            Link(item.name, permalinks.item(item.id)),
            Link(ALL_TITLE),
        ),
    )
    yield from list_pages(_by_everything(listing, "sx", item.id, records, site), records, site)


def organization_list_pages(organization: Organization, site: Site) -> Iterator[PageDoc]:
    """All entries of a unit that has more than its own page shows."""
    records = site.by_organization.get(organization.id, ())
    if len(records) <= site.catalog.site.page_size:
        return
    description = f"{organization.name}公开的全部信息"
    listing = Listing(
        title=f"{organization.name}：全部信息",
        description=description,
        address=lambda page: permalinks.organization_list(organization.id, page),
        meta=column_meta(organization.name, description),
        crumbs=(
            home_crumb(site),
            Link("按单位查找", permalinks.ORGANIZATIONS),
            Link(organization.name, permalinks.organization(organization.id)),
            Link(ALL_TITLE),
        ),
        feed=permalinks.organization_feed(organization.id),
    )
    yield from list_pages(_by_everything(listing, "jg", organization.id, records, site), records, site)


def list_pages(listing: Listing, records: Sequence[Record], site: Site) -> Iterator[PageDoc]:
    """Cut `records` into pages of `listing`. Only the first page carries what stands on top of the list."""
    for page in pages(records, site.catalog.site.page_size):
        first = page.number == 1
        title = listing.title if first else f"{listing.title}（第{page.number}页）"
        newest = max((record.day for record in page.records if record.day), default=None)
        yield PageDoc(
            path=listing.address(page.number),
            template="column.html",
            context=_context(listing, page, site),
            title=title,
            description=listing.description or listing.title,
            meta=listing.meta,
            crumbs=listing.crumbs,
            column=listing.column,
            body_class="column",
            modified=newest.isoformat() if newest else "",
        )


def _context(listing: Listing, page: Page, site: Site) -> ColumnPage:
    return ColumnPage(
        title=listing.title,
        description=listing.description,
        facts=listing.facts if page.number == 1 else (),
        related=listing.related if page.number == 1 else (),
        children=listing.children,
        rows=rows(page.records, site),
        paging=paging(page, listing.address),
        filter=listing.filter,
        data=listing.data,
        feed=listing.feed,
        empty="" if page.records else listing.empty,
        first=listing.address(1),
        fixed=listing.fixed,
    )


def paging(page: Page, address: Callable[[int], str]) -> Paging:
    """The numbers below a list."""
    links = tuple(
        Link(str(number), address(number), current=number == page.number) if number else Link("")
        for number in page_numbers(page.number, page.pages)
    )
    return Paging(
        page=page.number,
        pages=page.pages,
        first=page.first,
        last=page.last,
        total=page.total,
        links=links,
        previous=address(page.number - 1) if page.number > 1 else "",
        next=address(page.number + 1) if page.number < page.pages else "",
    )


def _column_listing(column: Column, site: Site) -> Listing:
    records = site.by_column.get(column.id, ())
    return Listing(
        title=column.name,
        description=column.description,
        address=lambda page: permalinks.column(column.id, page),
        meta=meta_of_column(column),
        crumbs=column_crumbs(column, site),
        column=shell_column(column, site),
        facts=_facts(column, site),
        related=tuple(Link(column.name, permalinks.hand_written(slug), "全文") for slug in column.pages),
        children=_children(column, site),
        filter=permalinks.column_data(column.id) if can_narrow(records, site) else "",
        data=permalinks.column_data(column.id) if records else "",
        feed=permalinks.column_feed(column.id) if records else "",
        empty=_empty(column, site),
    )


def _facts(column: Column, site: Site) -> tuple[Link, ...]:
    """Who leads, where the founding document orders it, how often it changes: label and value."""
    pairs = (
        ("牵头单位", unit_names(column.lead, site)),
        ("责任单位", unit_names(column.responsible, site)),
        ("更新周期", column.cycle),
    )
    facts = [Link(label, "", value) for label, value in pairs if value]
    if column.clause and site.catalog.tasks:
        year = max(site.catalog.tasks)
        number = site.catalog.tasks[year].number
        facts.insert(-1 if column.cycle else len(facts), Link("出处", permalinks.tasks(year), number + column.clause))
    return tuple(facts)


def _children(column: Column, site: Site) -> tuple[Link, ...]:
    """Columns below this one that have entries, with their counts."""
    return tuple(
        Link(child.short or child.name, permalinks.column(child.id), str(len(site.by_column.get(child.id, ()))))
        for child in site.catalog.columns.values()
        if child.parent == column.id and site.has_column(child.id)
    )


def _empty(column: Column, site: Site) -> str:
    """What will be here; shown only by columns that have a page while they are empty."""
    if column.pages:
        return ""
    unit = unit_names(column.lead or column.responsible, site)
    cycle = f"，{column.cycle}更新" if column.cycle else ""
    return f"这里将公开：{column.description or column.name}。由{unit or '有关单位'}负责{cycle}。"


def can_narrow(records: Sequence[Record], site: Site, fixed: str = "") -> bool:
    """Whether a filter could leave some of `records` out: a facet other than `fixed` has at least two values."""
    seen: dict[str, str] = {}
    for record in records:
        for key, values in facet_values(record, site.topic_ids.get(record.entry.topic[0], "")).items():
            if key != fixed and any(seen.setdefault(key, value) != value for value in values):
                return True
    return False


def _by_everything(listing: Listing, key: str, value: str, records: Sequence[Record], site: Site) -> Listing:
    """A list that is one value of a facet of 全部信息, filtered by that list's data."""
    return replace(listing, filter=EVERYTHING, fixed=f"{key}={value}") if can_narrow(records, site, key) else listing
