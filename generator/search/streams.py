"""Terms and postings of a range of shards as bytes, many at once (docs/search-format.md §6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generator.search import varints
from generator.search.arrays import I64, U8, U32, U64

#: bits of a term's key below its first code point; the highest of them is set for a word, the others are its place
SECOND = 24
_WORD = 1 << SECOND - 1


@dataclass(frozen=True, slots=True)
class Postings:
    """Parallel; within a term in ascending order of numbers."""

    numbers: U32
    codes: U8


class Encoded:
    """Many byte strings in one, and where each of them ends."""

    __slots__ = ("_bytes", "_edges")

    def __init__(self, content: bytes, ends: I64) -> None:
        self._bytes = content
        self._edges: list[int] = [0, *ends.tolist()]

    def all(self, own: Sequence[int]) -> bytes:
        """Those of `own`, one after the other."""
        if isinstance(own, range):
            return self._bytes[self._edges[own.start] : self._edges[own.stop]]
        return b"".join(self._bytes[self._edges[n] : self._edges[n + 1]] for n in own)

    def size(self, number: int) -> int:
        """Bytes of one of them."""
        return self._edges[number + 1] - self._edges[number]

    def sizes(self) -> U32:
        """Bytes of each."""
        return np.diff(np.array(self._edges)).astype(np.uint32)


class Terms:
    """The terms of a range in the order of the files: by shard, then by name."""

    def __init__(self, names: Encoded, extra: U32, starts: I64, edges: Sequence[int]) -> None:
        #: where each term's postings begin, and the end
        self.starts = starts
        self._edges = edges
        self._columns = (names, varints_of(np.diff(starts).astype(np.uint32)), varints_of(extra))

    def of_shard(self, shard: int) -> range:
        """The terms of the range's shard number `shard`."""
        return range(self._edges[shard], self._edges[shard + 1])

    def table(self, own: Sequence[int]) -> bytes:
        """Number of terms, names, document counts, extra pairs."""
        return varints.encode((len(own),)) + b"".join(column.all(own) for column in self._columns)


class Streams:
    """The postings of terms, encoded: numbers as varints, codes as bytes."""

    def __init__(self, starts: I64, postings: Postings) -> None:
        differences = np.diff(postings.numbers, prepend=np.uint32(0))
        begins = starts[:-1]
        differences[begins] = postings.numbers[begins]
        content, ends = _encoded(differences)
        edges = np.concatenate((np.zeros(1, np.int64), ends))[starts]
        self._numbers = Encoded(content, edges[1:])
        self._codes = Encoded(postings.codes.tobytes(), starts[1:])
        self._lengths = varints_of(np.diff(edges).astype(np.uint32))

    def size(self, term: int) -> int:
        """Bytes of the term's two streams."""
        return self._numbers.size(term) + self._codes.size(term)

    def lengths(self, own: Sequence[int]) -> bytes:
        """Bytes of each term's numbers."""
        return self._lengths.all(own)

    def body(self, own: Sequence[int]) -> bytes:
        """The streams of the terms `own`: numbers, then codes."""
        return self._numbers.all(own) + self._codes.all(own)


def heads_of(starts: I64, postings: Postings, head: int) -> tuple[I64, Postings]:
    """The best `head` postings of each term, in order of numbers; equal ones by lower number."""
    counts = np.diff(starts)
    long = np.flatnonzero(counts > head).tolist()
    if not long:
        return starts, postings
    kept = np.ones(len(postings.codes), dtype=bool)
    for term in long:
        own = slice(int(starts[term]), int(starts[term + 1]))
        codes = postings.codes[own]
        above = np.cumsum(np.bincount(codes, minlength=256)[::-1])
        reached = int(np.searchsorted(above, head))
        border = 255 - reached
        chosen = codes > border
        missing = head - (int(above[reached - 1]) if reached else 0)
        chosen[np.flatnonzero(codes == border)[:missing]] = True
        kept[own] = chosen
    return sums(np.minimum(counts, head)), Postings(postings.numbers[kept], postings.codes[kept])


def long_lists(starts: I64, postings: Postings, head: int) -> tuple[I64, Postings, list[int]]:
    """The postings of the terms that have more than `head`, and which terms these are."""
    counts = np.diff(starts)
    long = np.flatnonzero(counts > head)
    inside = np.repeat(counts > head, counts)
    return sums(counts[long]), Postings(postings.numbers[inside], postings.codes[inside]), long.tolist()


def sums(counts: I64) -> I64:
    """Where each of so many begins, and the end."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))


def encoded_names(keys: U64, words: Sequence[str]) -> Encoded:
    """Each term as a byte of its length and UTF-8. No term has more than 24 characters, so one byte is enough."""
    first = (keys >> np.uint64(SECOND)).astype(np.uint32)
    second = (keys & np.uint64((1 << SECOND) - 1)).astype(np.uint32)
    at_words = np.flatnonzero(second & _WORD)
    own = [words[number] for number in (second[at_words] & np.uint32(_WORD - 1)).tolist()]
    sizes = _utf8_sizes(first) + _utf8_sizes(second) * (second > 0)
    length = np.where(second > 0, 3, 2)
    spelled = np.frombuffer("".join(own).encode("utf-32-le"), dtype=np.uint32)
    lengths = np.fromiter(map(len, own), dtype=np.int64, count=len(own))
    ends = np.cumsum(lengths)
    sizes[at_words] = np.diff(np.concatenate((np.zeros(1, np.int64), np.cumsum(_utf8_sizes(spelled))))[np.append(0, ends)])
    length[at_words] = lengths + 1
    begins = np.cumsum(length) - length
    points = np.empty(int(length.sum()), dtype=np.uint32)
    points[begins] = sizes
    plain = np.flatnonzero((second & _WORD) == 0)
    points[begins[plain] + 1] = first[plain]
    pairs = plain[second[plain] > 0]
    points[begins[pairs] + 2] = second[pairs]
    points[np.arange(len(spelled)) + np.repeat(begins[at_words] + 1 - (ends - lengths), lengths)] = spelled
    return Encoded(points.tobytes().decode("utf-32-le").encode(), np.cumsum(sizes + 1))


def _utf8_sizes(points: U32) -> I64:
    return 1 + (points >= 0x80).astype(np.int64) + (points >= 0x800) + (points >= 0x10000)


def varints_of(values: U32) -> Encoded:
    """The varint of each value."""
    return Encoded(*_encoded(values))


def _encoded(values: U32) -> tuple[bytes, I64]:
    """The varints of `values`, and where each ends."""
    length = np.ones(len(values), dtype=np.uint8)
    for bits in (7, 14, 21, 28):
        length += values >= np.uint32(1 << bits)
    width = int(length.max()) if len(length) else 0
    digits = np.empty((len(values), width), dtype=np.uint8)
    inside = np.empty((len(values), width), dtype=bool)
    for place in range(width):
        digit = (values >> np.uint32(7 * place)).astype(np.uint8) & np.uint8(0x7F)
        digits[:, place] = digit | (length > place + 1).view(np.uint8) << np.uint8(7)
        inside[:, place] = length > place
    return digits[inside].tobytes(), np.cumsum(length, dtype=np.int64)
