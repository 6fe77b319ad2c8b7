"""Every generated page, in a fixed order. The entrance of this package for the pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
from generator.render.record_pages import moved_pages, record_pages, tombstone_pages
from generator.render.site_pages import map_page, not_found_page, search_page, topics_page
from generator.render.task_pages import task_pages

__all__ = ["internal_pages", "portal_context", "public_pages"]


def public_pages(site: Site) -> Iterator[PageDoc]:
    """All pages of the public tree that the core makes; made one by one, so memory does not grow with the entries."""
    yield home_page(site)
    yield from column_pages(site)
    yield from everything_pages(site)
    yield topics_page(site)
    yield from topic_pages(site)
    yield catalogue_page(site)
    yield from item_pages(site)
    yield from item_list_pages(site)
    yield organizations_page(site)
    yield from organization_pages(site)
    yield from organization_list_pages(site)
    yield from task_pages(site)
    yield search_page(site)
    yield map_page(site)
    yield not_found_page(site)
    yield from record_pages(site)
    yield from tombstone_pages(site)
    yield from moved_pages(site)


def internal_pages(site: Site, findings: Iterable[Finding]) -> Iterator[PageDoc]:
    """All pages of the internal tree (`neibu/`), addresses from its own root."""
    yield from neibu_pages(site, findings)
