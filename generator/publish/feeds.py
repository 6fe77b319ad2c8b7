"""Atom feeds (RFC 4287) of the site, of each column and of each unit that has entries: the newest 30 published ones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from generator.derive import permalinks
from generator.derive.dates import SHANGHAI
from generator.derive.plain import summary
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.values import organization_name

NEWEST = 30
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_files(site: Site) -> dict[str, bytes]:
    """All feeds by address."""
    settings = site.catalog.site
    platform = f"{settings.name}{settings.platform}"
    files = {permalinks.FEED: _feed(platform, permalinks.HOME, permalinks.FEED, site.records, site)}
    for column in site.catalog.columns.values():
        records = site.by_column.get(column.id, ())
        if records:
            own = permalinks.column_feed(column.id)
            page = permalinks.column(column.id)
            files[own] = _feed(f"{column.name}_{platform}", page, own, records, site)
    for organization in site.catalog.organizations.values():
        records = site.by_organization.get(organization.id, ())
        if records:
            own = permalinks.organization_feed(organization.id)
            page = permalinks.organization(organization.id)
            files[own] = _feed(f"{organization.name}政府信息公开", page, own, records, site)
    return files


def _feed(title: str, page: str, own: str, records: Sequence[Record], site: Site) -> bytes:
    """One feed. A feed needs a date: without a published entry it is the date of the data."""
    newest = [record for record in records if not record.pending and record.day is not None][:NEWEST]
    updated = max((_updated(record) for record in newest), default=_midnight(site.as_of))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<title>{_text(title)}</title>",
        f"<id>{_text(_absolute(site, own))}</id>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(_absolute(site, own))}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(_absolute(site, page))}/>',
        f"<updated>{updated.isoformat()}</updated>",
        f"<author><name>{_text(site.catalog.site.name)}</name></author>",
    ]
    for record in newest:
        lines += _entry(record, site)
    lines.append("</feed>")
    return ("\n".join(lines) + "\n").encode()


def _entry(record: Record, site: Site) -> list[str]:
    entry = record.entry
    address = _absolute(site, record.href)
    title = f"【示例】{entry.title}" if entry.sample else entry.title
    lines = [
        "<entry>",
        f"<title>{_text(title)}</title>",
        f"<id>{_text(address)}</id>",
        f'<link rel="alternate" type="text/html" href={_attribute(address)}/>',
        f"<published>{_published(record).isoformat()}</published>",
        f"<updated>{_updated(record).isoformat()}</updated>",
        f"<author><name>{_text(organization_name(entry.responsible, site.catalog))}</name></author>",
        f"<category term={_attribute(entry.type.name)}/>",
    ]
    text = summary(entry.body) if entry.body else ""
    if text:
        lines.append(f'<summary type="text">{_text(text)}</summary>')
    lines.append("</entry>")
    return lines


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


def _text(text: str) -> str:
    return escape(_allowed(text))


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))


def _allowed(text: str) -> str:
    """Without characters XML 1.0 does not know."""
    return _NOT_XML.sub("", text)
