"""Everything by keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import visit
from tests.browser.test_find import options, search_box, types

FOCUSED = "() => { const at = document.activeElement; return `${at.nodeName} ${at.textContent.trim()} ${at.name || ''}`; }"


def tabs_until(page: Page, wanted: str, limit: int = 60) -> int:
    """Presses of Tab until the focused element's name contains `wanted`; each stop must be visible with a ring."""
    for pressed in range(1, limit + 1):
        page.keyboard.press("Tab")
        if wanted in page.evaluate(FOCUSED):
            return pressed
    raise AssertionError(f"{limit} presses of Tab did not reach {wanted!r}")


def test_tab_reaches_the_skip_link_then_the_search_then_the_first_result(page: Page, root: str) -> None:
    visit(page, root, "有结果的搜索")
    first = page.locator("[data-results] a").first.inner_text()
    assert tabs_until(page, "跳到正文") == 1
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    to_search = tabs_until(page, "INPUT  q")
    to_result = tabs_until(page, first)
    assert to_search < 25 and to_result < 25
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/xx/"))


def test_the_skip_link_jumps_over_the_head(page: Page, root: str) -> None:
    page.goto(root + "lanmu/quanbu/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_slash_goes_to_the_search_box_that_is_seen(page: Page, root: str) -> None:
    for address in ("index.html", "mulu/zcwj-001.html", "search.html"):
        page.goto(root + address)
        page.keyboard.press("/")
        expect(search_box(page)).to_be_focused()
        expect(search_box(page)).to_have_value("")


def test_escape_closes_the_suggestions_and_keeps_the_words(page: Page, root: str) -> None:
    page.goto(root + "zhinan.html")
    types(page, "停放充电")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(search_box(page)).to_have_value("停放充电")
    expect(search_box(page)).to_be_focused()


def test_arrow_and_enter_open_a_suggestion(page: Page, root: str) -> None:
    page.goto(root + "zhinan.html")
    types(page, "停放充电")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/xx/"))


def test_a_filter_is_set_and_taken_back_by_keyboard(page: Page, root: str) -> None:
    page.goto(root + "lanmu/quanbu/index.html")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    chips = page.locator("[data-chips] button")
    expect(chips).to_have_count(1)
    chips.focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    assert page.evaluate("document.activeElement !== document.body")


def test_every_stop_on_the_way_has_a_visible_ring(page: Page, http: str) -> None:
    for address in ("index.html", "xx/caizhengju/2021/yusuan-2021.html", "lanmu/quanbu/index.html"):
        page.goto(http + address)
        stops = 0
        while stops < 80:
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => {
                  const at = document.activeElement;
                  if (at === document.body) return null;
                  // A link over two lines has two places; its first is looked at.
                  const style = getComputedStyle(at), place = at.getClientRects()[0];
                  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                  const top = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);
                  const covered = !(top && (at.contains(top) || top.contains(at) || top.closest("label")));
                  return [ring, place.width > 1 && place.height > 1, !covered, at.outerHTML.slice(0, 120)];
                }"""
            )
            if seen is None:
                break
            assert seen[:3] == [True, True, True], (address, seen)
            stops += 1
        assert stops > 10
