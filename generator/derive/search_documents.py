"""What the search index is made of: one flat document per public entry (`generator.search` reads these)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.catalog.model import Catalog
from generator.derive.attached import AttachedFile
from generator.derive.document import SearchDocument, with_texts
from generator.derive.plain import plain_text
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.values import organization_name, value_text
from generator.model.entry import NO_TEXTS, Attachment, Texts

__all__ = ["SearchDocument", "plan_document", "search_documents", "with_texts"]

#: fields that have a place of their own in a document, or say nothing a reader would look for
NOT_TEXT = frozenset(
    (
        *("类型", "标题", "目录事项", "发文机关", "公开主体", "发布机构", "主题分类", "公开方式", "关系", "附件"),
        *("曾用地址", "撤回", "来源", "来源说明", "原网址", "发布日期", "索引号", "示例", "文号", "登记号"),
    )
)


def search_documents(site: Site, texts: Mapping[str, Texts]) -> Iterator[SearchDocument]:
    """One document per ordinary entry, newest first. `texts` has what entries say at length, by id."""
    for record in site.records:
        said = texts.get(record.id, NO_TEXTS)
        yield with_texts(plan_document(record, site), said.body, said.attachments)


def plan_document(record: Record, site: Site) -> SearchDocument:
    """What search sees of an entry but its body and the words of its attachments: its `text` is that of the fields."""
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
        attachments=_attached(entry.attachments),
    )


def _items(ids: tuple[str, ...], catalog: Catalog) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Id and name of the items, and whom they are for."""
    items = [catalog.items[id_] for id_ in ids if id_ in catalog.items]
    audiences = dict.fromkeys(audience for item in items for audience in item.audience)
    return tuple((item.id, item.name) for item in items), tuple(audiences)


def _attached(files: Sequence[Attachment]) -> tuple[AttachedFile, ...]:
    """What search has to know of attachments beside their words."""
    from generator.source.documents import READABLE

    return tuple(AttachedFile(one.number, one.name, one.file.name, one.extension in READABLE) for one in files)


def _texts(record: Record, site: Site) -> Iterator[str]:
    """The type's own public fields and item names."""
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
