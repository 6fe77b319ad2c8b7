"""Where a publication date comes from: the ledger's stamp, what an entry says of itself, what the history of files shows.

The stamp counts (design.md D11). Git's first sight of a file is supporting evidence: it can show that a file came later
than its stamp says, never that it was public.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.derive.dates import local_day
from generator.derive.obligations import public_day, unproven
from generator.derive.record import Record
from generator.derive.site import Site
from generator.model.ledger import MOVED, PUBLISHED, UPDATED, WITHDRAWN

#: remarks of the ledger's page
MIGRATED, ADDED_LATER, NO_PROOF, BEFORE_FILE, DIFFERS = (
    "迁移", "补录", "没有佐证", "盖章早于文件出现", "申报的日期和台账不同",
)
_KINDS = {PUBLISHED: "首次公开", UPDATED: "更新", WITHDRAWN: "撤回", MOVED: "地址变更"}


@dataclass(frozen=True, slots=True)
class History:
    """When files first appeared in the repository's history, by path below the repository."""

    first: Mapping[str, dt.date]
    #: the history was cut off (a shallow clone): what is not in it says nothing
    shallow: bool = False
    #: there is a history at all
    known: bool = True


NO_HISTORY = History({}, known=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an entry's public list of changes."""

    day: dt.date
    #: 首次公开, 内容更新, 撤回, 地址变更
    kind: str
    #: who put it on the site, an organisation id
    unit: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """An entry whose publication date needs a word of explanation."""

    record: Record
    remark: str
    #: 来源说明 and 原网址
    reason: str
    url: str
    stamped: dt.date | None
    declared: dt.date | None
    first_seen: dt.date | None
    #: the date the clocks use
    counts: dt.date | None


def changes(record: Record) -> tuple[Change, ...]:
    """The public changes of an entry, oldest first; what was moved in begins with its old publication."""
    unit = record.entry.publisher
    found = [Change(local_day(row.time), _KINDS[row.action], unit) for row in record.publication.rows]
    origin = record.entry.origin
    if origin is not None and origin.published is not None:
        found = [Change(one.day, origin.kind if one.kind == _KINDS[PUBLISHED] else one.kind, one.unit) for one in found]
        found.insert(0, Change(origin.published, "原处公开", unit))
    return tuple(sorted(found, key=lambda one: one.day))


def origin_words(record: Record) -> str:
    """迁移：原发布于2020年3月4日，2021年7月16日迁入本站（原政府门户网站停用）; empty for entries born here."""
    origin = record.entry.origin
    if origin is None:
        return ""
    stamped = record.publication.published
    here = _long(local_day(stamped)) if stamped is not None else ""
    verb = "迁入" if origin.kind == "迁移" else "补录"
    parts = [f"原发布于{_long(origin.published)}" if origin.published else "", f"{here}{verb}本站" if here else ""]
    why = f"（{origin.reason.rstrip('。')}）" if origin.reason else ""
    return f"{origin.kind}：{'，'.join(part for part in parts if part)}{why}"


def _long(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def provenance(site: Site, history: History) -> tuple[Provenance, ...]:
    """All entries whose date is not simply the stamp of a file that was there, in order of id.

    A demonstration's stamps are set by hand: its files are no evidence against them.
    """
    if site.catalog.site.demonstration is not None:
        history = NO_HISTORY
    found = [one for record in (*site.records, *site.states) for one in _of(record, history)]
    return tuple(sorted(found, key=lambda one: (one.record.id, one.remark)))


def _of(record: Record, history: History) -> Iterator[Provenance]:
    origin, first = record.entry.origin, history.first.get(record.entry.path)
    stamped = local_day(record.publication.published) if record.publication.published is not None else None
    declared = origin.published if origin else None

    def line(remark: str) -> Provenance:
        reason, url = (origin.reason, origin.url) if origin else ("", "")
        return Provenance(record, remark, reason, url, stamped, declared, first, public_day(record))

    if origin is not None:
        yield line(MIGRATED if origin.kind == "迁移" else ADDED_LATER)
        if unproven(record):
            yield line(NO_PROOF)
        if declared is not None and stamped is not None and declared > stamped:
            yield line(DIFFERS)
    if stamped is not None and first is not None and first > stamped and not history.shallow:
        yield line(BEFORE_FILE)
