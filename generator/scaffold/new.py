"""`gongkai new TYPE`: an entry to fill in, with every required field and a word on each (design.md §3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.catalog.model import Catalog, FieldSpec, InfoType
from generator.catalog.reader import suggestion
from generator.errors import UsageError
from generator.model.fields import blank

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")


def write_new(root: Path, catalog: Catalog, type_name: str, unit: str, year: int, slug: str) -> tuple[Path, ...]:
    """Write the fields file, and a body file where the type has one. Returns what was written; never overwrites.

    Raises UsageError for an unknown type or unit, a malformed slug, or files that are there already.
    """
    info = _type(catalog, type_name)
    _check_unit(catalog, unit)
    if not _SLUG.match(slug):
        raise UsageError(f"条目名“{slug}”应为小写字母、数字和连字符，如 24 或 banfa-caoan")
    path = root / "content" / "entries" / unit / str(year) / f"{slug}.yaml"
    body = path.with_suffix(".md")
    for existing in (path, body):
        if existing.exists():
            raise UsageError(f"已经有 {existing.relative_to(root)}，没有改动；请换一个条目名")
    path.parent.mkdir(parents=True, exist_ok=True)
    demonstration = catalog.site.demonstration is not None
    path.write_text("\n".join(_lines(info, unit, demonstration)) + "\n", encoding="utf-8")
    if info.body == "无":
        return (path,)
    body.write_text("（在这里写正文：一段一行，标题用“## 一、…”，写好后删去这一行。）\n", encoding="utf-8")
    return path, body


def _type(catalog: Catalog, name: str) -> InfoType:
    info = catalog.types_by_name.get(name) or catalog.types.get(name)
    if info is None or info.abstract:
        near = suggestion(name, list(catalog.types_by_name))
        hint = f"，是不是“{near}”" if near else ""
        raise UsageError(f"没有类型“{name}”{hint}；可以写：{'、'.join(catalog.types_by_name)}")
    return info


def _check_unit(catalog: Catalog, unit: str) -> None:
    known = catalog.organizations.get(unit)
    if known is None or known.kind == "集合":
        near = suggestion(unit, list(catalog.organizations))
        hint = f"，是不是 {near}（{catalog.organizations[near].short}）" if near else ""
        raise UsageError(f"没有机构“{unit}”{hint}；机构编号见 catalog/organizations.yaml")


def _lines(info: InfoType, unit: str, demonstration: bool) -> Iterator[str]:
    yield f"# {info.name}：{info.help or '把“待补”改成真实的内容'}。填好后运行 gongkai check。"
    given = {"类型": info.name, "发文机关": f"[{unit}]", "公开方式": "主动公开"}
    if demonstration:
        given["示例"] = "是"
    for spec in info.fields:
        if spec.key in given:
            yield f"{spec.key}: {given[spec.key]}"
        elif spec.required:
            yield f"{spec.key}: {blank(spec)}{_comment(spec)}"
    optional = [spec.key for spec in info.fields if not spec.required and spec.key not in given]
    yield f"# 还可以写：{'、'.join(optional)}"
    for role in info.attachments:
        if role.required:
            yield f"# 要有附件：{role.role}（放在同名文件夹里，再写「附件」）"
    for relation in info.relations:
        if relation.required:
            yield f"# 要写关系：- {{名称: {relation.name}, 目标: 条目编号}}"


def _comment(spec: FieldSpec) -> str:
    parts = [spec.help, f"如 {spec.example}" if spec.example else ""]
    text = "；".join(part for part in parts if part)
    return f"  # {text}" if text else ""
