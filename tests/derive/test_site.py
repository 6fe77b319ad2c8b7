"""What is public, in which order, under which index, and at which address."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from generator.model.entry import Origin, Withdrawal
from tests.derive.sites import make_entry, make_site, stamp


def ids(records: tuple[object, ...]) -> list[str]:
    return [record.id for record in records]  # type: ignore[attr-defined]


def test_only_what_is_published_by_its_mode_is_in_the_site() -> None:
    site = make_site({
        "shifuban/2021/1": "",
        "shifuban/2021/2": "公开方式: 依申请公开",
        "shifuban/2021/3": "公开方式: 不予公开",
    })
    assert ids(site.records) == ["shifuban/2021/1"]
    assert set(site.by_id) == {"shifuban/2021/1"}


def test_newest_first_by_publication_then_by_id() -> None:
    site = make_site(
        {"shifuban/2021/1": "", "shifuban/2021/2": "", "shifuban/2021/3": "成文日期: 2021-07-01", "hexizhen/2021/1": ""},
        {"shifuban/2021/3": stamp("2021-07-29"), "shifuban/2021/2": stamp("2021-07-20")},
    )
    assert ids(site.records) == ["shifuban/2021/3", "shifuban/2021/2", "hexizhen/2021/1", "shifuban/2021/1"]


def test_the_day_is_the_stamp_then_the_declared_one_then_the_date_of_the_text() -> None:
    moved = replace(make_entry("shifuban/2020/5"), origin=Origin("迁移", published=dt.date(2020, 5, 6), index_number="x/2020-1"))
    site = make_site({"shifuban/2020/5": moved, "shifuban/2021/1": "", "shifuban/2021/2": ""},
                     {"shifuban/2021/2": stamp("2021-07-29", number="999999000001/2021-00001")})
    day = {record.id: record.day.isoformat() for record in site.records if record.day}
    assert day == {"shifuban/2021/2": "2021-07-29", "shifuban/2021/1": "2021-07-16", "shifuban/2020/5": "2020-05-06"}
    assert [r.pending for r in site.records] == [False, True, False]
    assert [r.index_number for r in site.records] == ["999999000001/2021-00001", "", "x/2020-1"]


def test_the_day_is_the_one_in_shanghai() -> None:
    publication = stamp("2021-07-29")
    late = dt.datetime(2021, 7, 29, 23, 30, tzinfo=dt.UTC)
    site = make_site({"shifuban/2021/1": ""}, {"shifuban/2021/1": replace(publication, published=late)})
    assert site.records[0].day == dt.date(2021, 7, 30)


def test_columns_by_type_item_field_and_their_parents() -> None:
    site = make_site({
        "shifuban/2021/1": "",
        "shifuban/2021/2": "类型: 征求意见",
        "shifuban/2021/3": "{类型: 政府信息, 目录事项: [czyjs-001, gkgl-002]}",
        "shifuban/2021/4": "类型: 政策解读",
    })
    columns = {record.id: record.columns for record in site.records}
    assert columns == {
        "shifuban/2021/1": ("fading", "guifanxing"),
        "shifuban/2021/2": ("fading", "zhongda-juece"),
        "shifuban/2021/3": ("zhidu", "fading", "caizheng"),
        "shifuban/2021/4": ("fading", "jiedu-huiying"),
    }


def test_a_column_appears_with_its_first_entry_the_statutory_ones_always() -> None:
    site = make_site({"shifuban/2021/1": ""})
    assert [c for c in site.catalog.columns if site.has_column(c)] == [
        "zhinan", "zhidu", "fading", "nianbao", "yishenqing", "guifanxing",
    ]
    assert not site.has_column("nichts")


def test_a_unit_lists_what_it_owes_and_what_it_signed() -> None:
    site = make_site({"shifuban/2021/1": "{发文机关: [caizhengju, shifuban], 公开主体: hexizhen}",
                      "wuliuban/2020/1": "{发文机关: [wuliuban], 成文日期: 2020-07-01}"})
    assert {unit: ids(records) for unit, records in site.by_organization.items()} == {
        "caizhengju": ["shifuban/2021/1"],
        "shifuban": ["shifuban/2021/1"],
        "hexizhen": ["shifuban/2021/1"],
        "wuliuban": ["wuliuban/2020/1"],
    }


def test_signed_states_stand_on_item_pages_and_in_no_list() -> None:
    site = make_site({"caizhengju/2021/1": "{类型: 本期未产生, 目录事项: [czyjs-001]}", "shifuban/2021/1": ""})
    assert ids(site.records) == ["shifuban/2021/1"]
    assert ids(site.states) == ["caizhengju/2021/1"]
    assert ids(site.states_by_item["czyjs-001"]) == ["caizhengju/2021/1"]
    assert "czyjs-001" not in site.by_item and "caizheng" not in site.by_column
    assert "caizhengju/2021/1" in site.by_id


def test_what_was_taken_back_is_apart_and_nothing_refers_to_it() -> None:
    gone = replace(make_entry("shifuban/2021/9"), withdrawal=Withdrawal(dt.date(2021, 7, 20), "内容有误"))
    site = make_site({"shifuban/2021/9": gone, "shifuban/2021/1": "关系: [{名称: 废止, 目标: shifuban/2021/9}]"})
    assert ids(site.withdrawn) == ["shifuban/2021/9"]
    assert ids(site.records) == ["shifuban/2021/1"]
    assert site.records[0].relations == ()


def test_old_addresses_lead_on_unless_they_are_in_use_again() -> None:
    gone = replace(make_entry("shifuban/2021/9"), former=("shifuban/2021/8",),
                   withdrawal=Withdrawal(dt.date(2021, 7, 20), "内容有误"))
    site = make_site({
        "shifuban/2021/1": "曾用地址: [shifuban/2021/23, shifuban/2021/2]",
        "shifuban/2021/2": "",
        "shifuban/2021/9": gone,
    })
    assert {old: record.href for old, record in site.moved.items()} == {
        "shifuban/2021/23": "xx/shifuban/2021/1.html",
        "shifuban/2021/8": "xx/shifuban/2021/9.html",
    }


def test_sets_of_units_owe_nothing_themselves() -> None:
    site = make_site({"shifuban/2021/1": ""})
    assert "gexingzhengjiguan" not in site.items_of
    assert [item.id for item in site.items_of["hexizhen"]] == ["zcwj-001", "zcwj-002", "zcwj-003", "zdjc-002", "zdjc-003"]
    assert "czyjs-001" in [item.id for item in site.items_of["caizhengju"]]
    assert "wuliuban" not in site.items_of, "a unit that ended owes nothing new"
    assert "xuanchuanbu" not in site.items_of


def test_the_order_of_the_input_does_not_matter() -> None:
    snippets = {f"shifuban/2021/{n}": "关系: [{名称: 依据, 目标: shifuban/2021/1}]" for n in range(1, 9)}
    assert make_site(snippets) == make_site(dict(reversed(snippets.items())))
