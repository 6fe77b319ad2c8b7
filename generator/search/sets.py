"""Sets of documents with scores, from posting lists; `theme/src/search/sets.mjs` is the twin and says more.

A list that is not whole has the documents of the highest weights only; any other document may have the term, with less
than `floor`. In a set, `sure` is 0 where a head was too short to say whether the document belongs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import compress

from generator.search.postings import Stored
from generator.search.weights import WEIGHTS, idf

#: what a document that a head leaves out has, as a part of the head's least weight
BELOW = 0.8


@dataclass(frozen=True, slots=True)
class TermList:
    """The documents of a term, as far as they were read."""

    documents: int
    occurrences: int
    weights: dict[int, float]
    whole: bool = True
    floor: float = 0.0

    @classmethod
    def of(cls, stored: Stored) -> TermList:
        """A head or a full list."""
        numbers, codes = stored.columns()
        whole = stored.part < 0
        weights = dict(zip(numbers, map(WEIGHTS.__getitem__, codes), strict=True))
        return cls(stored.documents, stored.occurrences, weights, whole, 0.0 if whole else WEIGHTS[min(codes)])


#: of a term that no document has
NO_DOCUMENTS = TermList(0, 0, {})


@dataclass(slots=True)
class DocumentSet:
    """Parallel lists by ascending number; `whole` when nothing that belongs is missing."""

    ids: list[int] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    sure: list[int] = field(default_factory=list)
    whole: bool = True

    def place(self, number: int) -> int:
        """The place of a document, -1 where it is not."""
        at = bisect_left(self.ids, number)
        return at if at < len(self.ids) and self.ids[at] == number else -1

    def certain(self) -> int:
        """How many surely belong."""
        return sum(self.sure)

    def copy(self) -> DocumentSet:
        """With scores of its own."""
        return DocumentSet(self.ids, self.scores[:], self.sure, self.whole)

    def times(self, factor: float) -> DocumentSet:
        """This set, its scores multiplied."""
        if factor != 1:
            self.scores = [score * factor for score in self.scores]
        return self


def all_of(lists: Sequence[TermList], count: int, factor: float = 1.0) -> DocumentSet:
    """Documents that have every term: least weight, times the sum of idf, times `factor`; `count` documents in all."""
    if any(one.documents == 0 for one in lists):
        return DocumentSet()
    first, *others = sorted(lists, key=lambda one: (not one.whole, one.documents))
    rows = [(number, first.weights[number], 1) for number in sorted(first.weights)]
    for other in others:
        rows = list(_narrowed(rows, other))
    total = 0.0
    for one in lists:
        total += idf(count, one.occurrences)
    return _set(rows, first.whole).times(total * factor)


def _narrowed(rows: Iterable[tuple[int, float, int]], other: TermList) -> Iterable[tuple[int, float, int]]:
    below = other.floor * BELOW
    for number, score, sure in rows:
        weight = other.weights.get(number)
        if weight is not None:
            yield number, min(score, weight), sure
        elif not other.whole:
            yield number, min(score, below), 0


def any_of(sets: Sequence[DocumentSet]) -> DocumentSet:
    """Documents of any of the sets, each with its best score."""
    return reduce(_either, sets, DocumentSet())


def _either(one: DocumentSet, other: DocumentSet) -> DocumentSet:
    if not other.ids and other.whole:
        return one
    found = {number: (score, sure) for number, score, sure in zip(one.ids, one.scores, one.sure, strict=True)}
    for number, score, sure in zip(other.ids, other.scores, other.sure, strict=True):
        held = found.get(number)
        found[number] = (max(held[0], score), held[1] | sure) if held else (score, sure)
    return _set([(number, *found[number]) for number in sorted(found)], one.whole and other.whole)


def both(one: DocumentSet, other: DocumentSet) -> DocumentSet:
    """Documents of both, scores added."""
    held = {number: (score, sure) for number, score, sure in zip(other.ids, other.scores, other.sure, strict=True)}
    rows = [
        (number, score + held[number][0], sure & held[number][1])
        for number, score, sure in zip(one.ids, one.scores, one.sure, strict=True)
        if number in held
    ]
    return _set(rows, one.whole and other.whole)


def raised(one: DocumentSet, other: DocumentSet) -> DocumentSet:
    """`one` with what `other` adds to the scores of its documents."""
    more = dict(zip(other.ids, other.scores, strict=True))
    one.scores = [score + more.get(number, 0.0) for number, score in zip(one.ids, one.scores, strict=True)]
    return one


def most(sets: Sequence[DocumentSet], least: int) -> DocumentSet:
    """Documents that are in at least `least` of the sets, scores added."""
    found: dict[int, tuple[float, int, int]] = {}
    for own in sets:
        for number, score, sure in zip(own.ids, own.scores, own.sure, strict=True):
            total, certain, times = found.get(number, (0.0, 0, 0))
            found[number] = total + score, certain + sure, times + 1
    rows = [(n, score, int(sure >= least)) for n, (score, sure, times) in sorted(found.items()) if times >= least]
    return _set(rows, all(own.whole for own in sets))


def _set(rows: Sequence[tuple[int, float, int]], whole: bool) -> DocumentSet:
    ids, scores, sure = ([row[place] for row in rows] for place in range(3))
    return DocumentSet(ids, scores, sure, whole)  # type: ignore[arg-type]


def best(documents: DocumentSet, count: int) -> list[int]:
    """Places of the `count` best, by score, equal ones by number."""
    places = range(len(documents.ids))
    return sorted(places, key=lambda place: (-documents.scores[place], place))[:count]


def filtered(documents: DocumentSet, passing: Sequence[int]) -> DocumentSet:
    """Those of the documents whose place in `passing` is 1."""
    ids, scores, sure = documents.ids, documents.scores, documents.sure
    return DocumentSet(
        list(compress(ids, passing)), list(compress(scores, passing)), list(compress(sure, passing)), documents.whole
    )
