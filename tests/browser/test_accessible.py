"""axe-core finds nothing on any kind of page, in any of the ways the page can look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewContext, visit
from tests.browser.pages import PAGES

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What can change when only colours and sizes change; the structure was judged in the light version.
SEEN = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
#: 长辈版 promises 7:1
SEEN_LARGE = [*SEEN, "color-contrast-enhanced"]
EXTREME = ("首页", "栏目", "政策文件")

#: Rows of long tables are alike: five of them are judged in the first tables of a page, one in each further one.
TRIM = """() => document.querySelectorAll("main tbody").forEach((body, number) =>
  Array.from(body.rows).slice(number < 5 ? 5 : 1).forEach((row) => row.remove()))"""

RUN = """async ([theme, size, options]) => {
  const page = document.documentElement;
  for (const [name, value] of [["data-theme", theme], ["data-size", size]]) {
    if (value) page.setAttribute(name, value); else page.removeAttribute(name);
  }
  const found = await axe.run(document, { resultTypes: ["violations"], ...options });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 120)} – ${node.failureSummary.split("\\n").pop().trim().slice(0, 200)}`));
}"""


@pytest.fixture
def judged(contexts: NewContext) -> Page:
    """A page with axe-core in it."""
    if not AXE.is_file():
        pytest.fail("没有找到 axe-core，请先运行 npm ci --ignore-scripts（make test 会自动运行）")
    context = contexts()
    context.add_init_script(path=AXE)
    return context.new_page()


def judge(page: Page, theme: str, size: str, **options: Any) -> list[str]:
    return page.evaluate(RUN, [theme, size, options])  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(judged: Page, http: str, kind: str) -> None:
    visit(judged, http, kind)
    judged.evaluate(TRIM)
    found = {
        "light": judge(judged, "light", "", runOnly={"type": "tag", "values": TAGS}),
        "dark": judge(judged, "dark", "", runOnly={"type": "rule", "values": SEEN}),
        "large": judge(judged, "light", "large", runOnly={"type": "rule", "values": SEEN_LARGE}),
    }
    if kind in EXTREME:
        found["xlarge dark"] = judge(judged, "dark", "xlarge", runOnly={"type": "rule", "values": SEEN_LARGE})
    assert {look: lines for look, lines in found.items() if lines} == {}


def test_axe_finds_nothing_on_a_phone_with_the_sheet_open(contexts: NewContext, http: str) -> None:
    context = contexts(360, 740)
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.goto(http + "lanmu/quanbu/index.html")
    page.locator(".facet-open").click()
    assert judge(page, "light", "", runOnly={"type": "tag", "values": TAGS}) == []
    assert judge(page, "dark", "large", runOnly={"type": "rule", "values": SEEN_LARGE}) == []


def test_axe_finds_nothing_in_open_suggestions(judged: Page, http: str) -> None:
    judged.goto(http + "zhinan.html")
    judged.locator("form.search input").first.fill("公共租赁")
    judged.get_by_role("option").first.wait_for()
    assert judge(judged, "light", "", runOnly={"type": "tag", "values": TAGS}) == []
    assert judge(judged, "dark", "", runOnly={"type": "rule", "values": SEEN}) == []


def test_axe_sees_what_is_wrong(judged: Page, http: str) -> None:
    """Proof that silence means something."""
    judged.goto(http + "zhinan.html")
    judged.evaluate("document.querySelector('main').appendChild(new Image()).src = 'assets/favicon.svg'")
    assert any(line.startswith("image-alt") for line in judge(judged, "light", "", runOnly={"type": "tag", "values": TAGS}))
