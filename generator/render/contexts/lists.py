"""Lists and ways in: columns, search, site map, the page for wrong addresses."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Facet, Link, Paging, Row


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """column.html: a list of entries (of a column, a topic, all)."""

    title: str
    description: str
    facts: tuple[Link, ...]  # 牵头单位, 出处, 更新周期 … as label + value (`text`=label, `note`=value)
    related: tuple[Link, ...]  # hand-written pages and sub-columns shown on top
    children: tuple[Link, ...]
    rows: tuple[Row, ...]
    paging: Paging
    facets: tuple[Facet, ...]
    data: str  # address of the column's data file without extension (`.json`, `.js`)
    feed: str
    empty: str  # what will be here, when nothing is yet


@dataclass(frozen=True, slots=True)
class SearchPage:
    """search.html; `data` is the address of the index's manifest."""

    data: str
    hot: tuple[Link, ...]
    organizations: Link
    catalogue: Link
    apply: Link


@dataclass(frozen=True, slots=True)
class MapGroup:
    """A heading of the site map."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SiteMapPage:
    """sitemap.html (ditu.html, and the topics' overview under its own title)"""

    groups: tuple[MapGroup, ...]
    title: str = "网站地图"


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """404.html"""

    home: str
    links: tuple[Link, ...]
