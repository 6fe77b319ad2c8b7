"""Real tables of the standard catalogue, where they are at hand: they are not part of the repository."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from generator.importing.catalogue import CatalogueImporter, FileImport
from generator.importing.header_words import heading, sub_heading
from generator.source.nodes import plain
from generator.source.yaml_events import parse_yaml
from tests.importing.tables import ROOT, catalog, fields

FOLDER = Path(os.environ.get("GONGKAI_CATALOGUES") or ROOT.parent / "shared" / "catalogues")
TABLES = sorted(FOLDER.glob("*.csv"))

pytestmark = pytest.mark.skipif(
    not TABLES, reason="no real tables: set GONGKAI_CATALOGUES to a folder of catalogue tables (csv)"
)


@pytest.fixture(scope="module")
def results() -> list[FileImport]:
    importer = CatalogueImporter(catalog())
    found = []
    for path in TABLES:
        result = importer.read(path)
        result.count_lost(result.texts())
        found.append(result)
    return found


def test_no_cell_is_lost(results: list[FileImport]) -> None:
    assert {r.file: r.lost_count for r in results if r.lost_count} == {}
    assert all(r.cells > 0 and r.drafts for r in results)


def test_every_draft_is_a_file_of_the_catalogue(results: list[FileImport]) -> None:
    names = [field.id for result in results for field in fields(result)]
    assert len(names) == len(set(names))
    assert [p for r in results for p in r.problems] == []


def test_nine_of_ten_deadlines_are_understood(results: list[FileImport]) -> None:
    parsed = sum(r.deadlines_parsed for r in results)
    unknown = [text for r in results for _, text in r.deadlines_unknown]
    assert parsed >= 0.9 * (parsed + len(unknown)), unknown


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for child in children for text in texts(child)]


def test_an_account_that_knows_nothing_of_the_importer(results: list[FileImport]) -> None:
    """Every text of the file that is no heading stands somewhere in its drafts, blanks apart."""
    missing = []
    for path, result in zip(TABLES, results, strict=True):
        trees = [parse_yaml(text, path.name)[0] for text in result.texts().values()]
        values = ["".join(text.split()) for tree in trees if tree is not None for text in texts(plain(tree))]
        with open(path, encoding="utf-8-sig", newline="") as stream:
            cells = ["".join(cell.split()) for row in csv.reader(stream) for cell in row]
        data = [cell for cell in cells if cell and not heading(cell) and not sub_heading(cell)]
        missing += [(path.name, cell) for cell in data if not any(cell in value for value in values)]
    # parts of headings written in several rows
    assert [cell for _, cell in missing if len(cell) > 6] == []
    assert len(missing) < 12, missing
