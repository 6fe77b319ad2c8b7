"""The postings files of ranges of shards, made with numpy from batches of terms (docs/search-format.md §6).

A pure function of (batches, numbers, parameters, range): ranges bound the memory, and processes may share them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.search import varints
from generator.search.batches import A_WORD, TermBatch
from generator.search.compression import deflated
from generator.search.layout import TWINS, Parameters, list_address, shard_address, twin, twin_address
from generator.search.parts import parts_of
from generator.search.radix import sorted_keys

U8, U32, U64 = npt.NDArray[np.uint8], npt.NDArray[np.uint32], npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]

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

    def files(self, shards: range) -> Iterator[tuple[str, bytes]]:
        """Heads, full lists and twins of `shards`, which begin and end at a multiple of 4 (or at the end)."""
        terms, postings = self._collected(shards)
        lists = _Streams(terms.starts, postings)
        heads = _Streams(*_heads(terms.starts, postings, self._parameters.head))
        edges = np.searchsorted(terms.shards, np.arange(shards.start, shards.stop + 1)).tolist()
        group = 1 << TWINS["h"]
        for first in range(shards.start, shards.stop, group):
            members: dict[int, bytes] = {}
            for shard in range(first, min(first + group, shards.stop)):
                own = range(edges[shard - shards.start], edges[shard - shards.start + 1])
                if not own:
                    continue
                parts = yield from self._lists(shard, terms, lists, own)
                payload = b"".join((terms.head(own), heads.lengths(own), parts, heads.body(own)))
                members[shard] = deflated(payload)
                yield shard_address(shard), members[shard]
            if members:
                yield twin_address("h", first // group), twin("h", first // group, members)

    def _lists(self, shard: int, terms: _Terms, lists: _Streams, own: range) -> Generator[tuple[str, bytes], None, bytes]:
        """The files of the shard's full lists; the result is what its head says of their parts."""
        long = [term for term in own if lists.count(term) > self._parameters.head]
        numbers = parts_of(lists.size(term) for term in long)
        members: dict[int, bytes] = {}
        for part in dict.fromkeys(numbers):
            held = [term for term, number in zip(long, numbers, strict=True) if number == part]
            members[part] = deflated(b"".join((terms.head(held), lists.lengths(held), lists.body(held))))
            yield list_address(shard, part), members[part]
        if members:
            yield twin_address("l", shard), twin("l", shard, members)
        return varints.encode(numbers)

    def _collected(self, shards: range) -> tuple[_Terms, _Postings]:
        """All terms of `shards` in order, and their postings in order of terms and numbers."""
        slices = _Slices(self._parameters, shards)
        for batch, ordinals in zip(self._batches, self._ordinals, strict=True):
            slices.add(batch, ordinals)
        hashes, first, second, counts, extra = (np.concatenate(column) for column in slices.terms)
        distinct, index, inverse = np.unique(
            first.astype(np.uint64) << np.uint64(32) | second, return_index=True, return_inverse=True
        )
        names = _names(distinct, list(slices.words))
        place = self._parameters.shards and (hashes[index].astype(np.int64) >> (32 - self._parameters.bits))
        order = sorted(range(len(names)), key=lambda term: (place[term], names[term]))
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        ranks = rank[inverse]
        total = np.bincount(ranks, weights=counts, minlength=len(order)).astype(np.int64)
        more = np.bincount(ranks, weights=extra, minlength=len(order)).astype(np.int64)
        terms = _Terms(
            [names[term] for term in order], place[order], more, np.concatenate((np.zeros(1, np.int64), np.cumsum(total)))
        )
        ordinals, codes = (np.concatenate(column) for column in slices.postings)
        return terms, self._sorted(np.repeat(ranks, counts), ordinals, codes, len(order))

    def _sorted(self, ranks: I64, ordinals: U64, codes: U8, terms: int) -> _Postings:
        bits = len(self._numbers).bit_length()
        keys = ranks.astype(np.uint64)
        keys <<= np.uint64(bits)
        keys |= ordinals
        keys <<= np.uint64(8)
        keys |= codes
        keys = sorted_keys(keys, bits + terms.bit_length(), skip=8)
        found = (keys & np.uint64(0xFF)).astype(np.uint8)
        keys >>= np.uint64(8)
        keys &= np.uint64((1 << bits) - 1)
        return _Postings(self._numbers[keys], found)


class _Slices:
    """What a range of shards takes from each batch."""

    def __init__(self, parameters: Parameters, shards: range) -> None:
        width = 32 - parameters.bits
        self._range = (shards.start << width, shards.stop << width)
        self.words: dict[str, int] = {}
        #: hashes, first, second, counts, extra
        self.terms: tuple[list[U32], ...] = tuple([np.zeros(0, dtype=np.uint32)] for _ in range(5))
        self.postings: tuple[list[U64], list[U8]] = ([np.zeros(0, np.uint64)], [np.zeros(0, np.uint8)])

    def add(self, batch: TermBatch, ordinals: U64) -> None:
        """Take the terms of the range from `batch`."""
        low, high = np.searchsorted(batch.hashes.astype(np.int64), self._range).tolist()
        if low == high:
            return
        first, second = batch.first[low:high], batch.second[low:high]
        of_words = np.flatnonzero(first == A_WORD)
        if len(of_words):
            second = second.copy()
            second[of_words] = [self._word(batch.words[number]) for number in second[of_words].tolist()]
        starts = batch.starts[low : high + 1]
        columns = (batch.hashes[low:high], first, second, np.diff(starts), batch.extra[low:high])
        for held, column in zip(self.terms, columns, strict=True):
            held.append(column)
        self.postings[0].append(ordinals[batch.docs[starts[0] : starts[-1]]])
        self.postings[1].append(batch.codes[starts[0] : starts[-1]])

    def _word(self, word: str) -> int:
        return self.words.setdefault(word, len(self.words))


def _names(distinct: U64, words: Sequence[str]) -> list[bytes]:
    """The terms as UTF-8."""
    first = (distinct >> np.uint64(32)).tolist()
    second = (distinct & np.uint64(0xFFFFFFFF)).tolist()
    return [
        (words[b] if a == A_WORD else chr(a) + chr(b) if b else chr(a)).encode()
        for a, b in zip(first, second, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Postings:
    """Parallel; within a term in ascending order of numbers."""

    numbers: U32
    codes: U8


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms of a range in the order of the files: by shard, then by name."""

    names: list[bytes]
    shards: I64
    extra: I64
    #: where each term's postings begin, and the end
    starts: I64

    def head(self, own: Sequence[int]) -> bytes:
        """Number of terms, names, document counts, extra pairs."""
        names = [self.names[term] for term in own]
        places = np.asarray(own, dtype=np.int64)
        return b"".join(
            (
                varints.encode((len(names),)),
                *(varints.encode((len(name),)) + name for name in names),
                _encoded((self.starts[places + 1] - self.starts[places]).astype(np.uint32))[0],
                _encoded(self.extra[places].astype(np.uint32))[0],
            )
        )


class _Streams:
    """The postings of terms, encoded: numbers as varints, codes as bytes."""

    def __init__(self, starts: I64, postings: _Postings) -> None:
        differences = np.diff(postings.numbers, prepend=postings.numbers[:1])
        begins = starts[:-1]
        differences[begins] = postings.numbers[begins]
        self._bytes, ends = _encoded(differences)
        self._edges = np.concatenate((np.zeros(1, np.int64), ends))[starts].tolist()
        self._codes = postings.codes.tobytes()
        self._starts = starts.tolist()

    def count(self, term: int) -> int:
        """Postings of the term."""
        return int(self._starts[term + 1] - self._starts[term])

    def size(self, term: int) -> int:
        """Bytes of the term's two streams."""
        return self._edges[term + 1] - self._edges[term] + self.count(term)

    def lengths(self, own: Sequence[int]) -> bytes:
        """Bytes of each term's numbers."""
        return varints.encode(self._edges[term + 1] - self._edges[term] for term in own)

    def body(self, own: Sequence[int]) -> bytes:
        """The streams of the terms `own`: numbers, then codes."""
        if isinstance(own, range):
            edges, starts = (self._edges[own.start], self._edges[own.stop]), (self._starts[own.start], self._starts[own.stop])
            return self._bytes[slice(*edges)] + self._codes[slice(*starts)]
        numbers = [self._bytes[self._edges[term] : self._edges[term + 1]] for term in own]
        return b"".join((*numbers, *(self._codes[self._starts[term] : self._starts[term + 1]] for term in own)))


def _heads(starts: I64, postings: _Postings, head: int) -> tuple[I64, _Postings]:
    """The best `head` postings of each term, in order of numbers; equal ones by lower number."""
    counts = np.diff(starts)
    kept = np.ones(len(postings.codes), dtype=bool)
    for term in np.flatnonzero(counts > head).tolist():
        own = slice(int(starts[term]), int(starts[term + 1]))
        codes = postings.codes[own]
        above = np.cumsum(np.bincount(codes, minlength=256)[::-1])
        reached = int(np.searchsorted(above, head))
        border = 255 - reached
        chosen = codes > border
        missing = head - (int(above[reached - 1]) if reached else 0)
        chosen[np.flatnonzero(codes == border)[:missing]] = True
        kept[own] = chosen
    short = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.minimum(counts, head))))
    return short, _Postings(postings.numbers[kept], postings.codes[kept])


def _encoded(values: U32) -> tuple[bytes, I64]:
    """The varints of `values`, and where each ends."""
    length = np.ones(len(values), dtype=np.int64)
    for bits in (7, 14, 21, 28):
        length += values >= np.uint32(1 << bits)
    ends = np.cumsum(length)
    out = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    begins = ends - length
    at = np.arange(len(values))
    for place in range(5):
        more = length[at] > place + 1
        out[begins[at] + place] = (values[at] >> np.uint32(7 * place) & np.uint32(0x7F)) | more.astype(np.uint32) << 7
        at = at[more]
        if not len(at):
            break
    return out.tobytes(), ends
