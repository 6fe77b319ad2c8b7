"""No foreign host, no violation of the page's own policy, no dead end."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import visit
from tests.browser.pages import PAGES
from tests.browser.test_find import options, types
from tests.browser.watch import Watch


def test_a_walk_through_every_kind_of_page_asks_nobody_else(page: Page, root: str, watch: Watch) -> None:
    """The watch itself complains at the end of the test, as at the end of each other test."""
    for kind in PAGES:
        if kind == "地址错误" and root.startswith("file:"):
            continue  # only a server answers with it
        visit(page, root, kind)
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
        assert "script-src 'self'; style-src 'self'" in policy and "unsafe" not in policy, kind
    page.goto(root + "xx/shizhengfu/2021/12.html")
    types(page, "公共租赁")
    expect(options(page).first).to_be_visible()
    assert watch.requests > len(PAGES)
    assert page.context.cookies() == []


def test_the_watch_sees_a_violation_and_a_foreign_request(page: Page, root: str, watch: Watch) -> None:
    """Proof that silence means something."""
    page.goto(root + "index.html")
    page.evaluate("""() => {
      document.body.setAttribute("style", "color: red");
      document.head.appendChild(document.createElement("script")).textContent = "window.ran = true";
      document.body.appendChild(new Image()).src = "https://tracker.example.invalid/a.gif";
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert any("CSP style-src" in one for one in watch.complaints)
    assert any("CSP script-src" in one for one in watch.complaints)
    assert any("CSP img-src" in one for one in watch.complaints)
    watch.complaints.clear()


def test_a_wrong_address_leads_home(page: Page, http: str, watch: Watch) -> None:
    answer = page.goto(http + "xx/no/2021/such/page.html")
    assert answer and answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这一页")
    assert page.evaluate("getComputedStyle(document.querySelector('.btn')).display").endswith("flex")
    page.get_by_role("main").get_by_role("link", name="回首页查找").click()
    expect(page).to_have_title(re.compile("政府信息公开"))
    assert page.url == http + "index.html"
    watch.complaints = [one for one in watch.complaints if "404" not in one]  # the browser reports the address itself


def test_a_withdrawn_entry_says_why_and_leads_on(page: Page, root: str) -> None:
    visit(page, root, "撤回的信息")
    main = page.get_by_role("main")
    expect(main).to_contain_text("附表中活动场次的时间有误")
    expect(main).to_contain_text("2021年6月10日")
    main.get_by_role("link", name="查找其他信息").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("搜索")


def test_an_old_address_leads_to_the_new_one(page: Page, root: str) -> None:
    page.goto(root + "xx/weijianju/2021/jiezhong.html", wait_until="commit")
    page.wait_for_url(root + "xx/weijianju/2021/jiezhongdian-7.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("疫苗接种点信息")


def test_what_waits_for_its_stamp_says_so_on_its_page_and_in_lists(page: Page, root: str) -> None:
    visit(page, root, "待发布")
    expect(page.get_by_role("main")).to_contain_text("待发布")
    page.goto(root + "lanmu/quanbu/index.html")
    row = page.locator("[data-rows] > li", has_text="第三方评估")
    expect(row.locator(".st")).to_contain_text("待发布")


def test_the_internal_report_says_that_it_is_internal(page: Page, root: str) -> None:
    visit(page, root, "核对报告")
    expect(page.get_by_text("仅供内部参考")).to_be_visible()
    expect(page.locator("form.search")).to_have_count(0)
