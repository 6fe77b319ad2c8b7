"""What the search index is made of: one flat document per public entry (`generator.search` reads these)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.derive.plain import plain_text
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.values import organization_name, value_text

#: fields that have a place of their own in a document, or say nothing a reader would look for
NOT_TEXT = frozenset(
    (
        *("类型", "标题", "目录事项", "发文机关", "公开主体", "发布机构", "主题分类", "公开方式", "关系", "附件"),
        *("曾用地址", "撤回", "来源", "来源说明", "原网址", "发布日期", "索引号", "示例", "文号", "登记号"),
    )
)


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One entry as search sees it. Everything is text a reader may see; internal fields are not in here."""

    #: entry id, `shifuban/2021/24`
    id: str
    #: address below the site's root, `xx/shifuban/2021/24.html`
    href: str
    title: str
    #: 文号, 登记号; empty when there is none
    number: str
    #: 索引号; empty while the entry waits for its stamp
    index_number: str
    #: full name of the responsible unit
    organization: str
    #: name of the type (政策文件)
    type: str
    #: names of the columns the entry stands in
    columns: tuple[str, ...]
    #: first class of 主题分类
    topic: str
    #: date lists are ordered by, ISO; empty when unknown
    date: str
    #: word of the state (有效, 废止, 征求意见中 …); empty when the type has none
    state: str
    #: a 示例 entry of the demonstration
    sample: bool
    #: plain text of the body and of the fields readers see
    text: str
    #: ids for facets: organisation (jg), type (lx), topic (zt)
    organization_id: str = ""
    type_id: str = ""
    topic_id: str = ""
    #: short name and aliases of the responsible unit, so that 市府办 finds it
    aliases: tuple[str, ...] = ()


def search_documents(site: Site, bodies: Mapping[str, str]) -> Iterator[SearchDocument]:
    """One document per ordinary entry, newest first. `bodies` has the Markdown of those that have a body, by id."""
    for record in site.records:
        yield with_body(plan_document(record, site), bodies.get(record.id, ""))


def plan_document(record: Record, site: Site) -> SearchDocument:
    """What search sees of an entry but its body: its `text` is that of the fields."""
    catalog = site.catalog
    entry = record.entry
    organization = catalog.organizations.get(entry.responsible)
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
    )


def with_body(document: SearchDocument, body: str) -> SearchDocument:
    """`document` with the text of its body before that of its fields."""
    if not body:
        return document
    text = "\n".join(filter(None, (plain_text(body), document.text)))
    return SearchDocument(
        document.id, document.href, document.title, document.number, document.index_number, document.organization,
        document.type, document.columns, document.topic, document.date, document.state, document.sample, text,
        document.organization_id, document.type_id, document.topic_id, document.aliases,
    )  # fmt: skip


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
