"""From rows to items: which rows begin an item, which continue one, what is carried down, what 同上 stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.importing import header_words as words
from generator.importing.grid import Grid
from generator.importing.headers import Column, Section
from generator.importing.texts import bare, folded, storable

DITTO = re.compile(r"(?:同上|同前|上同)[。.]?|[〃″〞々\"“”]{1,2}|''")
DASH = re.compile(r"[─—–\-/／_]+")
_NUMBER = re.compile(r"[\dA-Za-z][\dA-Za-z.\-—()]{0,11}|[一二三四五六七八九十]{1,3}")
_HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.].{1,40}")
_LEVELS = (words.LEVEL1, words.LEVEL2, words.LEVEL3)
_CONTENT = (words.ELEMENTS, words.BASIS, words.DEADLINE, words.UNIT)


@dataclass(frozen=True, slots=True)
class Cell:
    """A data cell that holds text."""

    #: row of the file, from 1
    row: int
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class Unparsed:
    """Something that found no place of its own; its text is in 原文 all the same."""

    row: int
    text: str
    reason: str


@dataclass(slots=True)
class RawItem:
    """The rows of one item: its own cells, and per column the text that holds for it."""

    row: int
    columns: tuple[Column, ...]
    #: the level texts that hold, carried down where the cell was merged
    levels: dict[str, str]
    #: the field named in a column of its own (领域), carried down
    field_name: str = ""
    by_content: bool = False
    cells: list[Cell] = field(default_factory=list)
    #: column index -> text, 同上 resolved, continued rows joined by line breaks
    values: dict[int, str] = field(default_factory=dict)

    def text(self, role: str) -> str:
        """The text of the columns of `role`, joined."""
        return "\n".join(t for c in self.columns if c.role == role and (t := self.values.get(c.index, "")))

    def texts(self, role: str) -> Iterator[tuple[Column, str]]:
        """Each column of `role` with its text."""
        for column in self.columns:
            if column.role == role:
                yield column, self.values.get(column.index, "")


@dataclass(slots=True)
class Grouper:
    """Goes through the sections of one grid; `items` and `unparsed` fill as it goes."""

    grid: Grid
    items: list[RawItem] = field(default_factory=list)
    unparsed: list[Unparsed] = field(default_factory=list)
    #: rows before the first item of a section, waiting for it
    _waiting: list[Cell] = field(default_factory=list)
    _levels: dict[str, str] = field(default_factory=dict)
    _field: str = ""
    _current: RawItem | None = None
    _rows: int = 0

    def add(self, section: Section, *, fresh: bool) -> list[RawItem]:
        """Group the rows of `section`; returns its items. `fresh`: another table begins, nothing is carried over."""
        first = len(self.items)
        if fresh:
            self._levels, self._field, self._current = {}, "", None
        numbered = self._is_numbered(section)
        for row in section.rows:
            self._row(section, row, numbered)
        self._settle(section)
        return self.items[first:]

    def _is_numbered(self, section: Section) -> bool:
        columns = [column.index for column in section.columns if column.role == words.SEQ]
        return any(_NUMBER.fullmatch(folded(self.grid.rows[row][c])) for row in section.rows for c in columns)

    def _row(self, section: Section, row: int, numbered: bool) -> None:
        cells = [
            Cell(row + 1, column, storable(text))
            for column in section.columns
            if (text := self.grid.rows[row][column.index]).strip()
        ]
        cells = [cell for cell in cells if bare(cell.text)]
        if not cells:
            return
        held = {cell.column.role for cell in cells if not DASH.fullmatch(bare(cell.text))}
        kind = self._kind(cells, held | self._covered_content(section, row), section, numbered)
        if kind == "new":
            self._begin(section, row, cells)
        elif kind == "heading":
            self._levels = {words.LEVEL1: cells[0].text}
            self._waiting.extend(cells)
        else:
            self._continue(cells, held)

    def _covered_content(self, section: Section, row: int) -> set[str]:
        """Contents that hold for the row because their cell is merged over it; merged level cells do not count."""
        if not self.grid.merged:
            return set()
        return {c.role for c in section.columns if c.role in _CONTENT and self._covering(section, row, c)}

    def _kind(self, cells: list[Cell], held: set[str], section: Section, numbered: bool) -> str:
        """`new`, `heading` (a line that names the group below it) or `more`."""
        levels = held & set(_LEVELS)
        content = held & set(_CONTENT)
        number = words.SEQ in held and any(
            c.column.role == words.SEQ and _NUMBER.fullmatch(folded(c.text)) for c in cells
        )
        first = cells[0]
        alone = len(cells) == 1 and not number and first.column.role in (words.SEQ, words.LEVEL1, words.LEVEL2)
        if alone and _HEADING.fullmatch(folded(first.text)):
            return "heading"
        if number and (levels or content or held & {words.CHANNELS, words.EXTRA}):
            return "new"
        if levels and (content or not numbered):
            return "new"
        has_names = any(column.role in _LEVELS for column in section.columns)
        return "new" if content and not numbered and not has_names else "more"

    def _begin(self, section: Section, row: int, cells: list[Cell]) -> None:
        previous = self.items[-1] if self.items else None
        own = {cell.column.index: cell.text for cell in cells}
        item = RawItem(row + 1, section.columns, {}, by_content=section.by_content)
        for column in section.columns:
            text = own.get(column.index) or self._covering(section, row, column)
            if text:
                item.values[column.index] = self._resolved(text, column, row, previous)
        self._name(item)
        for cell in reversed(self._waiting):
            if cell.column.role in (words.CHANNELS, *_CONTENT):
                item.values[cell.column.index] = _joined(cell.text, item.values.get(cell.column.index, ""))
        item.cells = [*self._waiting, *cells]
        self._waiting = []
        self.items.append(item)
        self._current = item

    def _covering(self, section: Section, row: int, column: Column) -> str:
        """The text of a vertically merged range over this cell, where it begins in the same section."""
        top, left = self.grid.merged.get((row, column.index), (row, column.index))
        if left != column.index or top not in section.rows:
            return ""
        return storable(self.grid.rows[top][left])

    def _resolved(self, text: str, column: Column, row: int, previous: RawItem | None) -> str:
        """The text, or what 同上 stands for: the same column of the item before, already resolved itself."""
        if not DITTO.fullmatch(bare(text)):
            return text
        before = ""
        if previous is not None:
            same = next((c for c in previous.columns if c.title == column.title), None)
            before = previous.values.get(same.index, "") if same else ""
            before = before or previous.levels.get(column.role, "")
        if not before:
            self.unparsed.append(Unparsed(row + 1, text, "“同上”上面没有可以引用的内容"))
        return before

    def _name(self, item: RawItem) -> None:
        """The levels that hold: own texts, else those carried down; a new upper level ends the lower ones."""
        own = {role: item.text(role) for role in _LEVELS}
        own = {role: "" if DASH.fullmatch(bare(text)) else text for role, text in own.items()}
        if own[words.LEVEL1]:
            self._levels = {}
        elif own[words.LEVEL2]:
            self._levels.pop(words.LEVEL2, None)
        carried = dict(self._levels)
        if not own[words.LEVEL3]:
            carried.pop(words.LEVEL2, None)
        self._levels.update({role: text for role, text in own.items() if text and role != words.LEVEL3})
        item.levels = {role: own[role] or carried.get(role, "") for role in _LEVELS}
        self._field = item.text(words.FIELD) or self._field
        item.field_name = self._field

    def _continue(self, cells: list[Cell], held: set[str]) -> None:
        item = self._current
        if item is None:
            self._waiting.extend(cells)
            return
        if held & {words.SEQ, *_LEVELS}:
            text = " ".join(cell.text for cell in cells)
            self.unparsed.append(Unparsed(cells[0].row, text, "这一行不像新的事项，并入上一个事项的原文"))
        item.cells.extend(cells)
        for cell in cells:
            if cell.column.role not in (words.SEQ, *_LEVELS):
                before = item.values.get(cell.column.index, "")
                item.values[cell.column.index] = _joined(before, cell.text)

    def _settle(self, section: Section) -> None:
        """Rows that waited for an item that never came: to the item before, else an item without a name."""
        if not self._waiting:
            return
        cells, self._waiting = self._waiting, []
        if self._current is None and not self.items:
            item = RawItem(cells[0].row, section.columns, dict.fromkeys(_LEVELS, ""), by_content=section.by_content)
            self.items.append(item)
        item = self._current or self.items[-1]
        item.cells.extend(cells)
        for cell in cells:
            item.values[cell.column.index] = _joined(item.values.get(cell.column.index, ""), cell.text)
        text = " ".join(cell.text for cell in cells)
        self.unparsed.append(Unparsed(cells[0].row, text, "这几行不属于任何事项，放在相邻事项的原文里"))


def _joined(first: str, second: str) -> str:
    return f"{first}\n{second}" if first and second else first or second
