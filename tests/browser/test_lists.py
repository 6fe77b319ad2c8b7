"""Lists: filters that say what they leave, addresses that hold them, and pages."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

ALL = "lanmu/quanbu/index.html"


def rows(page: Page) -> Locator:
    return page.locator("[data-rows] > li")


def count(page: Page) -> Locator:
    return page.locator("[data-count]")


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=re.compile(f"^{re.escape(name)}"))


def total(page: Page) -> int:
    found = re.search(r"共\s*(\d+)\s*条", count(page).inner_text())
    assert found
    return int(found[1])


def promised(page: Page, name: str) -> int:
    """The number beside a box."""
    label = page.locator("label.check").filter(has=page.locator(f"xpath=span[.='{name}']"))
    return int(re.findall(r"\d+", label.locator(".num").inner_text())[0])


def choose(page: Page, name: str) -> int:
    """Check a box; returns how many rows it promised, once the list shows as many."""
    expect(page.locator("form[data-facets]")).to_be_attached()
    box(page, name).first.wait_for()
    left = promised(page, name)
    box(page, name).first.check()
    expect(count(page)).to_contain_text(f"共{left}条")
    return left


def test_a_filter_changes_rows_count_and_address(page: Page, root: str) -> None:
    page.goto(root + ALL)
    everything = total(page)
    left = choose(page, "征求意见")
    assert 0 < left < everything
    expect(rows(page)).to_have_count(min(left, 20))
    assert "lx=zhengqiu" in page.url
    for text in rows(page).locator(".st").all_inner_texts():
        assert "采纳情况" in text or "征求" in text or "待发布" in text


def test_a_shared_address_shows_the_same_rows(page: Page, root: str) -> None:
    page.goto(root + ALL)
    choose(page, "征求意见")
    left = choose(page, "征求意见中")
    expect(rows(page)).to_have_count(left)
    titles = rows(page).locator("a").all_inner_texts()
    other = page.context.new_page()
    other.goto(page.url)
    expect(count(other)).to_contain_text(f"共{left}条")
    expect(rows(other)).to_have_count(left)
    assert rows(other).locator("a").all_inner_texts() == titles
    assert box(other, "征求意见中").is_checked()


def test_back_takes_the_last_choice_back(page: Page, root: str) -> None:
    page.goto(root + ALL)
    everything = total(page)
    first = choose(page, "征求意见")
    assert choose(page, "征求意见中") < first
    page.go_back()
    expect(count(page)).to_contain_text(f"共{first}条")
    assert not box(page, "征求意见中").is_checked()
    page.go_back()
    expect(count(page)).to_contain_text(f"共{everything}条")
    page.go_forward()
    expect(count(page)).to_contain_text(f"共{first}条")


def test_back_from_an_entry_finds_the_filtered_list_again(page: Page, root: str) -> None:
    page.goto(root + ALL)
    left = choose(page, "征求意见")
    rows(page).first.get_by_role("link").click()
    page.wait_for_url(re.compile("/xx/"))
    page.go_back()
    expect(count(page)).to_contain_text(f"共{left}条")


def test_every_box_leaves_what_it_promises(page: Page, http: str) -> None:
    page.goto(http + ALL)
    expect(page.locator("form[data-facets]")).to_be_visible()
    kept = page.evaluate(
        """async () => {
          const count = document.querySelector("[data-count]"), kept = [];
          const number = (text) => parseInt((text.match(/[0-9]+/) || ["0"])[0]);
          const changed = (act) => new Promise((resolve) => {
            const watch = new MutationObserver(() => { watch.disconnect(); resolve(); });
            watch.observe(count, { childList: true, characterData: true, subtree: true });
            act();
          });
          for (const box of document.querySelectorAll("form[data-facets] input[type=checkbox]")) {
            const promised = number(box.closest("label").querySelector(".num").textContent);
            await changed(() => box.click());
            kept.push([box.value, promised, number(count.textContent)]);
            await changed(() => box.click());
          }
          return kept;
        }"""
    )
    assert len(kept) > 20
    assert [one for one in kept if one[1] != one[2]] == []


def test_pages_of_the_list_hold_every_entry_once(page: Page, root: str) -> None:
    page.goto(root + "lanmu/guifanxing/index.html")
    everything = total(page)
    seen: list[str] = []
    while True:
        seen += [link.get_attribute("href") or "" for link in rows(page).locator("h3 a").all()]
        following = page.get_by_role("link", name="下一页")
        if not following.count():
            break
        address = page.url
        following.click()
        page.wait_for_url(lambda url, before=address: url != before)
    assert len(seen) == len(set(seen)) == everything


def test_on_a_phone_the_sheet_opens_and_says_how_many_remain(phone: Page, root: str) -> None:
    phone.goto(root + ALL)
    opener = phone.locator(".facet-open")
    expect(opener).to_be_visible()
    expect(box(phone, "征求意见中")).to_be_hidden()
    opener.tap()
    left = choose(phone, "征求意见中")
    close = phone.get_by_text(f"查看{left}条")
    expect(close).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    close.tap()
    expect(box(phone, "征求意见中")).to_be_hidden()
    expect(opener).to_contain_text(f"{left}条")
    expect(rows(phone)).to_have_count(left)
    expect(rows(phone).first).to_be_in_viewport()
