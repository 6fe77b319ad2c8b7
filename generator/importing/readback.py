"""What was lost: the drafts are read again as files, by the reading that every catalogue file goes through, and every
data cell is looked for in its item. Nothing here knows how a draft was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalog.items import read_field
from generator.catalog.reader import Reader
from generator.findings import Problem
from generator.importing.grouping import Cell
from generator.importing.texts import bare
from generator.source.nodes import Mapping, Node, Sequence, Text
from generator.source.yaml_events import parse_yaml

#: a text shorter than this must be a whole value, not a part of one
_SHORT = 4


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A draft as read again."""

    #: item id -> (values of its fields, 原文 by title), without blanks
    items: dict[str, tuple[frozenset[str], dict[str, str]]]
    #: what the catalogue's own reading says against the file
    problems: tuple[Problem, ...]

    def lost(self, placed: Iterable[tuple[str, Cell]]) -> list[Cell]:
        """The cells (each with the id of its item) whose text is not there."""
        return [cell for item_id, cell in placed if not self._stands(item_id, cell)]

    def _stands(self, item_id: str, cell: Cell) -> bool:
        values, original = self.items.get(item_id, (frozenset(), {}))
        text = bare(cell.text)
        if text in original.get(cell.column.title, ""):
            return True
        return text in values or (len(text) >= _SHORT and any(text in value for value in values))


def read_back(text: str, path: str) -> ReadBack:
    """Read the text of a draft."""
    node, problems = parse_yaml(text, path)
    found = list(problems)
    items: dict[str, tuple[frozenset[str], dict[str, str]]] = {}
    if isinstance(node, Mapping):
        read_field(Reader(node, path, found, "领域"))
        rows = node.get("事项")
        for row in rows.items if isinstance(rows, Sequence) else ():
            if isinstance(row, Mapping) and isinstance(row.get("编号"), Text):
                items[str(row.get("编号"))] = _values(row)
    return ReadBack(items, tuple(found))


def _values(row: Mapping) -> tuple[frozenset[str], dict[str, str]]:
    values: set[str] = set()
    original: dict[str, str] = {}
    for key, node in row.items():
        if key == "原文" and isinstance(node, Mapping):
            original = {str(title): bare(value) for title, value in node.items() if isinstance(value, Text)}
        elif key != "编号":
            values.update(bare(text) for text in _texts(node))
    return frozenset(values), original


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Text):
        yield str(node)
    else:
        for child in node.items if isinstance(node, Sequence) else node.values.values():
            yield from _texts(child)
