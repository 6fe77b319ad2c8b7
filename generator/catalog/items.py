"""The standard catalogue: catalog/items/<field>.yaml."""

from __future__ import annotations

import datetime as dt
import re

from generator.catalog.model import Basis, Deadline, Field, Item
from generator.catalog.reader import Reader
from generator.catalog.structure import IDENTIFIER
from generator.source.nodes import Mapping, Sequence, Text

DEADLINE_KINDS = ("after", "before", "fixed", "periodic", "continuous", "event", "display")
DEADLINE_UNITS = ("H", "WD", "CD", "W", "M")
MODES = ("主动", "依申请")
LEVELS = ("县级", "乡级", "村级")


def read_field(reader: Reader) -> Field | None:
    """One file of items."""
    id_ = reader.text("领域", required=True)
    if id_ and not IDENTIFIER.match(id_):
        reader.report("K809", reader.place_of("领域"), f"领域编号“{id_}”不合要求：用小写字母开头", key="领域", found=id_)
        id_ = ""
    edition, effective = _edition(reader)
    field = Field(
        id=id_,
        name=reader.text("名称", required=True),
        order=reader.integer("序号"),
        edition=edition,
        effective=effective,
        source=reader.text("来源"),
        items=tuple(item for r in reader.children("事项", "事项") if (item := read_item(r, id_))),
        place=reader.place,
    )
    reader.close()
    return field if id_ else None


def _edition(reader: Reader) -> tuple[str, dt.date | None]:
    """版本: an edition of editions.yaml by its id, or written out as {编号, 施行}."""
    if not isinstance(reader.get("版本"), Mapping):
        return reader.text("版本"), None
    part = reader.child("版本")
    if part is None:
        return "", None
    edition, effective = part.text("编号"), part.date("施行")
    if effective is None and not part.text("施行"):
        part.missing("施行")
    part.close()
    return (edition, effective) if effective else ("", None)


def read_item(reader: Reader, field_id: str) -> Item | None:
    """One row."""
    id_ = reader.text("编号", required=True)
    if id_ and not re.fullmatch(re.escape(field_id) + r"-\d{3}", id_):
        reader.report(
            "K809", reader.place_of("编号"), f"事项编号“{id_}”应为领域编号加三位数字，如 {field_id}-001", key="编号", found=id_
        )
        id_ = ""
    item = Item(
        id=id_,
        field_id=field_id,
        level1=reader.text("一级事项", required=True),
        level2=reader.text("二级事项"),
        elements=reader.texts("要素"),
        bases=_bases(reader),
        deadline_text=reader.text("时限原文"),
        deadlines=tuple(_deadline(r) for r in reader.children("时限", "时限")),
        responsible=reader.texts("主体"),
        channels=reader.texts("渠道"),
        audience=reader.pairs("对象"),
        mode=reader.choice("方式", MODES, "主动", rule="K808"),
        levels=tuple(level for level in reader.texts("层级")),
        types=reader.texts("可用类型"),
        original=reader.pairs("原文"),
        unconfirmed=reader.flag("待确认"),
        note=reader.text("说明"),
        edition=reader.text("版本"),
        place=reader.place,
    )
    reader.close()
    return item if id_ else None


def _bases(reader: Reader) -> tuple[Basis, ...]:
    """依据: mappings of 名称, 文号, 条款; a plain text stands for the name."""
    node = reader.get("依据")
    if not isinstance(node, Sequence):
        return tuple(Basis(name=word) for word in reader.texts("依据"))
    bases = []
    for item in node.items:
        if isinstance(item, Text):
            bases.append(Basis(name=str(item)))
        else:
            part = Reader(item, reader.path, reader.problems, "「依据」里的一项")
            bases.append(Basis(part.text("名称", required=True), part.text("文号"), part.text("条款")))
            part.close()
    return tuple(bases)


def _deadline(reader: Reader) -> Deadline:
    deadline = Deadline(
        kind=reader.choice("kind", DEADLINE_KINDS, "event", rule="K808"),
        anchor=reader.text("anchor"),
        num=reader.integer("num"),
        unit=reader.choice("unit", DEADLINE_UNITS, "", rule="K808"),
        month=reader.integer("month"),
        day=reader.integer("day"),
        exclusive=reader.flag("exclusive"),
        every=reader.choice("every", ("month", "quarter", "half", "year"), "", rule="K808"),
        when=reader.text("when"),
        keep=reader.choice("keep", ("latest", "term"), "", rule="K808"),
        by_law=reader.flag("by_law"),
    )
    reader.close()
    return deadline
