"""`gongkai export search`: bulk lines of every entry, a mapping that has their fields, files of bounded size."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.exporting import command
from generator.exporting.opensearch import bulk_lines, document_fields, mapping
from generator.preparing import Prepared, prepare_from_environment
from tests.reuse.town import write_town
from tests.search.samples import DOCUMENTS, document


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_town(tmp_path_factory.mktemp("town") / "town", 60)


@pytest.fixture(scope="module")
def prepared(town: Path) -> Prepared:
    return prepare_from_environment(town)


def read(content: bytes) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(action, document) pairs of bulk lines."""
    assert content.endswith(b"\n")
    lines = [json.loads(line) for line in content.split(b"\n")[:-1]]
    return list(zip(lines[::2], lines[1::2], strict=True))


def known(properties: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """Fields of `found` that the mapping does not have."""
    for key, value in found.items():
        if key not in properties:
            yield key
        elif "properties" in properties[key]:
            for one in value:
                yield from known(properties[key]["properties"], one)


def test_every_entry_is_there_with_known_fields(prepared: Prepared) -> None:
    pairs = read(b"".join(bulk_lines(prepared.site, prepared.texts)))
    assert [action["index"]["_id"] for action, _ in pairs] == sorted(record.id for record in prepared.site.records)
    properties: Any = mapping()["mappings"]
    for _, found in pairs:
        assert not list(known(properties["properties"], found))
        assert found["title"] and found["organization"] and found["text"]
        assert len(found.get("date", "2021-01-01")) == 10
        assert not [key for key, value in found.items() if value == "" or value == []]
    assert any(found.get("number") for _, found in pairs)


def test_what_a_document_says() -> None:
    fields = document_fields(DOCUMENTS[0], ["示政办发〔2021〕24号"], "https://example.invalid/xx/1.html")
    assert fields["number"] == ["示政办发〔2021〕24号"]
    assert fields["aliases"] == ["市府办"]
    assert fields["date"] == "2021-07-16"
    assert fields["sample"] is True
    bare = document_fields(document(9, "题"), [], "u")
    assert not {"number", "date", "state", "text", "attachments", "items"} & bare.keys()


def test_attachments_stand_apart_from_the_text() -> None:
    from dataclasses import replace

    from generator.derive.attached import AttachedFile, with_attached

    files = (AttachedFile(1, "附表", "a.xlsx", True), AttachedFile(3, "扫描件", "b.pdf", True))
    text = with_attached("正文。", files, {"a.xlsx": "甲\n乙"})
    fields = document_fields(replace(document(9, "题"), text=text), [], "u")
    assert fields["text"] == "正文。"
    assert fields["attachments"] == [{"name": "附表", "text": "甲\n乙"}, {"name": "扫描件", "text": ""}]


def test_analysers_and_normalizers_are_defined() -> None:
    settings: Any = mapping()["settings"]
    analysis = settings["index"]["analysis"]
    for analyzer in analysis["analyzer"].values():
        assert set(analyzer["filter"]) <= {"cjk_width", "lowercase", "cjk_bigram", *analysis["filter"]}
        assert set(analyzer["char_filter"]) <= set(analysis["char_filter"])
    text = json.dumps(mapping())
    for name in ("chinese", "chinese_query"):
        assert f'"{name}"' in text and name in analysis["analyzer"]
    assert '"normalizer": "plain"' in text and "plain" in analysis["normalizer"]


def test_a_folder_is_the_same_again_and_keeps_nothing_old(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(command, "PART", 20_000)
    asked = ["-C", str(town), "export", "search", "--format", "opensearch-bulk"]
    first, second = tmp_path / "one", tmp_path / "two"
    assert main([*asked, "--out", str(first)]) == main([*asked, "--out", str(second)]) == 0
    names = sorted(path.name for path in first.iterdir())
    assert len(names) > 4
    assert [(first / name).read_bytes() for name in names] == [(second / name).read_bytes() for name in names]
    parts = [(first / name).read_bytes() for name in names if name.startswith("bulk-")]
    assert all(len(part) <= 20_000 or len(read(part)) == 1 for part in parts)
    capsysbinary.readouterr()
    assert main(asked) == 0
    assert capsysbinary.readouterr().out == b"".join(parts)
    monkeypatch.undo()
    assert main([*asked, "--out", str(first)]) == 0
    assert sorted(path.name for path in first.iterdir()) == ["README.md", "bulk-0001.ndjson", "mapping.json"]
    assert (first / "bulk-0001.ndjson").read_bytes() == b"".join(parts)


def test_a_repository_with_errors_is_not_exported(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    broken = tmp_path / "broken"
    shutil.copytree(town, broken, ignore=shutil.ignore_patterns(".cache"))
    next((broken / "content/entries").rglob("*.md")).write_text("---\n标题: 没有类型\n---\n", encoding="utf-8")
    assert main(["-C", str(broken), "export", "search", "--out", str(tmp_path / "out")]) == 1
    assert "gongkai check" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["-C", str(town), "export", "search", "--out", str(tmp_path / "file")]) == 2
    assert "写不进去" in capsys.readouterr().err


def test_documents_are_not_gathered(tmp_path: Path) -> None:
    line = b"x" * 10_000
    tracemalloc.start()
    command.write_folder(tmp_path, (line for _ in range(8_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000
    assert sum(path.stat().st_size for path in tmp_path.glob("*.ndjson")) == 80_000_000
