"""Runs what must run in node: the scripts' own tests, their parity with Python, and the bundles' bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.render.marks import TONES
from generator.search.folding import fold
from generator.search.query import searcher_of
from generator.search.terms import query_terms, runs, term_hash
from tests.client import site
from tests.search.samples import ANSWERS, DOCUMENTS

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NODE = shutil.which("node") or ""
OLDEST = 18

pytestmark = pytest.mark.skipif(not NODE, reason="node is not installed: the portal's scripts were not tested")


def node(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE, *arguments], cwd=ROOT, input=given, capture_output=True, text=True, encoding="utf-8", timeout=240
    )


def answers(argument: str, asked: Sequence[object]) -> list[Any]:
    done = node(str(HERE / "answer.mjs"), argument, given=json.dumps(asked))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_node_is_new_enough() -> None:
    assert int(node("--version").stdout.lstrip("v").split(".")[0]) >= OLDEST


def test_the_scripts_own_tests() -> None:
    done = node("--test", *sorted(str(path) for path in HERE.glob("*.test.mjs")))
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_languages_fold_every_character_alike() -> None:
    """Characters this Python knows; node may know newer ones."""
    known = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) != "Cn"]
    texts = ["a" + "b".join(known[start : start + 1000]) + "z" for start in range(0, len(known), 1000)]
    for text, folded in zip(texts, answers("--fold", texts), strict=True):
        assert fold(text) == folded


def test_both_languages_cut_texts_into_the_same_terms_and_shards() -> None:
    known = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    texts = ["政".join(known[start : start + 500]) for start in range(0, len(known), 500)]
    texts += ["", "号", "2021年", "iso9001质量", "a" * 50 + "b", "示政办发(2021)24号", "𠮷野家", "カタカナ", "がぎ"]
    texts = [fold(text) for text in texts]
    for text, (terms, parts, hashes) in zip(texts, answers("--terms", texts), strict=True):
        assert tuple(terms) == query_terms(text)
        assert [tuple(part) for part in parts] == list(runs(text))
        assert hashes == [term_hash(term) for term in terms]


def test_browser_and_python_answer_alike(tmp_path: Path) -> None:
    """Numbers, phrases, words, synonyms, pinyin, misspelt words, questions; every page of an answer, both orders."""
    site.write(tmp_path)
    queries = [*ANSWERS, *(one.title[n : n + 4] for one in DOCUMENTS for n in range(0, len(one.title) - 3, 3))]
    queries += ["房补", "gongjijin", "gjj", "公基金", "不動產登記", "公积金怎么提取", "物价公报", "24", "登记 公积金", "第3期"]
    asked = [{"query": query, "limit": 30} for query in queries]
    asked += [{"query": "物价公报", "limit": 10, "offset": offset, "sort": order} for offset in (0, 10, 20) for order in ("date", "relevance")]
    searcher = searcher_of(tmp_path)
    for one, answer in zip(asked, answers(str(tmp_path), asked), strict=True):
        by_date = one.get("sort") == "date"
        expected = searcher.search(one["query"], limit=one["limit"], offset=one.get("offset", 0), by_date=by_date)  # type: ignore[arg-type]
        assert answer["complete"], one
        seen = [[hit[key] for key in ("id", "score", "why", "label", "titleParts", "excerpt")] for hit in answer["hits"]]
        wanted = [
            [hit.document.id, hit.score, hit.why, hit.label, [list(p) for p in hit.title], [list(p) for p in hit.excerpt]]
            for hit in expected.hits
        ]
        assert seen == wanted, one
        facts = (answer["total"], answer["more"], answer["relaxed"], answer["also"], answer["instead"])
        assert facts == (expected.total, expected.more, expected.relaxed, [*expected.also], [*expected.instead]), one


def test_states_look_the_same_in_results_and_in_pages() -> None:
    script = "import {stateMark} from './theme/src/states.mjs'; console.log(JSON.stringify(%s.map(stateMark)))"
    done = node("--input-type=module", "-e", script % json.dumps(list(TONES)))
    assert json.loads(done.stdout) == [[word, *mark] for word, mark in TONES.items()]


def test_the_bundles_are_what_their_sources_make() -> None:
    done = node("tools/bundle.mjs", "--check")
    if "Cannot find module 'esbuild'" in done.stderr:
        pytest.skip("esbuild is not installed (npm ci): the bundles were not compared with their sources")
    assert done.returncode == 0, done.stdout + done.stderr
