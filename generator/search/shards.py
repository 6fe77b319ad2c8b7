"""The postings files of ranges of shards, made with numpy from batches of terms (docs/search-format.md §6).

A pure function of (batches, numbers, parameters, range): ranges bound the memory, and processes may share them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np

from generator.search import varints
from generator.search.arrays import I64, U8, U32, U64
from generator.search.batches import PAIRS, TermBatch
from generator.search.compression import POSTINGS_LEVEL, deflated
from generator.search.layout import TWINS, Parameters, list_address, shard_address, twin, twin_address
from generator.search.parts import parts_of
from generator.search.radix import sorting_order
from generator.search.streams import SECOND, Postings, Streams, Terms, encoded_names, heads_of, long_lists, sums

#: postings of a range, about
_RANGE = 2_500_000


def shard_ranges(parameters: Parameters) -> list[range]:
    """Ranges of shards of bounded size; each holds whole twins."""
    parts = max(1, -(-parameters.postings // _RANGE))
    group = 1 << TWINS["h"]
    step = max(group, -(-parameters.shards // parts // group) * group)
    return [range(first, min(first + step, parameters.shards)) for first in range(0, parameters.shards, step)]


class PostingsWriter:
    """Writes the postings of `batches`; every document of theirs has a number in `numbers` (by id, ascending)."""

    def __init__(self, batches: Sequence[TermBatch], numbers: Mapping[str, int], parameters: Parameters) -> None:
        ordinals = {id_: ordinal for ordinal, id_ in enumerate(numbers)}
        self._batches = batches
        self._ordinals = [np.array([ordinals[id_] for id_ in batch.ids], dtype=np.uint64) for batch in batches]
        self._numbers = np.fromiter(numbers.values(), dtype=np.uint32, count=len(numbers))
        self._parameters = parameters
        self._ranges = shard_ranges(parameters)
        self._edges = [_edges(batch, self._ranges, parameters) for batch in batches]

    def files(self, shards: range) -> Iterator[tuple[str, bytes]]:
        """Heads, full lists and twins of `shards`, one of the ranges of `shard_ranges`."""
        terms, postings = self._collected(shards)
        starts, full, long = long_lists(terms.starts, postings, self._parameters.head)
        lists = Streams(starts, full)
        heads = Streams(*heads_of(terms.starts, postings, self._parameters.head))
        del postings, full
        group = 1 << TWINS["h"]
        for first in range(shards.start, shards.stop, group):
            members: dict[int, bytes] = {}
            for shard in range(first, min(first + group, shards.stop)):
                own = terms.of_shard(shard - shards.start)
                if not own:
                    continue
                places = range(bisect_left(long, own.start), bisect_left(long, own.stop))
                parts = yield from self._lists(shard, terms, lists, {place: long[place] for place in places})
                payload = b"".join((terms.table(own), heads.lengths(own), parts, heads.body(own)))
                members[shard] = deflated(payload, POSTINGS_LEVEL)
                yield shard_address(shard), members[shard]
            if members:
                yield twin_address("h", first // group), twin("h", first // group, members)

    def _lists(
        self, shard: int, terms: Terms, lists: Streams, own: Mapping[int, int]
    ) -> Generator[tuple[str, bytes], None, bytes]:
        """The files of the shard's full lists `own` (place among the lists -> term); the result is what its head says of
        their parts."""
        numbers = parts_of(lists.size(place) for place in own)
        members: dict[int, bytes] = {}
        for part, pairs in groupby(zip(numbers, own.items(), strict=True), key=itemgetter(0)):
            held = dict(pair for _, pair in pairs)
            payload = b"".join((terms.table([*held.values()]), lists.lengths([*held]), lists.body([*held])))
            members[part] = deflated(payload, POSTINGS_LEVEL)
            yield list_address(shard, part), members[part]
        if members:
            yield twin_address("l", shard), twin("l", shard, members)
        return varints.encode(numbers)

    def _collected(self, shards: range) -> tuple[Terms, Postings]:
        """All terms of `shards` in order, and their postings in order of terms and numbers."""
        slices = _Slices()
        place = self._ranges.index(shards)
        for batch, ordinals, edges in zip(self._batches, self._ordinals, self._edges, strict=True):
            slices.add(batch, ordinals, edges[place], edges[place + 1])
        hashes, extra = np.concatenate(slices.terms[0]), np.concatenate(slices.terms[2])
        counts = np.concatenate(slices.terms[1])
        words, keys = slices.keys()
        distinct, index, inverse = _distinct(keys)
        places = hashes[index].astype(np.int64) >> (32 - self._parameters.bits)
        order = np.lexsort((distinct, places))
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        ranks = rank[inverse]
        total = np.bincount(ranks, weights=counts, minlength=len(order)).astype(np.int64)
        more = np.bincount(ranks, weights=extra, minlength=len(order)).astype(np.uint32)
        by_shard = np.searchsorted(places[order], np.arange(shards.start, shards.stop + 1))
        terms = Terms(encoded_names(distinct[order], words), more, sums(total), by_shard.tolist())
        ordinals, codes = np.concatenate(slices.postings[0]), np.concatenate(slices.postings[1])
        return terms, self._sorted(np.repeat(ranks, counts), ordinals, codes)

    def _sorted(self, ranks: I64, ordinals: U64, codes: U8) -> Postings:
        bits = len(self._numbers).bit_length()
        keys = ranks.astype(np.uint64)
        keys <<= np.uint64(bits)
        keys |= ordinals
        keys <<= np.uint64(8)
        keys |= codes
        keys.sort()
        found = keys.astype(np.uint8)
        keys >>= np.uint64(8)
        keys &= np.uint64((1 << bits) - 1)
        return Postings(self._numbers[keys], found)


def _distinct(keys: U64) -> tuple[U64, I64, I64]:
    """The different keys in order, where each occurs, and the place of every key among them."""
    order = sorting_order(keys, 18 + SECOND)
    ordered = keys[order]
    new = np.ones(len(keys), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    inverse = np.empty(len(keys), dtype=np.int64)
    inverse[order] = np.cumsum(new) - 1
    return ordered[new], order[new], inverse


def _edges(batch: TermBatch, ranges: Sequence[range], parameters: Parameters) -> list[tuple[int, int]]:
    """Where each range begins in the batch, and the last one ends: terms, postings."""
    firsts = np.array([own.start << (32 - parameters.bits) for own in ranges], dtype=np.uint32)
    terms = np.append(np.searchsorted(batch.hashes, firsts), len(batch.hashes))
    postings = np.concatenate((np.zeros(1, np.int64), np.cumsum(batch.counts, dtype=np.int64)))[terms]
    return list(zip(terms.tolist(), postings.tolist(), strict=True))


class _Slices:
    """What a range of shards takes from each batch."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._names: list[U64] = [np.zeros(0, np.uint64)]
        #: hashes, counts, extra
        self.terms: tuple[list[U32], list[I64], list[U32]] = ([np.zeros(0, np.uint32)], [np.zeros(0, np.int64)], [np.zeros(0, np.uint32)])
        self.postings: tuple[list[U64], list[U8]] = ([np.zeros(0, np.uint64)], [np.zeros(0, np.uint8)])

    def add(self, batch: TermBatch, ordinals: U64, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Take the terms and postings from `start` to `end` of `batch`."""
        terms, postings = slice(start[0], end[0]), slice(start[1], end[1])
        names = batch.names[terms].astype(np.uint64)
        of_words = np.flatnonzero(names < PAIRS)
        words, table = batch.words, self._words
        names[of_words] = [table.setdefault(words[n], len(table)) for n in names[of_words].tolist()]
        self._names.append(names)
        self.terms[0].append(batch.hashes[terms])
        self.terms[1].append(batch.counts[terms].astype(np.int64))
        self.terms[2].append(batch.extra[terms].astype(np.uint32))
        self.postings[0].append(ordinals[batch.docs[postings]])
        self.postings[1].append(batch.codes[postings])

    def keys(self) -> tuple[list[str], U64]:
        """The words in order, and a key of each term: first code point above, then the second, or the word's place.

        Keys are in the order of the names, because a character begins either words or terms of one or two characters.
        (Rare characters, whose terms are among the words, do not begin others.)
        """
        words = sorted(self._words)
        place = np.zeros(len(words) + 1, dtype=np.uint64)
        place[[self._words[word] for word in words]] = np.arange(len(words), dtype=np.uint64)
        begins = np.array([ord(word[0]) for word in words], dtype=np.uint64)
        names = np.concatenate(self._names)
        keys = names >> np.uint64(16) << np.uint64(SECOND) | names & np.uint64(0xFFFF)
        of_words = np.flatnonzero(names < PAIRS)
        places = place[names[of_words]]
        keys[of_words] = begins[places] << np.uint64(SECOND) | places | np.uint64(1 << SECOND - 1)
        return words, keys
