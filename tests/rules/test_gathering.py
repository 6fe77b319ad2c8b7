"""Gathering is a pure function of files and catalogue: any cut of the claims, with or without kept verdicts, says the same."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from generator.catalog.load import load_catalog
from generator.catalog.model import Catalog
from generator.gathering import GatherCommon, Gathered, Gatherer
from generator.rules.check_declarations import complaint
from generator.source.batches import BATCH, MOST, batches
from generator.source.inspections import FOLDER
from generator.source.walk import Claim, find_claims

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = "content/entries/linshanzhen/2021"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(ROOT / "tests/golden/repository", complaint, None).catalog


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The golden repository with a few things wrong in entries and attachments."""
    root = tmp_path / "r"
    shutil.copytree(ROOT / "tests/golden/repository", root)
    for number, text in enumerate(("类型: 政府信息\n标题：甲\n", "标题: 乙\n", "类型: 政府信息\n标题: 丙\n附件: [{文件: 表.csv}]\n")):
        (root / f"{ENTRIES}/w{number}.yaml").write_text(text, "utf-8")
    for name, data in (("表.csv", "=1+1,二\n"), ("坏.pdf", "%PDF-1.4\n"), ("信.doc", "x"), ("再.csv", "=1+1,二\n")):
        file = root / f"{ENTRIES}/w2/{name}"
        file.parent.mkdir(exist_ok=True)
        file.write_text(data, "utf-8")
    return root


def gather(common: GatherCommon, claims: list[Claim]) -> Gathered:
    with Gatherer(common) as gatherer:
        return gatherer.gather(claims)


def together(parts: list[Gathered]) -> Gathered:
    """The parts as if they had been gathered in one call."""
    entries = {id_: entry for part in parts for id_, entry in part.entries.items()}
    return Gathered(
        dict(sorted(entries.items())),
        tuple(problem for part in parts for problem in part.problems),
        frozenset(id_ for part in parts for id_ in part.broken),
        {id_: texts for part in parts for id_, texts in part.texts.items()},
    )


def _seen(found: Gathered) -> tuple[object, ...]:
    return (list(found.entries.items()), sorted(map(repr, found.problems)), found.broken, dict(found.texts))


def test_any_cut_of_the_claims_comes_to_the_same(root: Path, catalog: Catalog) -> None:
    claims, _ = find_claims(root)
    common = GatherCommon(root, catalog)
    whole = gather(common, claims)
    assert whole.broken and {"A703", "A702", "A701"} <= {p.rule for p in whole.problems}
    assert all(problem.entry for problem in whole.problems)
    for size in (1, 3, len(claims)):
        cut = [claims[start : start + size] for start in range(0, len(claims), size)]
        assert _seen(together([gather(common, part) for part in reversed(cut)])) == _seen(whole)


def test_kept_verdicts_change_nothing_and_a_torn_one_is_not_believed(root: Path, catalog: Catalog, tmp_path: Path) -> None:
    claims, _ = find_claims(root)
    cache = tmp_path / "cache"
    fresh = _seen(gather(GatherCommon(root, catalog), claims))
    assert _seen(gather(GatherCommon(root, catalog, cache), claims)) == fresh
    kept = sorted((cache / FOLDER).iterdir())
    assert kept
    assert _seen(gather(GatherCommon(root, catalog, cache), claims)) == fresh
    for number, path in enumerate(kept):
        path.write_bytes((path.read_bytes()[:-1], b"", pickle.dumps(print))[number % 3])
    assert _seen(gather(GatherCommon(root, catalog, cache), claims)) == fresh


def test_entries_with_the_same_file_are_told_each_at_its_own_place(root: Path, catalog: Catalog) -> None:
    shutil.copytree(root / f"{ENTRIES}/w2", root / f"{ENTRIES}/w3")
    shutil.copy(root / f"{ENTRIES}/w2.yaml", root / f"{ENTRIES}/w3.yaml")
    found = gather(GatherCommon(root, catalog), find_claims(root)[0]).problems
    told = {(p.entry.rsplit("/")[-1], p.place.path.removeprefix(f"{ENTRIES}/")) for p in found if p.rule == "A703"}
    assert told == {("w2", "w2/表.csv"), ("w2", "w2/再.csv"), ("w3", "w3/表.csv"), ("w3", "w3/再.csv")}


def _claims(numbers: range) -> list[Claim]:
    return [Claim("content/entries/ju/2021", "ju", "2021", str(number)) for number in numbers]


def test_batches_are_cut_by_content() -> None:
    claims = _claims(range(5000))
    cut = batches(claims)
    assert [c.id for batch in cut for c in batch] == sorted(c.id for c in claims)
    assert max(map(len, cut)) <= MOST and BATCH / 2 < len(claims) / len(cut) < BATCH * 2
    more = batches([*claims, *_claims(range(7000, 7001))])
    before, after = ({tuple(c.id for c in batch) for batch in some} for some in (cut, more))
    assert len(after - before) <= 2
