"""Item drafts as files: `items/<field>.yaml` in the format of catalog/items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.catalog.model import Deadline
from generator.importing import header_words as words
from generator.importing.items import DraftItem
from generator.importing.texts import bare, plain
from generator.importing.yaml_text import comment, flow, flow_map, scalar

#: roles whose single cell may stand in a field alone, without a copy in 原文
_FIELDS_ENOUGH = (words.LEVEL1, words.LEVEL2, words.LEVEL3, words.DEADLINE)


@dataclass(slots=True)
class Draft:
    """One field's draft: the items of one table, in order."""

    id: str
    name: str
    order: int
    #: the file and the table's title
    source: str
    items: list[DraftItem] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Below the folder of `--out`."""
        return f"items/{self.id}.yaml"

    def item_id(self, index: int) -> str:
        """The id of the item at `index`."""
        return f"{self.id}-{index + 1:03d}"


def draft_text(draft: Draft) -> str:
    """The draft as YAML."""
    lines = [
        "# 由 gongkai import catalogue 生成的草稿：逐项核对，去掉“待确认”，再移入 catalog/items/。",
        f"领域: {draft.id}",
        f"名称: {scalar(draft.name)}",
        *([f"序号: {scalar(str(draft.order))}"] if draft.order else []),
        f"来源: {scalar(draft.source)}",
        "事项:",
    ]
    for index, item in enumerate(draft.items):
        lines.extend(item_lines(item, draft.item_id(index)))
    return "\n".join(lines) + "\n"


def item_lines(item: DraftItem, item_id: str) -> Iterator[str]:
    """The lines of one item; empty fields are left out."""
    for doubt in item.doubts:
        yield "  " + comment(f"待确认：{doubt}")
    yield f"  - 编号: {item_id}"
    yield f"    一级事项: {scalar(item.level1)}"
    if item.level2:
        yield f"    二级事项: {scalar(item.level2)}"
    yield from _list("要素", item.elements)
    if item.bases:
        yield "    依据:"
        for basis in item.bases:
            pairs = {"名称": basis.name, "文号": basis.number, "条款": basis.article}
            yield f"      - {flow_map({key: value for key, value in pairs.items() if value})}"
    if item.deadline_text:
        yield f"    时限原文: {scalar(item.deadline_text)}"
    if item.reading.deadlines:
        yield f"    时限: [{', '.join(flow_map(deadline_pairs(rule)) for rule in item.reading.deadlines)}]"
    yield from _list("主体", item.units)
    yield from _list("渠道", item.channels.chosen)
    if item.audience:
        yield f"    对象: {flow_map(item.audience)}"
    if item.mode:
        yield f"    方式: {item.mode}"
    yield from _list("层级", item.levels)
    original = original_of(item)
    if original:
        yield "    原文:"
        for title, text in original.items():
            yield f"      {scalar(title)}: {scalar(text)}"
    if item.doubts:
        yield "    待确认: 是"


def _list(key: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"    {key}: {flow(list(texts))}"


def deadline_pairs(rule: Deadline) -> dict[str, str]:
    """A deadline with the keys of catalog/items; empty values are left out."""
    pairs = {
        "kind": rule.kind,
        "anchor": rule.anchor,
        "num": str(rule.num or ""),
        "unit": rule.unit,
        "month": str(rule.month or ""),
        "day": str(rule.day or ""),
        "exclusive": "是" if rule.exclusive else "",
        "every": rule.every,
        "when": rule.when,
        "keep": rule.keep,
        "by_law": "是" if rule.by_law else "",
    }
    return {key: value for key, value in pairs.items() if value}


def original_of(item: DraftItem) -> dict[str, str]:
    """原文: the cells word for word by column title, but those that already stand in a field."""
    cells: dict[str, list[str]] = {}
    roles: dict[str, str] = {}
    for cell in item.raw.cells:
        cells.setdefault(cell.column.title, []).append(cell.text.strip())
        roles[cell.column.title] = cell.column.role
    stand = {bare(text) for text in (item.level1, item.level2, item.deadline_text)}
    return {
        title: "\n".join(texts)
        for title, texts in cells.items()
        if not (roles[title] in _FIELDS_ENOUGH and len(texts) == 1 and bare(texts[0]) in stand)
    }


def summary_name(draft: Draft) -> str:
    """The draft in a line of the summary."""
    known = "" if draft.id.startswith("lingyu") else f"{plain(draft.name)}，"
    return f"{draft.path}（{known}{len(draft.items)} 项）"
