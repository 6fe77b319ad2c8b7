"""The internal matrix: filtered, sorted, remembered in its address; everything there without a script."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

MATRIX = "neibu/luoshi.html"


def test_a_state_is_filtered_counted_and_remembered(page: Page, root: str) -> None:
    page.goto(root + MATRIX)
    option = page.locator("select[name=zt] option", has_text="应公开未公开")
    promised = re.search(r"（(\d+)）", option.inner_text())
    assert promised
    page.select_option("select[name=zt]", "缺")
    expect(page.locator("[data-matrix-count]")).to_have_text(f"有{promised[1]}格符合")
    shown = page.locator(".field-table:visible tbody tr:visible")
    assert all(row.locator('td[data-s="缺"]').count() for row in shown.all())
    page.reload()
    expect(page.locator("[data-matrix-count]")).to_have_text(f"有{promised[1]}格符合")
    page.click("button[type=reset]")
    expect(page.locator("[data-matrix-count]")).to_have_text("")
    assert page.locator(".field-table:visible").count() == page.locator(".field-table").count()


def test_a_unit_and_an_item(page: Page, root: str) -> None:
    page.goto(root + MATRIX)
    page.select_option("select[name=dw]", "caizhengju")
    page.fill("input[name=sx]", "czyjs-001")
    expect(page.locator("[data-matrix-count]")).to_have_text("有1格符合")
    assert page.locator(".field-table:visible thead th.col:visible").count() == 1
    page.locator(".field-table:visible td:visible a").click()
    expect(page).to_have_url(re.compile(r"danwei/caizhengju\.html#czyjs-001$"))
    assert page.locator("#czyjs-001 details.why").get_attribute("open") is not None, "the reasons are open"


def test_units_are_sorted_by_what_they_miss(page: Page, root: str) -> None:
    page.goto(root + MATRIX)
    head = page.locator("table.by-unit thead th", has_text="按期公开")
    first = page.locator("table.by-unit tbody tr th").first.inner_text()

    def column() -> list[int]:
        return [int(text) for text in page.locator('table.by-unit td[data-t="按期公开"]').all_inner_texts()]

    before = column()
    head.locator("button").click()
    assert column() == sorted(before, reverse=True) and head.get_attribute("aria-sort") == "descending"
    head.locator("button").click()
    assert column() == sorted(before)
    head.locator("button").click()
    assert page.locator("table.by-unit tbody tr th").first.inner_text() == first and column() == before


def test_without_a_script_everything_is_there(browser, root: str) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root + MATRIX)
    assert page.locator("[data-matrix-filter]").is_hidden()
    cell = page.locator(".field-table td a").first
    assert cell.inner_text().strip(), "a character beside the colour"
    cell.click()
    page.locator("details.why summary").first.click()
    assert page.locator("details.why").first.get_by_text("怎样重数").is_visible()
    context.close()
