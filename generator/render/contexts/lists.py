"""Lists and ways in: columns, search, site map, the page for wrong addresses."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Link, Paging, Row


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
    filter: str  # address of the index the page filters by, without extension; empty: nothing to choose
    data: str  # address of the list's own index, without extension (`.json`)
    feed: str
    empty: str  # what will be here, when nothing is yet
    first: str = ""  # address of the list's first page, which a filter's address belongs to
    fixed: str = ""  # `key=value` that every row of this list has in the index of `filter`


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
