"""What the readings of a plan ask of the index, and which documents they find; `theme/src/search/readings.mjs` is the twin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from generator.search.sets import DocumentSet, TermList, all_of, any_of, both, most, raised
from generator.search.terms import query_terms
from generator.search.understand.plan import Alternative, Group, Term

#: None for a list that could not be read: it is passed over
Lists = Mapping[str, TermList | None]


def keys_of(reading: Alternative) -> list[str]:
    """The index's terms for the numbers of a reading."""
    return [f"#{key}" for key in reading.number.keys] if reading.number else []


def bundles(reading: Alternative) -> list[tuple[str, ...]]:
    """Terms that must stand together in a document, per text of a reading; and its keys, each alone."""
    found = [query_terms(term.text) for group in reading.groups for term in group.any]
    return [terms for terms in (*found, *((key,) for key in keys_of(reading))) if terms]


def terms_of(readings: Sequence[Alternative]) -> list[str]:
    """Every term of the readings, once."""
    return list(dict.fromkeys(term for reading in readings for bundle in bundles(reading) for term in bundle))


def _useful(terms: Sequence[str], lists: Lists) -> dict[str, TermList]:
    """The lists of `terms` that were read, without one frequent character beside other terms, which tells nothing and
    has a long list."""
    known = {term: held for term in terms if (held := lists[term]) is not None}
    telling = {term: held for term, held in known.items() if held.whole or len(term) > 1}
    return telling if len(telling) > 1 else known


def long_terms(
    readings: Sequence[Alternative], lists: Lists, *, complete: bool, loose: bool = False
) -> Iterator[str]:
    """Terms whose full lists are needed: all (`complete`), or of a bundle of long lists only the two rarest.

    What has only some of the words is ranked by its best, and counted (`loose`) only where its heads find next to
    nothing.
    """
    for reading in readings:
        if reading.least and not loose:
            continue
        for bundle in bundles(reading):
            known = _useful(bundle, lists)
            if any(held.documents == 0 for held in known.values()):
                continue
            long = [term for term, held in known.items() if not held.whole]
            if complete:
                yield from long
            elif len(known) > 1 and len(long) == len(known):
                yield from sorted(long, key=lambda term: known[term].documents)[:2]


def lone_list(readings: Sequence[Alternative], lists: Lists) -> TermList | None:
    """The one long list that is all the readings ask for: its head has the best, and its count is the count."""
    terms = terms_of(readings)
    if len(terms) != 1 or len(readings) != 1 or readings[0].least:
        return None
    held = lists[terms[0]]
    return None if held is None or held.whole else held


def found(reading: Alternative, lists: Lists, count: int) -> DocumentSet:
    """Documents of a reading; `count` documents in all."""

    def text_set(term: Term) -> DocumentSet | None:
        known = list(_useful(query_terms(term.text), lists).values())
        return all_of(known, count, term.weight) if known else None

    def group_set(group: Group) -> DocumentSet | None:
        sets = [own for own in map(text_set, group.any) if own is not None]
        return any_of(sets) if sets else None

    sets = [(group.optional, own) for group in reading.groups if (own := group_set(group)) is not None]
    needed = [own for optional, own in sets if not optional]
    wished = [own for optional, own in sets if optional]
    met = reduce(both, needed) if needed else None
    if reading.least and wished:
        enough = most(wished, reading.least)
        met = both(met, enough) if met is not None else enough
    elif met is not None:
        met = reduce(raised, wished, met.copy())
    if not reading.number:
        return (met.copy() if met is not None else DocumentSet()).times(reading.weight)
    numbered = any_of([_plain(held) for key in keys_of(reading) if (held := lists[key]) is not None])
    return both(met, numbered) if met is not None else numbered


def _plain(one: TermList) -> DocumentSet:
    ids = sorted(one.weights)
    return DocumentSet(ids, [0.0] * len(ids), [1] * len(ids), one.whole)
