"""Every template renders with every sample, and the page keeps the promises the scripts and the core rely on."""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from generator.render import contexts
from generator.render.environment import environment
from tests.theme.preview import PROSE, SLOTS, THEME, chrome, whole
from tests.theme.samples import COLUMN, PAGES, PORTAL, REAL

VOID = {"meta", "link", "br", "wbr", "input", "img", "hr", "circle", "path", "use"}
IDS = [f"{sample[0]}-{sample[3]}" for sample in PAGES]


class Outline(HTMLParser):
    """Checks nesting and collects ids, headings, fragment links and everything a strict CSP would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.addresses: list[str] = []
        self.refused: list[str] = []
        self.mains = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.stack.append(tag)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.mains += tag == "main"
        self.addresses += [given[name] or "" for name in ("href", "src", "action") if name in given]
        inline = (tag == "script" and "src" not in given) or tag == "style"
        if inline or "style" in given or any(name.startswith("on") for name in given):
            self.refused.append(f"{tag} {attrs}")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack.pop() == tag, f"</{tag}> closes something else"


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    parser.close()
    assert parser.stack == []
    return parser


@pytest.mark.parametrize("sample", PAGES, ids=IDS)
def test_page_is_well_formed(sample: tuple[str, object, str, str, str, str]) -> None:
    html = whole(sample)
    seen = outline(html)
    assert "[[gk:" not in html and "None" not in html
    assert seen.mains == 1
    assert len(seen.ids) == len(set(seen.ids)), "ids are unique"
    assert seen.levels[0] == 1 and seen.levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(seen.levels, seen.levels[1:], strict=False)), seen.levels
    assert seen.refused == []


@pytest.mark.parametrize("sample", PAGES, ids=IDS)
def test_addresses_are_relative_and_fragments_exist(sample: tuple[str, object, str, str, str, str]) -> None:
    seen = outline(whole(sample))
    for address in seen.addresses:
        assert address, "an empty address"
        assert not address.startswith("/"), address
        if address.startswith("#") and not address.startswith("#i-"):
            assert address[1:] in seen.ids, address


def test_icons_used_are_defined() -> None:
    text = "".join(whole(sample) for sample in PAGES)
    defined = set(re.findall(r'<symbol id="(i-[a-z]+)"', text))
    assert set(re.findall(r'<use href="#(i-[a-z]+)"', text)) <= defined


def test_every_context_has_a_template_and_a_sample() -> None:
    pages = {name for name in vars(contexts) if name.endswith("Page") and is_dataclass(getattr(contexts, name))}
    assert pages == {type(sample[1]).__name__ for sample in PAGES}
    files = {p.relative_to(THEME / "templates").as_posix() for p in (THEME / "templates").rglob("*.html")}
    assert {f for f in files if not Path(f).name.startswith("_")} == {sample[0] for sample in PAGES}


def test_content_is_escaped() -> None:
    sample = ("moved.html", contexts.MovedPage("<b>&", "a.html"), "x", "a.html", "", "")
    assert "&lt;b&gt;&amp;" in whole(sample)


def test_a_missing_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment(THEME).from_string("{{ p.nothing }}").render(p=COLUMN)


def test_shell_has_each_slot() -> None:
    html = chrome("a/b/c.html", PORTAL, meta={"shell": True, "column": "guifanxing"})
    for slot in SLOTS:
        assert html.count(f"[[gk:{slot}]]") == 1, slot
    assert re.search(r'guifanxing/index.html" aria-current="true"', html)
    assert html.count("aria-current") == 1
    assert 'content="noindex, nofollow"' in html


def test_policy_allows_nothing_from_elsewhere() -> None:
    html = chrome("a.html", PORTAL, meta={"shell": True})
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'") and "unsafe" not in policy[1] and "http" not in policy[1]


def test_handwritten_page() -> None:
    html = chrome("zhinan.html", PORTAL, meta={}, content=PROSE, title="政府信息公开指南")
    seen = outline(html)
    assert seen.levels.count(1) == 1 and seen.refused == []
    assert "<title>政府信息公开指南_政府信息公开_示例市人民政府</title>" in html
    assert 'href="#h-1"' in html


def test_real_site_shows_no_demonstration() -> None:
    html = chrome("a.html", REAL, meta={"shell": True})
    assert "演示" not in html and "noindex" not in html and "公安备案号" in html
    outline(html)


def test_hooks_of_the_scripts() -> None:
    column = next(whole(s) for s in PAGES if s[0] == "column.html")
    for hook in (
        "data-boxes",
        "data-chips",
        "data-progress",
        'data-fixed="zt=01"',
        'id="facets" data-facets="../../data/lanmu/quanbu"',
        "data-rows",
        "data-count",
        "data-paging",
    ):
        assert hook in column
    assert re.search(r'<form class="facets"[^>]* hidden>', column)
    search = next(whole(s) for s in PAGES if s[0] == "search.html")
    for hook in ('data-search="data/s/manifest"', "data-results", "data-empty", "data-status", "<noscript>"):
        assert hook in search
    for form in re.findall(r'<form class="search.*?</form>', search, re.S):
        assert 'name="q"' in form and "<div data-suggest hidden></div>" in form
