"""Names for the scrollers of tables: a reader who hears them must be able to tell two tables of a page apart."""

from __future__ import annotations

import re
from itertools import islice

_CELL = re.compile(r"<th\b[^<>]*>(.*?)</th>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
#: heads that are enough to know a table by
_HEADS = 3
_LONGEST = 40


class TableNames:
    """The names given so far on one page or in one body."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def name(self, table: str, caption: str = "") -> str:
        """`caption`, or the heads of the first columns of the table's HTML, with a number where it was given before.

        The answer is HTML text as it stands in `table`, without tags and quotes: fit for an attribute.
        """
        text = caption or _by_heads(table)
        name = text.removesuffix("：").replace('"', "&quot;")
        self._given[name] = count = self._given.get(name, 0) + 1
        return name if count == 1 else f"{name}（{count}）"


def _by_heads(table: str) -> str:
    cells = (cell[1] for cell in islice(_CELL.finditer(table), _HEADS))
    heads = [(_TAG.sub("", cell) if "<" in cell else cell).strip() for cell in cells]
    return "表格：" + "、".join(head for head in heads if head)[:_LONGEST]
