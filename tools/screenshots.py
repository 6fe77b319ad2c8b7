"""Pictures of the demonstration for docs/screenshots: five pages, two widths, three looks.

`python -m tools.screenshots` builds into a temporary copy, so that site/ stays as it is, and rewrites the pictures and
their README. Needs Chromium and Chinese fonts, as `make test` does.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs/screenshots"
PARTS = ("catalog", "content", "theme", "mkdocs.yml")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: name -> (what it is, address)
PAGES = {
    "home": ("首页", "index.html"),
    "column": ("栏目", "lanmu/guifanxing/index.html"),
    "entry": ("信息", "xx/shizhengfu/2021/12.html"),
    "item": ("公开事项", "mulu/zdjc-002.html"),
    "search": ("搜索", "search.html?q=公共租赁住房"),
}
WIDTHS = (360, 1280)
MODES = {"light": "标准", "dark": "深色", "large": "长辈版"}
#: px; what a longer page has below is cut off
LOWEST = 2600
#: colours per picture: flat surfaces and grey letters need no more
COLOURS = 96


def build(folder: Path) -> Path:
    """Build a copy of the demonstration in `folder`; returns its site."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    command = [sys.executable, "-m", "generator", "-C", str(folder), "build", "--quiet"]
    if subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}).returncode:
        raise SystemExit("演示站没有生成，没有截图")
    return folder / "site"


def shoot(browser: Browser, site: Path) -> Iterator[tuple[str, bytes]]:
    """(file name, PNG) of every picture."""
    for width in WIDTHS:
        for mode in MODES:
            with _context(browser, width, mode) as context:
                page = context.new_page()
                for name, (_, address) in PAGES.items():
                    page.goto(f"{site.as_uri()}/{address}")
                    yield f"{name}-{width}-{mode}.png", _picture(page, name, width)


def _context(browser: Browser, width: int, mode: str) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale="zh-CN", color_scheme="dark" if mode == "dark" else "light"
    )
    if mode == "large":
        context.add_init_script("localStorage.setItem('gk-size', 'large')")
    return context


def _picture(page: Page, name: str, width: int) -> bytes:
    page.locator("[data-results] > li" if name == "search" else "main").first.wait_for()
    page.wait_for_load_state("networkidle")
    height = min(LOWEST, page.evaluate("document.documentElement.scrollHeight"))
    return page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height}, animations="disabled")


def small(picture: bytes) -> bytes:
    """The same PNG with a palette."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    target = io.BytesIO()
    reduced = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(target, "PNG", optimize=True)
    return target.getvalue()


def readme() -> str:
    """One table: a row per page and width, a column per look."""
    lines = [
        "# 界面截图", "",
        f"示例市演示站的五种页面，宽360像素（手机）和1280像素（电脑），长页面只截到{LOWEST}像素。",
        "由 `python -m tools.screenshots` 生成，改了样式或者内容以后重新运行一次。", "",
        "| 页面 | 宽度 | " + " | ".join(MODES.values()) + " |",
        "|---|---:|" + "---|" * len(MODES),
    ]
    for name, (title, _) in PAGES.items():
        for width in WIDTHS:
            cells = (f'<img src="{name}-{width}-{m}.png" width="240" alt="{title}，{width}像素，{w}">' for m, w in MODES.items())
            lines.append(f"| {title} | {width} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def chromium() -> str:
    """The path of the installed browser."""
    found = os.environ.get("GONGKAI_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "")
    if not found:
        raise SystemExit("没有找到 Chromium。Debian、Ubuntu：sudo apt-get install chromium fonts-noto-cjk")
    return found


def main() -> int:
    """Write all pictures; returns the exit code."""
    path = chromium()
    arguments = ["--disable-lcd-text", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        site = build(Path(folder))
        browser = driver.chromium.launch(executable_path=path, args=arguments)
        for name, picture in shoot(browser, site):
            (OUT / name).write_bytes(small(picture))
        browser.close()
    (OUT / "README.md").write_text(readme(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
