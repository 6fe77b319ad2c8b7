"""到期提醒 as iCalendar files (RFC 5545): whole-day events with names that never change, so that a calendar that
subscribes updates them instead of doubling them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from generator.derive.due import Due
from generator.derive.duties import ONE_DAY
from generator.derive.site import Site

PRODUCT = "-//gongkai//daoqi//ZH"
#: octets of a content line before it is folded (RFC 5545 3.1)
LINE = 75
#: days before, for the reminder
REMIND = 3
_NO_DOMAIN = "gongkai.invalid"


def calendar_file(name: str, lines: Iterable[Due], site: Site) -> bytes:
    """One calendar. Deterministic: its stamp is the midnight the data stands at, in UTC."""
    stamp = _utc_midnight(site.as_of)
    text = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for one in lines for line in _event(one, site, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in text for folded in _folded(line)).encode()


def _utc_midnight(day: dt.date) -> str:
    """Midnight in Shanghai of `day` as UTC, 20210729T160000Z; the first days of the calendar stay where they are."""
    before = day - ONE_DAY if day > dt.date.min else day
    return f"{before:%Y%m%d}T160000Z" if before.year >= 1000 else f"{before.year:04d}{before:%m%d}T160000Z"


def _event(one: Due, site: Site, stamp: str) -> Iterator[str]:
    unit = site.catalog.organizations.get(one.unit)
    name = (unit.short or unit.name) if unit else one.unit
    sample = "【示例】" if site.catalog.site.demonstration else ""
    following = one.day + ONE_DAY if one.day < dt.date.max else one.day
    yield "BEGIN:VEVENT"
    yield f"UID:{one.key.replace('/', '-')}@{site.catalog.site.domain or _NO_DOMAIN}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_date(one.day)}"
    yield f"DTEND;VALUE=DATE:{_date(following)}"
    yield f"SUMMARY:{_text(f'{sample}{name}：{one.what}')}"
    yield f"DESCRIPTION:{_text(f'{one.kind}。{one.why}')}"
    yield f"CATEGORIES:{_text(one.kind)}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_text(f'{sample}{name}：{one.what}')}"
    yield f"TRIGGER:-P{REMIND}D"
    yield "END:VALARM"
    yield "END:VEVENT"


def _date(day: dt.date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(text: str) -> str:
    """TEXT of RFC 5545 3.3.11: one line, with its marks escaped and control characters out."""
    plain = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c >= " ")
    escaped = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n").replace("\x7f", "")


def _folded(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets that never cut a character; all but the first begin with a blank."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
