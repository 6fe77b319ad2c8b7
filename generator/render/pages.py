"""Every generated page but those of entries and attachments, in groups that know nothing of each other.

Groups can be made in any order and by any process; each page comes from exactly one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeVar

from generator.derive.office import Office
from generator.derive.provenance import NO_HISTORY, History
from generator.derive.site import Site
from generator.findings import Finding
from generator.render.catalogue_pages import catalogue_page, item_pages
from generator.render.column_pages import (
    column_pages,
    everything_pages,
    item_list_pages,
    organization_list_pages,
    topic_pages,
)
from generator.render.home_pages import home_page
from generator.render.neibu_pages import neibu_pages
from generator.render.organization_pages import organization_pages, organizations_page
from generator.render.page import PageDoc
from generator.render.portal import portal_context
from generator.render.progress_page import progress_pages
from generator.render.record_pages import moved_pages, tombstone_pages
from generator.render.site_pages import map_page, not_found_page, search_page, topics_page
from generator.render.task_pages import task_pages

__all__ = ["PageGroup", "internal_pages", "page_groups", "portal_context", "public_pages"]

T = TypeVar("T")
#: rows of lists in one group, where lists are short
_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages that are made together. `cost` is rough: a unit is about the work of one row of a list."""

    name: str
    cost: int
    pages: Callable[[], Iterator[PageDoc]]


def page_groups(site: Site) -> tuple[PageGroup, ...]:
    """All groups of the public tree."""
    catalog = site.catalog
    items = len(catalog.items)
    return (
        PageGroup("首页等", 200 + items, lambda: _single_pages(site)),
        PageGroup("撤回和改址", 30 * (len(site.withdrawn) + len(site.moved)), lambda: _signposts(site)),
        PageGroup("事项", 25 * items, lambda: item_pages(site)),
        PageGroup("单位", 60 * len(catalog.organizations), lambda: organization_pages(site)),
        PageGroup("全部信息", len(site.records), lambda: everything_pages(site)),
        *_groups("栏目", catalog.columns.values(), lambda one: len(site.by_column.get(one.id, ())), column_pages, site),
        *_groups("主题", catalog.topics.values(), lambda one: len(site.by_topic.get(one.id, ())), topic_pages, site),
        *_groups("事项全部", catalog.items.values(), lambda one: len(site.by_item.get(one.id, ())), item_list_pages, site),
        *_groups("单位全部", catalog.organizations.values(), lambda one: len(site.by_organization.get(one.id, ())),
                 organization_list_pages, site),
    )  # fmt: skip


def _groups(
    name: str, things: Iterable[T], rows: Callable[[T], int], pages: Callable[[T, Site], Iterator[PageDoc]], site: Site
) -> Iterator[PageGroup]:
    """Lists of `things`, short ones together."""
    group: list[T] = []
    cost = 0
    for thing in things:
        own = rows(thing)
        if group and cost + own > _ROWS:
            yield PageGroup(name, cost, partial(_pages, tuple(group), pages, site))
            group, cost = [], 0
        group.append(thing)
        cost += own
    if group:
        yield PageGroup(name, cost, partial(_pages, tuple(group), pages, site))


def _pages(things: Sequence[T], pages: Callable[[T, Site], Iterator[PageDoc]], site: Site) -> Iterator[PageDoc]:
    return chain.from_iterable(pages(thing, site) for thing in things)


def _single_pages(site: Site) -> Iterator[PageDoc]:
    yield home_page(site)
    yield topics_page(site)
    yield catalogue_page(site)
    yield organizations_page(site)
    yield from task_pages(site)
    yield from progress_pages(site)
    yield search_page(site)
    yield map_page(site)
    yield not_found_page(site)


def _signposts(site: Site) -> Iterator[PageDoc]:
    yield from tombstone_pages(site)
    yield from moved_pages(site)


def public_pages(site: Site) -> Iterator[PageDoc]:
    """The pages of all groups, one by one, so that memory does not grow with the entries."""
    for group in page_groups(site):
        yield from group.pages()


def internal_pages(office: Office, findings: Iterable[Finding], history: History = NO_HISTORY) -> Iterator[PageDoc]:
    """All pages of the internal tree (`neibu/`), addresses from its own root."""
    yield from neibu_pages(office, findings, history)
