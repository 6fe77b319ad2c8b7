"""Reading by batches: what did not change is not read again, and whatever happens to the cache, nothing else is seen."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from pathlib import Path

import pytest

from generator import gathering
from generator.executing import Alone, Crew, Forked
from generator.preparing import Prepared, prepare
from generator.reuse import reading
from generator.reuse.reading import ChangedError
from generator.scaffold.demo import write_demo
from generator.source.tree import claim_digest
from generator.source.walk import find_claims

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2021, 7, 30)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration of 120 entries, old enough for its marks to be believed."""
    root = tmp_path_factory.mktemp("demo") / "repo"
    write_demo(ROOT, root, 120)
    age(root)
    return root


@pytest.fixture
def root(demo: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "repo"
    shutil.copytree(demo, copy)
    return copy


def age(root: Path) -> None:
    """Set all files back by a minute."""
    then = time.time() - 60
    for folder, _, names in os.walk(root):
        for name in names:
            os.utime(f"{folder}/{name}", (then, then))


def read(root: Path, cache: Path | None, crew: Crew | None = None) -> Prepared:
    return prepare(root, as_of=DAY, today=lambda: DAY, cache=cache, crew=crew or Alone())


def everything(prepared: Prepared) -> object:
    """All that can be asked of what was read."""
    texts = {id_: (said.body, dict(said.attachments)) for id_, said in prepared.texts.items()}
    return (dict(prepared.entries), prepared.reading.broken, sorted(prepared.reading.problems, key=repr), texts,
            dict(prepared.reading.digests), prepared.findings)


class Counter:
    """Counts claims that are gathered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        original = gathering.read_claim

        def counting(root: str, claim: object) -> object:
            self.count += 1
            return original(root, claim)  # type: ignore[arg-type]

        monkeypatch.setattr(gathering, "read_claim", counting)


def body_of(root: Path) -> Path:
    return sorted((root / "content/entries").rglob("*.md"))[3]


def test_the_second_run_reads_nothing(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = everything(read(root, tmp_path / "cache"))
    counter = Counter(monkeypatch)
    monkeypatch.setattr(reading, "_content", lambda *_: pytest.fail("marks were not believed"))
    assert everything(read(root, tmp_path / "cache")) == first
    assert counter.count == 0


def test_with_and_without_cache_and_by_many_is_the_same(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "FEW", 1)
    monkeypatch.setattr(reading, "GROUP", 1)
    plain = everything(read(root, None))
    assert everything(read(root, tmp_path / "one")) == plain
    assert everything(read(root, tmp_path / "two", Forked(2))) == plain
    assert everything(read(root, None, Forked(2))) == plain


def test_a_changed_body_changes_texts_and_no_facts(root: Path, tmp_path: Path) -> None:
    before = read(root, tmp_path / "cache")
    body_of(root).write_text(body_of(root).read_text(encoding="utf-8") + "\n再加一句话。\n", encoding="utf-8")
    after = read(root, tmp_path / "cache")
    assert after.reading.key == before.reading.key
    assert after.key == before.key
    changed = {id_ for id_, key in after.reading.texts_key.items() if before.reading.texts_key[id_] != key}
    assert len(changed) == 1
    assert everything(after) == everything(read(root, None))


def test_a_changed_title_changes_facts(root: Path, tmp_path: Path) -> None:
    before = read(root, tmp_path / "cache")
    file = sorted((root / "content/entries").rglob("*.yaml"))[5]
    file.write_text(file.read_text(encoding="utf-8").replace("标题: ", "标题: 新"), encoding="utf-8")
    after = read(root, tmp_path / "cache")
    assert after.reading.key != before.reading.key
    assert everything(after) == everything(read(root, None))


def test_the_same_size_and_second_do_not_hide_a_change(root: Path, tmp_path: Path) -> None:
    """Git's racy case: a file is changed again within the clock's grain, and keeps its size and time."""
    file = body_of(root)
    now = time.time_ns()
    os.utime(file, ns=(now, now))
    read(root, tmp_path / "cache")
    text = file.read_text(encoding="utf-8")
    with open(file, "r+", encoding="utf-8") as handle:  # the same inode
        handle.write(("换" if text[0] != "换" else "改") + text[1:])
    os.utime(file, ns=(now, now))
    assert everything(read(root, tmp_path / "cache")) == everything(read(root, None))


@pytest.mark.parametrize("harm", ["delete", "cut", "foreign", "other", "record"])
def test_a_harmed_cache_is_made_good(root: Path, tmp_path: Path, harm: str) -> None:
    cache = tmp_path / "cache"
    plain = everything(read(root, cache))
    kept = sorted((cache / "batches").iterdir())
    for number, path in enumerate(kept):
        match harm:
            case "delete":
                path.unlink()
            case "cut":
                path.write_bytes(path.read_bytes()[:-1])
            case "foreign":
                path.write_bytes(b"foreign")
            case "other":
                path.write_bytes(kept[number - 1].read_bytes() if number % 2 else b"")
    if harm == "record":
        (cache / "reading").write_bytes(b"foreign")
    shutil.rmtree(cache / "verdicts")
    assert everything(read(root, cache)) == plain
    assert everything(read(root, cache)) == plain


def test_a_file_that_changes_while_it_is_used_is_told(root: Path, tmp_path: Path) -> None:
    prepared = read(root, tmp_path / "cache")
    shutil.rmtree(tmp_path / "cache")
    body_of(root).write_text("别的内容。\n", encoding="utf-8")
    with pytest.raises(ChangedError, match="再运行一次"):
        everything(prepared)


def test_another_catalogue_or_word_list_is_another_reading(root: Path, tmp_path: Path) -> None:
    before = read(root, tmp_path / "cache")
    topics = root / "catalog" / "rules.yaml"
    topics.write_text(topics.read_text(encoding="utf-8") + "\n# 一行说明\n", encoding="utf-8")
    assert read(root, tmp_path / "cache").keyed.key != before.keyed.key
    words = tmp_path / "words.yaml"
    words.write_text("[]\n", encoding="utf-8")
    other = prepare(root, as_of=DAY, today=lambda: DAY, cache=tmp_path / "cache", words_file=words)
    assert other.keyed.key != before.keyed.key


def test_the_digest_without_reading_is_the_one_of_reading(demo: Path) -> None:
    claims, _ = find_claims(demo)
    digests = read(demo, None).reading.digests
    assert {claim.id: claim_digest(str(demo), claim) for claim in claims} == dict(digests)
