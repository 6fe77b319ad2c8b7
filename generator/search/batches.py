"""The terms of many documents at once, with numpy: the same as `terms.impacts`, some thirty times as fast.

A batch holds its terms in order of their hash, so that the postings of a range of shards are one slice of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from generator.derive.search_documents import SearchDocument
from generator.search.arrays import F64, I64, U8, U16, U32, Bools
from generator.search.codepoints import END, Words, classes, folded_codes, pair_hashes, word_hashes
from generator.search.nearest import nearest_codes
from generator.search.radix import sorted_keys, sorting_order
from generator.search.terms import HAN, WORD, field_texts, key_terms
from generator.search.weights import AVERAGES, BOOSTS, K1, LENGTH_BORDERS, LENGTHS, TEXT, B

Small: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]
Keys: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]

#: Names of terms below this are places in `words`; the others are two characters of 16 bits (the second 0 for none).
#: The first that is indexed by pairs is U+3005.
PAIRS = 0x3005 << 16
#: documents that are worked on at once: their 255 fields are 8 bits of keys that fit into 32 as a rule
BLOCK = 85
#: documents of a batch at most, because counts have 16 bits
MOST = 0x7FFF

# Room for the characters of one batch: which occur, and their symbols.
_SEEN = np.zeros(END + 1, dtype=bool)
_RANK = np.zeros(END + 1, dtype=np.uint32)
_LENGTHS, _LENGTH_BORDERS = np.array(LENGTHS), np.array(LENGTH_BORDERS)
_NUMERATORS = np.array([boost * (K1 + 1.0) for boost in BOOSTS])


@dataclass(frozen=True, slots=True)
class TermBatch:
    """The terms of some documents, as small as can be. The four arrays of terms are parallel, and so are the two of
    postings."""

    ids: tuple[str, ...]
    #: characters of the documents' texts, in all
    characters: int
    words: tuple[str, ...]
    #: ascending
    hashes: U32
    #: see PAIRS
    names: U32
    #: documents that have the term; (document, field) pairs beyond that
    counts: Small
    extra: Small
    #: places of the documents in `ids`, term after term, ascending within a term
    docs: Small
    #: impact codes
    codes: U8


def terms_of_batch(documents: Sequence[SearchDocument]) -> TermBatch:
    """The terms of at most 32,767 documents; for speed, batches of `BLOCK` are best."""
    if len(documents) > MOST:
        raise ValueError(f"{len(documents)} documents in a batch")
    segments = [text for document in documents for text in field_texts(document)]
    codes, lengths = folded_codes(segments)
    kinds = classes(codes)
    place = np.repeat(np.arange(len(segments), dtype=np.uint32), lengths)
    words = Words(codes, kinds == WORD)
    keyed = [(term, 3 * number) for number, document in enumerate(documents) for term in key_terms(document)]
    table = words.table([term for term, _ in keyed])
    keys, bits, alphabet = _keys(codes, kinds == HAN, place, words, table, keyed)
    return _batch(documents, keys, bits, alphabet, table)


@dataclass(frozen=True, slots=True)
class _Bits:
    """How a key is put together: first symbol, second symbol, segment (document · 3 + field)."""

    symbol: int
    segment: int

    @property
    def whole(self) -> int:
        """Bits of a key."""
        return 2 * self.symbol + self.segment


def _keys(
    codes: U32, han: Bools, place: U32, words: Words, table: dict[str, int],
    keyed: Sequence[tuple[str, int]],
) -> tuple[Keys, _Bits, U32]:  # fmt: skip
    """One sorted key per occurrence of a term. Symbols: 1… the Han characters in use, then the words; 0 is none."""
    at = np.flatnonzero(han)
    _SEEN[codes[at]] = True
    alphabet = np.flatnonzero(_SEEN).astype(np.uint32)
    _SEEN[alphabet] = False
    _RANK[alphabet] = np.arange(1, len(alphabet) + 1, dtype=np.uint32)
    segments = int(place[-1]) + 1 if len(place) else 1
    bits = _Bits((len(alphabet) + len(table)).bit_length(), segments.bit_length())
    width: type[np.uint32] | type[np.uint64] = np.uint32 if bits.whole <= 32 else np.uint64
    high, low = width(bits.symbol + bits.segment), width(bits.segment)
    symbols: Keys = _RANK[codes].astype(width, copy=False)
    places: Keys = place.astype(width, copy=False)
    seconds = symbols[1:] << low | places[:-1]
    pair = np.flatnonzero(han[:-1] & han[1:])
    firsts = symbols << high
    base = len(alphabet) + 1
    key_symbols: Keys = np.array([table[term] + base for term, _ in keyed], dtype=width)
    word_symbols: Keys = (words.numbers(table) + base).astype(width)
    found = np.concatenate(
        (
            firsts[at] | places[at],
            firsts[pair] | seconds[pair],
            word_symbols << high | places[words.starts],
            key_symbols << high | np.array([segment for _, segment in keyed], dtype=width),
        )
    )
    return sorted_keys(found, bits.whole), bits, alphabet


def _batch(
    documents: Sequence[SearchDocument], keys: Keys, bits: _Bits, alphabet: U32, table: dict[str, int]
) -> TermBatch:
    strings = tuple(table)
    # Key terms begin with a sign, which sorts before every letter and digit.
    is_key = np.arange(len(strings)) < bisect_left(strings, "0")
    distinct, frequency = _runs(keys)
    unique = keys[distinct]
    segment = unique & unique.dtype.type((1 << bits.segment) - 1)
    term = unique >> unique.dtype.type(bits.segment)
    symbol = term >> unique.dtype.type(bits.symbol)
    selecting = np.concatenate((np.zeros(len(alphabet) + 1, dtype=bool), is_key))[symbol]
    single = (term & unique.dtype.type((1 << bits.symbol) - 1) == 0) & (symbol <= len(alphabet))
    frequency[single] = 1
    frequency[selecting] = 0
    weights = _weights(segment, frequency, 3 * len(documents))
    doc = (np.arange(3 * len(documents) + 1, dtype=np.uint16) // 3)[segment]
    same = np.zeros(len(term) + 1, dtype=bool)
    same[1:-1] = (term[1:] == term[:-1]) & (doc[1:] == doc[:-1])
    pairs, fields = _runs_of(same)
    totals = np.add.reduceat(weights, pairs) if len(pairs) else weights
    codes = nearest_codes(totals)
    codes[selecting[pairs]] = 0
    terms, counts = _runs(term[pairs])
    extra = np.add.reduceat(fields - 1, terms) if len(terms) else fields
    return _by_hash(
        tuple(document.id for document in documents),
        sum(len(document.text) for document in documents),
        strings, alphabet, (term[pairs][terms], bits.symbol), counts, extra, doc[pairs], codes,
    )  # fmt: skip


def _weights(segment: Keys, frequency: I64, segments: int) -> F64:
    """The summand of each (term, field): the arithmetic of `weights.code`, in the same order."""
    length = np.bincount(segment, weights=frequency, minlength=segments)
    dampings = np.empty(segments)
    for field, average in enumerate(AVERAGES):
        own = length[field::3]
        rounded = _LENGTHS[np.searchsorted(_LENGTH_BORDERS, own, side="right")] if field == TEXT else own
        dampings[field::3] = K1 * ((1.0 - B) + B * (rounded / average))
    exact = frequency.astype(np.float64)
    found: F64 = np.tile(_NUMERATORS, segments // 3)[segment] * exact
    found /= dampings[segment] + exact
    return found


def _by_hash(
    ids: tuple[str, ...], characters: int, words: tuple[str, ...], alphabet: U32, terms: tuple[Keys, int],
    counts: I64, extra: I64, docs: U16, codes: U8,
) -> TermBatch:  # fmt: skip
    """Everything in order of the terms' hashes; terms (symbols) by name."""
    symbols, bits = terms
    names, words = _names(symbols >> symbols.dtype.type(bits), symbols & symbols.dtype.type((1 << bits) - 1), alphabet, words)
    of_words = names < PAIRS
    hashes = pair_hashes(names >> np.uint32(16), names & np.uint32(0xFFFF))
    hashes[of_words] = word_hashes(words)[names[of_words]]
    order = sorting_order(hashes, 32)
    sizes = counts[order]
    begins = np.cumsum(sizes) - sizes
    gather = np.arange(len(docs)) + np.repeat((np.cumsum(counts) - counts)[order] - begins, sizes)
    small: type[np.uint8] | type[np.uint16] = np.uint8 if 2 * len(ids) <= 0xFF else np.uint16
    return TermBatch(
        ids=ids, characters=characters, words=words, hashes=hashes[order], names=names[order],
        counts=_as(sizes, small), extra=_as(np.minimum(extra[order], 0xFFFF), small), docs=_as(docs[gather], small),
        codes=codes[gather],
    )  # fmt: skip


def _as(values: npt.NDArray[np.integer[Any]], width: type[np.uint8] | type[np.uint16]) -> Small:
    return values.astype(width)


def _names(first: Keys, second: Keys, alphabet: U32, words: tuple[str, ...]) -> tuple[U32, tuple[str, ...]]:
    """Names of terms from their symbols; rare characters, which have more than 16 bits, make words of their terms."""
    points = np.concatenate((np.zeros(1, dtype=np.uint32), alphabet))
    own = np.concatenate((points, np.zeros(len(words), dtype=np.uint32)))
    names = own[first] << np.uint32(16) | points[second]
    of_words = first > len(alphabet)
    names[of_words] = (first[of_words] - (len(alphabet) + 1)).astype(np.uint32)
    if not len(alphabet) or alphabet[-1] <= 0xFFFF:
        return names, words
    rare = np.flatnonzero(~of_words & ((own[first] > 0xFFFF) | (points[second] > 0xFFFF)))
    spelled = [chr(a) + (chr(b) if b else "") for a, b in zip(own[first[rare]], points[second[rare]], strict=True)]
    names[rare] = np.arange(len(words), len(words) + len(rare), dtype=np.uint32)
    return names, (*words, *spelled)


def _runs(values: Keys) -> tuple[I64, I64]:
    """Where each run of equal neighbours begins, and how long it is."""
    same = np.zeros(len(values) + 1, dtype=bool)
    same[1:-1] = values[1:] == values[:-1]
    return _runs_of(same)


def _runs_of(same: Bools) -> tuple[I64, I64]:
    """The same, told by whether each value is like the one before; one False more closes the last run."""
    edges = np.flatnonzero(~same)
    return edges[:-1], np.diff(edges)
