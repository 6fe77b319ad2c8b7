"""A small frozen city, built and compared: structured formats byte for byte, pages as extracted facts.

`make golden` (or `GOLDEN_REFRESH=1 pytest tests/golden`) writes the expectations anew; the difference is reviewed.
The catalogue, entries and ledger beside this file never change with the demonstration; only the tool does.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.portal.conftest import ROOT, gongkai
from tests.portal.facts import Facts, site_facts, tree

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
FACTS = EXPECTED / "pages.json"
#: built from sources that other tests look at (style, scripts), not from content; compressed files of the index, whose
#: bytes depend on the machine's zlib (tests/search takes them apart)
LEFT_OUT = ("assets/", *(f"data/s/{kind}/" for kind in "hldtfu"))
REFRESH = bool(os.environ.get("GOLDEN_REFRESH"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("golden") / "a" / "b" / "c"
    shutil.copytree(HERE / "repository", root)
    shutil.copytree(ROOT / "theme", root.parents[2] / "theme")
    result = gongkai(root, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "site"


def page(facts: Facts) -> dict[str, object]:
    """What of a page is expected to stay."""
    return {
        "title": facts.title,
        "meta": dict(sorted(facts.meta.items())),
        "headings": facts.headings,
        "pairs": facts.pairs,
        "links": sorted({f"{text} -> {href}" for text, href in facts.named}),
    }


def refresh(site: Path) -> None:
    shutil.rmtree(EXPECTED, ignore_errors=True)
    EXPECTED.mkdir()
    for path, data in structured(site).items():
        target = EXPECTED / "files" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    pages = {path: page(facts) for path, facts in site_facts(site).items()}
    FACTS.write_text(json.dumps(pages, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def structured(site: Path) -> dict[str, bytes]:
    return {
        path: data for path, data in tree(site).items()
        if not path.endswith(".html") and not path.startswith(LEFT_OUT) and not path.startswith("xx/")
    }


def test_structured_formats_are_the_same_byte_for_byte(site: Path) -> None:
    if REFRESH:
        refresh(site)
    expected = tree(EXPECTED / "files")
    found = structured(site)
    assert sorted(found) == sorted(expected)
    assert [path for path in found if found[path] != expected[path]] == []


def test_pages_say_the_same(site: Path) -> None:
    expected = json.loads(FACTS.read_text(encoding="utf-8"))
    found = {path: page(facts) for path, facts in site_facts(site).items()}
    assert sorted(found) == sorted(expected)
    for path, facts in found.items():
        assert facts == expected[path], path


def test_attachments_are_published_as_they_were_filed(site: Path) -> None:
    source = HERE / "repository/content/entries/jiansheju/2021/gongzufang-zhengqiu"
    filed = sorted(p.read_bytes() for p in source.iterdir())
    assert sorted(p.read_bytes() for p in (site / "xx/jiansheju/2021/gongzufang-zhengqiu").iterdir() if p.suffix != ".html") == filed
