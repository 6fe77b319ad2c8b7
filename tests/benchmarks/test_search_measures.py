"""The measures of the relevance bench, and what it says without a corpus."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.search.corpus import Query, read_documents, read_queries
from benchmarks.search.measures import Unknown, by_kind, judge, known_only, measured
from benchmarks.search.ours import Built
from benchmarks.search.report import markdown

ROOT = Path(__file__).resolve().parents[2]
FEES = Query("学费", "topic", frozenset({"学费办法", "收费办法"}))
PINYIN = Query("xuefei", "pinyin", frozenset({"学费办法"}))
ABSENT = Query("国令第1号", "docnum", frozenset())


def test_rank_of_the_first_relevant_title() -> None:
    assert judge(FEES, ["别的", "学费办法", "收费办法"]).rank == 2
    assert judge(FEES, ["别的", "学费办法", "收费办法"]).found == 2
    assert judge(FEES, ["别的"] * 10 + ["学费办法"]).rank == 0


def test_means_leave_out_what_nothing_answers() -> None:
    answers = [judge(FEES, ["别的", "学费办法"]), judge(ABSENT, ["别的"]), judge(PINYIN, ["学费办法"])]
    mean = measured(answers)
    assert (mean.queries, mean.mrr, mean.success, mean.recall) == (2, 0.75, 1.0, 0.75)
    kinds = by_kind(answers)
    assert list(kinds) == ["pinyin", "topic", "全部（拼音除外）"]
    assert kinds["全部（拼音除外）"].queries == 1


def test_files_are_read_as_they_are(tmp_path: Path) -> None:
    row = {"title": "学费办法", "publisher": "示例市", "doc_number": "示财〔2021〕1号", "date": "2021-07-16", "body": "学费"}
    (tmp_path / "documents.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    asked = {"query": "学费", "kind": "topic", "relevant": ["学费办法"]}
    (tmp_path / "queries.jsonl").write_text(json.dumps(asked) + "\n", encoding="utf-8")
    document = read_documents(tmp_path / "documents.jsonl")[0]
    assert (document.title, document.number, document.text) == ("学费办法", "示财〔2021〕1号", "学费")
    assert read_queries(tmp_path / "queries.jsonl") == [Query("学费", "topic", frozenset({"学费办法"}))]


def test_results_name_every_contestant() -> None:
    text = markdown(3, Built(10, 2_000_000, 1.5, 100.0), {"gongkai": [judge(FEES, ["学费办法"])]}, {})
    assert "| topic | 1 | 1.000 · 1.000 · 0.500 |" in text


def test_without_a_corpus_it_says_so() -> None:
    done = subprocess.run([sys.executable, "-m", "benchmarks.search"], cwd=ROOT, env={"PATH": ""}, capture_output=True, text=True)
    assert done.returncode == 2
    assert "没有语料" in done.stderr


def test_a_title_that_no_document_has_is_the_benchs_own_mistake() -> None:
    """Material writes U+200B between words: compared as they come, its titles would all count as wrong."""
    known_only("Material", ["学费办法"], frozenset({"学费办法"}))
    with pytest.raises(Unknown, match="Material"):
        known_only("Material", ["学费\u200b办法"], frozenset({"学费办法"}))
