"""The search of the portal, in Python: what `gongkai search` answers and what the browser is tested against."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.derive.search_documents import SearchDocument
from generator.search.documents import newest_first
from generator.search.excerpt import Piece, excerpt, marked
from generator.search.matching import Folded, Match, Plan, folded_document, match, match_parts, plan


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer; `title` and `excerpt` are pieces with the hits marked, `why` says where it was found."""

    document: SearchDocument
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    score: int
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` documents answer; `hits` are those asked for, the best first."""

    total: int
    hits: tuple[Hit, ...]


class Searcher:
    """Searches the same documents many times."""

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self._documents = newest_first(documents)
        self._folded = [folded_document(document) for document in self._documents]

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> Answer:
        """Answer `query` as it was typed: the hits from `offset`, at most `limit`."""
        asked, found = self._found(plan(query))
        hits = (self._hit(asked, ordinal, answer) for ordinal, answer in found[offset : offset + limit])
        return Answer(len(found), tuple(hits))

    def _found(self, asked: Plan) -> tuple[Plan, list[tuple[int, Match]]]:
        """All matches, the best first, and the reading of the query that had them."""
        found = self._judged(lambda one: match(asked, one))
        if not found and asked.number:
            asked = asked.as_words
            found = self._judged(lambda one: match(asked, one))
        return asked, found or self._judged(lambda one: match_parts(asked, one))

    def _judged(self, judge: Callable[[Folded], Match | None]) -> list[tuple[int, Match]]:
        found = [(n, answer) for n, one in enumerate(self._folded) if (answer := judge(one))]
        return sorted(found, key=lambda pair: -pair[1].score)

    def _hit(self, asked: Plan, ordinal: int, answer: Match) -> Hit:
        document, folded = self._documents[ordinal], self._folded[ordinal]
        needles = answer.parts or asked.needles
        return Hit(
            document=document,
            title=marked(document.title, needles),
            excerpt=excerpt(document.text, folded.text, needles),
            score=answer.score,
            why=answer.why,
        )


def search(documents: Iterable[SearchDocument], query: str, *, limit: int = 20, offset: int = 0) -> Answer:
    """Answer one query over `documents`."""
    return Searcher(documents).search(query, limit=limit, offset=offset)
