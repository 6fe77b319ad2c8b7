"""The search in Python: what is found, in which order, and what is shown of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lunr.builder import Builder

from generator.derive.search_documents import SearchDocument
from generator.search.folding import bigrams, fold
from generator.search.matching import WHY_PARTS, Folded, folded_document, match, plan
from generator.search.query import Searcher, search
from tests.search.samples import ANSWERS, DOCUMENTS, OFFICE, document

SEARCHER = Searcher(DOCUMENTS)


def found(query: str) -> list[int]:
    return [int(hit.document.id.rsplit("/", 1)[1]) for hit in SEARCHER.search(query).hits]


@pytest.mark.parametrize(("query", "expected"), ANSWERS.items())
def test_answers(query: str, expected: list[int]) -> None:
    assert found(query) == expected


def test_parts_are_labelled() -> None:
    assert {hit.why for hit in SEARCHER.search("公积金提取条件").hits} == {WHY_PARTS}
    assert WHY_PARTS not in {hit.why for hit in SEARCHER.search("公积金").hits}


def test_marks_stand_on_the_written_text() -> None:
    hit = SEARCHER.search("ATM").hits[0]
    assert ("ＡＴＭ", True) in hit.excerpt
    hit = SEARCHER.search("身份证(原件)").hits[0]
    assert ("身份证（原件）", True) in hit.excerpt
    assert "".join(text for text, _ in hit.title) == hit.document.title


def test_the_excerpt_is_the_window_around_the_hit() -> None:
    pieces = SEARCHER.search("还款方式").hits[0].excerpt
    assert pieces[0] == ("…", False)
    assert ("还款方式", True) in pieces
    assert sum(len(text) for text, _ in pieces) < 120


def test_pages_of_an_answer() -> None:
    documents = [document(n, f"公告第{n}次", date=f"2021-01-{n:02d}") for n in range(1, 31)]
    answer = search(documents, "公告", limit=20, offset=20)
    assert answer.total == 30
    assert [hit.document.date for hit in answer.hits] == [f"2021-01-{n:02d}" for n in range(10, 0, -1)]


@pytest.mark.parametrize(
    "query", ["a" * 10_000, "<img src=x onerror=alert(1)>", "\\", "%", "__proto__", ".*", "（" * 500]
)
def test_hostile_queries_find_nothing_and_end(query: str) -> None:
    assert SEARCHER.search(query).total == 0


def test_lunr_agrees() -> None:
    """Stock lunr over bigram tokens finds the same documents, wherever its terms can say what a substring says."""
    builder = Builder()
    builder.ref("id")
    builder.field("all")
    builder.pipeline.reset()
    builder.search_pipeline.reset()
    for one in DOCUMENTS:
        builder.add({"id": one.id, "all": sorted(set(tokens(one.title, one.organization, one.text)))})
    index = builder.build()
    words = [word for word in WORDS if len(word) >= 2]
    for word in words:
        wanted = {pair for pair in bigrams(fold(word))}
        query = index.create_query(["all"])
        for pair in sorted(wanted):
            query.term(pair, presence=3)  # QueryPresence.REQUIRED
        lunr_found = {result["ref"] for result in index.query(query)}
        ours = {one.id for one in DOCUMENTS if match(plan(word), plain(one))}
        if len(word) == 2:
            assert lunr_found == ours, word
        else:
            # All pairs may stand apart from one another: a substring is at most what the pairs are.
            assert ours <= lunr_found, word
            assert ours == {ref for ref in lunr_found if has(ref, word)}, word


def plain(one: SearchDocument) -> Folded:
    """Only what the lunr index holds."""
    return replace(folded_document(one), number="", marks=fold(one.organization), columns="")


def has(ref: str, word: str) -> bool:
    one = next(one for one in DOCUMENTS if one.id == ref)
    return any(fold(word) in fold(part) for part in (one.title, one.organization, one.text))


def tokens(*texts: str) -> list[str]:
    return [pair for text in texts for pair in bigrams(fold(text))]


#: every pair and every triple of Han characters of the titles, and some longer ones
WORDS = sorted(
    {
        title[i : i + n]
        for one in DOCUMENTS
        for title in re.findall("[一-鿿]+", one.title + OFFICE)
        for n in (2, 3, 5)
        for i in range(len(title) - n + 1)
    }
)
