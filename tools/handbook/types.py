"""The handbook's page of information types: fields, attachments, relations and checks, from catalog/types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.catalog.model import Catalog, FieldSpec, InfoType
from generator.findings import Severity
from generator.preparing import prepare_from_environment
from generator.rules.registry import all_rules

HEAD = """\
# 信息类型和字段

<!-- 本页由 tools/handbook 根据 catalog/types 生成，不要手改；改了类型后运行 make handbook -->

每个条目先写 `类型`，再写这个类型的字段。各类型都有的字段只列一次，见“通用字段”。带 **必填** 的不写就不能合并；
带“不进网站”的只留在仓库里。字段名照抄，冒号用英文的，后面空一格。
"""

#: how a field of each kind is written
WRITTEN = {
    "文本": "一行文字",
    "长文": "文字，可以分行",
    "日期": "如 2021-07-16",
    "整数": "整数",
    "金额": "数字",
    "数值": "数字",
    "代码": "规定的代码",
    "枚举": "规定的词",
    "机构": "机构编号",
    "事项": "目录事项编号",
    "文号": "如 示政办发〔2021〕24号",
    "索引号": "系统编号",
    "链接": "网址",
    "表格": "几行，每行几项",
    "组": "几项合成一组",
}
BODIES = {"必填": "必须有正文", "可选": "可以有正文", "无": "没有正文"}
LABELS = {Severity.ERROR: "必须改正", Severity.WARNING: "提醒", Severity.NOTICE: "提示"}


def page(root: Path) -> str:
    """The whole page, from the catalogue of the repository at `root`."""
    catalog = prepare_from_environment(root).catalog
    types = [info for info in catalog.types.values() if not info.abstract]
    # Information first, signed states (本期未产生 …) after it.
    types.sort(key=lambda info: "状态单" in info.traits)
    common = _common(types)
    parts = [HEAD, *_choice(types, catalog), "## 通用字段", "", *_fields(common), ""]
    for info in types:
        parts += _type(info, {spec.key for spec in common}, catalog)
    return "\n".join(parts)


def _common(types: list[InfoType]) -> list[FieldSpec]:
    """Fields that every type has, in the order of the first one."""
    return [spec for spec in types[0].fields if all(spec in info.fields for info in types)]


def _choice(types: list[InfoType], catalog: Catalog) -> Iterator[str]:
    yield from ("## 选哪种类型", "", "| 类型 | 什么时候用 | 进入的栏目 |", "|---|---|---|")
    for info in types:
        columns = "、".join(catalog.columns[id_].name for id_ in info.columns if id_ in catalog.columns)
        yield f"| [{info.name}](#{info.name}) | {info.help} | {columns or '按目录事项'} |"
    yield ""


def _type(info: InfoType, common: set[str], catalog: Catalog) -> Iterator[str]:
    yield from (f"## {info.name}", "", f"{info.help}。{BODIES[info.body]}。", "")
    own = [spec for spec in info.fields if spec.key not in common]
    if own:
        yield from (*_fields(own), "")
    if info.attachments:
        yield "附件：" + "、".join(f"{a.role}{'（必需）' if a.required else ''}" for a in info.attachments) + "。"
        yield ""
    if info.relations:
        yield "可以写的关系：" + "、".join(f"{r.name}{'（必需）' if r.required else ''}" for r in info.relations) + "。"
        yield ""
    rules = all_rules(catalog)
    for check in info.checks:
        yield f"- {check.id}（{LABELS[check.severity]}）：{rules[check.id].does}依据：{check.basis}。"
    if info.checks:
        yield ""


def _fields(specs: list[FieldSpec]) -> Iterator[str]:
    yield from ("| 字段 | 怎样写 | 说明 |", "|---|---|---|")
    for spec in specs:
        yield f"| {'**' + spec.key + '**（必填）' if spec.required else spec.key} | {_how(spec)} | {_notes(spec)} |"


def _how(spec: FieldSpec) -> str:
    words = WRITTEN[spec.kind]
    if spec.kind == "枚举" and len(spec.options) > 1:
        words = " / ".join(spec.options)
    if spec.many:
        words += "；可以有几个"
    return f"{words}<br>`{spec.key}: {spec.example}`" if spec.example else words


def _notes(spec: FieldSpec) -> str:
    notes = [spec.help] if spec.help else []
    if spec.children:
        keys = "、".join(child.key + ("（必填）" if child.required else "") for child in spec.children)
        notes.append(f"每{'行' if spec.kind == '表格' else '组'}：{keys}")
    if spec.internal:
        notes.append("不进网站")
    if spec.basis:
        notes.append(f"依据：{spec.basis}")
    return "。".join(note.rstrip("。") for note in notes).replace("|", "\\|")
