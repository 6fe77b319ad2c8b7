"""Open data: everything readers see, as JSON and CSV under `data/`. Internal fields are never in here.

Keys are the official field names in Chinese. Output is deterministic: sorted keys, UTF-8, a newline at the end.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.catalog.model import Catalog, FieldSpec, InfoType, Item
from generator.derive import permalinks
from generator.derive.dates import minute
from generator.derive.deadline_words import deadline_words
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.values import basis_text, organization_name, topic_text
from generator.model.entry import Value
from generator.publish.entry_detail import BODY, Detail
from generator.publish.json_text import Json, encode

ENTRIES = "data/entries"
CATALOGUE = "data/catalog.json"
#: fields written in another form than the author's
_OWN_FORM = frozenset(
    (
        *("类型", "标题", "目录事项", "发文机关", "公开主体", "发布机构", "主题分类", "成文日期", "公开方式"),
        *("审查", "关系", "附件", "情况说明", "曾用地址", "撤回"),
        *("来源", "来源说明", "原网址", "发布日期", "索引号", "示例"),
    )
)
#: the line of the body; it is never the last one, 编号 stands behind it
_BODY_LINE = f'\n "{BODY}": "",\n '.encode()
CSV_COLUMNS = (
    *("编号", "标题", "类型", "索引号", "文号", "发文机关", "公开主体", "主题分类", "成文日期", "发布日期"),
    *("公开方式", "状态", "目录事项", "栏目", "网址", "示例"),
)


def entries_files(site: Site) -> dict[str, bytes]:
    """The list of all entries, as JSON and CSV."""
    summaries = [entry_summary(record, site) for record in site.records]
    return {
        f"{ENTRIES}.json": encode({"数据截至": site.as_of.isoformat(), "条数": len(summaries), "条目": summaries}),
        f"{ENTRIES}.csv": entries_csv(summaries),
    }


def catalogue_files(site: Site) -> dict[str, bytes]:
    """The standard catalogue as JSON."""
    return {CATALOGUE: encode(catalogue(site))}


# --- entries -------------------------------------------------------------------------------------------------------


def entry_summary(record: Record, site: Site) -> dict[str, Json]:
    """One row of the list of all entries."""
    entry = record.entry
    catalog = site.catalog
    row: dict[str, Json] = {
        "编号": record.id,
        "标题": entry.title,
        "类型": entry.type.name,
        "索引号": record.index_number,
        "文号": entry.text("文号"),
        "发文机关": [organization_name(id_, catalog) for id_ in entry.issuers],
        "公开主体": organization_name(entry.responsible, catalog),
        "发布机构": organization_name(entry.publisher, catalog),
        "主题分类": topic_text(entry.topic),
        "成文日期": entry.issued.isoformat() if entry.issued else "",
        "发布日期": _published(record),
        "公开方式": entry.mode,
        "状态": record.state.word if record.state else "",
        "目录事项": list(entry.items),
        "栏目": [catalog.columns[id_].name for id_ in record.columns],
        "网址": permalinks.absolute(catalog.site, record.href),
    }
    if entry.sample:
        row["示例"] = True
    if record.pending:
        row["待发布"] = True
    return row


def _published(record: Record) -> str:
    if record.publication.published is not None:
        return minute(record.publication.published)
    return record.declared.isoformat() if record.declared else ""


def plan_detail(record: Record, site: Site) -> Detail:
    """The JSON of one entry but its body."""
    detail = entry_detail(record, site)
    detail[BODY] = ""
    before, _, after = encode(detail).partition(_BODY_LINE)
    return Detail(before, after)


def entry_detail(record: Record, site: Site) -> dict[str, Json]:
    """One entry with its own fields, attachments and relations."""
    entry = record.entry
    detail = entry_summary(record, site)
    for spec in _own_fields(entry.type, site):
        value = entry.values.get(spec.key)
        if value is not None:
            detail[spec.key] = _json(value, spec, site.catalog)
    if record.state and record.state.detail:
        detail["状态说明"] = record.state.detail
    if entry.attachments:
        detail["附件"] = [
            {
                "名称": file.name,
                "角色": file.role,
                "文件名": file.download_name,
                "网址": permalinks.absolute(site.catalog.site, permalinks.attachment(record.id, file)),
                "字节": file.file.size,
                "SHA-256": file.file.digest,
            }
            for file in entry.attachments
        ]
    if record.relations:
        detail["关系"] = _relations(record, site)
    return detail


def _own_fields(info: InfoType, site: Site) -> tuple[FieldSpec, ...]:
    """Public fields of a type in the form the author gave them."""
    return site.once(
        ("own fields", info.id),
        lambda: tuple(spec for spec in info.fields if not spec.internal and spec.key not in _OWN_FORM),
    )


def _relations(record: Record, site: Site) -> list[Json]:
    found: list[Json] = []
    for relation in record.relations:
        other = site.by_id.get(relation.target)
        pairs = {
            "名称": relation.name,
            "编号": relation.target,
            "标题": other.entry.title if other else relation.title,
            "文号": other.entry.text("文号") if other else relation.number,
            "网址": permalinks.absolute(site.catalog.site, other.href) if other else relation.url,
        }
        found.append({key: value for key, value in pairs.items() if value})
    return found


def _json(value: Value, spec: FieldSpec | None, catalog: Catalog) -> Json:
    """A field's value with full names of units; amounts stay exact as text."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        children = {child.key: child for child in spec.children} if spec else {}
        return {
            key: _json(part, children.get(key), catalog)
            for key, part in value.items()
            if key not in children or not children[key].internal
        }
    if isinstance(value, tuple):
        return [_json(part, spec, catalog) for part in value]
    if isinstance(value, str) and spec is not None and spec.kind == "机构":
        return organization_name(value, catalog)
    return str(value) if isinstance(value, str) else value


def entries_csv(summaries: Sequence[Mapping[str, Json]]) -> bytes:
    """The list of all entries for spreadsheets: UTF-8 with BOM, and no cell that runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for row in summaries:
        writer.writerow([safe_cell(_cell(row.get(key, ""))) for key in CSV_COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: Json) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, list | tuple):
        return "、".join(str(part) for part in value)
    return "" if value is None else str(value)


def safe_cell(text: str) -> str:
    """`text` as a spreadsheet shows it: an apostrophe before what would be taken for a formula (also full-width)."""
    return f"'{text}" if text[:1] in _FORMULA else text


_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")

# --- catalogue -----------------------------------------------------------------------------------------------------


def catalogue(site: Site) -> dict[str, Json]:
    """The standard catalogue with the number of entries per item."""
    return {
        "数据截至": site.as_of.isoformat(),
        "领域": [
            {"编号": field.id, "名称": field.name, "版本": field.edition, "事项": [_item(i, site) for i in field.items]}
            for field in sorted(site.catalog.fields.values(), key=lambda field: (field.order, field.id))
        ],
    }


def _item(item: Item, site: Site) -> dict[str, Json]:
    return {
        "编号": item.id,
        "一级事项": item.level1,
        "二级事项": item.level2,
        "公开内容": list(item.elements),
        "公开依据": [basis_text(basis) for basis in item.bases],
        "公开时限": item.deadline_text,
        "公开时限说明": deadline_words(item.deadlines),
        "公开主体": [organization_name(id_, site.catalog) for id_ in item.responsible],
        "公开渠道和载体": list(item.channels),
        "公开对象": dict(item.audience),
        "公开方式": item.mode,
        "公开层级": list(item.levels),
        "已公开": len(site.by_item.get(item.id, ())),
        "网址": permalinks.absolute(site.catalog.site, permalinks.item(item.id)),
    }
