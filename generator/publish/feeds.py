"""Atom feeds (RFC 4287) of the site, of each column and of each unit that has entries: the newest 30 published ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from generator.derive import permalinks
from generator.derive.dates import SHANGHAI
from generator.derive.values import organization_name
from generator.publish.xml_text import attribute, text

if TYPE_CHECKING:
    from generator.derive.record import Record
    from generator.derive.site import Site

NEWEST = 30


class Feed(NamedTuple):
    """One feed but its summaries."""

    address: str
    head: str
    #: its entries, newest first
    ids: tuple[str, ...]


class FeedPlan(NamedTuple):
    """All feeds but the summaries of entries, which come from bodies."""

    feeds: tuple[Feed, ...]
    #: each entry's element up to its summary, by id
    entries: Mapping[str, str]


def plan_feeds(site: Site) -> FeedPlan:
    """Plan the feeds of the site, of each column and of each unit that has entries."""
    settings = site.catalog.site
    platform = f"{settings.name}{settings.platform}"
    feeds = [_feed(platform, permalinks.HOME, permalinks.FEED, site.records, site)]
    for column in site.catalog.columns.values():
        records = site.by_column.get(column.id, ())
        if records:
            own = permalinks.column_feed(column.id)
            feeds.append(_feed(f"{column.name}_{platform}", permalinks.column(column.id), own, records, site))
    for organization in site.catalog.organizations.values():
        records = site.by_organization.get(organization.id, ())
        if records:
            own = permalinks.organization_feed(organization.id)
            page = permalinks.organization(organization.id)
            feeds.append(_feed(f"{organization.name}政府信息公开", page, own, records, site))
    ids = dict.fromkeys(id_ for feed in feeds for id_ in feed.ids)
    return FeedPlan(tuple(feeds), {id_: _entry(site.by_id[id_], site) for id_ in ids})


def feed_files(plan: FeedPlan, leads: Mapping[str, str], changed: Collection[str] | None = None) -> dict[str, bytes]:
    """Feeds by address. `leads` has the beginning of each body by id (`plan.entries` says which are needed).

    `changed` limits the result to feeds that hold one of these entries.
    """
    return {
        feed.address: _finish(feed, plan.entries, leads)
        for feed in plan.feeds
        if changed is None or not set(feed.ids).isdisjoint(changed)
    }


def _finish(feed: Feed, entries: Mapping[str, str], leads: Mapping[str, str]) -> bytes:
    lines = [feed.head]
    for id_ in feed.ids:
        lines.append(entries[id_])
        lead = leads.get(id_, "")
        if lead:
            lines.append(f'<summary type="text">{text(lead)}</summary>')
        lines.append("</entry>")
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _feed(title: str, page: str, own: str, records: Sequence[Record], site: Site) -> Feed:
    """One feed. A feed needs a date: without a published entry it is the date of the data."""
    newest = list(islice((r for r in records if not r.pending and r.day is not None), NEWEST))
    updated = max((_updated(record) for record in newest), default=_midnight(site.as_of))
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<title>{text(title)}</title>",
        f"<id>{text(_absolute(site, own))}</id>",
        f'<link rel="self" type="application/atom+xml" href={attribute(_absolute(site, own))}/>',
        f'<link rel="alternate" type="text/html" href={attribute(_absolute(site, page))}/>',
        f"<updated>{updated.isoformat()}</updated>",
        f"<author><name>{text(site.catalog.site.name)}</name></author>",
    )
    return Feed(own, "\n".join(lines), tuple(record.id for record in newest))


def _entry(record: Record, site: Site) -> str:
    entry = record.entry
    address = _absolute(site, record.href)
    title = f"【示例】{entry.title}" if entry.sample else entry.title
    lines = (
        "<entry>",
        f"<title>{text(title)}</title>",
        f"<id>{text(address)}</id>",
        f'<link rel="alternate" type="text/html" href={attribute(address)}/>',
        f"<published>{_published(record).isoformat()}</published>",
        f"<updated>{_updated(record).isoformat()}</updated>",
        f"<author><name>{text(organization_name(entry.responsible, site.catalog))}</name></author>",
        f"<category term={attribute(entry.type.name)}/>",
    )
    return "\n".join(lines)


def _published(record: Record) -> dt.datetime:
    stamped = record.publication.published
    return stamped.astimezone(SHANGHAI) if stamped else _midnight(record.day or dt.date.min)


def _updated(record: Record) -> dt.datetime:
    stamped = record.publication.updated
    return max(stamped.astimezone(SHANGHAI), _published(record)) if stamped else _published(record)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


def _absolute(site: Site, address: str) -> str:
    """An IRI that never changes: atom:id must be absolute also where no domain is configured yet."""
    full = permalinks.absolute(site.catalog.site, address)
    return full if site.catalog.site.domain else f"urn:x-gongkai:{full}"
