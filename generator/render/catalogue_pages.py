"""The standard catalogue: its overview by field, and a page per row, also while nothing is published for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.catalog.model import Field, Item
from generator.derive import permalinks
from generator.derive.deadline_words import deadline_words
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.values import basis_text, organization_name
from generator.render.contexts import CataloguePage, FieldBlock, ItemPage, Link, StateLine, UnitContact
from generator.render.links import apply_link, item_row, organization_href, task_link
from generator.render.marks import day
from generator.render.meta import column_meta, home_crumb
from generator.render.page import PageDoc
from generator.render.rows import rows

TITLE = "政务公开标准目录"
_MODES = {"主动": "主动公开", "依申请": "依申请公开"}


def catalogue_page(site: Site) -> PageDoc:
    """Every item of every field on one page."""
    fields = sorted_fields(site)
    description = f"{len(fields)}个领域、{len(site.catalog.items)}项公开事项：由谁公开、何时公开、依据什么"
    blocks = tuple(
        FieldBlock(field.id, field.name, _edition(field), tuple(item_row(item, site) for item in field.items))
        for field in fields
    )
    return PageDoc(
        path=permalinks.CATALOGUE,
        template="catalogue.html",
        context=CataloguePage(TITLE, blocks, len(site.catalog.items)),
        title=TITLE,
        description=description,
        meta=column_meta(TITLE, description, tuple(field.name for field in fields)),
        crumbs=(home_crumb(site), Link(TITLE, permalinks.CATALOGUE)),
        body_class="catalogue",
    )


def sorted_fields(site: Site) -> tuple[Field, ...]:
    """Fields that have items, in the catalogue's order."""
    fields = (field for field in site.catalog.fields.values() if field.items)
    return tuple(sorted(fields, key=lambda field: (field.order, field.id)))


def _edition(field: Field) -> str:
    since = f"，{field.effective.isoformat()}起施行" if field.effective else ""
    return f"{field.edition}版{since}" if field.edition else ""


def _item_edition(item: Item, field: Field, site: Site) -> str:
    """The edition that added or changed the row, else the field's."""
    edition = site.catalog.editions.get(item.edition)
    if edition is None:
        return _edition(field)
    since = f"，{edition.effective.isoformat()}起施行" if edition.effective else ""
    return f"{edition.id}版{since}"


def item_pages(site: Site) -> Iterator[PageDoc]:
    """A page per row of the catalogue."""
    tasks = _tasks_by_item(site)
    for item in site.catalog.items.values():
        yield _item_page(item, site, tasks.get(item.id, ()))


def _tasks_by_item(site: Site) -> Mapping[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for year, plan in sorted(site.catalog.tasks.items(), reverse=True):
        for task in plan.tasks:
            for item in task.items:
                found.setdefault(item, []).append(task_link(year, task))
    return {item: tuple(links) for item, links in found.items()}


def _item_page(item: Item, site: Site, tasks: tuple[Link, ...]) -> PageDoc:
    field = site.catalog.fields[item.field_id]
    records = site.by_item.get(item.id, ())
    description = f"{field.name}领域公开事项“{item.name}”：由谁公开、何时公开、依据什么，已公开{len(records)}条"
    return PageDoc(
        path=permalinks.item(item.id),
        template="item.html",
        context=_context(item, field, site, tasks),
        title=item.name,
        description=description,
        meta=column_meta(item.name, description, (field.name, item.level1)),
        crumbs=(
            home_crumb(site),
            Link(TITLE, permalinks.CATALOGUE),
            Link(field.name, permalinks.field(field.id)),
            Link(item.name, permalinks.item(item.id)),
        ),
        body_class="item",
        modified=records[0].day.isoformat() if records and records[0].day else "",
    )


def _context(item: Item, field: Field, site: Site, tasks: tuple[Link, ...]) -> ItemPage:
    records = site.by_item.get(item.id, ())
    size = site.catalog.site.page_size
    more = len(records) > size
    return ItemPage(
        title=item.name,
        field=Link(field.name, permalinks.field(field.id)),
        level1=item.level1,
        elements=item.elements,
        bases=tuple(basis_text(basis) for basis in item.bases),
        deadline=item.deadline_text,
        deadline_plain=deadline_words(item.deadlines),
        responsible=tuple(contact(org_id, site) for org_id in item.responsible),
        channels=channels(item, site),
        audience=_audience(item.audience),
        mode=_MODES.get(item.mode, item.mode),
        levels=item.levels,
        rows=rows(records[:size], site),
        paging_note=f"共{len(records)}条，这里是最新的{size}条。" if more else "",
        states=tuple(_state_line(record, site) for record in site.states_by_item.get(item.id, ())),
        tasks=tasks,
        apply=apply_link(site),
        edition=_item_edition(item, field, site),
        unconfirmed=item.unconfirmed,
        all_rows=Link(f"全部{len(records)}条", permalinks.item_list(item.id)) if more else None,
        note=item.note,
    )


def contact(org_id: str, site: Site) -> UnitContact:
    """A responsible unit with what a citizen needs to reach it; a set of units has no contact."""
    organization = site.catalog.organizations.get(org_id)
    if organization is None:
        return UnitContact(org_id, "", "", "", "", "")
    how = organization.contact
    return UnitContact(
        name=organization.name,
        href=organization_href(organization) or (permalinks.ORGANIZATIONS if organization.member_kinds else ""),
        phone=how.phone,
        office=organization.office,
        hours=how.hours,
        address=how.address,
    )


def channels(item: Item, site: Site) -> tuple[tuple[str, bool], ...]:
    """The 13 fixed channels in the order of the law's form, then local carriers that are chosen."""
    chosen = {name: True for name in item.channels}
    fixed = []
    local = []
    for channel in site.catalog.channels.values():
        names = (channel.name, *channel.aliases)
        selected = any(chosen.pop(name, False) for name in names)
        if not channel.local:
            fixed.append((channel.name, selected))
        elif selected:
            local.append((channel.name, True))
    return (*fixed, *local, *((name, True) for name in chosen))


def _audience(audience: Mapping[str, str]) -> tuple[str, ...]:
    """全社会; 特定群体（面向…）. A plain 是 needs no bracket, 否 is left out."""
    return tuple(
        who if text in ("", "是", "√") else f"{who}（{text}）" for who, text in audience.items() if text != "否"
    )


def _state_line(record: Record, site: Site) -> StateLine:
    entry = record.entry
    return StateLine(
        word=entry.type.name,
        period=entry.text("期间"),
        reason=entry.text("理由"),
        basis=entry.text("依据"),
        organization=organization_name(entry.responsible, site.catalog),
        href=record.href,
        day=day(record.day, site.as_of) if record.day else None,
    )
