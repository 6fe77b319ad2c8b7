"""What the search index is made of: one flat document per public entry (`generator.search` reads these)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.catalog.model import Catalog
from generator.derive.document import SearchDocument, with_body
from generator.derive.plain import plain_text
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.values import organization_name, value_text

__all__ = ["SearchDocument", "plan_document", "search_documents", "with_body"]

#: fields that have a place of their own in a document, or say nothing a reader would look for
NOT_TEXT = frozenset(
    (
        *("类型", "标题", "目录事项", "发文机关", "公开主体", "发布机构", "主题分类", "公开方式", "关系", "附件"),
        *("曾用地址", "撤回", "来源", "来源说明", "原网址", "发布日期", "索引号", "示例", "文号", "登记号"),
    )
)


def search_documents(site: Site, bodies: Mapping[str, str]) -> Iterator[SearchDocument]:
    """One document per ordinary entry, newest first. `bodies` has the Markdown of those that have a body, by id."""
    for record in site.records:
        yield with_body(plan_document(record, site), bodies.get(record.id, ""))


def plan_document(record: Record, site: Site) -> SearchDocument:
    """What search sees of an entry but its body: its `text` is that of the fields."""
    catalog = site.catalog
    entry = record.entry
    organization = catalog.organizations.get(entry.responsible)
    items, audiences = site.once(("searched items", entry.items), lambda: _items(entry.items, catalog))
    return SearchDocument(
        id=entry.id,
        href=record.href,
        title=entry.title,
        number=" ".join(filter(None, (entry.text("文号"), entry.text("登记号")))),
        index_number=record.index_number,
        organization=organization_name(entry.responsible, catalog),
        type=entry.type.name,
        columns=tuple(catalog.columns[id_].name for id_ in record.columns),
        topic=entry.topic[0],
        date=record.day.isoformat() if record.day else "",
        state=record.state.word if record.state else "",
        sample=entry.sample,
        text="\n".join(_texts(record, site)),
        organization_id=entry.responsible,
        type_id=entry.type.id,
        topic_id=site.topic_ids.get(entry.topic[0], ""),
        aliases=(organization.short, *organization.aliases) if organization else (),
        items=items,
        audiences=audiences,
    )


def _items(ids: tuple[str, ...], catalog: Catalog) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Id and name of the items, and whom they are for."""
    items = [catalog.items[id_] for id_ in ids if id_ in catalog.items]
    audiences = dict.fromkeys(audience for item in items for audience in item.audience)
    return tuple((item.id, item.name) for item in items), tuple(audiences)


def _texts(record: Record, site: Site) -> Iterator[str]:
    """The type's own public fields, item names and attachment names."""
    entry, catalog = record.entry, site.catalog
    specs = site.once(
        ("searched fields", entry.type.id),
        lambda: tuple(spec for spec in entry.type.fields if not spec.internal and spec.key not in NOT_TEXT),
    )
    for spec in specs:
        value = entry.values.get(spec.key)
        if value is None:
            continue
        yield plain_text(value) if isinstance(value, str) and spec.kind == "长文" else value_text(value, spec, catalog)
    for id_ in entry.items:
        if id_ in catalog.items:
            yield catalog.items[id_].name
    for attachment in entry.attachments:
        yield attachment.name
