"""The whole index of a site (docs/search-format.md): what depends on which input, and in which order it is written.

`SiteIndex` is made once from ids, dates and the batches of terms; its parts are independent of one another, so that
processes may share them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from generator.derive.search_documents import SearchDocument
from generator.search.arrays import I64
from generator.search.batches import BLOCK, PAIRS, TermBatch, terms_of_batch
from generator.search.columns import document_values, facet_files
from generator.search.layout import HEAD, Parameters, manifest_files
from generator.search.numbering import document_numbers, epoch_of, slots_of
from generator.search.packs import text_files, title_files
from generator.search.shards import PostingsWriter, shard_ranges
from generator.search.sizes import SAMPLE, mean_characters, shard_bits, term_weight, text_documents


def number_and_measure(
    documents: Sequence[tuple[str, str]], batches: Iterable[TermBatch], *, head: int = HEAD
) -> tuple[dict[str, int], Parameters]:
    """Numbers (by id, ascending) of the documents (id, ISO date), and the parameters of their index."""
    epoch = epoch_of(date for _, date in documents)
    slots = slots_of([date for _, date in documents])
    numbers = document_numbers(documents, epoch, slots)
    postings = characters = 0
    sample = _Sample(head)
    for batch in batches:
        postings += len(batch.docs)
        characters += batch.characters
        sample.add(batch)
    measure = sample.measure()
    ordered = np.fromiter(numbers.values(), dtype=np.int64, count=len(numbers))
    per_text = text_documents(mean_characters(characters, len(numbers)))
    return numbers, Parameters(
        count=len(numbers),
        bits=shard_bits(measure),
        titles=_shift(ordered, mean=32, most=256),
        texts=_shift(ordered, mean=per_text, most=16),
        facets=_shift(ordered, mean=8192, most=1 << 15),
        epoch=epoch.isoformat(),
        slots=slots,
        postings=postings,
        characters=characters,
        measure=measure,
        head=head,
    )


class _Sample:
    """Counts the documents of a sixteenth of the terms."""

    def __init__(self, head: int) -> None:
        self._head = head
        self._counts: dict[int | str, int] = {}

    def add(self, batch: TermBatch) -> None:
        """Count the batch's documents."""
        end = int(np.searchsorted(batch.hashes, np.uint32(SAMPLE)))
        for name, count in zip(batch.names[:end].tolist(), batch.counts[:end].tolist(), strict=True):
            term = batch.words[name] if name < PAIRS else name
            self._counts[term] = self._counts.get(term, 0) + count

    def measure(self) -> int:
        """The sum of `term_weight` over the sample."""
        return sum(term_weight(count, self._head) for count in self._counts.values())


def _shift(numbers: I64, *, mean: float, most: int) -> int:
    """The largest shift with at most `most` documents in a pack and `mean` in those that are not empty."""
    for shift in range(22, 0, -1):
        packs = numbers >> shift
        edges = np.flatnonzero(np.diff(packs, prepend=-1, append=-1))
        if len(edges) > 1 and len(numbers) / (len(edges) - 1) <= mean and int(np.diff(edges).max()) <= most:
            return shift
    return 0 if len(numbers) else 22


def build(documents: Iterable[SearchDocument], *, head: int = HEAD) -> Iterator[tuple[str, bytes]]:
    """Every file of the index of `documents`, in this process. Their order does not matter."""
    held = list(documents)
    batches = [terms_of_batch(held[start : start + BLOCK]) for start in range(0, len(held), BLOCK)]
    numbers, parameters = number_and_measure([(one.id, one.date) for one in held], batches, head=head)
    by_id = {one.id: one for one in held}
    numbered = [(number, by_id[id_]) for id_, number in numbers.items()]
    yield from posting_files(batches, numbers, parameters)
    yield from chain(
        title_files(numbered, parameters),
        text_files(((number, one.text) for number, one in numbered), parameters),
        facet_files(((number, document_values(one)) for number, one in numbered), parameters),
        manifest_files(parameters).items(),
    )


def posting_files(
    batches: Sequence[TermBatch], numbers: Mapping[str, int], parameters: Parameters
) -> Iterator[tuple[str, bytes]]:
    """All postings files, range after range."""
    writer = PostingsWriter(batches, numbers, parameters)
    for shards in shard_ranges(parameters):
        yield from writer.files(shards)
