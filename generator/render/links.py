"""Links to things of the catalogue; plain text where there is no page."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from generator.catalog.model import Item, Organization, Task
from generator.derive import permalinks
from generator.derive.site import Site
from generator.render.contexts import ItemRow, Link

APPLY_NOTE = "没有主动公开的，可以申请；能当场答复的当场答复，不能的20个工作日内答复"


def organization_link(org_id: str, site: Site, *, note: str = "") -> Link:
    """A unit by its full name; sets (各镇街) and unknown units have no page."""
    link = site.once(("unit", org_id), lambda: _unit(org_id, site))
    return link._replace(note=note) if note else link


def _unit(org_id: str, site: Site) -> Link:
    organization = site.catalog.organizations.get(org_id)
    return Link(organization.name, organization_href(organization)) if organization else Link(org_id)


def organization_href(organization: Organization) -> str:
    """A unit's page; empty for a 集合."""
    return "" if is_set(organization) else permalinks.organization(organization.id)


def is_set(organization: Organization) -> bool:
    """Whether it stands for several units and has no page."""
    return organization.kind == "集合"


def named_unit_link(name: str, site: Site) -> Link:
    """A unit as a document names it (发改局); the link is added where the name is known."""
    org_id = site.organization_names.get(name, "")
    return Link(name, organization_link(org_id, site).href) if org_id else Link(name)


def unit_names(ids: Iterable[str], site: Site) -> str:
    """Full names joined as text."""
    return "、".join(organization_link(id_, site).text for id_ in ids)


def item_link(item_id: str, site: Site) -> Link:
    """A row of the standard catalogue."""
    return site.once(("item", item_id), lambda: _item(item_id, site))


def _item(item_id: str, site: Site) -> Link:
    item = site.catalog.items.get(item_id)
    return Link(item.name, permalinks.item(item_id)) if item else Link(item_id)


def task_link(year: int, task: Task) -> Link:
    """A key work on its year's page."""
    return Link(task.title, permalinks.task(year, task.id), f"{year}年工作要点{task.clause}")


def item_row(item: Item, site: Site, count: int | None = None) -> ItemRow:
    """An item in a table of the catalogue; `count` replaces the number of all its entries."""
    return ItemRow(
        title=item.name,
        href=permalinks.item(item.id),
        level1=item.level1,
        deadline=item.deadline_text,
        responsible=unit_names(item.responsible, site),
        count=len(site.by_item.get(item.id, ())) if count is None else count,
    )


def apply_link(site: Site) -> Link:
    """依申请公开: its hand-written page, else its column."""
    return site.once("apply", lambda: _apply_link(site))


def _apply_link(site: Site) -> Link:
    for column in site.catalog.columns.values():
        if column.kind == "依申请":
            href = permalinks.hand_written(column.pages[0]) if column.pages else permalinks.column(column.id)
            return Link(column.name, href, APPLY_NOTE)
    return Link("依申请公开", permalinks.HOME, APPLY_NOTE)


def hot_links(site: Site) -> tuple[Link, ...]:
    """Hot words, each a search."""
    return tuple(Link(word, f"{permalinks.SEARCH}?q={quote(word)}") for word in site.catalog.site.hot_words)


def correct_href(site: Site) -> str:
    """我要纠错: the address configured, else the hand-written page."""
    return site.catalog.site.correction_url or permalinks.hand_written("jiucuo")
