"""Pages, facets, figures, plain text, deadlines in words, addresses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalog.model import Deadline
from generator.catalog.model import Site as Settings
from generator.derive import permalinks
from generator.derive.dates import long_date, minute, short_date
from generator.derive.deadline_words import deadline_words
from generator.derive.listings import facets, ordered, page_numbers, pages
from generator.derive.plain import plain_text, summary
from generator.derive.search_documents import search_documents
from generator.derive.statistics import newest_feedback, open_consultations, task_count, totals
from generator.model.entry import Texts
from tests.derive.sites import make_entry, make_site, stamp


def test_pages_cover_the_list_once() -> None:
    records = make_site({f"shifuban/2021/{n}": "" for n in range(1, 13)}).records
    cut = list(pages(records, 5))
    assert [(p.number, p.pages, p.first, p.last, p.total) for p in cut] == [(1, 3, 1, 5, 12), (2, 3, 6, 10, 12), (3, 3, 11, 12, 12)]
    assert [r.id for p in cut for r in p.records] == [r.id for r in records]


def test_an_empty_list_has_one_empty_page() -> None:
    (page,) = pages((), 20)
    assert (page.number, page.pages, page.first, page.last, page.total) == (1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("page", "count", "expected"),
    [(1, 1, (1,)), (1, 3, (1, 2, 3)), (5, 9, (1, 0, 4, 5, 6, 0, 9)), (3, 9, (1, 2, 3, 4, 0, 9)), (9, 9, (1, 0, 8, 9))],
)
def test_page_numbers(page: int, count: int, expected: tuple[int, ...]) -> None:
    assert page_numbers(page, count) == expected


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_page_numbers_never_grow(a: int, b: int) -> None:
    page, count = min(a, b), max(a, b)
    shown = page_numbers(page, count)
    assert len(shown) <= 7 and page in shown and shown[0] == 1 and shown[-1] == count


def test_a_list_of_one_type_is_ordered_by_the_types_own_date() -> None:
    site = make_site({
        "shifuban/2021/1": "{类型: 征求意见, 截止日期: 2021-08-20}",
        "shifuban/2021/2": "{类型: 征求意见, 截止日期: 2021-09-20, 成文日期: 2021-07-01}",
        "shifuban/2021/3": "类型: 政策解读",
    })
    assert [r.id[-1] for r in ordered(site.by_type["zhengqiu"])] == ["2", "1"]
    assert [r.id[-1] for r in ordered(site.records)] == ["1", "3", "2"], "a mixed list stays by publication"


def test_facets_count_the_whole_list() -> None:
    site = make_site({
        "shifuban/2021/1": "主题分类: 综合政务/政务公开",
        "shifuban/2021/2": "有效期至: 2021-07-01",
        "caizhengju/2020/3": "{类型: 政府信息, 目录事项: [czyjs-001], 发文机关: [caizhengju], 成文日期: 2020-05-01}",
    })
    found = facets(site.records, site.catalog, lambda r: site.topic_ids.get(r.entry.topic[0], ""))
    assert {f.key: [(o.value, o.label, o.count) for o in f.options] for f in found} == {
        "jg": [("shifuban", "示例市人民政府办公室", 2), ("caizhengju", "示例市财政局", 1)],
        "lx": [("xinxi", "政府信息", 1), ("zhengce", "政策文件", 2)],
        "zt": [("02", "综合政务", 1)],
        "nf": [("2021", "2021年", 2), ("2020", "2020年", 1)],
        "xl": [("有效", "有效", 1), ("失效", "失效", 1)],
        "sx": [("zcwj-001", "行政规范性文件", 2), ("czyjs-001", "政府预算", 1)],
    }


def test_joint_documents_and_several_items_count_for_each() -> None:
    site = make_site({"shifuban/2021/1": "{发文机关: [shifuban, caizhengju], 目录事项: [zcwj-001, zcwj-002, zcwj-001]}"})
    found = {f.key: [(o.value, o.count) for o in f.options] for f in facets(site.records, site.catalog, lambda r: "")}
    assert found["jg"] == [("shifuban", 1), ("caizhengju", 1)]
    assert found["sx"] == [("zcwj-001", 1), ("zcwj-002", 1)]
    assert [r.id for r in site.by_organization["caizhengju"]] == ["shifuban/2021/1"], "as on the unit's own page"


def test_items_of_the_same_name_are_told_apart() -> None:
    site = make_site({"shifuban/2021/1": "目录事项: [zcwj-001, zcwj-002, zdjc-002]"})
    items = site.catalog.items
    alike = {id_: replace(item, level1=id_, level2="办事指南" if id_ != "zdjc-002" else "") for id_, item in items.items()}
    found = facets(site.records, replace(site.catalog, items=alike), lambda r: "")
    labels = next([o.label for o in f.options] for f in found if f.key == "sx")
    assert labels == ["办事指南（zcwj-001）", "办事指南（zcwj-002）", "zdjc-002"]


def test_figures_count_published_entries_of_the_year() -> None:
    site = make_site(
        {f"shifuban/2021/{n}": "" for n in range(1, 5)},
        {"shifuban/2021/1": stamp("2021-07-20"), "shifuban/2021/2": stamp("2020-12-31"), "shifuban/2021/3": stamp("2021-08-15")},
    )
    figures = totals(site)
    assert (figures.year, figures.year_count, figures.count, figures.last_day) == (2021, 2, 3, dt.date(2021, 7, 20))


def test_open_consultations_end_soonest_first_and_feedback_newest_first() -> None:
    site = make_site({
        "shifuban/2021/1": "{类型: 征求意见, 截止日期: 2021-09-20}",
        "shifuban/2021/2": "{类型: 征求意见, 截止日期: 2021-08-20}",
        "shifuban/2021/3": "{类型: 征求意见, 截止日期: 2021-07-20}",
        "shifuban/2021/4": "{类型: 意见征求采纳情况, 成文日期: 2021-06-01}",
        "shifuban/2021/5": "类型: 意见征求采纳情况",
    })
    assert [r.id[-1] for r in open_consultations(site)] == ["2", "1"]
    assert [r.id[-1] for r in newest_feedback(site, 1)] == ["5"]


def test_a_task_counts_each_entry_once() -> None:
    site = make_site({"shifuban/2021/1": "目录事项: [zcwj-001, zdjc-002]", "shifuban/2021/2": ""})
    assert task_count(site, site.catalog.tasks[2021].tasks[0]) == 2


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((Deadline("after", "形成或变更", 20, "WD"),), "信息形成或者变更之日起20个工作日内公开（当天不算）"),
        ((Deadline("after", "本级人大（常委会）批准", 20, "CD"),), "本级人大（常委会）批准之日起20日内公开（当天不算）"),
        ((Deadline("before", "组织听证", 7, "WD"),), "组织听证前至少7个工作日公开"),
        ((Deadline("fixed", month=1, day=31),), "每年1月31日前公开"),
        ((Deadline("fixed", month=4, day=1, exclusive=True),), "每年4月1日前公开（不含当日）"),
        ((Deadline("periodic", every="quarter"),), "每季度公开一次"),
        ((Deadline("continuous", keep="latest"),), "长期公开，内容有变化就更新"),
        ((Deadline("event", "进展"),), "有新的进展后及时公开，最迟不超过20个工作日"),
        ((Deadline("display", num=7, unit="WD"),), "公示期不少于7个工作日"),
        ((Deadline("display", anchor="征求意见", num=30, unit="CD"),), "征求意见期不少于30日"),
        ((Deadline("after", anchor="舆情发生", num=48, unit="H"),), "舆情发生后48小时内公开"),
        (
            (Deadline("after", "形成", 20, "WD", by_law=True), Deadline("after", "作出行政决定", 7, "WD", when="行政许可")),
            "信息形成之日起20个工作日内公开（当天不算）；行政许可的，作出行政决定之日起7个工作日内公开（当天不算）；"
            "法律、法规另有规定的，从其规定",
        ),
        ((), ""),
    ],
)
def test_deadlines_in_words(rules: tuple[Deadline, ...], expected: str) -> None:
    assert deadline_words(rules) == expected


def test_dates_in_words() -> None:
    day = dt.date(2021, 7, 6)
    assert long_date(day) == "2021年7月6日"
    assert short_date(day, dt.date(2021, 12, 31)) == "7月6日"
    assert short_date(day, dt.date(2022, 1, 1)) == "2021年7月6日"
    assert minute(dt.datetime(2021, 7, 6, 1, 5, tzinfo=dt.UTC)) == "2021-07-06 09:05"


def test_addresses_of_formats_md() -> None:
    entry = make_entry("shifuban/2021/24", "类型: 征求意见")
    assert permalinks.entry(entry.id) == "xx/shifuban/2021/24.html"
    assert permalinks.attachment(entry.id, entry.attachments[0]) == "xx/shifuban/2021/24/1.pdf"
    assert permalinks.attachment_in_body(entry.id, entry.attachments[0]) == "24/1.pdf"
    assert [permalinks.column("fading", n) for n in (1, 2)] == ["lanmu/fading/index.html", "lanmu/fading/2.html"]
    assert permalinks.item("zcwj-001") == "mulu/zcwj-001.html"
    assert permalinks.organization("shifuban") == "jigou/shifuban.html"
    assert permalinks.topic("02") == "zhuti/02.html"
    assert permalinks.tasks(2021) == "gongzuo/2021.html"
    settings = Settings(domain="www.example.invalid", subpath="/zwgk/")
    assert permalinks.absolute(settings, "index.html") == "https://www.example.invalid/zwgk/"
    assert permalinks.absolute(settings, "lanmu/x/index.html") == "https://www.example.invalid/zwgk/lanmu/x/index.html"


def test_plain_text_has_no_marks() -> None:
    source = "# 标题\n\n**一、总体要求。**坚持[^1]，见[附件](a.pdf)和![图](b.png)。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n[^1]: 注"
    assert plain_text(source) == "标题\n一、总体要求。坚持，见附件和图。\n甲 乙\n1 2\n注"


def test_a_summary_ends_at_a_sentence() -> None:
    assert summary("第一句。" * 40, 20) == "第一句。" * 5
    assert summary("没有标点的很长的一段话" * 20, 20).endswith("…")
    assert summary("短。") == "短。"


@pytest.mark.parametrize("hostile", ["[" * 100_000, "![](" * 30_000, "*" * 200_000, "|-" * 60_000, "[^" * 60_000, "\\" * 100_000])
def test_plain_text_is_bounded(hostile: str) -> None:
    assert len(plain_text(hostile)) <= len(hostile)


def test_search_documents_hold_what_readers_see_and_nothing_internal() -> None:
    site = make_site({"shifuban/2021/1": "{登记号: XSLD01-2021-0004, 主题分类: 综合政务/政务公开, 主送: 各镇人民政府}",
                      "caizhengju/2021/2": "{类型: 本期未产生, 目录事项: [czyjs-001]}"},
                     {"shifuban/2021/1": stamp("2021-07-20", number="999999000001/2021-00001")})
    (document,) = search_documents(site, {"shifuban/2021/1": Texts("正文。\n"), "caizhengju/2021/2": Texts("不列")})
    assert document.href == "xx/shifuban/2021/1.html"
    assert document.number == "示政办发〔2021〕24号 XSLD01-2021-0004"
    assert document.index_number == "999999000001/2021-00001"
    assert document.organization == "示例市人民政府办公室" and document.aliases == ("市府办",)
    assert document.columns == ("法定主动公开内容", "行政规范性文件")
    assert (document.type, document.topic, document.date, document.state) == ("政策文件", "综合政务", "2021-07-20", "有效")
    assert "正文。" in document.text and "各镇人民政府" in document.text and "行政规范性文件" in document.text
    assert "示例甲" not in document.text
