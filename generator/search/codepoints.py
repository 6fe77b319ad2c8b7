"""Folding, classes and hashes of characters for whole arrays of code points.

The tables are filled with what `folding.fold` and `terms.character_class` say, for the characters that occur. Where a
character folds into several, vanishes or joins its neighbour, the whole text is folded by `fold` itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from generator.search.arrays import I64, U8, U32, U64, Bools
from generator.search.folding import fold
from generator.search.terms import WORD_LIMIT, character_class

#: Code points from here on (private use, or none at all) are one that stands apart.
END = 0x40000
_UNKNOWN, _SIMPLE, _SPECIAL = 0, 1, 2
_STATE = np.zeros(END + 1, dtype=np.uint8)
_MAPPED = np.zeros(END + 1, dtype=np.uint32)
_CLASS = np.zeros(END + 1, dtype=np.uint8)
_STATE[END] = _SPECIAL

#: A word of 0–9 and a–z is packed as a number to this base; so many characters fit into 63 bits.
_BASE, _PACKED = 37, 12
_SIGNS = "-0123456789abcdefghijklmnopqrstuvwxyz"
_SIGN = np.frombuffer(_SIGNS.encode("ascii"), dtype=np.uint8)
_DIGIT = np.zeros(128, dtype=np.uint64)
_DIGIT[[ord(sign) for sign in _SIGNS[1:]]] = np.arange(1, _BASE)


def folded_codes(segments: Sequence[str]) -> tuple[U32, I64]:
    """The folded segments, each closed by a line break, and their lengths with it. No code is above END."""
    codes, states, lengths = _encode(segments)
    special = np.flatnonzero(states == _SPECIAL)
    if not len(special):
        return _MAPPED[codes], lengths
    ends = np.cumsum(lengths)
    numbers = np.unique(np.searchsorted(ends, special, side="right"))
    replaced = list(segments)
    for number in numbers:
        replaced[number] = fold(segments[number])
    codes, _, lengths = _encode(replaced)
    mapped = _MAPPED[np.minimum(codes, END)]
    ends = np.cumsum(lengths)
    for number in numbers:
        own = slice(int(ends[number] - lengths[number]), int(ends[number]))
        mapped[own] = np.minimum(codes[own], END)
    return mapped, lengths


def _encode(segments: Sequence[str]) -> tuple[U32, U8, I64]:
    """The code points of the segments, what is known of each, and the segments' lengths."""
    text = "\n".join((*segments, ""))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    places = np.minimum(codes, END)
    states = _STATE[places]
    if not states.all():
        for code in np.unique(codes[states == _UNKNOWN]).tolist():
            _learn_one(code)
        states = _STATE[places]
    return codes, states, np.fromiter(map(len, segments), dtype=np.int64, count=len(segments)) + 1


def _learn_one(code: int) -> None:
    character = chr(code)
    _CLASS[code] = character_class(character)
    folded = fold(f"a{character}a")[1:-1]
    if len(folded) > 1 and not any(map(character_class, folded)):
        folded = " "
    joins = _joins(character) or any(map(_joins, folded))
    if len(folded) == 1 and not joins and ord(folded) < END:
        _MAPPED[code] = ord(folded)
        _CLASS[ord(folded)] = character_class(folded)
        _STATE[code] = _SIMPLE
    else:
        _STATE[code] = _SPECIAL


def _joins(character: str) -> bool:
    """Whether it may become one with the character before it: marks, and the jamo of Korean syllables."""
    return (
        unicodedata.category(character)[0] == "M"
        or 0x1100 <= ord(character) <= 0x11FF
        or "\uffa0" <= character <= "\uffdc"
        or character in "\uff9e\uff9f"
        or unicodedata.combining(character) != 0
    )


def classes(codes: U32) -> U8:
    """APART, WORD or HAN of each folded code point."""
    return _CLASS[codes]


_BASIS = 0x811C9DC5


def pair_hashes(first: U32, second: U32) -> U32:
    """`term_hash` of terms of one (`second` 0) or two characters."""
    value = _step(np.full(len(first), _BASIS, dtype=np.uint32), first)
    return _finish(np.where(second > 0, _step(value, second), value))


def _step(value: U32, codes: U32) -> U32:
    return (value ^ codes) * np.uint32(0x01000193)


def _finish(value: U32) -> U32:
    value = value ^ value >> np.uint32(16)
    value = value * np.uint32(0x7FEB352D)
    value = value ^ value >> np.uint32(15)
    value = value * np.uint32(0x846CA68B)
    return value ^ value >> np.uint32(16)


class Words:
    """The words of an array of code points: where they begin, and a number for each distinct one."""

    __slots__ = ("_inverse", "_long", "_short", "_spelled", "starts")

    def __init__(self, codes: U32, inside: Bools) -> None:
        # A word may begin at the first character and end at the last.
        edges = np.flatnonzero(np.concatenate((inside[:1], inside[1:] != inside[:-1], inside[-1:])))
        starts, ends = _cut(edges[0::2], edges[1::2])
        self.starts = starts
        packed, self._short = _packed(codes, starts, ends - starts)
        distinct, self._inverse = np.unique(packed[self._short], return_inverse=True)
        self._spelled = _unpacked(distinct)
        self._long = [
            codes[starts[n] : ends[n]].tobytes().decode("utf-32-le", "surrogatepass")
            for n in np.flatnonzero(~self._short)
        ]

    def table(self, more: Sequence[str]) -> dict[str, int]:
        """A number for each distinct word and each of `more`, in order of the words."""
        return {word: number for number, word in enumerate(sorted({*self._spelled, *self._long, *more}))}

    def numbers(self, table: dict[str, int]) -> I64:
        """The number of each word, in order of `starts`."""
        found = np.empty(len(self.starts), dtype=np.int64)
        own = np.array([table[word] for word in self._spelled], dtype=np.int64)
        found[self._short] = own[self._inverse]
        found[~self._short] = [table[word] for word in self._long]
        return found


def word_hashes(words: Sequence[str]) -> U32:
    """`term_hash` of each."""
    length = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    codes = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32)
    begins = np.cumsum(length) - length
    value = np.full(len(words), _BASIS, dtype=np.uint32)
    at = np.arange(len(words))
    for place in range(int(length.max(initial=0))):
        at = at[length[at] > place]
        value[at] = _step(value[at], codes[begins[at] + place])
    return _finish(value)


def _packed(codes: U32, starts: I64, length: I64) -> tuple[U64, Bools]:
    """Each word as one number, and whether it could be written so."""
    short = length <= _PACKED
    packed = np.zeros(len(starts), dtype=np.uint64)
    at = np.flatnonzero(short)
    for place in range(_PACKED):
        at = at[length[at] > place]
        if not len(at):
            break
        code = codes[starts[at] + place]
        digit = _DIGIT[np.minimum(code, 127)]
        short[at[digit == 0]] = False
        packed[at] = packed[at] * np.uint64(_BASE) + digit
    return packed, short


def _unpacked(packed: U64) -> list[str]:
    """The words of `_packed`."""
    signs = np.full((len(packed), _PACKED + 1), ord("\n"), dtype=np.uint8)
    for place in range(_PACKED - 1, -1, -1):
        packed, digit = np.divmod(packed, np.uint64(_BASE))
        signs[:, place] = _SIGN[digit]
    return signs.tobytes().translate(None, _SIGNS[:1].encode()).decode("ascii").split("\n")[:-1]


def _cut(starts: I64, ends: I64) -> tuple[I64, I64]:
    """Words of more than WORD_LIMIT characters in pieces of so many."""
    long = ends - starts > WORD_LIMIT
    if not long.any():
        return starts, ends
    pairs = sorted(
        (start, min(start + WORD_LIMIT, end))
        for first, end in zip(starts.tolist(), ends.tolist(), strict=True)
        for start in range(first, end, WORD_LIMIT)
    )
    cut = np.array(pairs, dtype=np.int64)
    return cut[:, 0], cut[:, 1]
