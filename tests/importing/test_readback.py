"""`lost` is what reading the drafts again does not find: writers broken on purpose are caught."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.importing import drafts
from generator.importing.items import DraftItem
from tests.importing.tables import HEAD, ROW, SECOND, import_rows

ROWS = [*HEAD, ROW, SECOND]
FILLED = sum(bool(cell.strip()) for row in (ROW, SECOND) for cell in row)


def test_a_whole_writer_loses_nothing(tmp_path: Path) -> None:
    result = import_rows(tmp_path, ROWS)
    assert (result.cells, result.lost_count) == (FILLED, 0)


def test_a_writer_without_the_original_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "original_of", lambda item: {})
    result = import_rows(tmp_path, ROWS)
    lost = {(cell.row, cell.column.title) for cell in result.lost}
    assert (3, "公开渠道和载体") in lost
    assert (3, "公开方式/主动") in lost
    assert (3, "公开事项/一级事项") not in lost


def test_a_writer_that_cuts_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = drafts.original_of
    monkeypatch.setattr(drafts, "original_of", lambda item: {k: v[:-1] if len(v) > 9 else v for k, v in whole(item).items()})
    result = import_rows(tmp_path, ROWS)
    lost = [(cell.row, cell.column.title) for cell in result.lost]
    assert lost == [(3, "公开依据"), (3, "公开渠道和载体"), (4, "公开依据")]


def test_a_writer_that_forgets_an_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = drafts.item_lines

    def forgetful(item: DraftItem, item_id: str) -> Iterator[str]:
        return whole(item, item_id) if item_id.endswith("001") else iter(())

    monkeypatch.setattr(drafts, "item_lines", forgetful)
    result = import_rows(tmp_path, ROWS)
    assert {cell.row for cell in result.lost} == {4}
    assert result.lost_count == sum(bool(cell) for cell in SECOND)


def test_a_writer_that_puts_a_cell_with_another_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = drafts.original_of
    held: list[dict[str, str]] = []

    def mixed(item: DraftItem) -> dict[str, str]:
        held.append(whole(item))
        return held[0]

    monkeypatch.setattr(drafts, "original_of", mixed)
    result = import_rows(tmp_path, ROWS)
    assert (4, "序号") in {(cell.row, cell.column.title) for cell in result.lost}


def test_yaml_that_cannot_be_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "scalar", lambda text: f'"{text}')
    result = import_rows(tmp_path, ROWS)
    assert result.lost_count == FILLED
    assert result.problems
