"""The index as Python reads it: terms, full lists, rows, texts; each file once (docs/search-format.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.search.compression import inflated
from generator.search.layout import (
    MANIFEST,
    list_address,
    read_manifest,
    shard_address,
    text_address,
    title_address,
)
from generator.search.packs import unpack
from generator.search.postings import Posting, Stored, read_postings
from generator.search.terms import term_hash

#: content of a file by address below the site's root; None when there is no such file
Read = Callable[[str], bytes | None]


class Index:
    """Reads an index by its addresses. ValueError where a file is damaged or of another version."""

    def __init__(self, read: Read) -> None:
        self._read = read
        manifest = read(MANIFEST)
        if manifest is None:
            raise ValueError("no index")
        self.parameters = read_manifest(manifest)
        self._shards: dict[str, dict[str, Stored]] = {}
        self._packs: dict[str, dict[int, Sequence[Any]]] = {}

    def term(self, term: str) -> Stored | None:
        """The head of a term, or None when no document has it."""
        if not self.parameters.count:
            return None
        shard = self.parameters.shard(term_hash(term))
        return self._file(shard_address(shard), self.parameters.head).get(term)

    def full_list(self, term: str, stored: Stored) -> Stored:
        """The full list of a term whose head is `stored`."""
        if stored.part < 0:
            return stored
        shard = self.parameters.shard(term_hash(term))
        held = self._file(list_address(shard, stored.part), None).get(term)
        if held is None:
            raise ValueError(f"damaged index: no list of {term}")
        return held

    def full(self, term: str, stored: Stored) -> list[Posting]:
        """All postings of a term."""
        return self.full_list(term, stored).postings()

    def _file(self, address: str, head: int | None) -> dict[str, Stored]:
        if address not in self._shards:
            self._shards[address] = read_postings(inflated(self._needed(address)), head)
        return self._shards[address]

    def rows(self, numbers: Iterable[int]) -> dict[int, Sequence[Any]]:
        """The rows of titles of those documents that have one."""
        shift = self.parameters.titles
        found = {number: self._pack(title_address(number >> shift), needed=True).get(number) for number in numbers}
        return {number: row for number, row in found.items() if row is not None}

    def text(self, number: int) -> str:
        """The text of a document; empty when it has none."""
        row = self._pack(text_address(number >> self.parameters.texts)).get(number)
        return str(row[1]) if row is not None else ""

    def _needed(self, address: str) -> bytes:
        content = self._read(address)
        if content is None:
            raise ValueError(f"damaged index: no {address}")
        return content

    def _pack(self, address: str, *, needed: bool = False) -> dict[int, Sequence[Any]]:
        if address not in self._packs:
            content = self._needed(address) if needed else self._read(address)
            self._packs[address] = unpack(content) if content is not None else {}
        return self._packs[address]
