"""MRR@10, success@5 and recall@10 of ranked titles, by kind of query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.search.corpus import Query

DEPTH, SUCCESS = 10, 5
PINYIN = "pinyin"


class Unknown(Exception):
    """A contestant gave a title that no document has: the bench reads its answers wrongly, and must not judge them."""


def known_only(name: str, titles: Iterable[str], documents: frozenset[str]) -> None:
    """Raise Unknown for a title that is not among those of the documents."""
    for title in titles:
        if title not in documents:
            raise Unknown(f"{name}: {title!r}")


@dataclass(frozen=True, slots=True)
class Measured:
    """The mean of each measure over `queries` queries."""

    queries: int
    mrr: float
    success: float
    recall: float


@dataclass(frozen=True, slots=True)
class Judged:
    """One query's answer: rank of the first relevant title (0: none in the first ten), and what was found of them."""

    query: Query
    titles: tuple[str, ...]
    rank: int
    found: int


def judge(query: Query, titles: Sequence[str]) -> Judged:
    """The answer of one query; only its first ten titles count."""
    first = tuple(titles[:DEPTH])
    ranks = [place for place, title in enumerate(first, 1) if title in query.relevant]
    return Judged(query, first, ranks[0] if ranks else 0, len(query.relevant.intersection(first)))


def measured(answers: Iterable[Judged]) -> Measured:
    """Means over the queries that have an answer in the corpus."""
    judged = [one for one in answers if one.query.relevant]
    count = len(judged) or 1
    return Measured(
        len(judged),
        sum(1 / one.rank for one in judged if one.rank) / count,
        sum(0 < one.rank <= SUCCESS for one in judged) / count,
        sum(one.found / len(one.query.relevant) for one in judged) / count,
    )


def by_kind(answers: Sequence[Judged]) -> Mapping[str, Measured]:
    """Measures of every kind in order of name; then of all kinds but pinyin."""
    kinds = sorted({one.query.kind for one in answers if one.query.relevant})
    table = {kind: measured(one for one in answers if one.query.kind == kind) for kind in kinds}
    table["全部（拼音除外）"] = measured(one for one in answers if one.query.kind != PINYIN)
    return table
