"""到期提醒 as Atom feeds (RFC 4287), for the office alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from generator.derive.dates import SHANGHAI, long_date
from generator.derive.due import Due
from generator.derive.office import AHEAD
from generator.derive.site import Site
from generator.publish.office_tables import unit_name
from generator.publish.xml_text import attribute, text


def due_feed(title: str, page: str, key: str, lines: Sequence[Due], site: Site) -> bytes:
    """One feed. `page` is relative to the feed; `key` names it. An item is dated by the day it came into view."""
    updated = max((_seen(one) for one in lines), default=_midnight(site.as_of))
    sample = "【示例】" if site.catalog.site.demonstration else ""
    whole = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<title>{text(f'{sample}{title}（仅供内部参考）')}</title>",
        f"<id>urn:x-gongkai:neibu:{text(key)}</id>",
        f'<link rel="alternate" type="text/html" href={attribute(page)}/>',
        f"<updated>{updated.isoformat()}</updated>",
        f"<author><name>{text(site.catalog.site.name)}</name></author>",
    ]
    for one in lines:
        unit = unit_name(one.unit, site)
        whole += [
            "<entry>",
            f"<title>{text(f'{sample}{long_date(one.day)}前：{unit} {one.what}')}</title>",
            f"<id>urn:x-gongkai:neibu:daoqi:{text(one.key)}</id>",
            f'<link rel="alternate" type="text/html" href={attribute(page)}/>',
            f"<updated>{_seen(one).isoformat()}</updated>",
            f"<category term={attribute(one.kind)}/>",
            f'<summary type="text">{text(one.why)}</summary>',
            "</entry>",
        ]
    return ("\n".join([*whole, "</feed>"]) + "\n").encode()


def _seen(one: Due) -> dt.datetime:
    """The day something came within sight of the list."""
    back = min(AHEAD, (one.day - dt.date.min).days)
    return _midnight(one.day - dt.timedelta(days=back))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
