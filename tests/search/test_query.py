"""The search in Python: what is found, in which order, and what is shown of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.catalog.search_table import SearchWords
from generator.derive.attached import AttachedFile, with_attached
from generator.derive.search_documents import SearchDocument
from generator.search.build import build
from generator.search.judging import (
    WHY_ATTACHED,
    WHY_NUMBER,
    WHY_PIECES,
    WHY_SOME,
    WHY_TEXT,
    WHY_TITLE,
    coverage,
    whole_at,
)
from generator.search.query import InAttachment, Searcher, searcher_of
from generator.search.understand.files import understanding_files
from tests.search.samples import ANSWERS, DOCUMENTS, document


def files_of(documents: tuple[SearchDocument, ...] | list[SearchDocument], head: int = 512) -> dict[str, bytes]:
    titles = [one.title for one in documents]
    return {**dict(build(documents, head=head)), **dict(understanding_files(SearchWords(), titles, ()))}


SEARCHER = Searcher(files_of(DOCUMENTS).get)


def found(query: str) -> list[int]:
    return [int(hit.document.id.rsplit("/", 1)[1]) for hit in SEARCHER.search(query).hits]


@pytest.mark.parametrize(("query", "expected"), ANSWERS.items())
def test_answers(query: str, expected: list[int]) -> None:
    got = SEARCHER.search(query).hits
    assert [int(hit.document.id.rsplit("/", 1)[1]) for hit in got][: len(expected)] == expected
    assert {hit.why for hit in got[len(expected) :]} <= {WHY_SOME}
    assert bool(got) == bool(expected)


@pytest.mark.parametrize("head", [2, 3])
def test_short_heads_find_the_same(head: int) -> None:
    short = Searcher(files_of(DOCUMENTS, head).get)
    for query, expected in ANSWERS.items():
        got = {int(hit.document.id.rsplit("/", 1)[1]) for hit in short.search(query).hits if hit.why != WHY_SOME}
        assert got == set(expected) or short.search(query).relaxed, query


def test_a_number_is_pinned_and_who_cites_it_follows() -> None:
    assert [hit.why for hit in SEARCHER.search("示政办发〔2021〕24号").hits] == [WHY_NUMBER, WHY_TEXT]
    assert 3 not in found("示政办发〔2021〕24号")


def test_pieces_are_labelled_and_come_after_the_whole() -> None:
    documents = [document(n, "标题", date=f"2021-01-0{n}", text=text) for n, text in ((1, "动产。登记产登。不动"), (2, "不动产登记"))]
    hits = Searcher(dict(build(documents)).get).search("不动产登记").hits
    assert [(hit.document.id[-1], hit.why) for hit in hits] == [("2", WHY_TEXT), ("1", WHY_PIECES)]


FILES = (AttachedFile(1, "收费表", "a.xlsx", True), AttachedFile(2, "停车须知", "b.zip", False), AttachedFile(3, "照片", "c.pdf", True))
PIER = document(1, "码头管理事项", text=with_attached("见附件，收费公示。", FILES, {"a.xlsx": "停放独木舟\n每日二元"}))


@pytest.mark.parametrize(("query", "why", "attachment", "marked"), [
    ("停放独木舟", WHY_ATTACHED, InAttachment("收费表", "xx/shifuban/2021/1/1.html"), "停放独木舟"),
    ("独木舟 停放", WHY_ATTACHED, InAttachment("收费表", "xx/shifuban/2021/1/1.html"), "独木舟"),
    ("独木舟停放", WHY_SOME, InAttachment("收费表", "xx/shifuban/2021/1/1.html"), "独木"),
    ("停车须知", WHY_ATTACHED, InAttachment("停车须知", ""), "停车须知"),
    ("收费", WHY_TEXT, None, "收费"),
    ("码头", WHY_TITLE, None, ""),
    ("码头 独木舟", WHY_TITLE, InAttachment("收费表", "xx/shifuban/2021/1/1.html"), "独木舟"),
])  # fmt: skip
def test_a_hit_says_in_which_attachment_it_stands(
    query: str, why: str, attachment: InAttachment | None, marked: str
) -> None:
    (hit,) = Searcher(files_of([PIER]).get).search(query).hits
    assert (hit.why, hit.attachment, hit.unread) == (why, attachment, True)
    assert not marked or marked in [text for text, is_hit in hit.excerpt if is_hit]
    assert attachment or "".join(text for text, _ in hit.excerpt) == "见附件，收费公示。"


def test_what_is_relaxed_is_said() -> None:
    answer = SEARCHER.search("公积金提取条件")
    assert answer.relaxed
    assert {hit.why for hit in answer.hits} == {WHY_SOME}
    assert not SEARCHER.search("公积金").relaxed


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
    assert sum(len(text) for text, _ in pieces) < 150


def test_pages_of_an_answer_and_order_by_date() -> None:
    documents = [document(n, f"公告第{n}次", date=f"2021-01-{n:02d}") for n in range(1, 31)]
    searcher = Searcher(files_of(documents).get)
    answer = searcher.search("公告", limit=20, offset=20)
    assert answer.total == 30
    assert len(answer.hits) == 10
    whole = [hit.document.id for hit in searcher.search("公告", limit=30).hits]
    assert [hit.document.id for hit in answer.hits] == whole[20:]
    by_date = [hit.document.date for hit in searcher.search("公告", limit=30, by_date=True).hits]
    assert by_date == sorted(by_date, reverse=True)


@pytest.mark.parametrize(
    "query",
    ["a" * 10_000, "<img src=x onerror=alert(1)>", "\\", "%", "__proto__", ".*", "（" * 500, "\udc00\ud800", "公积金" * 3000],
)
def test_hostile_queries_end(query: str) -> None:
    answer = SEARCHER.search(query)
    assert answer.total <= len(DOCUMENTS)


def test_a_built_site_is_searched_where_it_lies(tmp_path: Path) -> None:
    for address, content in files_of(DOCUMENTS).items():
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).write_bytes(content)
    assert searcher_of(tmp_path).search("公积金") == SEARCHER.search("公积金")
    with pytest.raises(ValueError, match="no index"):
        searcher_of(tmp_path / "nowhere")


def test_words_and_numbers_are_whole() -> None:
    assert whole_at("第240号和24号", "24号") == 6
    assert whole_at("iso90012", "iso9001") == -1
    assert whole_at("办法a", "法") == 1
    assert coverage("《公积金提取办法》", ["公积金", "提取"]) == 5 / 7
    assert coverage("", ["甲"]) == 0
