"""From folded text to terms: what is indexed and what a query asks for (docs/search-format.md §4 and §5).

`batches.py` does the same for many documents with numpy; a test holds the two against one another.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from generator.derive.search_documents import SearchDocument
from generator.search.folding import fold
from generator.search.numbers import number_terms
from generator.search.weights import FIELDS, code, damping

#: classes of characters
APART, WORD, HAN = 0, 1, 2
#: Longer words are cut into pieces, in documents and in queries alike.
WORD_LIMIT = 24

#: impact code and number of fields of a term in a document; ABSENT when it is in none
Impact = tuple[int, int]
ABSENT: Impact = (0, 0)

#: first and last of the ranges whose characters are indexed by pairs
HAN_RANGES = (
    (0x3005, 0x3007), (0x3021, 0x3029), (0x3040, 0x30FF), (0x3100, 0x312F), (0x31A0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip


def character_class(character: str) -> int:
    """APART, WORD or HAN."""
    if unicodedata.category(character)[0] not in "LNM":
        return APART
    number = ord(character)
    return HAN if any(first <= number <= last for first, last in HAN_RANGES) else WORD


class _Classes(dict[str, int]):
    def __missing__(self, character: str) -> int:
        found = self[character] = character_class(character)
        return found


_CLASSES = _Classes()


def runs(folded: str) -> Iterator[tuple[bool, str]]:
    """(is Han, run) for the runs of `folded`, in order; what stands apart is left out."""
    for kind, characters in groupby(folded, key=_CLASSES.__getitem__):
        if kind != APART:
            yield kind == HAN, "".join(characters)


def text_terms(folded: str) -> Iterator[str]:
    """The terms of a document's field: pairs and words as often as they stand there, single characters once.

    A single character is asked for by itself only; how often it stands somewhere says nothing about the document.
    """
    seen: dict[str, None] = {}
    for is_han, run in runs(folded):
        if is_han:
            seen.update(dict.fromkeys(run))
            yield from map(str.__add__, run, run[1:])
        else:
            yield from _pieces(run)
    yield from seen


def query_terms(folded: str) -> tuple[str, ...]:
    """What all must occur in a document that answers `folded`; each once, in order."""
    found: list[str] = []
    for is_han, run in runs(folded):
        if not is_han:
            found += _pieces(run)
        elif len(run) == 1:
            found.append(run)
        else:
            found += map(str.__add__, run, run[1:])
    return tuple(dict.fromkeys(found))


def _pieces(word: str) -> list[str]:
    return [word[start : start + WORD_LIMIT] for start in range(0, len(word), WORD_LIMIT)]


def field_texts(document: SearchDocument) -> tuple[str, str, str]:
    """The document's fields as they are written, in the order of `FIELDS`."""
    marks = (
        document.number, document.index_number, document.organization, *document.aliases, document.date,
        document.type, *document.columns, document.topic,
    )  # fmt: skip
    return document.title, "\n".join(marks), document.text


def impacts(document: SearchDocument) -> dict[str, Impact]:
    """Impact code and number of fields of every term of one document."""
    counts = [Counter(text_terms(fold(text))) for text in field_texts(document)]
    dampings = [damping(field, counts[field].total()) for field in range(len(FIELDS))]
    found: dict[str, Impact] = {}
    for term in {term for count in counts for term in count}:
        frequencies = [count[term] for count in counts]
        found[term] = code(frequencies, dampings), sum(map(bool, frequencies))
    found.update((term, (0, 1)) for term in key_terms(document))
    return found


def changed_impacts(old: SearchDocument, new: SearchDocument) -> dict[str, tuple[Impact, Impact]]:
    """The terms whose code or number of fields is another one in `new`, with both."""
    before, after = impacts(old), impacts(new)
    return {
        term: (before.get(term, ABSENT), after.get(term, ABSENT))
        for term in before.keys() | after.keys()
        if before.get(term) != after.get(term)
    }


def key_terms(document: SearchDocument) -> tuple[str, ...]:
    """Terms that do not come out of running text: the keys of the document's numbers."""
    return number_terms(document.number)


def term_hash(term: str) -> int:
    """32 bits; the highest are the shard."""
    value = 0x811C9DC5
    for character in term:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    value ^= value >> 16
    value = value * 0x7FEB352D & 0xFFFFFFFF
    value ^= value >> 15
    value = value * 0x846CA68B & 0xFFFFFFFF
    return value ^ value >> 16
