"""Editions of the standard catalogue: by name from editions.yaml, or written out in the field."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.catalog.small import changed, found, load


def test_a_field_takes_the_day_of_its_edition_and_an_item_its_own(tmp_path: Path) -> None:
    catalog = load(tmp_path).catalog
    assert list(catalog.editions) == ["2020", "2021"]
    assert catalog.editions["2021"].replaces == "2020"
    assert (catalog.fields["guih"].edition, catalog.fields["guih"].effective) == ("2020", dt.date(2020, 12, 31))
    assert [item.edition for item in catalog.items.values()] == ["", "2021"]


def test_an_edition_may_be_written_out(tmp_path: Path) -> None:
    loaded = load(tmp_path, _written("{编号: 试行, 施行: 2020-08-01}"))
    assert found(loaded) == []
    field = loaded.catalog.fields["guih"]
    assert (field.edition, field.effective) == ("试行", dt.date(2020, 8, 1))


@pytest.mark.parametrize(
    ("edition", "rule", "message"),
    [
        ("{编号: 试行}", "K803", "「版本」缺少「施行」"),
        ("{编号: 试行, 施行: 去年}", "K804", "「施行」写的是“去年”，应为日期，如 2021-07-16"),
        ("试行", "K806", "「版本」写的是“试行”，没有这个版本"),
    ],
)
def test_an_edition_without_a_day_is_found(edition: str, rule: str, message: str, tmp_path: Path) -> None:
    assert [(r, text) for r, _, _, text in found(load(tmp_path, _written(edition)))] == [(rule, message)]


def _written(edition: str) -> dict[str, str | None]:
    return changed("items/guih.yaml", '名称: 规划\n版本: "2020"', f"名称: 规划\n版本: {edition}")
