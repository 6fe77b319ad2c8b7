"""The record header (著录项), tables, files and ways of an entry."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from generator.catalog.model import FieldSpec, InfoType
from generator.derive import permalinks
from generator.derive.dates import local_day, long_date
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.values import topic_text, value_text
from generator.model.entry import Attachment, Value
from generator.render.contexts import FileLink, HeaderFact, Link, TableBlock
from generator.render.links import organization_link, unit_names
from generator.source.documents import READABLE

#: label where it is not the key itself
_LABELS = {"文号": "发文字号"}
_UNITS = (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10))
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}", re.ASCII)
_PHONE = re.compile(r"\d[\d -]{3,18}\d", re.ASCII)


def header(record: Record, site: Site) -> tuple[HeaderFact, ...]:
    """Cells by the type's `页面.头`; empty fields are left out, 效力 stands before 公开方式."""
    cells = []
    for key in record.entry.type.page.header:
        if key == "公开方式" and "效力" in record.entry.type.traits and record.state:
            cells.append(HeaderFact("效力", record.state.word))
        cell = _cell(record, key, site)
        if cell is not None:
            cells.append(cell)
    return tuple(cells)


def _cell(record: Record, key: str, site: Site) -> HeaderFact | None:
    entry = record.entry
    label = _LABELS.get(key, key)
    if key == "索引号":
        return HeaderFact(label, record.index_number) if record.index_number else None
    if key == "发文机关":
        return site.once(("issuers", entry.issuers), lambda: _issuers(entry.issuers, site))
    if key == "主题分类":
        return site.once(("topic", entry.topic), lambda: _topic(entry.topic, site)) if entry.topic[0] else None
    if key == "公开方式":
        return HeaderFact(label, entry.mode)
    value = _value(record, key)
    if value is None or value == "":
        return None
    if isinstance(value, dt.date):
        return _dated(label, value)
    return HeaderFact(label, value_text(value, spec_of(entry.type, key, site), site.catalog))


def _issuers(issuers: tuple[str, ...], site: Site) -> HeaderFact:
    href = organization_link(issuers[0], site).href if len(issuers) == 1 else ""
    return HeaderFact("发文机关", unit_names(issuers, site), href)


def _topic(topic: tuple[str, str], site: Site) -> HeaderFact:
    id_ = site.topic_ids.get(topic[0], "")
    return HeaderFact("主题分类", topic_text(topic), permalinks.topic(id_) if id_ in site.by_topic else "")


@lru_cache(maxsize=8192)
def _dated(label: str, day: dt.date) -> HeaderFact:
    return HeaderFact(label, long_date(day), iso=day.isoformat())


def spec_of(info: InfoType, key: str, site: Site) -> FieldSpec | None:
    """How `info` declares `key`."""
    return site.once(("specs", info.id), lambda: {spec.key: spec for spec in info.fields}).get(key)


def _value(record: Record, key: str) -> Value | None:
    entry = record.entry
    if key == "成文日期":
        return entry.issued
    if key == "发布日期":
        stamped = record.publication.published
        return local_day(stamped) if stamped else record.declared
    return entry.values.get(key)


def tables(record: Record, site: Site) -> tuple[TableBlock, ...]:
    """Every 表格 field that has rows."""
    info = record.entry.type
    specs = site.once(
        ("tables", info.id),
        lambda: tuple(spec for spec in info.fields if spec.kind == "表格" and not spec.internal),
    )
    values = ((spec, record.entry.values.get(spec.key)) for spec in specs)
    return tuple(_table(spec, value, site) for spec, value in values if isinstance(value, tuple) and value)


def _table(spec: FieldSpec, value: tuple[Value, ...], site: Site) -> TableBlock:
    children = tuple(child for child in spec.children if not child.internal)
    lines = [line for line in value if isinstance(line, Mapping)]
    unit = f"（单位：{spec.unit}）" if spec.unit else ""
    return TableBlock(
        caption=f"{spec.key}{unit}",
        columns=tuple(f"{child.key}（{child.unit}）" if child.unit else child.key for child in children),
        rows=tuple(tuple(_cell_text(line.get(child.key), child, site) for child in children) for line in lines),
        numeric=tuple(child.kind in ("整数", "金额", "数值") for child in children),
    )


def _cell_text(value: Value | None, spec: FieldSpec, site: Site) -> str:
    """A table cell; the unit is in the column's head already."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"{value:,}"
    return value_text(value, spec, site.catalog, iso=True)


def files(record: Record) -> tuple[FileLink, ...]:
    """The attachments in the order written."""
    return tuple(file_link(record, file) for file in record.entry.attachments)


def file_link(record: Record, file: Attachment) -> FileLink:
    """One attachment, with its reading view where its kind has one."""
    return FileLink(
        name=file.name,
        href=permalinks.attachment(record.id, file),
        download=file.download_name,
        kind=file.extension.upper(),
        size=size_text(file.file.size),
        digest=file.file.digest,
        role=file.role,
        read=permalinks.attachment_page(record.id, file) if file.extension in READABLE else "",
    )


def size_text(size: int) -> str:
    """Bytes as people read them: 286 KB, 1.2 MB."""
    for name, unit in _UNITS:
        if size >= unit:
            number = size / unit
            return f"{number:.1f} {name}" if number < 10 and name != "KB" else f"{number:.0f} {name}"
    return f"{size} 字节"


def ways(record: Record) -> Iterator[Link]:
    """How to give an opinion: each 意见途径 with an address where it is one."""
    value = record.entry.values.get("意见途径", ())
    for way in value if isinstance(value, tuple) else (value,):
        if isinstance(way, Mapping):
            kind, content = str(way.get("方式", "")), str(way.get("内容", ""))
            yield Link(kind, _way_href(kind, content), content)


def _way_href(kind: str, content: str) -> str:
    if content.startswith(("https://", "http://")) and " " not in content:
        return content
    if kind == "电子邮件":
        return f"mailto:{content}" if _MAIL.fullmatch(content) else ""
    phone = _PHONE.match(content) if kind == "电话" else None
    return f"tel:{phone[0].replace(' ', '')}" if phone else ""
