"""The demonstration in a real browser: served below a sub-path, and opened from the disk."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.pages import FILLED, PAGES
from tests.browser.served import serve
from tests.browser.watch import Watch
from tests.portal.conftest import copy_repository, gongkai

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HERE = Path(__file__).parent
WIDE = (1280, 900)
#: milliseconds; generous because test machines are slow, and never waited for when things work
PATIENCE = 15_000

expect.set_options(timeout=PATIENCE)
NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs Chromium."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    """The path of the installed browser; empty when there is none."""
    found = (shutil.which(name) for name in NAMES)
    return os.environ.get("GONGKAI_CHROMIUM") or next((path for path in found if path), "")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for the folder; each test has a context of its own."""
    path = chromium()
    if not path:
        reason = "没有找到 Chromium，浏览器测试没有运行（Debian：apt-get install chromium）"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    arguments = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with one entry more, which waits for its stamp and is as wide as entries get; neibu/ inside.

    Built once, also when several processes share the tests.
    """
    place = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    done = place / "browser-site"
    with open(place / "browser-site.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.is_dir():
            build(place / "browser-repository").rename(done)
    return done


def build(target: Path) -> Path:
    """Build into `target`; returns its site/, with neibu/ below it."""
    root = copy_repository(target)
    shutil.copytree(HERE / "content", root / "content/entries", dirs_exist_ok=True)
    result = gongkai(root, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    # Never so in real life; here the internal report is looked at through the same server.
    shutil.copytree(root / "neibu", root / "site/neibu")
    return root / "site"


@pytest.fixture(scope="package")
def http(site: Path) -> Iterator[str]:
    """The site's root over http, below a sub-path."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def disk(site: Path) -> str:
    """The site's root as a folder on the disk."""
    return site.as_uri() + "/"


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, http: str, disk: str) -> str:
    """Both ways of opening the site, one after the other."""
    return http if request.param == "http" else disk


@pytest.fixture
def watch(http: str, disk: str) -> Iterator[Watch]:
    """Complaints of all contexts of a test; there must be none at its end."""
    watching = Watch((http, disk))
    yield watching
    assert watching.complaints == []


@pytest.fixture
def contexts(browser: Browser, watch: Watch) -> Iterator[NewContext]:
    """Make watched contexts: contexts(width=360, java_script_enabled=False, …)."""
    opened: list[BrowserContext] = []

    def make(width: int = WIDE[0], height: int = WIDE[1], **options: object) -> BrowserContext:
        viewport = {"width": width, "height": height}
        made = browser.new_context(viewport=viewport, locale="zh-CN", **options)  # type: ignore[arg-type]
        made.set_default_timeout(PATIENCE)
        watch.attach(made)
        opened.append(made)
        return made

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(contexts: NewContext) -> Page:
    """A page as on an office PC."""
    return contexts().new_page()


@pytest.fixture
def phone(contexts: NewContext) -> Page:
    """A page as on a small phone."""
    return contexts(360, 740, has_touch=True).new_page()


def visit(page: Page, root: str, kind: str) -> None:
    """Open the page of this kind and wait until it is complete."""
    page.goto(root + PAGES[kind])
    if kind in FILLED:
        page.locator(FILLED[kind]).first.wait_for()
