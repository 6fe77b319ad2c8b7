"""The preview in a real browser: the page follows an edit where the reader was, and the panel says what is wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.serving.preview import Preview
from tests.serving.test_edits import edited, entry, retitled

pytestmark = [pytest.mark.browser, pytest.mark.engine]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 30_000


@pytest.fixture
def page() -> Iterator[Page]:
    """A phone."""
    found = (shutil.which(name) for name in NAMES)
    path = os.environ.get("GONGKAI_CHROMIUM") or next((path for path in found if path), "")
    if not path:
        reason = "没有找到 Chromium，浏览器测试没有运行（Debian：apt-get install chromium）"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        context = running.new_context(viewport={"width": 360, "height": 640}, color_scheme="dark")
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context.new_page()
        running.close()


def test_a_page_follows_edits_and_says_what_is_wrong(preview: Preview, page: Page) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    file, address = entry(preview.root, 5)
    preview.settled()
    page.goto(preview.address + address)
    corner = page.locator("gongkai-serve .corner")
    expect(corner).to_have_text("没有问题", timeout=PATIENCE)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    page.evaluate("scrollTo(0, 300)")
    with edited(file, retitled(file, "关于在浏览器里改名的通知")):
        expect(page.locator("h1")).to_contain_text("在浏览器里改名", timeout=PATIENCE)
        page.wait_for_function("scrollY === 300", timeout=PATIENCE)
        preview.settled()
    expect(page.locator("h1")).not_to_contain_text("在浏览器里改名", timeout=PATIENCE)
    preview.settled()
    _see_a_mistake(preview, page, address)
    assert faults == []


def _see_a_mistake(preview: Preview, page: Page, address: str) -> None:
    file, _ = entry(preview.root, 5)
    wrong = file.read_text(encoding="utf-8").replace("公开方式: 主动公开", "公开方式: 主动公布")
    panel, corner = page.locator("gongkai-serve section"), page.locator("gongkai-serve .corner")
    with edited(file, wrong):
        expect(panel).to_be_visible(timeout=PATIENCE)
        expect(panel.locator(".note")).to_contain_text("仍显示上一次的网站", timeout=PATIENCE)
        expect(panel.locator("li").first).to_contain_text(f"{file.relative_to(preview.root).as_posix()}:")
        expect(panel.locator("li .own").first).to_be_visible()
        panel.locator(".copy").first.click()
        expect(panel.locator(".copy").first).to_have_text("已复制")
        assert "主动公开" in page.evaluate("navigator.clipboard.readText()")
        box = panel.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 360
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        corner.focus()
        page.keyboard.press("Enter")
        expect(panel).to_be_hidden()
        page.keyboard.press("Enter")
        expect(panel).to_be_visible()
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(corner).to_be_focused()
        expect(corner).to_contain_text("错误 1")
    expect(corner).to_have_text("没有问题", timeout=PATIENCE)
