"""Which documents have all terms of a query, and in which order (docs/search-format.md §6 and §8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.search.reader import Index
from generator.search.weights import WEIGHTS, idf


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document that has all terms."""

    number: int
    score: float


def ranked(index: Index, terms: Sequence[str]) -> list[Ranked]:
    """All documents that have all `terms`, the best first, equal ones by number. Nothing for no terms."""
    found = [(term, index.term(term)) for term in terms]
    stored = [(term, one) for term, one in found if one is not None]
    if not stored or len(stored) < len(found):
        return []
    kept: set[int] | None = None
    codes: dict[str, dict[int, int]] = {}
    for term, one in sorted(stored, key=lambda pair: pair[1].documents):
        codes[term] = dict(index.full(term, one))
        kept = kept.intersection(codes[term]) if kept is not None else set(codes[term])
        if not kept:
            return []
    factors = [(codes[term], idf(index.parameters.count, one.occurrences)) for term, one in stored]
    scored = (Ranked(number, _score(number, factors)) for number in kept or ())
    return sorted(scored, key=lambda one: (-one.score, one.number))


def _score(number: int, factors: Iterable[tuple[dict[int, int], float]]) -> float:
    # Rounded, because logarithms may differ in the last bit from one language to the other.
    total = 0.0
    for codes, factor in factors:
        total += factor * WEIGHTS[codes[number]]
    return round(total, 9)
