"""Units: the overview, and each unit's own 政府信息公开 page with the four statutory columns (design.md D15)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.catalog.model import Column, Organization
from generator.derive import permalinks
from generator.derive.dates import long_date
from generator.derive.membership import expand
from generator.derive.record import Record
from generator.derive.site import Site
from generator.render.contexts import (
    HeaderFact,
    Link,
    OrganizationGroup,
    OrganizationPage,
    OrganizationsPage,
    StatutorySection,
)
from generator.render.links import apply_link, is_set, item_row, organization_link, task_link
from generator.render.meta import column_meta, home_crumb
from generator.render.page import PageDoc
from generator.render.portal import statutory_columns
from generator.render.rows import rows

TITLE = "按单位查找"
#: kinds in the order readers look for them, with the heading they stand under
GROUPS = {
    "政府": "市政府",
    "部门": "政府部门",
    "派驻": "派驻机构",
    "镇街": "镇和街道",
    "牌子": "加挂牌子的机构",
    "村社": "村和社区",
    "企事业": "公共企事业单位",
    "党委部门": "党委部门",
}
ENDED = "已撤并的单位"
_KINDS = {"政府": "人民政府", "部门": "政府部门", "派驻": "派驻机构", "镇街": "镇、街道", "村社": "村、社区",
          "企事业": "公共企事业单位", "党委部门": "党委部门", "牌子": "加挂牌子的机构"}
_PARTY = "党委部门不是行政机关，不适用政府信息公开条例；这里列出它牵头或者参与的政务公开工作。"
_VERTICAL = "本单位由上级主管部门垂直管理，部分信息在上级主管部门网站公开。"


def organizations_page(site: Site) -> PageDoc:
    """All units by kind, with the number of entries."""
    units = [o for o in site.catalog.organizations.values() if not is_set(o)]
    groups = [
        OrganizationGroup(name, tuple(_counted(o, site) for o in units if o.kind == kind and o.end is None))
        for kind, name in GROUPS.items()
    ]
    groups.append(OrganizationGroup(ENDED, tuple(_counted(o, site) for o in units if o.end is not None)))
    description = "各单位的政府信息公开页：指南、制度、法定主动公开内容、年度报告和联系方式"
    return PageDoc(
        path=permalinks.ORGANIZATIONS,
        template="organizations.html",
        context=OrganizationsPage(tuple(group for group in groups if group.links)),
        title=TITLE,
        description=description,
        meta=column_meta(TITLE, description),
        crumbs=(home_crumb(site), Link(TITLE, permalinks.ORGANIZATIONS)),
        body_class="organizations",
    )


def _counted(organization: Organization, site: Site) -> Link:
    count = len(site.by_organization.get(organization.id, ()))
    return organization_link(organization.id, site, note=str(count) if count else "")


def organization_pages(site: Site) -> Iterator[PageDoc]:
    """A page per unit; units that ended keep theirs."""
    tasks = _tasks_by_organization(site)
    for organization in site.catalog.organizations.values():
        if not is_set(organization):
            yield _page(organization, site, tasks.get(organization.id, ()))


def _tasks_by_organization(site: Site) -> Mapping[str, tuple[Link, ...]]:
    """Key work by unit, sets expanded."""
    found: dict[str, dict[str, Link]] = {}
    for year, plan in sorted(site.catalog.tasks.items(), reverse=True):
        for task in plan.tasks:
            for name in (*task.lead, *task.responsible):
                for org_id in expand(site.organization_names.get(name, ""), site.catalog.organizations):
                    link = task_link(year, task)
                    found.setdefault(org_id, {})[link.href] = link
    return {org_id: tuple(links.values()) for org_id, links in found.items()}


def _page(organization: Organization, site: Site, tasks: tuple[Link, ...]) -> PageDoc:
    records = site.by_organization.get(organization.id, ())
    name = f"{organization.name}政府信息公开"
    description = f"{organization.name}的政府信息公开指南、制度、法定主动公开内容和年度报告"
    return PageDoc(
        path=permalinks.organization(organization.id),
        template="organization.html",
        context=_context(organization, records, site, tasks),
        title=name,
        description=description,
        meta=column_meta(name, description, (organization.short, *organization.aliases)),
        crumbs=(
            home_crumb(site),
            Link(TITLE, permalinks.ORGANIZATIONS),
            Link(organization.name, permalinks.organization(organization.id)),
        ),
        body_class="organization",
        modified=records[0].day.isoformat() if records and records[0].day else "",
    )


def _context(
    organization: Organization, records: tuple[Record, ...], site: Site, tasks: tuple[Link, ...]
) -> OrganizationPage:
    party = organization.kind == "党委部门"
    own = Counter(item for record in records for item in record.entry.items)
    return OrganizationPage(
        name=organization.name,
        short=organization.short,
        kind=_KINDS.get(organization.kind, organization.kind),
        contact=_contact(organization),
        ended=f"本单位已于{long_date(organization.end)}撤并" if organization.end else "",
        successor=organization_link(organization.successor, site) if organization.successor else None,
        sections=() if party else tuple(_sections(organization, records, site)),
        items=tuple(item_row(item, site, own[item.id]) for item in site.items_of.get(organization.id, ())),
        tasks=tasks,
        count=len(records),
        feed=permalinks.organization_feed(organization.id) if records else "",
        note=_note(organization, site),
        unconfirmed=organization.unconfirmed,
    )


def _note(organization: Organization, site: Site) -> str:
    """What a reader should know about the unit: party organs and their plaques, units run from above."""
    units = site.catalog.organizations
    if organization.kind == "党委部门":
        plaque = units.get(organization.plaque)
        return _PARTY + (f"属于政府信息的，以{plaque.name}的名义公开。" if plaque else "")
    if organization.kind == "牌子":
        hosts = "、".join(o.name for o in units.values() if o.plaque == organization.id)
        return f"本机构的牌子加挂在{hosts}。" if hosts else ""
    return _VERTICAL if organization.vertical else ""


def _contact(organization: Organization) -> tuple[HeaderFact, ...]:
    """条例 第十二条: 工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式."""
    how = organization.contact
    facts = (
        HeaderFact("公开工作机构", organization.office),
        HeaderFact("联系电话", how.phone, f"tel:{how.phone.replace(' ', '')}"),
        HeaderFact("传真", how.fax),
        HeaderFact("办公地址", how.address),
        HeaderFact("邮政编码", how.postcode),
        HeaderFact("电子邮箱", how.email, f"mailto:{how.email}"),
        HeaderFact("办公时间", how.hours),
    )
    return tuple(fact for fact in facts if fact.value)


def _sections(organization: Organization, records: tuple[Record, ...], site: Site) -> Iterator[StatutorySection]:
    """The four statutory columns. The one with sub-columns holds all that stands in no other."""
    columns = statutory_columns(site)
    parents = {column.parent for column in site.catalog.columns.values()}
    others = {column.id for column in columns if column.id not in parents}
    size = site.catalog.site.page_size
    for column in columns:
        if column.id in others:
            own = tuple(record for record in records if column.id in record.columns)
        else:
            own = tuple(record for record in records if others.isdisjoint(record.columns))
        yield StatutorySection(
            name=column.name,
            anchor=f"s-{column.id}",
            rows=rows(own[:size], site),
            more=_more(organization, own, records, size),
            empty="" if own else _empty(column, organization),
            links=_links(column, site, empty=not own),
        )


def _more(
    organization: Organization, own: tuple[Record, ...], records: tuple[Record, ...], size: int
) -> Link | None:
    if len(own) <= size:
        return None
    return Link(f"全部{len(records)}条", permalinks.organization_list(organization.id))


def _empty(column: Column, organization: Organization) -> str:
    if organization.end is not None:
        return "本单位撤并前没有在这里公开。"
    return f"本单位没有另行编制，见全市的{column.name}。" if column.pages else f"本单位的{column.name}公开后列在这里。"


def _links(column: Column, site: Site, *, empty: bool) -> tuple[Link, ...]:
    """The hand-written pages of the column, and where to apply under the one that lists everything."""
    if not empty:
        return ()
    pages = tuple(Link(f"全市的{column.name}", permalinks.hand_written(slug)) for slug in column.pages)
    if pages:
        return pages
    return (Link(apply_link(site).text, apply_link(site).href),) if column.kind == "法定" and not column.items else ()
