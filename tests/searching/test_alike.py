"""`gongkai search` and the browser's engine answer alike: filters, facets, prepared answers, damaged files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.search.layout import FACETS
from generator.search.query import Answer, searcher_of
from generator.searching.command import Options, search_site
from tests.client import site
from tests.client.test_node import answers

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed: parity was not tested")

QUERIES = (
    "公积金", "提取公积金要什么材料", "公积金怎么提取", "物价公报", "房产证", "示政办发〔2021〕24号", "24号", "gongjijin", "公基金",
    "登记 公积金", "财政", "号", "完全没有的词句", "附件", "2021",
)  # fmt: skip
FILTERS: tuple[dict[str, list[str]], ...] = (
    {}, {"nf": ["2021"]}, {"nf": ["2021", "2020"], "lx": ["政策文件"]}, {"jg": ["示例市财政局"]}, {"lm": ["没有"]}, {"xl": ["有效"], "nf": []},
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    site.write(folder)
    return folder


def said(answer: Answer) -> dict[str, object]:
    """What the browser says, out of what Python says."""
    return {
        "total": answer.total, "more": answer.more, "relaxed": answer.relaxed, "also": [*answer.also],
        "instead": [*answer.instead],
        "direct": [answer.direct.question, answer.direct.href, answer.direct.answer] if answer.direct else None,
        "hits": [[hit.document.id, hit.score, hit.why] for hit in answer.hits],
        # in the browser prepared answers come beside the others, and may fail when the answer is already there
        "failed": sorted({(one.kind, one.name) for one in answer.failed if one.name != "answers"}),
        "facets": [
            [facet.key, facet.name, [[o.value, o.name, o.count, o.total] for o in facet.options]] for facet in answer.facets
        ],
    }  # fmt: skip


def heard(answer: dict[str, Any]) -> dict[str, object]:
    """The same out of the browser's answer."""
    direct = answer["direct"]
    kept = {key: answer[key] for key in ("total", "more", "relaxed", "also", "instead")}
    return {
        **kept,
        "direct": [direct["question"], direct["href"], direct["answer"]] if direct else None,
        "hits": [[hit["id"], hit["score"], hit["why"]] for hit in answer["hits"]],
        "failed": sorted({(one["kind"], one["name"]) for one in answer["failed"] if one["name"] != "answers"}),
        "facets": [[facet["key"], facet["name"], facet["options"]] for facet in answer["facets"] or []],
    }


def compare(folder: Path, asked: list[dict[str, Any]]) -> list[Answer]:
    searcher = searcher_of(folder)
    found = []
    for options, got in zip(asked, answers(str(folder), asked), strict=True):
        answer = searcher.search(
            options["query"], limit=10, by_date=options["sort"] == "date", filters=options["filters"], counts=True
        )
        assert said(answer) == heard(got), options
        found.append(answer)
    return found


def asked_for(queries: tuple[str, ...], filters: tuple[dict[str, list[str]], ...]) -> list[dict[str, Any]]:
    return [
        {"query": query, "limit": 10, "filters": one, "sort": sort, "counts": True}
        for query in queries for one in filters for sort in ("relevance", "date")
    ]  # fmt: skip


def test_filters_facets_and_prepared_answers(built: Path) -> None:
    found = compare(built, asked_for(QUERIES, FILTERS))
    assert any(answer.direct for answer in found)
    assert sum(len(answer.hits) for answer in found) > 200
    assert {facet.key for answer in found for facet in answer.facets} == {"lm", "jg", "lx", "nf", "xl", "sx", "dx"}


def damage(folder: Path, pattern: str, *, missing: bool) -> None:
    files = sorted((folder / "data/s").glob(pattern))
    assert files, pattern
    for path in files:
        if missing:
            path.unlink()
        else:
            path.write_bytes(b"\xff" + path.read_bytes()[1:])


@pytest.mark.parametrize("missing", [True, False])
@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        ("h/*.bin", {"term", "number"}), ("d/*.bin", {"document"}), ("t/*/*.bin", {"text"}),
        ("f/niandu/*.bin", {"facet"}), ("u/words.bin", {"table"}), ("u/answers.bin", {"table"}),
    ],
)  # fmt: skip
def test_damaged_and_missing_files(built: Path, tmp_path: Path, pattern: str, kinds: set[str], missing: bool) -> None:
    folder = tmp_path / "site"
    shutil.copytree(built, folder)
    damage(folder, pattern, missing=missing)
    asked = asked_for(QUERIES[:8], ({}, {"nf": ["2021"]}))
    # the browser keeps what it looked at, and tells of a text that was not read once
    found = compare(folder, asked[:1] if kinds == {"text"} else asked)
    failed = {one.kind for answer in found for one in answer.failed}
    # a document without a text has no pack of texts either, so nobody misses one
    assert failed == (set() if missing and kinds == {"text"} else kinds)
    if kinds == {"table"}:
        assert any(answer.hits for answer in found)


def test_the_records_have_the_keys_of_the_browser(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert search_site(built, "公积金", Options(json=True, site=str(built)), colour=False) == 0
    records = json.loads(capsys.readouterr().out)
    (got,) = answers(str(built), [{"query": "公积金", "limit": 20}])
    # window.gongkai.search puts the address before what the engine says
    assert [list(record) for record in records] == [["url", *hit] for hit in got["hits"]]
    assert [{key: record[key] for key in hit} for record, hit in zip(records, got["hits"], strict=True)] == got["hits"]
    assert all((built / record["href"]).as_uri() == record["url"] for record in records)


def test_both_name_the_same_facets() -> None:
    script = Path("theme/src/search/facets.mjs").read_text(encoding="utf-8")
    from generator.search.narrowing import FACETS as CHOSEN

    named = re.findall(r'\["(\w+)", \["(\w+)", "(\w+)"\]\]', script)
    assert [(facet, *names) for facet, names in CHOSEN.items()] == named
    assert set(CHOSEN) < set(FACETS)
