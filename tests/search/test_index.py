"""The files of the index: small enough, twins that say the same, bytes that depend on the documents alone."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

from generator.derive.search_documents import SearchDocument
from generator.search.index import PACK_LIMIT, build_index
from tests.search.samples import DOCUMENTS, document

PREFIX, SUFFIX = 'gongkaiData("search/', ");\n"


def payload(files: dict[str, bytes], name: str) -> Any:
    return json.loads(files[f"data/search/{name}.json"])


def many(count: int) -> list[SearchDocument]:
    return [
        document(n, f"公告{n}", date=f"{2000 + n // 100}-01-01", text=f"第{n}号公告的内容。" * 60) for n in range(count)
    ]


def test_twins_say_the_same() -> None:
    files = build_index(DOCUMENTS)
    for path in [path for path in files if path.endswith(".json")]:
        script = files[path.replace(".json", ".js")].decode()
        name, _, rest = script.removeprefix(PREFIX).partition('",')
        assert path == f"data/search/{name}.json"
        assert json.loads(rest.removesuffix(SUFFIX)) == json.loads(files[path])


def test_order_of_the_input_does_not_matter() -> None:
    shuffled = list(DOCUMENTS)
    random.Random(1).shuffle(shuffled)
    assert build_index(shuffled) == build_index(DOCUMENTS)


def test_every_document_is_in_the_packs_newest_first() -> None:
    files = build_index(many(2500))
    manifest = payload(files, "manifest")
    packs = manifest["packs"]
    heads = [row for pack in packs if pack["kind"] == "head" for row in payload(files, pack["name"][7:])["rows"]]
    texts = [row for pack in packs if pack["kind"] == "text" for row in payload(files, pack["name"][7:])["rows"]]
    assert len(heads) == len(texts) == manifest["count"] == 2500
    assert [row[9] for row in heads] == sorted((row[9] for row in heads), reverse=True)
    assert [row[0] for row in heads] == [row[0] for row in texts]
    for pack in packs:
        assert pack["size"] == len(files[f"data/{pack['name']}.json"]) <= PACK_LIMIT
        assert payload(files, pack["name"][7:])["digest"] == pack["digest"]
    assert next(pack for pack in packs if pack["kind"] == "text")["years"][1] == "2024"


def test_a_new_document_changes_the_last_packs_only() -> None:
    before = build_index(many(2500))
    after = build_index([*many(2500), document(9999, "最新", date="2030-01-01", text="新")])
    changed = sorted(path for path in after if before.get(path) != after[path] and path.endswith(".json"))
    assert len(changed) == 3
    assert "data/search/manifest.json" in changed


def test_a_long_text_is_continued() -> None:
    text = "很长的正文，" * 100_000
    files = build_index([replace(DOCUMENTS[0], text=text)])
    manifest = payload(files, "manifest")
    rows = [
        row for pack in manifest["packs"] if pack["kind"] == "text" for row in payload(files, pack["name"][7:])["rows"]
    ]
    assert max(len(content) for content in files.values()) <= PACK_LIMIT + 64
    assert "".join(part for _, _, part in sorted(rows, key=lambda row: row[1])) == text


def test_no_documents() -> None:
    files = build_index([])
    assert sorted(files) == ["data/search/manifest.js", "data/search/manifest.json"]
    assert payload(files, "manifest")["packs"] == []


def test_hostile_texts_stay_data() -> None:
    nasty = "</script><script>alert(1)</script>\u2028\u2029\ud800\u0000\\\"');//"
    files = build_index([replace(DOCUMENTS[0], title=nasty, text=nasty)])
    script = files["data/search/h1.js"].decode()
    assert "\u2028" not in script
    assert script.count("\n") == 1
    assert payload(files, "h1")["rows"][0][2] == nasty.replace("\ud800", "?")
