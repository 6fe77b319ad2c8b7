"""Pages about the portal: search, topics, site map, and the page for addresses that lead nowhere."""

from __future__ import annotations

from generator.derive import permalinks
from generator.derive.site import Site
from generator.render.catalogue_pages import TITLE as CATALOGUE_TITLE
from generator.render.catalogue_pages import sorted_fields
from generator.render.column_pages import ALL_TITLE
from generator.render.contexts import Link, MapGroup, NotFoundPage, SearchPage, SiteMapPage
from generator.render.links import apply_link, correct_href, hot_links, is_set, organization_link
from generator.render.meta import column_meta, home_crumb
from generator.render.organization_pages import TITLE as ORGANIZATIONS_TITLE
from generator.render.page import PageDoc
from generator.render.progress_page import TITLE as PROGRESS_TITLE
from generator.render.task_pages import title as tasks_title

TOPICS_TITLE = "按主题查找"


def search_page(site: Site) -> PageDoc:
    """search.html: works with `?q=`."""
    apply = apply_link(site)
    context = SearchPage(
        data=permalinks.SEARCH_DATA,
        hot=hot_links(site),
        organizations=Link(ORGANIZATIONS_TITLE, permalinks.ORGANIZATIONS),
        catalogue=Link("标准目录", permalinks.CATALOGUE),
        apply=Link(apply.text, apply.href, apply.note),
    )
    description = "按标题、文号或正文里的一句话查找政府信息"
    return PageDoc(
        path=permalinks.SEARCH,
        template="search.html",
        context=context,
        title="搜索",
        description=description,
        meta=column_meta("搜索", description),
        crumbs=(home_crumb(site), Link("搜索", permalinks.SEARCH)),
        body_class="search-results",
    )


def topics_page(site: Site) -> PageDoc:
    """The classes of 主题分类 with their counts; empty classes are named without a link."""
    links = tuple(
        Link(
            topic.name,
            permalinks.topic(topic.id) if topic.id in site.by_topic else "",
            str(len(site.by_topic.get(topic.id, ()))),
        )
        for topic in site.catalog.topics.values()
    )
    description = "按国务院公文主题分类查找政府信息"
    return PageDoc(
        path=permalinks.TOPICS,
        template="sitemap.html",
        context=SiteMapPage((MapGroup("主题分类", links),), TOPICS_TITLE),
        title=TOPICS_TITLE,
        description=description,
        meta=column_meta(TOPICS_TITLE, description),
        crumbs=(home_crumb(site), Link(TOPICS_TITLE, permalinks.TOPICS)),
        body_class="topics",
    )


def map_page(site: Site) -> PageDoc:
    """ditu.html: every list page by kind; grows with the catalogue, never with the entries."""
    columns = [c for c in site.catalog.columns.values() if site.has_column(c.id)]
    units = [o for o in site.catalog.organizations.values() if not is_set(o)]
    groups = (
        MapGroup("公开栏目", (*(Link(c.name, permalinks.column(c.id), _count(site.by_column.get(c.id, ())))
                            for c in columns), Link(ALL_TITLE, permalinks.everything(), _count(site.records)))),
        MapGroup("查找", _ways(site)),
        MapGroup(CATALOGUE_TITLE, tuple(Link(f.name, permalinks.field(f.id), str(len(f.items)))
                                        for f in sorted_fields(site))),
        MapGroup("单位", tuple(organization_link(o.id, site) for o in units)),
        MapGroup("网站", _about(site)),
    )
    return PageDoc(
        path=permalinks.SITE_MAP,
        template="sitemap.html",
        context=SiteMapPage(groups),
        title="网站地图",
        description="本站的全部栏目、目录领域和单位",
        meta=column_meta("网站地图", "本站的全部栏目、目录领域和单位"),
        crumbs=(home_crumb(site), Link("网站地图", permalinks.SITE_MAP)),
        body_class="map",
    )


def _count(records: tuple[object, ...]) -> str:
    return str(len(records)) if records else ""


def _ways(site: Site) -> tuple[Link, ...]:
    return (
        Link("搜索", permalinks.SEARCH),
        Link(ORGANIZATIONS_TITLE, permalinks.ORGANIZATIONS),
        Link(TOPICS_TITLE, permalinks.TOPICS),
        Link(CATALOGUE_TITLE, permalinks.CATALOGUE),
        *(Link(tasks_title(year), permalinks.tasks(year)) for year in sorted(site.catalog.tasks, reverse=True)),
        *((Link(PROGRESS_TITLE, permalinks.PROGRESS),) if site.catalog.site.publish_progress else ()),
    )


def _about(site: Site) -> tuple[Link, ...]:
    pages = [
        Link(apply_link(site).text, apply_link(site).href),
        Link("怎样使用本站", permalinks.hand_written("bangzhu")),
        Link("无障碍声明", permalinks.hand_written("wuzhangai")),
        Link("我要纠错", correct_href(site)),
    ]
    optional = {"shuju": "开放数据和订阅", "guanyu": "关于本站"}
    pages += [Link(text, permalinks.hand_written(slug)) for slug, text in optional.items() if slug in site.hand_written]
    return tuple(pages)


def not_found_page(site: Site) -> PageDoc:
    """404.html: served for any address, so its links begin at the site's sub-path."""
    base = site.catalog.site.subpath
    links = (
        Link("搜索", base + permalinks.SEARCH),
        Link(ORGANIZATIONS_TITLE, base + permalinks.ORGANIZATIONS),
        Link("网站地图", base + permalinks.SITE_MAP),
    )
    return PageDoc(
        path=permalinks.NOT_FOUND,
        template="notfound.html",
        context=NotFoundPage(base + permalinks.HOME, links),
        title="没有这一页",
        description="地址可能写错了，或者这一页换了地方",
        meta=column_meta("没有这一页", "地址有误的提示"),
        body_class="notfound",
        listed=False,
    )
