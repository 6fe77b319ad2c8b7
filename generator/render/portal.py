"""The chrome's context: what every page shows around its main part."""

from __future__ import annotations

from generator.catalog.model import Column
from generator.derive import permalinks
from generator.derive.site import Site
from generator.render.contexts import Link, PortalContext
from generator.render.links import apply_link, correct_href, hot_links, organization_link
from generator.render.marks import day


def portal_context(site: Site) -> PortalContext:
    """Masthead, navigation and footer of `site`."""
    settings = site.catalog.site
    demonstration = settings.demonstration
    return PortalContext(
        site_name=settings.name,
        platform=settings.platform,
        main_site=Link(settings.main_site_name and f"返回{settings.main_site_name}", settings.main_site_url),
        home=permalinks.HOME,
        nav=tuple(_nav_link(column) for column in statutory_columns(site)),
        apply=apply_link(site),
        hot=hot_links(site),
        demonstration=demonstration.note if demonstration else settings.unconfirmed,
        noindex=demonstration is not None or bool(settings.unconfirmed),
        footer_links=_footer(site),
        host=organization_link(settings.host, site).text if settings.host else "",
        hotline=settings.hotline,
        phone=settings.contact.phone,
        id_code=settings.id_code,
        icp=settings.icp,
        police=settings.police,
        meta=_meta(site),
        as_of=day(site.as_of, site.as_of),
        search=permalinks.SEARCH,
    )


def statutory_columns(site: Site) -> tuple[Column, ...]:
    """The four statutory columns in the order of columns.yaml."""
    return tuple(column for column in site.catalog.columns.values() if column.kind == "法定")


def _nav_link(column: Column) -> Link:
    return Link(column.name, permalinks.column(column.id), column.short or column.name)


def _meta(site: Site) -> tuple[tuple[str, str], ...]:
    """Site tags; a county that has not entered its SiteIDCode yet says so (a formal build refuses that)."""
    settings = site.catalog.site
    return (
        ("SiteName", settings.name),
        ("SiteDomain", settings.domain),
        ("SiteIDCode", settings.id_code or "待填"),
    )


def _footer(site: Site) -> tuple[Link, ...]:
    settings = site.catalog.site
    links = [
        Link("网站地图", permalinks.SITE_MAP),
        Link("怎样使用本站", permalinks.hand_written("bangzhu")),
        Link("无障碍声明", permalinks.hand_written("wuzhangai")),
        Link("我要纠错", correct_href(site)),
    ]
    optional = {"shuju": "开放数据和订阅", "guanyu": "关于本站"}
    links += [Link(text, permalinks.hand_written(slug)) for slug, text in optional.items() if slug in site.hand_written]
    if settings.main_site_url:
        links.append(Link(settings.main_site_name, settings.main_site_url))
    return tuple(links)
