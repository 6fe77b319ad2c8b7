"""Every address of the portal, in one place (formats.md §1).

All are relative to the site's root without a leading slash. They end in `.html` because they must also work from
`file://`; published addresses never change, so what is in here is only ever added to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.catalog.model import Site
    from generator.model.entry import Attachment

HOME = "index.html"
SEARCH = "search.html"
SITE_MAP = "ditu.html"
NOT_FOUND = "404.html"
CATALOGUE = "mulu/index.html"
ORGANIZATIONS = "jigou/index.html"
TOPICS = "zhuti/index.html"
#: only where site.yaml switches it on
PROGRESS = "jinzhan.html"
FINDINGS = "neibu/index.html"
#: the list of all entries; no column may have this id
ALL = "quanbu"
#: manifest of the search index
SEARCH_DATA = "data/s/manifest"


def entry(entry_id: str) -> str:
    """An entry's page: `xx/shifuban/2021/24.html`."""
    return f"xx/{entry_id}.html"


def comparison(entry_id: str, number: int) -> str:
    """What an entry changed in an earlier one: `xx/shifuban/2021/24/duizhao-1.html`."""
    return f"xx/{entry_id}/duizhao-{number}.html"


def entry_data(entry_id: str) -> str:
    """An entry as JSON: `data/xx/shifuban/2021/24.json`."""
    return f"data/xx/{entry_id}.json"


def attachment(entry_id: str, file: Attachment) -> str:
    """A published attachment: `xx/shifuban/2021/24/1.pdf`."""
    return f"xx/{entry_id}/{file.published_name}"


def attachment_page(entry_id: str, file: Attachment) -> str:
    """An attachment's reading view: `xx/shifuban/2021/24/1.html`."""
    return f"xx/{entry_id}/{file.number}.html"


def attachment_in_body(entry_id: str, file: Attachment) -> str:
    """The same, relative to the entry's own page: `24/1.pdf`."""
    return f"{entry_id.rsplit('/', 1)[-1]}/{file.published_name}"


def column(column_id: str, page: int = 1) -> str:
    """Page `page` of a column: `lanmu/fading/index.html`, `lanmu/fading/2.html`."""
    return f"lanmu/{column_id}/{'index' if page == 1 else page}.html"


def everything(page: int = 1) -> str:
    """Page `page` of the list of all entries."""
    return column(ALL, page)


def item(item_id: str) -> str:
    """A row of the standard catalogue: `mulu/zcwj-001.html`."""
    return f"mulu/{item_id}.html"


def item_list(item_id: str, page: int = 1) -> str:
    """Page `page` of all entries of an item that has more than its own page shows."""
    return f"mulu/{item_id}/{'index' if page == 1 else page}.html"


def field(field_id: str) -> str:
    """A 领域 on the catalogue's overview."""
    return f"{CATALOGUE}#{field_id}"


def organization(org_id: str) -> str:
    """A unit's own 政府信息公开 page: `jigou/shifuban.html`."""
    return f"jigou/{org_id}.html"


def organization_list(org_id: str, page: int = 1) -> str:
    """Page `page` of all entries of a unit."""
    return f"jigou/{org_id}/{'index' if page == 1 else page}.html"


def topic(topic_id: str, page: int = 1) -> str:
    """Page `page` of a class of 主题分类: `zhuti/02.html`, `zhuti/02/2.html`."""
    return f"zhuti/{topic_id}.html" if page == 1 else f"zhuti/{topic_id}/{page}.html"


def tasks(year: int) -> str:
    """The key work of a year: `gongzuo/2021.html`."""
    return f"gongzuo/{year}.html"


def task(year: int, task_id: str) -> str:
    """One key work on its year's page."""
    return f"{tasks(year)}#t-{task_id}"


def hand_written(slug: str) -> str:
    """A page of `content/pages`: `zhinan.html`."""
    return f"{slug}.html"


def column_data(column_id: str) -> str:
    """A column's data file without extension: `data/lanmu/fading`."""
    return f"data/lanmu/{column_id}"


FEED = "data/feed/index.xml"


def column_feed(column_id: str) -> str:
    """A column's Atom feed."""
    return f"data/feed/lanmu/{column_id}.xml"


def organization_feed(org_id: str) -> str:
    """A unit's Atom feed."""
    return f"data/feed/jigou/{org_id}.xml"


def absolute(site: Site, address: str) -> str:
    """`address` with scheme, domain and sub-path, for print, feeds and sitemap. Without a domain: from the sub-path."""
    path = f"{site.subpath}{'' if address == HOME else address}"
    return f"https://{site.domain}{path}" if site.domain else path
