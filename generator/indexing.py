"""The search index as work for several processes: terms while entries are made, postings and packs afterwards.

Terms come with the slices of entries (`SliceTerms`), so that every text is read once. Texts for the packs lie in a spool
file per slice, in the cache, until the packs are written: packs are in order of date, slices in order of id.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.catalog.search_table import PreparedAnswer
from generator.derive.search_documents import SearchDocument
from generator.publish.placing import Placed, Placer
from generator.search.layout import Parameters, manifest_files

if TYPE_CHECKING:
    from generator.search.batches import TermBatch
    from generator.search.shards import PostingsWriter
    from generator.search.understand.answers import Answer

#: documents whose packs are one task
_PACKS = 4_000
#: name of a spool, and seconds after which nobody uses it
_SPOOL, _LEFT = "spool-", 3600


class Spooled(NamedTuple):
    """A document without its text, and where that lies."""

    document: SearchDocument
    spool: str
    start: int
    length: int


@dataclass(slots=True)
class SliceTerms:
    """What one slice of documents gives to the index."""

    documents: list[Spooled]
    batches: list[TermBatch]


def answers_of(document: SearchDocument, prepared: Sequence[PreparedAnswer]) -> tuple[Answer, ...]:
    """The prepared answers that `document` is the source of: pairs of the catalogue, and those in its own text."""
    from generator.search.understand.answers import answers_in, prepared_answers

    own = [one for one in prepared if one.entry == document.id]
    return (*prepared_answers(own, {document.id: document}, {}), *answers_in(document))


class Spool:
    """A folder of texts that lives as long as a build."""

    def __init__(self, folder: Path | None) -> None:
        if folder is not None:
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
            _sweep(folder)
        usable = folder is not None and os.access(folder, os.W_OK)
        self._held = tempfile.TemporaryDirectory(prefix=_SPOOL, dir=folder if usable else None)
        self.path = self._held.name

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.cleanup()


def _sweep(folder: Path) -> None:
    """Remove spools that a killed build has left. A younger one may belong to a build that runs."""
    before = time.time() - _LEFT
    for path in folder.glob(f"{_SPOOL}*"):
        with suppress(OSError):
            if path.stat().st_mtime < before:
                shutil.rmtree(path)


def slice_terms(documents: Sequence[SearchDocument], spool: str, name: str) -> SliceTerms:
    """The terms of `documents`; their texts go to the file `name` of the folder `spool`."""
    from generator.search.batches import BLOCK, terms_of_batch

    batches = [terms_of_batch(documents[at : at + BLOCK]) for at in range(0, len(documents), BLOCK)]
    spooled: list[Spooled] = []
    position = 0
    with open(f"{spool}/{name}", "wb") as file:
        for document in documents:
            data = document.text.encode("utf-8", "surrogatepass")
            file.write(data)
            spooled.append(Spooled(replace(document, text=""), name, position, len(data)))
            position += len(data)
    return SliceTerms(spooled, batches)


@dataclass(frozen=True, slots=True)
class Postings:
    """A task: the postings of a range of shards."""

    shards: range


@dataclass(frozen=True, slots=True)
class Texts:
    """A task: packs of texts of the documents from `start` to `stop`, in order of number."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Titles:
    """A task: packs of titles and columns of facets."""


Task = Postings | Texts | Titles


@dataclass(frozen=True)
class IndexShop:
    """What all tasks of an index share."""

    batches: tuple[TermBatch, ...]
    numbers: Mapping[str, int]
    parameters: Parameters
    #: in order of number
    documents: tuple[Spooled, ...]
    spool: str
    placer: Placer | None

    @cached_property
    def writer(self) -> PostingsWriter:
        """Makes postings."""
        from generator.search.shards import PostingsWriter

        return PostingsWriter(self.batches, self.numbers, self.parameters)


def index_shop(parts: Sequence[SliceTerms], spool: str, placer: Placer | None) -> IndexShop:
    """Number all documents and measure the index."""
    from generator.search.build import number_and_measure

    batches = tuple(batch for part in parts for batch in part.batches)
    by_id = {one.document.id: one for part in parts for one in part.documents}
    ids = [(one.document.id, one.document.date) for one in by_id.values()]
    numbers, parameters = number_and_measure(ids, batches)
    return IndexShop(batches, numbers, parameters, tuple(by_id[id_] for id_ in numbers), spool, placer)


def tasks_of_index(shop: IndexShop) -> list[Task]:
    """All tasks, the big ones first. Texts are cut where packs and their twins end."""
    from generator.search.packs import text_span
    from generator.search.shards import shard_ranges

    numbers = list(shop.numbers.values())
    span = text_span(shop.parameters)
    cuts = [0]
    for place in range(1, len(numbers)):
        if place - cuts[-1] >= _PACKS and numbers[place] // span != numbers[place - 1] // span:
            cuts.append(place)
    texts = [Texts(start, stop) for start, stop in zip(cuts, [*cuts[1:], len(numbers)], strict=True)]
    return [*(Postings(shards) for shards in shard_ranges(shop.parameters)), Titles(), *texts]


def make_index(shop: IndexShop, task: Task) -> tuple[Placed, list[tuple[str, bytes]]]:
    """Do `task`: what was placed, or the files where the shop places none."""
    files = _files(shop, task)
    if shop.placer is None:
        return Placed(), list(files)
    for address, data in files:
        shop.placer.put(address, data)
    placed, shop.placer.placed = shop.placer.placed, Placed()
    return placed, []


def _files(shop: IndexShop, task: Task) -> Iterator[tuple[str, bytes]]:
    from generator.search.columns import document_values, facet_files
    from generator.search.packs import text_files, title_files

    if isinstance(task, Postings):
        yield from shop.writer.files(task.shards)
        return
    numbers = list(shop.numbers.values())
    if isinstance(task, Texts):
        numbered = zip(numbers[task.start : task.stop], shop.documents[task.start : task.stop], strict=True)
        with _Texts(shop.spool) as texts:
            yield from text_files(((number, texts.of(one)) for number, one in numbered), shop.parameters)
        return
    documents = [(number, one.document) for number, one in zip(numbers, shop.documents, strict=True)]
    yield from title_files(documents, shop.parameters)
    yield from facet_files(((number, document_values(one)) for number, one in documents), shop.parameters)
    yield from manifest_files(shop.parameters).items()


class _Texts:
    """Reads texts from spool files, each opened once."""

    def __init__(self, spool: str) -> None:
        self._spool = spool
        self._open: dict[str, int] = {}

    def __enter__(self) -> _Texts:
        return self

    def __exit__(self, *_: object) -> None:
        for descriptor in self._open.values():
            os.close(descriptor)

    def of(self, one: Spooled) -> str:
        descriptor = self._open.get(one.spool)
        if descriptor is None:
            descriptor = self._open[one.spool] = os.open(f"{self._spool}/{one.spool}", os.O_RDONLY)
        return os.pread(descriptor, one.length, one.start).decode("utf-8", "surrogatepass")
