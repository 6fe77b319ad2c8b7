"""Shells: every slot filled, every address turned to the page's root; nothing inline is left in an engine page."""

from __future__ import annotations

import pytest

from generator.catalog.model import Site
from generator.render.contexts import Link
from generator.render.page import PageDoc
from generator.render.shells import PLAIN, ROOT, Frames, Shell, ShellError, cut, externalise, fit, stamp

SITE = Site(name="示例市人民政府", domain="www.example.invalid", subpath="/zwgk/")
HTML = (
    "<title>[[gk:title]]</title><meta name=\"description\" content=\"[[gk:description]]\">[[gk:canonical]][[gk:meta]]"
    f'<link href="{ROOT}assets/portal.css"><a href="{ROOT[:-1]}">首页</a>'
    '<body class="[[gk:bodyclass]]">[[gk:crumbs]]<main>[[gk:main]]</main>'
)


def page(path: str = "xx/shifuban/2021/24.html", **changes: object) -> PageDoc:
    values = {
        "path": path, "template": "record.html", "context": None, "title": "标题 <b>&", "description": '引号"',
        "meta": (("ArticleTitle", '甲"乙'),), "crumbs": (Link("首页", "index.html"), Link("标题 <b>")), "body_class": "record",
    }
    return PageDoc(**{**values, **changes})  # type: ignore[arg-type]


def stamped(shell: Shell, doc: PageDoc, main: str = "", root: str | None = None) -> str:
    prefix = doc.root if root is None else root
    return stamp(fit(shell, prefix), doc, main, SITE, prefix).decode()


def test_slots_are_filled_and_escaped() -> None:
    html = stamped(cut(HTML), page(), "<p>正文</p>")
    assert "<title>标题 &lt;b&gt;&amp;_政府信息公开_示例市人民政府</title>" in html
    assert 'content="引号&quot;"' in html
    assert '<meta name="ArticleTitle" content="甲&quot;乙">' in html
    assert '<link rel="canonical" href="https://www.example.invalid/zwgk/xx/shifuban/2021/24.html">' in html
    assert "<main><p>正文</p></main>" in html
    assert "[[gk:" not in html


def test_addresses_follow_the_depth_of_the_page() -> None:
    shell = cut(HTML)
    assert 'href="../../../assets/portal.css"' in stamped(shell, page())
    assert 'href="assets/portal.css"' in stamped(shell, page("index.html"))
    assert 'href="/zwgk/assets/portal.css"' in stamped(shell, page("404.html"), "", "/zwgk/")


def test_a_bare_root_becomes_the_folder_itself() -> None:
    shell = cut(HTML)
    assert '<a href="../../..">' in stamped(shell, page())
    assert '<a href=".">' in stamped(shell, page("index.html"))


def test_crumbs_end_with_the_page_itself() -> None:
    html = stamped(cut(HTML), page())
    assert '<li><a href="../../../index.html">首页</a></li><li aria-current="page">标题 &lt;b&gt;</li>' in html


def test_a_column_without_a_shell_of_its_own_gets_the_plain_one() -> None:
    frames = Frames({PLAIN: cut(HTML), "fading": cut(HTML.replace("<main>", "<main class=x>"))})
    assert frames.frame("fading", "../").literals != frames.frame(PLAIN, "../").literals
    assert frames.frame("", "../") == frames.frame("nowhere", "../") == frames.frame(PLAIN, "../")


@pytest.mark.parametrize("html", [HTML.replace("[[gk:main]]", ""), HTML + "[[gk:unheard]]"])
def test_a_theme_that_disagrees_is_refused(html: str) -> None:
    with pytest.raises(ShellError):
        cut(html)


def test_text_of_an_entry_cannot_reach_a_slot() -> None:
    """Slots are cut before anything of an entry comes near."""
    html = stamped(cut(HTML), page(title="[[gk:main]]"), "[[gk:title]]")
    assert "<title>[[gk:main]]_" in html and "<main>[[gk:title]]</main>" in html


def test_inline_scripts_and_styles_move_to_files() -> None:
    html = (
        '<head><script>var a=1</script><style>p{color:red}</style><script type="application/json">{"a":1}</script></head>'
        '<td style="text-align: right;">1</td><td class="n" style="text-align: right;">2</td><script src="x.js"></script>'
    )
    moved, files = externalise(html, "../")
    assert "var a=1" not in moved and "<style" not in moved and "style=" not in moved
    assert '<script type="application/json">{"a":1}</script>' in moved
    assert '<script src="x.js"></script>' in moved
    assert sorted(name.rsplit(".", 1)[1] for name in files) == ["css", "css", "js"]
    assert any(data == b"var a=1\n" for data in files.values())
    for name in files:
        assert f'"../{name}"' in moved
    assert 'class="n gk-' in moved


def test_a_page_without_inline_parts_stays_as_it_is() -> None:
    html = '<head><link rel="stylesheet" href="a.css"></head><p>style="不是属性"</p>'
    assert externalise(html, "") == (html, {})


def test_an_old_address_sends_its_reader_on() -> None:
    html = stamped(cut(HTML), page("xx/shifuban/2021/23.html", refresh="xx/shifuban/2021/24.html"))
    assert '<meta http-equiv="refresh" content="0; url=../../../xx/shifuban/2021/24.html">' in html
    assert '<link rel="canonical" href="https://www.example.invalid/zwgk/xx/shifuban/2021/24.html">' in html
    assert "http-equiv" not in stamped(cut(HTML), page())
