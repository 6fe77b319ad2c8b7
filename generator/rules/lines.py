"""Lines to paste: they replace the line a finding points at, and never invent a fact (what is not known is 待补)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.model.entry import Value
from generator.model.fields import PENDING
from generator.rules.check_values import say

#: signs that mean something to YAML inside `{…}`, and blanks at the ends
_SPECIAL = re.compile(r"[,\[\]{}\"'#&*!|>%@`\\]|:(?=\s|$)|^[\s?-]|\s$")


def scalar(word: str) -> str:
    """`word` as it can stand in a flow mapping, quoted where it must be."""
    if not word or _SPECIAL.search(word):
        escaped = word.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return word


def item_line(row: Mapping[str, Value], changes: Mapping[str, str] | None = None) -> str:
    """One item of a list of groups, `  - {名称: 依据, 目标: shifuban/2021/3}`, with some keys changed."""
    words = {key: say(value) for key, value in row.items() if not isinstance(value, tuple | Mapping)}
    words.update(changes or {})
    return "  - {" + ", ".join(f"{key}: {scalar(word)}" for key, word in words.items()) + "}"


def added_item(field: str, row: Mapping[str, str], *, written: bool) -> str:
    """An item to add to the list `field`; with the list's own line where it is not `written` yet."""
    return item_line(row) if written else f"{field}:\n{item_line(row)}"


def row_of(values: Mapping[str, Value], field: str, index: int) -> Mapping[str, Value]:
    """The group at `index` of a list of groups; empty where there is none."""
    rows = values.get(field, ())
    row = rows[index] if isinstance(rows, tuple) and index < len(rows) else {}
    return row if isinstance(row, Mapping) else {}


def pending(field: str) -> str:
    """A line for a field whose value only the author knows."""
    return f"{field}: {PENDING}"
