"""From an entry as written to an `Entry`: total values, with every surprise as a problem (D2xx)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from generator.catalog.model import Catalog, InfoType
from generator.catalog.reader import suggestion
from generator.findings import Place, Problem
from generator.model.entry import Attachment, Entry, Origin, RelationRef, Review, Value, Waiver, Withdrawal
from generator.model.fields import FieldReader, Registry
from generator.model.places import Places
from generator.model.simple import SimpleReaders
from generator.source.files import EntrySource
from generator.source.nodes import Text, place_of
from generator.source.tree import with_fields


def convert_entry(source: EntrySource, catalog: Catalog, registry: Registry) -> tuple[Entry | None, list[Problem]]:
    """The entry, or None when its type is not known; and what is wrong with its fields."""
    if source.simple is not None:
        source, found = with_fields(source)
        assert not found, source.path
    info, problem = _type(source, catalog)
    if info is None:
        return None, [problem] if problem else []
    reader = FieldReader(source.path, source.id)
    reader.read(source.fields, registry.fields[info.id], info)
    places = Places(source.path, reader.places, reader.places.values())
    return _entry(source, info, reader.values, places), reader.problems + _body_problems(source, info)


def convert_simple(source: EntrySource, catalog: Catalog, readers: SimpleReaders) -> tuple[Entry, list[Problem]] | None:
    """`convert_entry` of a source that was read the simple way; None where it has to be asked."""
    fields = source.simple
    if fields is None or "类型" not in fields:
        return None
    name = fields["类型"][1]
    info = catalog.types_by_name.get(name) if isinstance(name, str) else None
    read = readers.read(fields, info) if info is not None else None
    if read is None or info is None:
        return None
    values, labels, positions = read
    return _entry(source, info, values, Places(source.path, labels, positions)), _body_problems(source, info)


def _entry(source: EntrySource, info: InfoType, values: Mapping[str, Value], places: Places) -> Entry:
    issuers = _texts(values, "发文机关")
    return Entry(
        id=source.id,
        path=source.path,
        organization=source.organization,
        year=int(source.year) if source.year.isdigit() else 0,
        slug=source.slug,
        type=info,
        title=_text(values, "标题"),
        items=_texts(values, "目录事项"),
        issuers=issuers,
        responsible=_text(values, "公开主体") or (issuers[0] if issuers else source.organization),
        publisher=_text(values, "发布机构") or source.organization,
        topic=_topic(_text(values, "主题分类")),
        issued=_date(values, "成文日期"),
        mode=_text(values, "公开方式"),
        review=_review(values),
        relations=_relations(values, places) if "关系" in values else (),
        attachments=_attachments(values, source, places) if "附件" in values else (),
        waivers=_waivers(values, places) if "情况说明" in values else (),
        former=_texts(values, "曾用地址") if "曾用地址" in values else (),
        withdrawal=_withdrawal(values) if "撤回" in values else None,
        origin=_origin(values) if "来源" in values else None,
        sample=_text(values, "示例") == "是",
        values=values,
        places=places,
        has_body=bool(source.body.strip()),
        body_path=source.body_path,
        body_line=source.body_line,
        digest=source.digest,
    )


def _body_problems(source: EntrySource, info: InfoType) -> list[Problem]:
    if info.body != "必填" or source.body.strip():
        return []
    place = Place(source.body_path or source.path)
    message = f"缺少正文：{info.name}要有正文，写在同名的 {source.slug}.md 里"
    return [Problem("D202", place, message, "正文", entry=source.id)]


def _type(source: EntrySource, catalog: Catalog) -> tuple[InfoType | None, Problem | None]:
    node = source.fields.get("类型")
    names = list(catalog.types_by_name)
    if not isinstance(node, Text) or not node.strip():
        place = Place(source.path, 1, 1) if node is None else place_of(node, source.path)
        message = f"缺少「类型」，可以写：{'、'.join(names)}"
        return None, Problem("D202", place, message, "类型", fix=f"类型: {names[0]}" if names else "", entry=source.id)
    word = node.strip()
    info = catalog.types_by_name.get(word)
    if info is not None:
        return info, None
    near = suggestion(word, names)
    hint = f"是不是“{near}”？" if near else ""
    message = f"「类型」写的是“{word[:40]}”，没有这个类型。{hint}可以写：{'、'.join(names)}"
    fix = f"类型: {near}" if near else ""
    return None, Problem("D205", node.place(source.path), message, "类型", word, near, fix, entry=source.id)


def _text(values: Mapping[str, Value], key: str) -> str:
    value = values.get(key, "")
    return value if isinstance(value, str) else ""


def _texts(values: Mapping[str, Value], key: str) -> tuple[str, ...]:
    value = values.get(key, ())
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()


def _date(values: Mapping[str, Value], key: str) -> dt.date | None:
    value = values.get(key)
    return value if isinstance(value, dt.date) else None


def _groups(values: Mapping[str, Value], key: str) -> tuple[tuple[int, Mapping[str, Value]], ...]:
    value = values.get(key, ())
    if not isinstance(value, tuple):
        return ()
    return tuple((index, group) for index, group in enumerate(value) if isinstance(group, Mapping))


def _topic(word: str) -> tuple[str, str]:
    first, _, second = word.partition("/")
    return first, second


def _review(values: Mapping[str, Value]) -> Review | None:
    group = values.get("审查")
    if not isinstance(group, Mapping):
        return None
    return Review(_text(group, "保密审查"), _text(group, "审核"), _text(group, "签发"), _date(group, "日期"))


def _relations(values: Mapping[str, Value], places: Mapping[str, Place]) -> tuple[RelationRef, ...]:
    return tuple(
        RelationRef(
            name=_text(group, "名称"),
            target=_text(group, "目标"),
            title=_text(group, "标题"),
            number=_text(group, "文号"),
            url=_text(group, "网址"),
            place=places[f"关系[{index}]"] if f"关系[{index}]" in places else places["关系"],
        )
        for index, group in _groups(values, "关系")
    )


def _attachments(
    values: Mapping[str, Value], source: EntrySource, places: Mapping[str, Place]
) -> tuple[Attachment, ...]:
    """Only those whose file is there; a missing one is A706 (a rule looks at `values`)."""
    found = []
    for index, group in _groups(values, "附件"):
        file = source.attachments.get(_text(group, "文件"))
        if file is not None:
            place = places.get(f"附件[{index}]") or places["附件"]
            found.append(Attachment(index + 1, _text(group, "名称") or file.name, file, _text(group, "角色"), place))
    return tuple(found)


def _waivers(values: Mapping[str, Value], places: Mapping[str, Place]) -> tuple[Waiver, ...]:
    return tuple(
        Waiver(_text(group, "规则"), _text(group, "理由"), places.get(f"情况说明[{index}]") or places["情况说明"])
        for index, group in _groups(values, "情况说明")
    )


def _withdrawal(values: Mapping[str, Value]) -> Withdrawal | None:
    group = values.get("撤回")
    if not isinstance(group, Mapping):
        return None
    day = _date(group, "日期")
    return Withdrawal(day, _text(group, "理由")) if day else None


def _origin(values: Mapping[str, Value]) -> Origin | None:
    kind = _text(values, "来源")
    if not kind:
        return None
    return Origin(
        kind=kind,
        reason=_text(values, "来源说明"),
        url=_text(values, "原网址"),
        published=_date(values, "发布日期"),
        index_number=_text(values, "索引号"),
    )
