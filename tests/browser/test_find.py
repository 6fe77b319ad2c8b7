"""A citizen finds a document: by reading and clicking, and by searching."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import visit

CHARGING = "示例市人民政府办公室关于印发示例市电动自行车停放充电安全管理规定的通知"
HOUSING = "示例市人民政府关于印发示例市公共租赁住房管理办法的通知"


def search_box(page: Page) -> Locator:
    """The first search box that can be seen."""
    return page.locator("form.search input[name=q]:visible").first


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


# ---- by reading


def test_from_home_to_a_document_by_what_is_written(page: Page, root: str) -> None:
    page.goto(root + "index.html")
    page.get_by_role("link", name="法定主动公开内容").first.click()
    heading(page, "法定主动公开内容")
    page.locator(".tabs").get_by_role("link", name=re.compile("规范性文件")).click()
    page.get_by_role("main").get_by_role("link", name=HOUSING).click()
    heading(page, HOUSING)
    expect(page.get_by_text("示政发〔2021〕12号").first).to_be_visible()
    assert page.url == root + "xx/shizhengfu/2021/12.html"


def test_from_a_document_back_to_its_column_item_and_organization(page: Page, root: str) -> None:
    for link, title in (
        ("法定主动公开内容", "法定主动公开内容"), ("示例市人民政府办公室", "示例市人民政府办公室"), ("行政规范性文件", "行政规范性文件"),
    ):
        page.goto(root + "xx/shifuban/2021/31.html")
        page.locator(".crumbs, .meta, .side").get_by_role("link", name=link, exact=True).last.click()
        heading(page, title)
        assert not page.url.startswith(root + "xx/")


def test_from_a_document_to_its_interpretation_and_back(page: Page, root: str) -> None:
    page.goto(root + "xx/shifuban/2021/31.html")
    page.get_by_role("link", name="《示例市电动自行车停放充电安全管理规定》政策解读").click()
    heading(page, "政策解读")
    page.get_by_role("complementary").get_by_role("link", name=CHARGING).click()
    heading(page, CHARGING)


def test_an_attachment_is_downloaded_under_a_speaking_name(page: Page, http: str) -> None:
    page.goto(http + "xx/jiansheju/2021/gongzufang-zhengqiu.html")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="示例市公共租赁住房管理办法（草案）", exact=True).click()
    assert waiting.value.failure() is None
    assert waiting.value.suggested_filename == "草案.pdf"


def test_the_item_without_entries_says_what_will_be_there_and_how_to_ask(page: Page, root: str) -> None:
    page.goto(root + "mulu/ylfw-001.html")
    main = page.get_by_role("main")
    expect(main.get_by_text("这一项还没有公开")).to_be_visible()
    main.get_by_role("link", name=re.compile("申请公开")).first.click()
    heading(page, "依申请公开")


# ---- suggestions


def types(page: Page, text: str) -> None:
    """As Android keyboards do: `input` events only, no keys."""
    search_box(page).focus()
    page.keyboard.insert_text(text)


def composes(page: Page, text: str) -> None:
    """As an input method does: letters first, which are no query yet, then the word."""
    search_box(page).focus()
    method = page.context.new_cdp_session(page)
    for letters in ("t", "ti", "ting", "ting f", "ting fang"):
        method.send("Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)})
    page.wait_for_timeout(300)
    expect(options(page)).to_have_count(0)
    method.send("Input.insertText", {"text": text})


def pastes(page: Page, text: str) -> None:
    """Copied from a page, as people do with a title that somebody sent them."""
    page.evaluate(
        """(text) => {
          const place = document.querySelector("main").appendChild(document.createElement("p"));
          place.textContent = text;
          getSelection().selectAllChildren(place);
        }""",
        text,
    )
    page.keyboard.press("Control+C")
    search_box(page).focus()
    page.keyboard.press("Control+V")


@pytest.mark.parametrize("way", [types, composes, pastes], ids=["input", "ime", "paste"])
def test_the_middle_of_a_title_is_enough(page: Page, root: str, way: object) -> None:
    page.goto(root + "zhinan.html")
    way(page, "停放充电安全")  # type: ignore[operator]
    expect(options(page).filter(has_text=CHARGING)).to_be_visible()
    expect(options(page).first.locator("mark").first).to_have_text("停放充电安全")
    search_box(page).press("Enter")
    page.wait_for_url(re.compile(r"search\.html\?q=%E5%81%9C%E6%94%BE"))
    expect(page.get_by_role("main").get_by_role("link", name=CHARGING)).to_be_visible()


def test_a_suggestion_leads_straight_to_the_document(page: Page, root: str) -> None:
    page.goto(root + "index.html")
    types(page, "租赁住房管理")
    options(page).first.click()
    page.wait_for_url(re.compile(r"/xx/"))
    heading(page, "公共租赁住房")


def test_suggestions_say_number_unit_and_day(page: Page, root: str) -> None:
    page.goto(root + "mulu/zcwj-001.html")
    types(page, "电动自行车停放充电安全管理规定的通知")
    said = options(page).first.locator("small")
    for text in ("示政办发〔2021〕31号", "示例市人民政府办公室", "2021-07-19"):
        expect(said).to_contain_text(text)


# ---- results


@pytest.mark.parametrize("typed", ["示政办发[2021]31", "示政办发〔2021〕31号", "（2021）31号", "示政办发 2021 31"])
def test_a_number_finds_its_document_whatever_the_brackets(page: Page, root: str, typed: str) -> None:
    page.goto(root + "index.html")
    types(page, typed)
    search_box(page).press("Enter")
    found = page.locator("[data-results] > li", has_text="示政办发〔2021〕31号").filter(has_text=CHARGING)
    expect(found.first).to_be_visible()  # others may cite it
    if typed.startswith("示"):  # without its issuer's word the number is that of several units
        expect(page.locator("[data-results] > li").first).to_contain_text(CHARGING)


def test_results_narrow_while_typing_and_the_address_can_be_sent_on(page: Page, root: str) -> None:
    page.goto(root + "search.html")
    rows = page.locator("[data-results] > li")
    types(page, "住房")
    expect(page.locator("[data-count]")).to_contain_text(re.compile(r"共\d+条"))
    expect(rows.first).to_be_visible()
    many = page.locator("[data-count]").inner_text()
    page.keyboard.insert_text("管理办法")
    expect(rows.first).to_contain_text("住房管理办法")
    expect(page.locator("[data-count]")).not_to_have_text(many)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("[data-results] > li")).to_have_count(rows.count())
    assert search_box(other).input_value() == "住房管理办法"


def test_a_word_from_the_text_is_found_and_shown(page: Page, root: str) -> None:
    page.goto(root + "search.html?q=早稻规模种植")
    first = page.locator("[data-results] > li").first
    expect(first.locator("mark").first).to_be_visible()
    first.get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text("早稻规模种植")


def test_nothing_found_says_where_to_go(page: Page, root: str) -> None:
    page.goto(root + "index.html")
    types(page, "查无此事")
    search_box(page).press("Enter")
    empty = page.locator("[data-empty]")
    expect(empty).to_be_visible()
    expect(page.locator("[data-count]")).to_have_text("没有找到“查无此事”")
    for name in ("标准目录", "依申请公开"):
        expect(empty.get_by_role("link", name=re.compile(name)).first).to_be_visible()
    empty.get_by_role("link").first.click()
    heading(page, "政务公开标准目录")


def test_a_clicked_hot_word_finds_something(page: Page, root: str) -> None:
    page.goto(root + "index.html")
    for name in page.locator(".hot a").all_inner_texts():
        page.goto(root + "index.html")
        page.locator(".hot").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("[data-results] > li").first).to_be_visible()


def test_markup_in_a_query_is_only_text(page: Page, root: str) -> None:
    page.goto(root + "search.html?q=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator("[data-empty]")).to_be_visible()
    assert page.locator("main img").count() == 0


def test_after_a_look_at_a_result_the_results_are_still_there(page: Page, root: str) -> None:
    visit(page, root, "有结果的搜索")
    titles = page.locator("[data-results] .row-title a").all_inner_texts()
    page.locator("[data-results] a").first.click()
    page.wait_for_url(re.compile("/xx/"))
    page.go_back()
    expect(page.locator("[data-results] > li")).to_have_count(len(titles))
    assert page.locator("[data-results] .row-title a").all_inner_texts() == titles
