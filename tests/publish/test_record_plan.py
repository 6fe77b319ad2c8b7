"""Entries in two steps: a plan knows facts only, a finish adds the body, together they are what the entry is."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace

import pytest

from generator.derive.site import Site
from generator.publish.record_plan import RecordPlan, finish_record, plan_record
from tests.derive.sites import make_entry, make_site, stamp
from tests.render.presses import press

ID = "shifuban/2021/1"
BODY = "# 第一章 总则\n\n第一条 为了规范，制定本办法。\n\n# 第二章 附则\n\n# 第三章 其他\n\n<gk:body> [[gk:main]]\n"


@pytest.fixture
def site() -> Site:
    return make_site({
        ID: make_entry(ID, "{标题: '示例 <gk:body> 办法', 主题分类: 综合政务/政务公开, 主送: 各镇人民政府}"),
        "shifuban/2021/2": "{类型: 政策解读, 关系: [{名称: 解读对象, 目标: shifuban/2021/1}]}",
        "caizhengju/2021/1": "{类型: 征求意见, 发文机关: [caizhengju]}",
        "caizhengju/2021/2": "{类型: 本期未产生, 发文机关: [caizhengju], 目录事项: [czyjs-001]}",
    }, {ID: stamp("2021-07-20", number="999999000001/2021-00001")})  # fmt: skip


def plans(site: Site) -> dict[str, RecordPlan]:
    own = press(site)
    return {record.id: plan_record(record, own) for record in (*site.records, *site.states)}


def test_a_body_stands_on_the_page_in_the_data_and_in_the_search(site: Site) -> None:
    found = finish_record(plans(site)[ID], BODY, {}, press(site).frames)
    page = found.page.decode()
    assert '<h2 id="h-' in page and "第一章 总则</h2>" in page and page.count('class="toc-2"') == 3
    assert '<meta name="description" content="第一章 总则 第一条 为了规范，制定本办法。' in page
    assert '<meta name="Description" content="第一章 总则 第一条 为了规范，制定本办法。' in page
    data = json.loads(found.data)
    assert data["正文"] == BODY and list(data) == sorted(data)
    assert found.data == (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
    assert found.document is not None and found.document.text.startswith("第一章 总则\n第一条 为了规范")
    assert found.document.text.endswith("行政规范性文件") and "各镇人民政府" in found.document.text
    assert found.lead.startswith("第一章 总则 第一条")
    assert (found.page_path, found.data_path) == (f"xx/{ID}.html", f"data/xx/{ID}.json")


def test_no_hole_is_left_and_authors_cannot_write_one(site: Site) -> None:
    for plan in plans(site).values():
        page = finish_record(plan, BODY, {}, press(site).frames).page.decode()
        assert "<gk:" not in page and "\0" not in page
        assert "&lt;gk:body&gt; [[gk:main]]" in page


@pytest.mark.parametrize("body", ["", " \n\n"])
def test_an_entry_without_a_body(site: Site, body: str) -> None:
    entry = replace(make_entry("caizhengju/2021/1", "{类型: 征求意见, 发文机关: [caizhengju]}", body=body), sample=False)
    (plan,) = plans(make_site({"caizhengju/2021/1": entry})).values()
    found = finish_record(plan, body, {}, press(site).frames)
    assert b"<article" not in found.page and 'content="示例市财政局：'.encode() in found.page
    data = json.loads(found.data)
    assert "正文" not in data and found.lead == ""
    assert found.data == (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def test_a_body_of_which_nothing_is_left_has_no_article(site: Site) -> None:
    found = finish_record(plans(site)["caizhengju/2021/1"], "![](elsewhere.png)\n", {}, press(site).frames)
    assert b"<article" not in found.page or b"<p></p>" in found.page
    official = finish_record(plans(site)[ID], "", {}, press(site).frames)
    assert b'<article class="gw"' in official.page, "the red head stands by itself"


def test_a_plan_keeps_what_it_needs_when_it_is_pickled(site: Site) -> None:
    for plan in plans(site).values():
        again = pickle.loads(pickle.dumps(plan, protocol=5))
        assert again == plan and finish_record(again, BODY, {}, press(site).frames) == finish_record(plan, BODY, {}, press(site).frames)


def test_a_plan_knows_no_body(site: Site) -> None:
    bodies = ("甲句。\n", "乙句。\n")
    one, two = (plans(make_site({ID: make_entry(ID, body=body)}))[ID] for body in bodies)
    assert one == two


def test_signed_states_are_in_no_search(site: Site) -> None:
    assert plans(site)["caizhengju/2021/2"].document is None
