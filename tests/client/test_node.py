"""Runs what must run in node: the scripts' own tests, their parity with Python, and the bundles' bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from generator.render.marks import TONES
from generator.search.folding import fold
from generator.search.index import build_index
from generator.search.query import Searcher
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


def answers(argument: str, asked: list[str]) -> list[Any]:
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


def test_browser_and_python_answer_alike(tmp_path: Path) -> None:
    for path, content in build_index(DOCUMENTS).items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    searcher = Searcher(DOCUMENTS)
    queries = [*ANSWERS, *(one.title[n : n + 4] for one in DOCUMENTS for n in range(0, len(one.title) - 3, 3))]
    for query, answer in zip(queries, answers(str(tmp_path), queries), strict=True):
        expected = searcher.search(query, limit=50)
        assert answer["complete"], query
        assert answer["total"] == expected.total, query
        seen = [(hit["id"], hit["score"], hit["why"], hit["titleParts"], hit["excerpt"]) for hit in answer["hits"]]
        wanted = [
            (hit.document.id, hit.score, hit.why, [list(piece) for piece in hit.title], [list(p) for p in hit.excerpt])
            for hit in expected.hits
        ]
        assert seen == wanted, query


def test_states_look_the_same_in_results_and_in_pages() -> None:
    script = "import {stateMark} from './theme/src/states.mjs'; console.log(JSON.stringify(%s.map(stateMark)))"
    done = node("--input-type=module", "-e", script % json.dumps(list(TONES)))
    assert json.loads(done.stdout) == [[word, *mark] for word, mark in TONES.items()]


def test_the_bundles_are_what_their_sources_make() -> None:
    done = node("tools/bundle.mjs", "--check")
    if "Cannot find module 'esbuild'" in done.stderr:
        pytest.skip("esbuild is not installed (npm ci): the bundles were not compared with their sources")
    assert done.returncode == 0, done.stdout + done.stderr
