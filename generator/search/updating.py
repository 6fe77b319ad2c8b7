"""Small changes of an index: other texts of a few documents, in plain Python, without a pass over all others.

The result is byte for byte what a build of all documents gives. What must be rewritten is read from the old files; no
other file is touched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.derive.search_documents import SearchDocument
from generator.search.compression import POSTINGS_LEVEL, TEXT_LEVEL, deflated, inflated
from generator.search.layout import (
    MANIFEST,
    TWINS,
    Parameters,
    list_address,
    manifest_files,
    read_manifest,
    shard_address,
    text_address,
    title_address,
    twin,
    twin_address,
    twin_members,
)
from generator.search.numbering import home_of
from generator.search.packs import document_of, pack, title_row, unpack, written_rows
from generator.search.parts import parts_of
from generator.search.postings import NOTHING, Stored, read_postings, written_postings
from generator.search.sizes import SAMPLE, mean_characters, shard_bits, term_weight, text_documents
from generator.search.terms import ABSENT, changed_impacts, term_hash

#: a file by address; None when there is none (also: it is to be removed)
Read = Callable[[str], bytes | None]
Changed = Iterator[tuple[str, bytes | None]]


class NotSmall(Exception):
    """The change moves more than the files of its own terms: the index must be built anew."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """What becomes of one posting: its new code, None when it goes; by how many the fields change."""

    number: int
    code: int | None
    fields: int


Edits = dict[str, list[_Edit]]
#: packs of titles behind its own that are searched for a document
_PUSHED = 300


def update_files(folder: Path, documents: Iterable[SearchDocument]) -> Changed:
    """`update` of the index below a site's root."""

    def read_old(address: str) -> bytes | None:
        try:
            return (folder / address).read_bytes()
        except FileNotFoundError:
            return None

    return update(read_old, documents)


def update(read_old: Read, documents: Iterable[SearchDocument]) -> Changed:
    """The files that differ when these documents have other texts and all else is as it was (None: removed).

    NotSmall, before the first file, when more has changed or more must be written than the files of the changed terms;
    ValueError when the old index is damaged.
    """
    manifest = read_old(MANIFEST)
    if manifest is None:
        raise NotSmall("no index")
    old = read_manifest(manifest)
    former = _OldDocuments(read_old, old)
    shards: dict[int, Edits] = defaultdict(lambda: defaultdict(list))
    texts: dict[int, str] = {}
    characters = old.characters
    for document in documents:
        number, before = former.of(document)
        if document.text == before.text:
            continue
        texts[number] = document.text
        characters += len(document.text) - len(before.text)
        for term, (was, now) in changed_impacts(before, document).items():
            edit = _Edit(number, None if now == ABSENT else now[0], now[1] - was[1])
            shards[old.shard(term_hash(term))][term].append(edit)
    written = [_Shard(read_old, old, shard).edited(own) for shard, own in sorted(shards.items())]
    new = _measured(old, characters, written)
    for one in written:
        yield from one.files()
    yield from _twins(read_old, "h", {one.number: one.content for one in written})
    yield from former.files(texts)
    if new != old:
        yield from manifest_files(new).items()


def _measured(old: Parameters, characters: int, written: Iterable[_Shard]) -> Parameters:
    """The parameters after the change. NotSmall when one that decides addresses is another."""
    moved = list(written)
    new = replace(
        old,
        characters=characters,
        postings=old.postings + sum(one.postings for one in moved),
        measure=old.measure + sum(one.measure for one in moved),
    )
    means = [text_documents(mean_characters(one.characters, one.count)) for one in (old, new)]
    if shard_bits(new.measure) != old.bits or means[0] != means[1]:
        raise NotSmall("the index has other sizes now")
    return new


class _OldDocuments:
    """The changed documents as the old index has them, and the packs of their texts."""

    def __init__(self, read_old: Read, parameters: Parameters) -> None:
        self._read = read_old
        self._parameters = parameters

    def of(self, document: SearchDocument) -> tuple[int, SearchDocument]:
        """Number and old state of a document. NotSmall when more than its text differs."""
        number, row = self._found(document)
        if written_rows([row]) != written_rows([title_row(number, document)]):
            raise NotSmall(f"{document.id} has other facts now")
        text = self._pack(number >> self._parameters.texts).get(number, (0, ""))
        return number, document_of(row, text[1])

    def _found(self, document: SearchDocument) -> tuple[int, Sequence[Any]]:
        """Where the document should be, or as far behind as a crowded day has pushed it."""
        home = home_of(document.id, document.date, date.fromisoformat(self._parameters.epoch), self._parameters.slots)
        first = home >> self._parameters.titles
        for place in range(first, first + _PUSHED):
            content = self._read(title_address(place))
            if content is None:
                break
            for number, row in unpack(content).items():
                if row[1] == document.id:
                    return number, row
        raise NotSmall(f"{document.id} is not in the index")

    def _pack(self, number: int) -> dict[int, Sequence[Any]]:
        content = self._read(text_address(number))
        return unpack(content) if content is not None else {}

    def files(self, texts: Mapping[int, str]) -> Changed:
        """The packs with the new texts, by number, and their twins."""
        packs: dict[int, dict[int, Sequence[Any]]] = {}
        for number, text in texts.items():
            place = number >> self._parameters.texts
            if place not in packs:
                packs[place] = self._pack(place)
            packs[place][number] = (number, text)
        contents: dict[int, bytes | None] = {}
        for place, rows in packs.items():
            held = [rows[number] for number in sorted(rows) if rows[number][1]]
            contents[place] = pack(held, TEXT_LEVEL) if held else None
            yield text_address(place), contents[place]
        yield from _twins(self._read, "t", contents)


class _Shard:
    """A shard and its edits."""

    def __init__(self, read_old: Read, parameters: Parameters, number: int) -> None:
        self._read = read_old
        self._parameters = parameters
        self.number = number
        content = read_old(shard_address(number))
        self._terms = read_postings(inflated(content), parameters.head) if content is not None else {}
        self._lists: dict[str, Stored] | None = None
        self._old_parts = sorted({one.part for one in self._terms.values() if one.part >= 0})
        #: what the edits add to the sums of the manifest
        self.postings = self.measure = 0
        self.content: bytes | None = content
        #: the old parts by number: content, and what is in it
        self._parts: dict[int, bytes] = {}
        self._old_lists: dict[int, dict[str, Stored]] = {}
        self._part_files: dict[int, bytes] = {}

    def edited(self, edits: Mapping[str, Sequence[_Edit]]) -> _Shard:
        """Carry out `edits`, by term."""
        for term, changes in edits.items():
            head = self._terms.get(term, NOTHING)
            old = self._all_lists()[term] if head.part >= 0 else head
            new = old
            for change in changes:
                new = new.edited(change.number, change.code, change.fields)
            self._count(term, old.documents, new.documents)
            self._put(term, head if head.part >= 0 and _stays(head, changes) else None, old, new)
        if self._lists is not None:
            self._cut()
        self.content = deflated(written_postings(self._terms), POSTINGS_LEVEL) if self._terms else None
        return self

    def _all_lists(self) -> dict[str, Stored]:
        if self._lists is None:
            self._lists = {}
            for part in self._old_parts:
                self._parts[part] = self._read(list_address(self.number, part)) or b""
                self._old_lists[part] = read_postings(inflated(self._parts[part]), None)
                self._lists.update(self._old_lists[part])
        return self._lists

    def _count(self, term: str, before: int, after: int) -> None:
        self.postings += after - before
        if term_hash(term) < SAMPLE:
            head = self._parameters.head
            self.measure += term_weight(after, head) - term_weight(before, head)

    def _put(self, term: str, head: Stored | None, old: Stored, new: Stored) -> None:
        """The term's entry in the shard (`head`, where that stays), and its full list where it had or has one."""
        limit = self._parameters.head
        if max(old.documents, new.documents) > limit:
            lists = self._all_lists()
            lists.pop(term, None)
            if new.documents > limit:
                lists[term] = new
                kept = head and head._replace(documents=new.documents, extra=new.extra)
                new = kept or new.cut(limit, 0)  # `_cut` says which part
        if new.documents:
            self._terms[term] = new
        else:
            self._terms.pop(term, None)

    def _cut(self) -> None:
        """The full lists in their parts, and the parts in the heads."""
        lists = self._all_lists()
        names = sorted(lists, key=str.encode)
        parts = parts_of(lists[name].size() for name in names)
        for name, part in zip(names, parts, strict=True):
            self._terms[name] = self._terms[name]._replace(part=part)
        for part in dict.fromkeys(parts):
            held = {name: lists[name] for name, own in zip(names, parts, strict=True) if own == part}
            same = held == self._old_lists.get(part)
            self._part_files[part] = self._parts[part] if same else deflated(written_postings(held), POSTINGS_LEVEL)

    def files(self) -> Changed:
        """Head, parts and the parts' twin, where they differ."""
        yield shard_address(self.number), self.content
        if self._lists is None:
            return
        differ = False
        for part in sorted({*self._parts, *self._part_files}):
            content = self._part_files.get(part)
            if content != self._parts.get(part):
                differ = True
                yield list_address(self.number, part), content
        if differ:
            yield twin_address("l", self.number), twin("l", self.number, self._part_files) if self._part_files else None


def _stays(head: Stored, edits: Sequence[_Edit]) -> bool:
    """Whether the head of a long list has the same postings after `edits`: none is of it, none comes before its last."""
    numbers, codes = head.columns()
    least = min(codes)
    last = numbers[codes.rindex(least)]
    for edit in edits:
        place = bisect_left(numbers, edit.number)
        if place < len(numbers) and numbers[place] == edit.number:
            return False
        if edit.code is not None and (-edit.code, edit.number) < (-least, last):
            return False
    return True


def _twins(read_old: Read, kind: str, members: Mapping[int, bytes | None]) -> Changed:
    """The twins of the groups that `members` belong to."""
    groups: dict[int, dict[int, bytes | None]] = defaultdict(dict)
    for number, content in members.items():
        groups[number >> TWINS[kind]][number] = content
    for group, changed in groups.items():
        address = twin_address(kind, group)
        script = read_old(address)
        held: dict[int, bytes | None] = {**(twin_members(script) if script is not None else {}), **changed}
        left = {number: content for number, content in held.items() if content is not None}
        yield address, twin(kind, group, left) if left else None
