"""A record as a row of a list: title, state, line of facts, date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from generator.derive import states
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.values import SEPARATOR, organization_name, value_text
from generator.render.contexts import Row
from generator.render.headers import spec_of
from generator.render.marks import day, mark

#: said by the row elsewhere
_ELSEWHERE = frozenset({"标题", "发布日期", "公开方式"})
#: dates with a word of their own: before, after
_DATE_WORDS = {
    "成文日期": ("成文", ""),
    "施行日期": ("", "起施行"),
    "截止日期": ("", "截止"),
    "有效期至": ("有效至", ""),
}


def row(record: Record, site: Site) -> Row:
    """`record` as a list shows it; the same in every list."""
    return site.once(("row", record.id), lambda: _row(record, site))


def _row(record: Record, site: Site) -> Row:
    return Row(
        title=record.entry.title,
        href=record.href,
        state=mark(record.state),
        facts=facts(record, site),
        date=day(record.day, site.as_of) if record.day else None,
        organization=organization_name(record.entry.responsible, site.catalog),
        sample=record.entry.sample,
        void=record.void,
        pending=record.pending,
    )


def rows(records: Iterable[Record], site: Site) -> tuple[Row, ...]:
    """`records` as rows, in their order."""
    return tuple(row(record, site) for record in records)


def facts(record: Record, site: Site) -> tuple[str, ...]:
    """The line of facts, by the type's `页面.列表`; what the state already says is left out."""
    said = _said_by_state(record)
    keys = [key for key in record.entry.type.page.listing if key not in _ELSEWHERE and key not in said]
    return tuple([text for key in keys if (text := _fact(record, key, site))])


def _said_by_state(record: Record) -> frozenset[str]:
    if record.window is not None:
        return frozenset({"开始日期", "截止日期"})
    if record.state is None:
        return frozenset()
    dated = record.state.word in (states.NOT_YET, states.REPEALED, states.EXPIRED)
    return frozenset({"有效期至", "施行日期"}) if dated else frozenset({"有效期至"})


def _fact(record: Record, key: str, site: Site) -> str:
    entry = record.entry
    if key == "发文机关":
        return SEPARATOR.join(organization_name(id_, site.catalog) for id_ in entry.issuers)
    if key == "索引号":
        return record.index_number
    value = entry.issued if key == "成文日期" else entry.values.get(key)
    if value is None or value == "":
        return ""
    text = value_text(value, spec_of(entry.type, key, site), site.catalog, iso=True)
    if isinstance(value, dt.date):
        before, after = _DATE_WORDS.get(key, (key, ""))
        return f"{before}{text}{after}"
    return f"{key}{text}" if isinstance(value, int | Decimal) else text
