"""The same document twice: by 文号, or by title and date; within the source and against what the repository holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.importing.migrated import Migrated
from generator.importing.texts import folded
from generator.model.entry import Entry
from generator.rules.numbers import corrected, document_numbers

BY_NUMBER, BY_TITLE, BY_TEXT = "文号相同", "标题和日期相同", "标题和正文相同（都没有日期）"
#: a number that its issuer counts through (〔2021〕24号); 令 and 公告 numbers may stand on several documents
_SERIAL = re.compile(r"〔\d{4}〕\d+号")


@dataclass(slots=True)
class Seen:
    """Documents seen so far."""

    pattern: str
    _numbers: dict[str, str] = field(default_factory=dict)
    _titles: dict[tuple[str, str], str] = field(default_factory=dict)

    def add_entry(self, entry: Entry) -> None:
        """Remember an entry of the repository."""
        if entry.withdrawal is not None:
            return
        date = entry.issued or (entry.origin.published if entry.origin else None)
        self._add([number for _, number in document_numbers(entry)], entry.title, str(date or ""), entry.id)

    def add(self, made: Migrated) -> None:
        """Remember a record."""
        self._add([made.number] if made.number else [], made.title, made.date, made.id)

    def find(self, made: Migrated) -> tuple[str, str]:
        """The id of the same document and why it is the same; empty when there is none."""
        number = self._number(made.number)
        if _SERIAL.search(number) and number in self._numbers:
            return self._numbers[number], BY_NUMBER
        same = self._titles.get((folded(made.title), made.date or number), "")
        return (same, BY_TITLE if made.date else BY_NUMBER) if same else ("", "")

    def like(self, made: Migrated) -> str:
        """The id of a document with the same number where that is no serial one (国务院令第306号): a later version, or
        another document published by the same order. To be looked at, not left out.
        """
        return self._numbers.get(self._number(made.number), "") if made.number else ""

    def _add(self, numbers: list[str], title: str, date: str, id: str) -> None:
        for number in map(self._number, numbers):
            self._numbers.setdefault(number, id)
        for mark in (date, *numbers):
            if mark:
                self._titles.setdefault((folded(title), mark if mark == date else self._number(mark)), id)

    def _number(self, number: str) -> str:
        return (corrected(number, self.pattern) if self.pattern else "") or folded(number)
