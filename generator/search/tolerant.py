"""The index as one search reads it: what is damaged or missing is remembered as a failure and counts as not there.

`theme/src/search/index.mjs` is the twin: the same kinds of failures, the same consequences.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from generator.derive.document import SearchDocument
from generator.search.compression import inflated
from generator.search.layout import facet_address
from generator.search.packs import document_of
from generator.search.postings import Stored
from generator.search.reader import Index, Read
from generator.search.sets import NO_DOCUMENTS, TermList
from generator.search.understand.files import table_address


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read; `kind` is manifest, term, number, document, text, facet or table."""

    kind: str
    name: str


class Tolerant:
    """An index with the failures of one search."""

    def __init__(self, index: Index, read: Read) -> None:
        self._index, self._read = index, read
        self._failures: dict[Failure, None] = {}

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, each once."""
        return tuple(self._failures)

    def fail(self, kind: str, name: str) -> None:
        """Remember a failure."""
        self._failures[Failure(kind, name)] = None

    @property
    def count(self) -> int:
        """Documents of the index."""
        return self._index.parameters.count

    def head(self, term: str) -> tuple[Stored | None, TermList | None]:
        """The head of a term as it is kept and as a list; no list when its shard could not be read."""
        try:
            stored = self._index.term(term)
            return stored, TermList.of(stored) if stored is not None else NO_DOCUMENTS
        except ValueError:
            self._missing(term)
            return None, None

    def whole(self, term: str, stored: Stored, head: TermList) -> TermList:
        """The whole list of a term; its `head` when it could not be read."""
        try:
            return TermList.of(self._index.full_list(term, stored))
        except ValueError:
            self._missing(term)
            return head

    def _missing(self, term: str) -> None:
        self.fail("number" if term.startswith("#") else "term", term.removeprefix("#"))

    def rows(self, numbers: Iterable[int]) -> dict[int, Sequence[Any]]:
        """The rows of titles of those documents that have one; packs that could not be read are left out."""
        shift = self._index.parameters.titles
        found: dict[int, Sequence[Any]] = {}
        for pack, members in groupby(sorted(numbers), key=lambda number: number >> shift):
            try:
                found.update(self._index.rows(members))
            except ValueError:
                self.fail("document", str(pack))
        return found

    def document(self, row: Sequence[Any], *, read: bool) -> SearchDocument | None:
        """The document of a row, with its text when that is to be `read`; None where the row is none."""
        try:
            return document_of(row, self.text(row[0]) if read else "")
        except ValueError:
            self.fail("document", str(row[0] >> self._index.parameters.titles))
            return None

    def text(self, number: int) -> str:
        """The text of a document; empty when it has none or it could not be read."""
        try:
            return self._index.text(number)
        except (ValueError, IndexError):
            self.fail("text", str(number >> self._index.parameters.texts))
            return ""

    def facet(self, name: str, numbers: Iterable[int]) -> Iterator[Mapping[str, Any]]:
        """The chunks of a facet that have columns for `numbers`, parsed."""
        shift = self._index.parameters.facets
        for chunk in sorted({number >> shift for number in numbers}):
            try:
                yield parsed(self._read(facet_address(name, chunk)))
            except ValueError:
                self.fail("facet", f"{name}/{chunk}")

    def table(self, name: str) -> Mapping[str, Any] | None:
        """A table of understanding; None when it could not be read."""
        try:
            return parsed(self._read(table_address(name)))
        except ValueError:
            self.fail("table", name)
            return None


def parsed(content: bytes | None) -> Mapping[str, Any]:
    """The JSON object of a file. ValueError when it is missing or damaged."""
    if content is None:
        raise ValueError("no such file")
    found = json.loads(inflated(content))
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found
