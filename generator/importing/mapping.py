"""The map of `import records`: which of our fields comes from which column of the source.

    标题: title                          a column
    目录事项: =zcwj-002                   a constant, the same for every record
    审查: {保密审查: =示例甲, 审核: =示例乙, 签发: =示例丙, 日期: date}
    成文日期: {列: date, 格式: "%d/%m/%Y"}  a column whose dates are written in a way of its own
    主题分类: {列: topic, 默认: =综合政务/其他}  a constant where the column is empty
    正文: body      文件名: id             the text, and (optional) what the file is named after
"""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from pathlib import Path

from generator.catalog.model import Catalog, FieldSpec, InfoType
from generator.catalog.reader import suggestion
from generator.errors import UsageError
from generator.findings import Problem
from generator.source.guard import MAX_YAML, read_bytes
from generator.source.names import shown
from generator.source.nodes import Mapping, Node, Sequence, Text
from generator.source.text import decode
from generator.source.yaml_events import parse_yaml

BODY, SLUG = "正文", "文件名"
#: keys that are no field of a type
OWN = (BODY, SLUG)
#: fields that the import itself fills
FILLED = ("类型", "来源")
_COLUMN, _FORMAT, _DEFAULT = "列", "格式", "默认"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: a column, a constant, or both (the constant where the column is empty)."""

    column: str = ""
    constant: str = ""
    #: how dates of the column are written (strptime), empty for the usual ways
    format: str = ""

    def value(self, record: MappingABC[str, str]) -> str:
        """The value for one record."""
        return (record.get(self.column, "") if self.column else "") or self.constant


@dataclass(frozen=True, slots=True)
class RecordMap:
    """A map that has been checked against a type."""

    #: our key -> source; for a group, the sources of its parts
    fields: MappingABC[str, Source | MappingABC[str, Source]]
    body: Source | None = None
    slug: Source | None = None

    def columns(self) -> list[str]:
        """The columns of the source that are used."""
        found: list[Source] = [source for source in (self.body, self.slug) if source]
        for entry in self.fields.values():
            found.extend([entry] if isinstance(entry, Source) else entry.values())
        return list(dict.fromkeys(source.column for source in found if source.column))


@dataclass(slots=True)
class _Reader:
    name: str
    faults: list[str] = field(default_factory=list)

    def fault(self, node: Node, message: str) -> None:
        self.faults.append(f"第 {node.line} 行：{message}")

    def source(self, key: str, node: Node) -> Source | None:
        """One value of the map."""
        if isinstance(node, Sequence):
            texts = [item for item in node.items if isinstance(item, Text)]
            if len(texts) == len(node.items) and all(text.startswith("=") for text in texts):
                return Source(constant="、".join(text[1:].strip() for text in texts))
            self.fault(node, f"「{key}」写成一列时，每项都是“=”开头的常量")
            return None
        if isinstance(node, Text):
            text = node.strip()
            if not text or text == "=":
                self.fault(node, f"「{key}」是空的，应为列名，或“=”开头的常量")
                return None
            return Source(constant=text[1:].strip()) if text.startswith("=") else Source(column=text)
        return self._detailed(key, node)

    def _detailed(self, key: str, node: Mapping) -> Source | None:
        known = {_COLUMN, _FORMAT, _DEFAULT}
        values = {str(k): str(v).strip() for k, v in node.items() if isinstance(v, Text)}
        if not values.get(_COLUMN) or set(values) - known or len(values) < len(node):
            self.fault(node, f"「{key}」写成一组时，要有「列」，另可写「格式」「默认」")
            return None
        default = values.get(_DEFAULT, "")
        return Source(values[_COLUMN], default.removeprefix("=").strip(), values.get(_FORMAT, ""))


def read_map(path: Path, info: InfoType, catalog: Catalog, org: str) -> RecordMap:
    """Read the map for records of type `info`. Raises UsageError that names every fault and what is still to be said."""
    name = shown(path.name)
    reader = _Reader(name)
    node = _tree(path, name)
    specs = {spec.key: spec for spec in info.fields}
    fields: dict[str, Source | MappingABC[str, Source]] = {}
    own: dict[str, Source] = {}
    for key, value in node.items():
        if str(key) in OWN:
            if (source := reader.source(str(key), value)) is not None:
                own[str(key)] = source
        elif str(key) in FILLED or str(key) not in specs:
            reader.fault(key, _unknown(str(key), specs, info))
        elif (entry := _field(reader, specs[str(key)], value)) is not None:
            fields[str(key)] = entry
    _ask_for(reader, fields, own, info, catalog, org)
    if reader.faults:
        raise UsageError(f"对照表“{name}”要改：\n  " + "\n  ".join(reader.faults))
    return RecordMap(fields, own.get(BODY), own.get(SLUG))


def _tree(path: Path, name: str) -> Mapping:
    opened = read_bytes(str(path), name, limit=MAX_YAML)
    if isinstance(opened, Problem):
        raise UsageError(f"对照表“{path}”读不出来：{opened.message}")
    text, problems = decode(opened.data, name)
    node, found = parse_yaml(text, name) if text is not None else (None, [])
    problems = [*problems, *found]
    if problems:
        raise UsageError(f"对照表“{name}”第 {problems[0].place.line} 行：{problems[0].message}")
    if not isinstance(node, Mapping):
        raise UsageError(f"对照表“{name}”应是一行一个的“我们的字段: 原来的列名”")
    return node


def _unknown(key: str, specs: MappingABC[str, FieldSpec], info: InfoType) -> str:
    if key in FILLED:
        return f"「{key}」由导入来写，对照表里不写"
    near = suggestion(key, [*specs, *OWN])
    hint = f"，是不是「{near}」" if near else f"；可以写：{'、'.join([*specs, *OWN])}"
    return f"{info.name}没有「{key}」这一项{hint}"


def _field(reader: _Reader, spec: FieldSpec, node: Node) -> Source | MappingABC[str, Source] | None:
    if not spec.children:
        return reader.source(spec.key, node)
    parts = {child.key: child for child in spec.children}
    if not isinstance(node, Mapping) or any(str(key) not in parts for key in node.keys):
        reader.fault(node, f"「{spec.key}」要写成一组：{{{', '.join(f'{part}: =…' for part in parts)}}}")
        return None
    sources = {str(key): reader.source(f"{spec.key}.{key}", value) for key, value in node.items()}
    return {key: source for key, source in sources.items() if source is not None}


def _ask_for(
    reader: _Reader, fields: MappingABC[str, object], own: MappingABC[str, object], info: InfoType, catalog: Catalog,
    org: str,
) -> None:
    """What no record can do without and 待补 cannot stand for."""
    if "标题" not in fields:
        reader.faults.append("缺少「标题」，写原来的列名，如 标题: title")
    if "目录事项" not in fields and not info.off_catalogue:
        fit = [item.id for item in catalog.items.values() if not item.types or info.id in item.types]
        hint = f"，这个类型可以用的有：{'、'.join(fit[:6])}{' …' if len(fit) > 6 else ''}" if fit else ""
        reader.faults.append(f"缺少「目录事项」，写常量，如 目录事项: ={fit[0] if fit else 'zcwj-001'}{hint}")
    if "发文机关" not in fields and not org:
        reader.faults.append("缺少「发文机关」，写原来的列名，如 发文机关: publisher；或加 --org 机构编号")
    if info.body == "必填" and BODY not in own:
        reader.faults.append(f"缺少「正文」（{info.name}要有正文），写原来的列名，如 正文: body")
