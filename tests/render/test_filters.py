"""Filters of the templates: constants are worked out when compiled, values once, and nothing is left unescaped."""

from __future__ import annotations

from markupsafe import Markup

from generator.render.contexts import HeaderFact, Link, TocEntry
from generator.render.environment import environment
from generator.render.filters import breakable, href, icon
from generator.render.toc import toc_box
from tests.builders import ROOT


def test_relative_addresses_begin_at_the_root() -> None:
    assert href("xx/a.html", "../../") == "../../xx/a.html"
    for absolute in ("https://a.example/", "http://a.example/", "mailto:a@b", "tel:1", "#h-1", "/zwgk/"):
        assert href(absolute, "../") == absolute


def test_an_icon_of_a_constant_name_costs_nothing_when_a_page_is_made() -> None:
    jinja = environment(ROOT / "theme")
    source = jinja.compile('{{ "clock" | icon }}', raw=True)
    assert """yield '<svg class="i" aria-hidden="true"><use href="#i-clock"/></svg>'""" in source


def test_a_value_is_made_once() -> None:
    jinja = environment(ROOT / "theme")
    template = jinja.from_string('{{ l | part("link", root) }}')
    link = Link("<甲>", "a.html?x=1&y=2")
    assert template.render(l=link, root="../") == '<a href="../a.html?x=1&amp;y=2">&lt;甲&gt;</a>'
    part = jinja.filters["part"]
    assert part(link, "link", "../") is part(Link("<甲>", "a.html?x=1&y=2"), "link", "../")
    assert part(link, "link", "") != part(link, "link", "../") != part(link._replace(current=True), "link", "../")
    assert "&lt;b&gt;" in part(HeaderFact("文号", "<b>"), "fact", "")


def test_small_pieces_are_escaped() -> None:
    assert breakable(("甲<b>", "乙")) == Markup("甲&lt;b&gt;<wbr>乙")
    assert icon('"') == Markup('<svg class="i" aria-hidden="true"><use href="#i-&#34;"/></svg>')


def test_contents_of_short_texts_are_left_out() -> None:
    toc = tuple(TocEntry(f"第{n}<b>", f"h-{n}", 2) for n in range(3))
    assert toc_box(toc[:2]) == "" and toc_box(toc).count("&lt;b&gt;") == 3
    assert toc_box(Markup("<gk:toc>")) == "<gk:toc>"
