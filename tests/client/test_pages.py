"""The scripts in a real browser, over http under a sub-path and from file://."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator.search.terms import term_hash
from tests.client import site

sync_api = pytest.importorskip("playwright.sync_api")
sync_api.expect.set_options(timeout=15_000)  # a machine at work on other things answers late, not wrongly

CHROMIUM = os.environ.get("GONGKAI_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed: the scripts were not tried in a browser"),
]


class Quiet(SimpleHTTPRequestHandler):
    """Serves without writing a log, and keeps nothing in the browser's cache: files change under the tests."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("pages")
    site.write(top / "xxgk")
    return top


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/xxgk/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, served: str, folder: Path) -> str:
    return served if request.param == "http" else (folder / "xxgk").as_uri() + "/"


@pytest.fixture
def page(browser: Any, root: str) -> Iterator[Any]:
    """A page; afterwards: nothing was requested elsewhere, no error, no violation of the page's CSP."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda sent: None if sent.url.startswith(root) else said.append(f"foreign: {sent.url}"))
    opened.said = said
    yield opened
    context.close()
    assert said == []


def titles(page: Any) -> list[str]:
    return page.locator("[data-results] .row-title a").all_inner_texts()  # type: ignore[no-any-return]


def wait_for_count(page: Any, text: str) -> None:
    """The count says `text`, and the rows it counts are there."""
    sync_api.expect(page.locator("[data-count]")).to_contain_text(text)
    sync_api.expect(page.locator("[data-rows][aria-busy]")).to_have_count(0)


# ---- the head of every page


def test_size_and_colours_are_remembered(page: Any, root: str) -> None:
    page.goto(root + "index.html")
    size, theme = page.locator("[data-switch=size]"), page.locator("[data-switch=theme]")
    assert size.inner_text().strip() == "长辈版"
    size.click()
    assert page.get_attribute("html", "data-size") == "large"
    assert (size.inner_text().strip(), size.get_attribute("aria-pressed")) == ("再大些", "true")
    size.click()
    theme.click()
    page.goto(root + "xx/shifuban/2021/1.html")
    page.goto(root + "search.html")
    assert page.get_attribute("html", "data-size") == "xlarge"
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.locator("[data-switch=theme]").inner_text().strip() == "浅色"
    page.locator("[data-switch=size]").click()
    assert page.get_attribute("html", "data-size") is None


def test_slash_goes_to_the_search_box(page: Any, root: str) -> None:
    page.goto(root + "index.html")
    page.keyboard.press("/")
    focused = page.evaluate("document.activeElement.name")
    assert focused == "q"
    page.keyboard.type("a/b")
    assert page.evaluate("document.activeElement.value") == "a/b"


# ---- suggestions


def test_suggestions_from_the_middle_of_a_title(page: Any, root: str) -> None:
    page.goto(root + "lanmu/guifanxing/2.html")
    box = page.get_by_role("combobox").first
    box.click()
    box.press_sequentially("动产登", delay=20)
    options = page.get_by_role("option")
    sync_api.expect(options).to_have_count(2)
    assert options.first.locator("mark").inner_text() == "动产登"
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("ArrowDown")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowUp")
    box.press("Enter")
    page.wait_for_url(root + "xx/shifuban/2021/1.html")


def test_suggestions_are_few_and_close(page: Any, root: str) -> None:
    page.goto(root + "index.html")
    box = page.get_by_role("combobox").first
    box.fill("物价公报")
    sync_api.expect(page.get_by_role("option")).to_have_count(8)
    box.press("Escape")
    sync_api.expect(page.get_by_role("option")).to_have_count(0)
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "物价公报"
    box.press("Enter")
    page.wait_for_url(lambda url: "search.html?q=" in url)
    wait_for_count(page, "共30条，第1–10条")


def test_nothing_is_asked_while_a_syllable_is_composed(page: Any, root: str) -> None:
    page.goto(root + "index.html")
    box = page.get_by_role("combobox").first
    box.focus()
    box.dispatch_event("compositionstart")
    box.evaluate("(box) => { box.value = 'wujia'; box.dispatchEvent(new InputEvent('input', {isComposing: true})); }")
    page.wait_for_timeout(400)
    assert page.get_by_role("option").count() == 0
    box.evaluate("(box) => { box.value = '物价'; box.dispatchEvent(new InputEvent('input', {isComposing: true})); }")
    box.dispatch_event("compositionend")
    sync_api.expect(page.get_by_role("option")).to_have_count(8)


# ---- search.html


def count(page: Any) -> Any:
    return page.locator("[data-count]")


def q(page: Any) -> Any:
    return page.locator("main form.search input[name=q]")


def test_search_by_address_and_by_typing(page: Any, root: str) -> None:
    page.goto(root + "search.html?q=%E7%A4%BA%E6%94%BF%E5%8A%9E%E5%8F%91%5B2021%5D24")
    row = page.locator("[data-results] > li").first
    sync_api.expect(row).to_contain_text("文号相符")
    assert titles(page)[0] == "示例市人民政府办公室关于印发《不动产登记服务办法》的通知"
    assert "有效" in row.locator(".st-ok").inner_text()
    box = q(page)
    assert box.input_value() == "示政办发[2021]24"
    box.fill("租赁合同")
    wait_for_count(page, "共1条")
    assert page.locator(".excerpt mark").inner_text() == "租赁合同"
    assert "q=%E7%A7%9F%E8%B5%81%E5%90%88%E5%90%8C" in page.url
    page.locator("[data-results] a").first.click()
    page.wait_for_url(root + "xx/shifuban/2021/3.html")


def test_ten_at_a_time_with_pages_in_the_address(page: Any, root: str) -> None:
    page.goto(root + "search.html?q=物价公报")
    wait_for_count(page, "共30条，第1–10条")
    first = titles(page)
    page.locator("[data-paging]").get_by_text("下一页").click()
    wait_for_count(page, "第11–20条")
    assert page.url.endswith("&p=2")
    assert not set(first) & set(titles(page))
    sync_api.expect(page.locator("[data-results] a").first).to_be_focused()
    page.go_back()
    wait_for_count(page, "第1–10条")
    assert titles(page) == first


def test_boxes_order_and_table(page: Any, root: str) -> None:
    page.goto(root + "search.html?q=公积金")
    wait_for_count(page, "共4条")
    steps = page.evaluate("history.length")
    page.get_by_role("checkbox", name="示例市财政局").check()
    wait_for_count(page, "共2条")
    assert "jg=" in page.url
    page.get_by_role("checkbox", name="2021年").check()
    wait_for_count(page, "共1条")
    assert page.evaluate("history.length") == steps, "a box is no step back"
    other = page.context.new_page()
    other.goto(page.url)
    wait_for_count(other, "共1条")
    assert other.get_by_role("checkbox", name="示例市财政局").is_checked()
    page.get_by_role("button", name="全部清除").click()
    wait_for_count(page, "共4条")
    page.get_by_role("button", name="按日期").click()
    sync_api.expect(page.get_by_role("button", name="按日期")).to_have_attribute("aria-pressed", "true")
    days = page.locator("[data-results] time").all_inner_texts()
    assert days == sorted(days, reverse=True)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载结果").click()
    table = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(table) == 5
    assert table[0].startswith("标题,文号,")
    assert waiting.value.suggested_filename == "搜索结果-公积金.csv"


def test_words_of_the_street_and_a_prepared_answer(page: Any, root: str) -> None:
    page.goto(root + "search.html?q=房补")
    sync_api.expect(page.locator("[data-also]")).to_contain_text("公积金")
    assert "关于住房公积金提取的实施细则" in titles(page)
    q(page).fill("公积金怎么提取")
    direct = page.locator("[data-direct]")
    sync_api.expect(direct).to_contain_text("提供租赁合同。")
    direct.get_by_role("link").click()
    page.wait_for_url(root + "xx/shifuban/2021/3.html")


def test_nothing_found_says_what_to_do_once(page: Any, root: str) -> None:
    page.goto(root + "search.html?q=采购龘靐")
    sync_api.expect(page.locator("[data-empty]")).to_be_visible()
    wait_for_count(page, "没有找到“采购龘靐”")
    assert page.locator("main").inner_text().count("没有找到") == 1
    nearest = page.locator("[data-nearest]")
    sync_api.expect(nearest).to_contain_text("政府采购")
    for text in ("示例市财政局", "0000 0001", "还没有公开"):
        sync_api.expect(nearest).to_contain_text(text)
    assert count(page).get_attribute("role") == "status"
    q(page).fill("公积金")
    wait_for_count(page, "共4条")
    sync_api.expect(page.locator("[data-empty]")).to_be_hidden()


def test_hostile_queries_are_inert(page: Any, root: str) -> None:
    page.goto(root + "search.html")
    box = q(page)
    for query in ("<img src=x onerror=document.title='x'>", "z" * 10_000, "，。！？", "%ED%A0%80", "qqzz'--"):
        box.evaluate("(box, text) => { box.value = text; box.dispatchEvent(new InputEvent('input')); }", query)
        wait_for_count(page, "请输入" if query[0] == "，" else f"没有找到“{query[:20].lower()}")
        assert page.locator("main img").count() == 0
        assert len(page.url) < 1200
        assert page.title() != "x"


def test_lone_surrogates_are_dropped(page: Any, root: str) -> None:
    page.goto(root + "search.html")
    q(page).evaluate(r"(box) => { box.value = '租赁\ud800合同'; box.dispatchEvent(new InputEvent('input')); }")
    wait_for_count(page, "共1条")


@pytest.mark.parametrize("damage", ["missing", "garbled"])
def test_a_damaged_file_is_named_and_the_rest_answers(page: Any, root: str, folder: Path, damage: str) -> None:
    """Heads of one shard, as .bin and in its twin: the other words of the query still find something."""
    term, bits = "租赁", json.loads((folder / "xxgk/data/s/manifest.json").read_text(encoding="utf-8"))["bits"]
    shard = term_hash(term) >> (32 - bits)
    broken = [folder / f"xxgk/data/s/h/{shard}.bin", folder / f"xxgk/data/s/h/{shard >> 2}.js"]
    whole = {path: path.read_bytes() for path in broken}
    for path in broken:
        path.unlink() if damage == "missing" else path.write_bytes(whole[path][: len(whole[path]) // 2])
    try:
        page.goto(root + "search.html?q=租赁 公积金")
        status = page.locator("[data-status]")
        sync_api.expect(status).to_contain_text("没有读到")
    finally:
        for path, content in whole.items():
            path.write_bytes(content)
    status.get_by_role("button", name="再试一次").click()
    sync_api.expect(status).to_be_empty()
    sync_api.expect(page.locator("[data-results] .row-title a").first).to_have_text("关于住房公积金提取的实施细则")
    page.said.clear()  # the browser itself reports the missing or broken file


def test_without_a_manifest_the_page_says_so(page: Any, root: str, folder: Path) -> None:
    manifests = [folder / f"xxgk/data/s/manifest.{kind}" for kind in ("js", "json")]
    whole = {path: path.read_bytes() for path in manifests}
    for path in manifests:
        path.unlink()
    try:
        page.goto(root + "search.html?q=公积金")
        sync_api.expect(page.locator("[data-status]")).to_contain_text("暂时不能搜索")
    finally:
        for path, content in whole.items():
            path.write_bytes(content)
    page.get_by_role("button", name="再试一次").click()
    wait_for_count(page, "共4条")
    page.said.clear()


def test_programs_get_the_same_list(page: Any, root: str) -> None:
    page.goto(root + "search.html?q=公积金")
    wait_for_count(page, "共4条")
    found = page.evaluate("gongkai.search('公积金', {limit: 3}).then((list) => ({list: [...list], total: list.total, complete: list.complete}))")
    assert [hit["title"] for hit in found["list"]] == titles(page)[:3]
    assert (found["total"], found["complete"]) == (4, True)
    first = found["list"][0]
    assert first["url"] == root + "xx/" + first["id"] + ".html"
    assert first["why"] and first["score"] > 0


def test_a_hit_in_an_attachment_names_it_and_leads_there(page: Any, root: str) -> None:
    page.goto(root + "search.html?q=停放独木舟")
    wait_for_count(page, "共1条")
    row = page.locator("[data-results] > li")
    sync_api.expect(row.locator(".excerpt")).to_contain_text("在附件《泊位收费表》中：")
    assert row.locator(".excerpt mark").inner_text() == "停放独木舟"
    assert row.locator(".excerpt a").evaluate("link => link.href") == root + "xx/shifuban/2021/90/1.html"
    assert "附件未识别文字" in row.locator(".facts").inner_text()
    (found,) = page.evaluate("gongkai.search('停放独木舟').then((list) => [...list])")
    assert found["attachment"] == {
        "name": "泊位收费表", "href": "xx/shifuban/2021/90/1.html", "url": root + "xx/shifuban/2021/90/1.html",
    }  # fmt: skip
    assert (found["why"], found["unread"]) == ("附件", True)
    page.goto(root + "search.html?q=码头管理事项")
    wait_for_count(page, "共1条")
    assert "在附件" not in page.locator("[data-results]").inner_text()


def test_a_worker_that_does_not_start_costs_nothing_but_time(browser: Any, served: str) -> None:
    context = browser.new_context(locale="zh-CN")
    context.add_init_script("window.Worker = class { constructor() { throw new Error('none'); } };")
    page = context.new_page()
    page.goto(served + "search.html?q=公积金")
    wait_for_count(page, "共4条")
    context.close()


# ---- column filter


def check_box(page: Any, name: str) -> Any:
    return page.get_by_role("checkbox", name=name)


def rows(page: Any) -> int:
    return page.locator("[data-rows] > li").count()  # type: ignore[no-any-return]


def test_filter_counts_address_and_back(page: Any, root: str) -> None:
    page.goto(root + "lanmu/guifanxing/index.html")
    plain = page.locator("[data-rows]").inner_html()
    check_box(page, "示例市教育局").check()
    wait_for_count(page, "共15条，第1–15条")
    assert "?jg=jiaoyuju" in page.url
    assert page.locator("label", has_text="2021年").locator(".num").inner_text().startswith("5")
    check_box(page, "废止").check()
    wait_for_count(page, "共3条")
    sync_api.expect(page.locator("[data-rows] > li.is-void")).to_have_count(3)
    page.get_by_role("button", name="去掉筛选：废止").click()
    wait_for_count(page, "共15条")
    page.go_back()
    wait_for_count(page, "共3条")
    page.go_back()
    page.go_back()
    wait_for_count(page, "共45条，第1–20条")
    assert page.locator("[data-rows]").inner_html() == plain


def test_filter_from_the_address_with_pages(page: Any, root: str) -> None:
    page.goto(root + "lanmu/guifanxing/index.html?xl=%E6%9C%89%E6%95%88&p=2&jg=gibberish")
    wait_for_count(page, "共36条，第21–36条")
    assert rows(page) == 16
    page.locator("[data-paging]").get_by_text("上一页").click()
    wait_for_count(page, "第1–20条")
    assert "p=2" not in page.url
    check_box(page, "2019年").check()
    page.get_by_role("button", name="全部清除").click()
    wait_for_count(page, "共45条")


def test_rows_of_the_script_are_the_template_s(page: Any, root: str) -> None:
    page.goto(root + "lanmu/guifanxing/index.html")
    squeezed = (
        "() => Array.from(document.querySelectorAll('[data-rows] > li'), (li) => li.outerHTML.replace(/>\\s+</g, '><'))"
    )
    absolute = "() => document.querySelectorAll('[data-rows] a').forEach((a) => a.setAttribute('href', a.href))"
    page.evaluate(absolute)
    plain = page.evaluate(squeezed)
    for year in ("2021年", "2020年", "2019年"):
        check_box(page, year).check()
    wait_for_count(page, "共45条")
    page.evaluate(absolute)
    assert page.evaluate(squeezed) == plain


def test_the_second_page_of_the_plain_list_filters_too(page: Any, root: str) -> None:
    page.goto(root + "lanmu/guifanxing/2.html")
    check_box(page, "示例市教育局").check()
    wait_for_count(page, "共15条，第1–15条")
    page.reload()
    wait_for_count(page, "共15条，第1–15条")
    check_box(page, "示例市教育局").uncheck()
    wait_for_count(page, "共45条")


def test_on_a_phone_the_sheet_says_how_many_remain(page: Any, root: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(root + "lanmu/guifanxing/index.html")
    page.locator(".facet-open").click()
    check_box(page, "示例市教育局").check()
    close = page.get_by_text("查看15条")
    sync_api.expect(close).to_be_visible()
    check_box(page, "2021年").check()
    close = page.get_by_text("查看5条")
    close.click()
    sync_api.expect(close).to_be_hidden()
    sync_api.expect(page.locator(".facet-open")).to_contain_text("已选2项，剩5条")
    assert rows(page) == 5


def test_without_the_data_file_the_list_stays_and_no_box_pretends(page: Any, root: str, folder: Path) -> None:
    data = folder / "xxgk/data/lanmu/guifanxing.js"
    whole = data.read_bytes()
    data.unlink()
    try:
        page.goto(root + "lanmu/guifanxing/index.html")
        page.wait_for_timeout(300)
        sync_api.expect(page.locator("form[data-facets]")).to_be_hidden()
        assert rows(page) == 20
    finally:
        data.write_bytes(whole)
    page.said.clear()


def test_a_long_facet_is_found_by_typing(page: Any, root: str) -> None:
    page.goto(root + "lanmu/guifanxing/index.html")
    group = page.locator("fieldset", has_text="目录事项")
    group.locator("summary").click()
    field = page.get_by_role("searchbox", name="在目录事项中查找")
    field.fill("第37")
    sync_api.expect(group.locator("details label:visible")).to_have_count(1)
    check_box(page, "第37项").check()
    wait_for_count(page, "共1条，第1–1条")
    assert page.url.endswith("?sx=zcwj-037")
    sync_api.expect(page.locator("[data-rows] a")).to_have_text(["第37号办法"])
    field.press("Enter")
    wait_for_count(page, "共1条")
    page.reload()
    sync_api.expect(check_box(page, "第37项")).to_be_visible()
    assert check_box(page, "第37项").is_checked(), "a chosen box stands open"


def test_only_the_parts_a_page_shows_are_loaded(page: Any, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url.split("?")[0].rsplit("/data/")[-1]) if "/data/lanmu/" in sent.url else None)
    page.goto(root + "lanmu/guifanxing/index.html")
    sync_api.expect(page.locator("form[data-facets]")).to_be_visible()
    assert asked == ["lanmu/guifanxing.js"]
    check_box(page, "2019年").check()
    wait_for_count(page, "共15条")
    sync_api.expect(page.locator("[data-rows] > li")).to_have_count(15)
    assert len(asked) > 2 and all(name.startswith("lanmu/guifanxing/2019") for name in asked[1:])
    assert asked == [asked[0], *sorted(asked[1:], reverse=True)], "newest first"
    sync_api.expect(page.locator("[data-progress]")).to_be_empty()


def test_a_part_that_does_not_come_can_be_asked_for_again(page: Any, root: str, folder: Path) -> None:
    part = next((folder / "xxgk/data/lanmu/guifanxing").glob("2020*.js"))
    whole = part.read_bytes()
    page.goto(root + "lanmu/guifanxing/index.html")
    sync_api.expect(page.locator("form[data-facets]")).to_be_visible()
    part.unlink()
    try:
        check_box(page, "2020年").check()
        status = page.locator("[data-progress]")
        sync_api.expect(status).to_contain_text("没有读到")
        wait_for_count(page, "共15条")
    finally:
        part.write_bytes(whole)
    status.get_by_role("button", name="再试一次").click()
    sync_api.expect(page.locator("[data-rows] > li")).to_have_count(15)
    sync_api.expect(status).to_be_empty()
    page.said.clear()


def test_an_index_older_than_its_parts_is_loaded_again(page: Any, served: str, root: str, folder: Path) -> None:
    data = folder / "xxgk/data/lanmu"
    before = {path: path.read_bytes() for path in data.rglob("*.js")}
    page.goto(root + "lanmu/guifanxing/index.html")
    sync_api.expect(page.locator("form[data-facets]")).to_be_visible()
    index = (data / "guifanxing.js").read_text(encoding="utf-8")
    for path in (data / "guifanxing").glob("2021*.js"):
        text = path.read_text(encoding="utf-8")
        digest = re.search(r'"digest":"(\w+)"', text)
        assert digest
        path.write_text(text.replace(digest[1], "0123456789ab"), encoding="utf-8")
        index = index.replace(digest[1], "0123456789ab")
    (data / "guifanxing.js").write_text(index, encoding="utf-8")
    try:
        check_box(page, "2021年").check()
        sync_api.expect(page.locator("[data-rows] > li")).to_have_count(15)
        sync_api.expect(page.locator("[data-progress]")).to_be_empty()
    finally:
        for path, content in before.items():
            path.write_bytes(content)


def test_a_list_that_is_one_value_of_another_list(page: Any, root: str, folder: Path) -> None:
    """As the lists of a topic, a unit, an item: filtered by the data of 全部信息."""
    whole = (folder / "xxgk/lanmu/guifanxing/index.html").read_text(encoding="utf-8")
    place = folder / "xxgk/lanmu/guifanxing/jiaoyu.html"
    changed = whole.replace('data-first="../../lanmu/guifanxing/index.html"', 'data-first="../../lanmu/guifanxing/jiaoyu.html" data-fixed="jg=jiaoyuju"')
    assert changed != whole
    place.write_text(changed, encoding="utf-8")
    page.goto(root + "lanmu/guifanxing/jiaoyu.html")
    sync_api.expect(check_box(page, "2021年")).to_be_visible()
    assert page.locator("input[name=jg]").count() == 0
    assert page.locator("label", has_text="2021年").locator(".num").inner_text().startswith("5")
    assert page.locator("input[name=sx]").count() == 15, "what the list does not have is not offered"
    check_box(page, "2021年").check()
    wait_for_count(page, "共5条")
    assert page.url.endswith("jiaoyu.html?nf=2021")
