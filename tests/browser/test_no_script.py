"""Without JavaScript everything is there to read, and nothing pretends to work."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, visit
from tests.browser.pages import FILLED, PAGES


@pytest.fixture
def plain(contexts: NewContext) -> Page:
    return contexts(java_script_enabled=False).new_page()


def test_from_home_over_a_paged_list_to_an_entry(plain: Page, root: str) -> None:
    plain.goto(root + "index.html")
    expect(plain.get_by_role("heading", name="正在征求意见")).to_be_visible()
    plain.get_by_role("link", name="全部信息").first.click()
    first = plain.locator("[data-rows] a").first.inner_text()
    plain.get_by_role("link", name="下一页").click()
    expect(plain.locator("[data-count]")).to_contain_text("第21")
    assert plain.locator("[data-rows] a").first.inner_text() != first
    plain.locator("[data-rows] a").first.click()
    expect(plain.locator(".meta, .sheet, .gw").first).to_be_visible()


def test_a_document_is_complete(plain: Page, root: str) -> None:
    visit(plain, root, "政策文件")
    expect(plain.locator("article.gw")).to_contain_text("示例市公共租赁住房管理办法")
    for name in ("相关", "历史"):
        expect(plain.get_by_role("heading", name=name)).to_be_visible()
    expect(plain.locator(".meta")).to_contain_text("示政发〔2021〕12号")


def test_an_item_is_complete(plain: Page, root: str) -> None:
    visit(plain, root, "事项")
    for text in ("已经公开的", "公开时限", "公开主体", "公开依据"):
        expect(plain.get_by_role("main")).to_contain_text(text)


def test_the_filter_hides_and_no_button_is_dead(plain: Page, http: str) -> None:
    for kind in PAGES:
        if kind in FILLED:
            continue
        visit(plain, http, kind)
        expect(plain.locator("form[data-facets]:visible, .facet-open:visible")).to_have_count(0)
        expect(plain.locator("button:not([type=submit]):visible")).to_have_count(0)


def test_the_search_page_says_what_to_do_instead(plain: Page, root: str) -> None:
    plain.goto(root + "index.html")
    plain.locator("main input[name=q]").fill("公共租赁住房")
    plain.get_by_role("main").get_by_role("button", name="搜索").click()
    plain.wait_for_url(re.compile(r"search\.html\?q="))
    # Playwright's text selectors pass over <noscript>, which is shown here.
    said = plain.locator("noscript").evaluate("(one) => one.getClientRects().length ? one.innerText : ''")
    assert "搜索要用到脚本" in said
    plain.locator("noscript a[href$='ditu.html']").click()
    expect(plain.get_by_role("heading", level=1)).to_be_visible()
