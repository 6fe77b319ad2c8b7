"""A county's catalogue over the one it inherits: override, add, leave out, and every way to point nowhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.catalog.layers import PARTS
from generator.catalog.load import load_catalog
from generator.catalog.loaded import LoadedCatalog
from generator.errors import SetupError
from generator.rules.check_declarations import complaint
from tests.catalog.small import FILES, found, write

SITE = "继承: ../base/catalog\n" + FILES["site.yaml"].replace("示例市人民政府", "示例县人民政府")


def county(tmp_path: Path, own: dict[str, str | None], site: str = SITE) -> LoadedCatalog:
    """A county in `tmp_path/county` that inherits the small catalogue of `tmp_path/base`."""
    write(tmp_path / "base", FILES)
    write(tmp_path / "county", {"site.yaml": site, **own})
    return load_catalog(tmp_path / "county", complaint)


def test_everything_but_the_site_is_inherited(tmp_path: Path) -> None:
    loaded = county(tmp_path, {})
    assert found(loaded) == []
    assert loaded.catalog.site.name == "示例县人民政府"
    assert list(loaded.catalog.items) == ["guih-001", "guih-002"]
    assert "../base/catalog/items/guih.yaml" in loaded.files
    assert "catalog/site.yaml" in loaded.files


def test_the_same_id_replaces_the_whole_and_a_new_one_is_added(tmp_path: Path) -> None:
    units = """\
机构:
  - {编号: shifuban, 简称: 县府办, 全称: 示例县人民政府办公室}
  - {编号: jiaoyuju, 简称: 教育局, 全称: 示例县教育局}
"""
    loaded = county(tmp_path, {"organizations.yaml": units})
    assert found(loaded) == []
    names = {id: unit.short for id, unit in loaded.catalog.organizations.items()}
    assert names == {"shifuban": "县府办", "hexizhen": "河西镇", "gezhenjie": "各镇街", "jiaoyuju": "教育局"}


def test_one_item_is_replaced_and_its_field_takes_the_own_edition(tmp_path: Path) -> None:
    own = """\
领域: guih
名称: 规划和计划
版本: "2021"
事项:
  - {编号: guih-002, 一级事项: 规划评估, 二级事项: 中期评估, 要素: [中期评估报告], 主体: [shifuban]}
  - {编号: guih-003, 一级事项: 年度计划, 要素: [计划全文], 主体: [shifuban]}
"""
    catalog = county(tmp_path, {"items/guih.yaml": own}).catalog
    assert [item.name for item in catalog.fields["guih"].items] == ["规划信息", "中期评估", "年度计划"]
    assert catalog.items["guih-002"].responsible == ("shifuban",)
    assert catalog.fields["guih"].name == "规划和计划"
    assert catalog.fields["guih"].effective == dt.date(2021, 7, 16)


def test_a_part_of_its_own_knows_nothing_of_the_base(tmp_path: Path) -> None:
    site = SITE + "不继承: [organizations, tasks]\n"
    units = "机构:\n  - {编号: shifuban, 简称: 县府办, 全称: 示例县人民政府办公室}\n"
    loaded = county(tmp_path, {"organizations.yaml": units}, site)
    assert loaded.catalog.tasks == {}
    assert list(loaded.catalog.organizations) == ["shifuban"]
    assert found(loaded) == [
        ("K806", "../base/catalog/columns.yaml", 3, "「牵头/责任」写的是“gezhenjie”，没有这个机构"),
        ("K806", "../base/catalog/items/guih.yaml", 12, "「主体」写的是“gezhenjie”，没有这个机构"),
    ]


def test_a_part_of_its_own_that_is_nowhere_is_missed(tmp_path: Path) -> None:
    loaded = county(tmp_path, {}, SITE + "不继承: [channels]\n")
    message = "缺少 catalog/channels.yaml，自己的和继承的目录里都没有"
    assert ("K801", "catalog/channels.yaml", 1, message) in found(loaded)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("organization", "，是不是“organizations”"),
        ("机构", f"；可以写：{'、'.join(PARTS)}"),
        ("site", "，是不是“items”"),
    ],
)
def test_a_word_that_is_no_part_is_named(word: str, hint: str, tmp_path: Path) -> None:
    loaded = county(tmp_path, {}, SITE + f"不继承: [{word}]\n")
    assert found(loaded) == [("K804", "catalog/site.yaml", 5, f"「不继承」写的是“{word}”，没有这个部分{hint}")]


def test_parts_that_are_no_list_are_named(tmp_path: Path) -> None:
    message = "「不继承」应是一列部分的名称，如 [organizations, tasks]"
    loaded = county(tmp_path, {}, SITE + "不继承: {organizations: 是}\n")
    assert found(loaded) == [("K804", "catalog/site.yaml", 5, message)]


def test_a_base_that_is_not_there_is_named(tmp_path: Path) -> None:
    loaded = county(tmp_path, {}, SITE.replace("../base/catalog", "../bsae"))
    assert ("K801", "catalog/site.yaml", 1, "「继承」写的是“../bsae”，找不到这个文件夹") in found(loaded)


def test_a_list_of_bases_is_refused(tmp_path: Path) -> None:
    loaded = county(tmp_path, {}, SITE.replace("../base/catalog", "[../base/catalog, ../other/catalog]"))
    message = "「继承」应是一个文件夹的相对路径，如 ../../catalog"
    assert ("K804", "catalog/site.yaml", 1, message) in found(loaded)


def test_a_circle_ends(tmp_path: Path) -> None:
    write(tmp_path / "base", {**FILES, "site.yaml": "继承: ../county/catalog\n" + FILES["site.yaml"]})
    write(tmp_path / "county", {"site.yaml": SITE})
    loaded = load_catalog(tmp_path / "county", complaint)
    assert [(rule, message) for rule, _, _, message in found(loaded)] == [
        ("K807", "「继承」绕了一圈，或者层数超过五层")
    ]


def test_more_than_five_layers_are_refused(tmp_path: Path) -> None:
    for number in range(7):
        base = f"继承: ../layer{number + 1}/catalog\n" if number < 6 else ""
        write(tmp_path / f"layer{number}", {**FILES, "site.yaml": base + FILES["site.yaml"]})
    loaded = load_catalog(tmp_path / "layer0", complaint)
    assert [(rule, message) for rule, _, _, message in found(loaded)] == [
        ("K807", "「继承」绕了一圈，或者层数超过五层")
    ]


def test_the_same_year_replaces_the_notice(tmp_path: Path) -> None:
    own = '年份: "2021"\n依据: 示例县通知\n放假:\n  - {名称: 春节, 起: 2021-02-11}\n'
    catalog = county(tmp_path, {"calendar/2021.yaml": own}).catalog
    assert catalog.calendar[2021].holidays == {dt.date(2021, 2, 11): "春节"}


def test_without_a_catalogue_there_is_nothing_to_run(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="没有 catalog 文件夹"):
        load_catalog(tmp_path, complaint)
