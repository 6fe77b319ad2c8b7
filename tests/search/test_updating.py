"""Another text of a few documents: byte for byte what a build of all of them gives, or the word that it is no small change."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.derive.search_documents import SearchDocument
from generator.search.build import build
from generator.search.updating import NotSmall, update, update_files
from tests.search.test_sharded import some, texts

Files = dict[str, bytes]


def updated(files: Files, documents: Sequence[SearchDocument]) -> Files:
    found = dict(files)
    for address, content in update(files.get, documents):
        assert content != files.get(address), f"{address} is written though it is the same"
        if content is None:
            del found[address]
        else:
            found[address] = content
    return found


@pytest.fixture(scope="module")
def documents() -> list[SearchDocument]:
    return some(150)


@pytest.fixture(scope="module")
def files(documents: list[SearchDocument]) -> Files:
    return dict(build(documents, head=4))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 149), texts | st.just("")), min_size=1, max_size=4, unique_by=lambda one: one[0]))
def test_an_update_is_a_full_build(
    documents: list[SearchDocument], files: Files, changes: list[tuple[int, str]]
) -> None:
    changed = [replace(documents[place], text=text) for place, text in changes]
    by_id = {one.id: one for one in changed}
    full = dict(build([by_id.get(one.id, one) for one in documents], head=4))
    try:
        assert updated(files, changed) == full
    except NotSmall:
        assert full["data/s/manifest.json"] != files["data/s/manifest.json"]


def test_a_history_of_updates_is_a_full_build(documents: list[SearchDocument], files: Files) -> None:
    chance = random.Random(8)
    held, current = dict(enumerate(documents)), files
    for _ in range(12):
        place = chance.randrange(len(documents))
        other = chance.choice(documents).text
        held[place] = replace(held[place], text=held[place].text[: chance.randrange(40)] + other[:30])
        current = updated(current, [held[place]])
    assert current == dict(build(held.values(), head=4))


def test_a_sentence_touches_the_files_of_its_terms_only() -> None:
    documents = [replace(one, text=one.text * 3) for one in some(800, seed=5)]
    files = dict(build(documents))
    one = documents[40]
    changed = list(update(files.get, [replace(one, text=one.text + "。便民中心")]))
    shards = [address for address, _ in changed if address.startswith("data/s/h/") and address.endswith(".bin")]
    # four characters, three pairs, and what their like in the text weigh now
    assert 0 < len(shards) <= 12
    assert len([address for address, _ in changed if address.startswith("data/s/t/")]) == 2


def test_the_same_text_changes_nothing(documents: list[SearchDocument], files: Files) -> None:
    assert not list(update(files.get, documents[:5]))


def test_other_facts_are_no_small_change(documents: list[SearchDocument], files: Files) -> None:
    one = documents[3]
    for other in (replace(one, title="另"), replace(one, id="x/2021/1"), replace(one, date="2001-01-01")):
        with pytest.raises(NotSmall):
            list(update(files.get, [other]))
    with pytest.raises(NotSmall):
        list(update({}.get, [one]))


def test_a_text_that_moves_sizes_is_no_small_change(documents: list[SearchDocument], files: Files) -> None:
    with pytest.raises(NotSmall):
        list(update(files.get, [replace(documents[3], text="公积金" * 100_000)]))


def test_a_damaged_index_is_a_value_error(documents: list[SearchDocument], files: Files) -> None:
    damaged = {address: content[:-1] if address.endswith(".bin") else content for address, content in files.items()}
    with pytest.raises(ValueError):
        list(update(damaged.get, [replace(documents[3], text="新")]))


def test_files_of_a_folder(tmp_path: Path, documents: list[SearchDocument], files: Files) -> None:
    for address, content in files.items():
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).write_bytes(content)
    changed = replace(documents[3], text="新的内容")
    assert dict(update_files(tmp_path, [changed])) == dict(update(files.get, [changed]))


def test_an_update_does_without_numpy() -> None:
    script = "import sys, generator.search.updating, generator.search.reader, generator.search.ranking; print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"
