"""长辈版, dark, and paper."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, visit

LETTERS = "() => parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
GROUND = "() => getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)"


def test_the_enlarged_version_is_remembered_on_the_next_page(page: Page, root: str) -> None:
    page.goto(root + "mulu/zcwj-001.html")
    normal = page.evaluate(LETTERS)
    page.get_by_role("button", name="长辈版").click()
    large = page.evaluate(LETTERS)
    assert large >= 1.24 * normal
    page.get_by_role("navigation").get_by_role("link", name="政府信息公开", exact=True).click()
    page.goto(root + "mulu/zcwj-001.html")
    assert page.evaluate(LETTERS) == large
    page.get_by_role("button", name="再大些").click()
    assert page.evaluate(LETTERS) >= 1.49 * normal
    page.get_by_role("button", name="标准字").click()
    page.reload()
    assert page.evaluate(LETTERS) == normal


def test_dark_is_remembered_on_the_next_page(page: Page, root: str) -> None:
    page.goto(root + "index.html")
    assert min(page.evaluate(GROUND)) > 200
    page.get_by_role("button", name="深色").click()
    assert max(page.evaluate(GROUND)) < 60
    page.get_by_role("link", name="全部信息").first.click()
    expect(page.get_by_role("button", name="浅色")).to_be_visible()
    assert max(page.evaluate(GROUND)) < 60


def test_dark_follows_the_system_until_the_reader_chooses(contexts: NewContext, root: str) -> None:
    page = contexts(color_scheme="dark").new_page()
    page.goto(root + "index.html")
    assert max(page.evaluate(GROUND)) < 60
    page.get_by_role("button", name="浅色").click()
    page.goto(root + "ditu.html")
    assert min(page.evaluate(GROUND)) > 200


def test_paper_shows_the_document_and_nothing_of_the_site(contexts: NewContext, root: str) -> None:
    page = contexts(color_scheme="dark").new_page()
    for kind in ("政策文件", "有表的信息", "正在征求意见"):
        visit(page, root, kind)
        title = page.get_by_role("heading", level=1).inner_text().removesuffix("示例").strip()
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        chrome = "header.top, .columns, .crumbs, footer, form.search, .side, .toc-box, .endline, .skip"
        expect(page.locator(chrome).filter(visible=True)).to_have_count(0)
        expect(page.locator("article[aria-label=正文]")).to_be_visible()
        assert title in page.locator("main").inner_text()
        foot = page.locator(".print-foot")
        expect(foot).to_contain_text("本页网址：https://www.example.invalid/zwgk/xx/")
        expect(foot).to_contain_text("日打印")
        assert page.evaluate(GROUND) == [255, 255, 255]
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
        page.emulate_media(media="screen")
