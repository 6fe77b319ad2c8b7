"""Entry bodies: the dialect of official texts, and hostile Markdown that stays inert and cheap."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render import bodies
from generator.render.bodies import render_body


def html(markdown: str, **files: str) -> str:
    return render_body(markdown, {name.replace("_", "."): href for name, href in files.items()}).html


def test_every_line_is_a_paragraph_and_leading_blanks_never_mean_code() -> None:
    assert html("　　第一段。\n    第二段。\n\t第三段。") == "<p>第一段。</p>\n<p>第二段。</p>\n<p>第三段。</p>"


def test_bold_next_to_chinese_punctuation() -> None:
    assert html("**一、总体要求。**坚持以人民为中心。") == "<p><strong>一、总体要求。</strong>坚持以人民为中心。</p>"


@pytest.mark.parametrize("line", ["一、深入推进重点领域信息公开", "十二、附则", "第一章　总则", "第二章 职责"])
def test_numbered_lines_are_headings(line: str) -> None:
    (entry,) = render_body(f"开头。\n{line}\n正文。").toc
    assert (entry.text, entry.level) == (line, 2)


@pytest.mark.parametrize(
    "line", ["一、总体要求。坚持公开为常态。", "一、" + "很长" * 30, "第一条 为了规范管理，制定本办法。", "（一）加强领导。", "第一章总则不是"]
)
def test_other_lines_are_not(line: str) -> None:
    assert render_body(line).toc == ()


def test_chapters_stand_over_sections() -> None:
    levels = [(t.text, t.level) for t in render_body("第一章 总则\n第一节 目的\n一、范围\n第二章 附则").toc]
    assert levels == [("第一章 总则", 2), ("第一节 目的", 3), ("一、范围", 3), ("第二章 附则", 2)]
    levels = [(t.text, t.level) for t in render_body("第一编 总则\n第一章 目的\n第一节 范围").toc]
    assert levels == [("第一编 总则", 2), ("第一章 目的", 3), ("第一节 范围", 4)]


def test_headings_begin_below_the_pages_own_and_skip_no_level() -> None:
    body = render_body("# 甲\n\n### 乙\n\n# 甲\n")
    assert [(t.text, t.level) for t in body.toc] == [("甲", 2), ("乙", 3), ("甲", 2)]
    first, _, again = (t.anchor for t in body.toc)
    assert re.fullmatch(r"h-[0-9a-f]{8}", first) and again == f"{first}-2"
    assert "<h1" not in body.html and f'<h2 id="{first}">' in body.html


def test_heading_ids_depend_on_the_text_alone() -> None:
    assert render_body("## 乙\n\n## 甲").toc[1].anchor == render_body("## 甲").toc[0].anchor


def test_lists_keep_their_levels_and_numbers() -> None:
    assert html("说明：\n3. 甲\n4. 乙\n    - 丙\n      续\n正文。") == (
        '<p class="flush">说明：</p>\n<ol start="3">\n<li>甲</li>\n<li>乙\n<ul>\n<li>丙\n续</li>\n</ul>\n</li>\n</ol>\n'
        "<p>正文。</p>"
    )


def test_a_list_ends_at_a_line_that_is_not_indented() -> None:
    assert html("1. 甲\n2. 乙\n示例市人民政府\n2021年7月16日").endswith(
        '</ol>\n<p class="sign">示例市人民政府</p>\n<p class="sign">2021年7月16日</p>'
    )
    assert html("- 甲\n- 乙\n\n正文。") == "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n<p>正文。</p>"
    assert "<pre" not in html("- 甲\n\n          深处\n")


def test_tables_are_named_scrollable_and_aligned_by_class() -> None:
    text = html("表1 补助标准\n| 项目 | 金额 |\n|:--|--:|\n| 甲 | 1 |\n后文。")
    assert text.startswith('<p class="caption">表1 补助标准</p>\n<div class="scroll" tabindex="0" role="region" aria-label="表1 补助标准"><table>')
    assert '<th scope="col" class="n">金额</th>' in text and '<td class="n">1</td>' in text
    assert text.endswith("</table></div>\n<p>后文。</p>")
    assert "align=" not in text


def test_the_list_of_attachments_under_a_text_is_no_list() -> None:
    assert html("附件：1. 草案\n　　　2. 说明\n3. 清单\n\n1. 甲") == (
        "<p>附件：1. 草案</p>\n<p>2. 说明</p>\n<p>3. 清单</p>\n<ol>\n<li>甲</li>\n</ol>"
    )


def test_a_signature_is_the_unit_and_the_date_and_the_note_stays() -> None:
    text = html("正文。\n示例市人民政府\n示例市发展和改革局\n2021年7月16日\n（此件公开发布）")
    assert text == (
        '<p>正文。</p>\n<p class="sign">示例市人民政府</p>\n<p class="sign">示例市发展和改革局</p>\n'
        '<p class="sign">2021年7月16日</p>\n<p>（此件公开发布）</p>'
    )


def test_the_main_recipient_stands_flush() -> None:
    assert html("各镇人民政府，市政府各部门：\n正文。").startswith('<p class="flush">各镇人民政府，市政府各部门：</p>')


def test_footnotes_have_ids_by_place() -> None:
    text = html("甲[^说明]乙[^b]丙[^说明]。\n\n[^说明]: 第一注\n[^b]: 第二注")
    assert re.findall(r'id="([^"]*)"', text) == ["h-fnref-1", "h-fnref-2", "h-fnref-1-2", "h-fn-1", "h-fn-2"]
    assert set(re.findall(r'href="#([^"]*)"', text)) == {"h-fn-1", "h-fn-2", "h-fnref-1", "h-fnref-2", "h-fnref-1-2"}


def test_own_files_are_linked_and_shown_others_are_text() -> None:
    assert html("[表](附表.xlsx)和![图](./tu.png)", **{"附表_xlsx": "24/1.xlsx", "tu_png": "24/2.png"}) == (
        '<p><a href="24/1.xlsx">表</a>和<img src="24/2.png" alt="图" loading="lazy"></p>'
    )
    assert html("![外图](https://a.example/x.png)![内图](../secret.png)") == "<p>外图内图</p>"
    assert html("[上级](../../index.html)[绝对](/etc)[空]()") == "<p>上级绝对空</p>"


def test_links_to_other_sites_show_where_they_lead() -> None:
    assert html("[条例](https://www.gov.cn/a?b=1&c=2)") == (
        '<p><a href="https://www.gov.cn/a?b=1&amp;c=2" rel="noopener" class="external">条例</a>'
        '<span class="host">（www.gov.cn）</span></p>'
    )
    assert "host" not in html("<https://www.gov.cn/>")


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](javascript:alert(1))",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    '![a"onerror="alert(1)](x.png)',
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "<!-- --><b onclick=alert(1)>x</b>",
    "| <script>a</script> |\n|---|\n| <img src=x onerror=y> |",
    '[^"><script>]\n\n[^"><script>]: x',
    "## <script>alert(1)</script>",
    "表1 <script>\n| a |\n|---|\n",
    '表"onclick="x\n| a |\n|---|\n',
    "<https://a.example/\"onclick=x>",
    "[x](//evil.example)",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "`<script>`",
    "```html\n<script>\n```",
]
_TAG = re.compile(r"<(/?[a-z0-9]+)((?:\s+[a-z-]+=\"[^\"<>]*\")*)\s*>")
_ALLOWED = frozenset(
    (
        *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "section", "div", "span"),
        *("strong", "em", "del", "code", "sup", "a", "img", "br", "table", "thead", "tbody", "tr", "th", "td"),
    )
)
_ATTRIBUTES = frozenset(
    ("id", "class", "href", "rel", "src", "alt", "loading", "start", "scope", "tabindex", "role", "aria-label")
)


def assert_inert(text: str) -> None:
    """Nothing but known tags with known attributes and addresses that cannot run."""
    assert "<" not in _TAG.sub("", text), text
    for name, attributes in _TAG.findall(text):
        assert name.lstrip("/") in _ALLOWED, text
        for key, value in re.findall(r'([a-z-]+)="([^"]*)"', attributes):
            assert key in _ATTRIBUTES, text
            if key in ("href", "src"):
                assert value.startswith(("https://", "http://", "mailto:", "tel:", "#h-", "24/")), text


@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_markdown_is_inert(markdown: str) -> None:
    assert_inert(html(markdown))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>\"'&[]()!*_`#|-~^: \n\t/ajhx1.一、表日局", max_size=200))
def test_any_markdown_is_inert(markdown: str) -> None:
    assert_inert(html(markdown))


BOMBS = {
    "brackets": "[" * 10_000,
    "images": "![" * 10_000,
    "links": "[a](" * 10_000,
    "quotes": ">" * 20_000 + "a",
    "lists on a line": "- " * 10_000 + "a",
    "lists by depth": "\n".join(" " * (2 * n) + "- a" for n in range(800)),
    "emphasis": "*a **b " * 10_000,
    "code": "".join("`" * n + "a" for n in range(400)),
    "footnotes": "[^a]" * 10_000 + "\n\n[^a]: x",
    "wide table": "|".join("a" * 2_000) + "\n" + "|".join("-" * 2_000) + "\n" + "a|\n" * 2_000,
    "long table": "a|b\n-|-\n" + "|\n" * 100_000,
    "delimiters": "|-" * 50_000 + "x\n" + "|-" * 50_000,
    "tags": "<div>" * 20_000,
    "comments": "<!--" * 20_000,
    "entities": "&#x" * 20_000,
    "definitions": "[a]: b\n" * 10_000 + "[a]" * 10_000,
    "headings": "一、甲\n" * 20_000,
    "units": "示例局\n" * 20_000,
    "one line": "甲" * 500_000,
    "fences": "```\n" * 10_001,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_bounded(name: str) -> None:
    text = html(BOMBS[name])
    assert len(text) < 20_000_000


# --- the short way around the sanitiser ----------------------------------------------------------------------------

_MARKDOWN = st.lists(
    st.sampled_from(
        (
            *("甲", "乙。", " ", "\n", "\n\n", "\u3000", "\u00a0", "&", "&amp;", "<", ">", '"', "\\", "|", "*", "**", "~~", "`"),
            *("# ", "## ", "- ", "1. ", "   ", "> ", "---\n", "| 甲 | 乙 |\n| ---: | :-- |\n| 1 | 2 |\n", "```\n", "<b>", "</p>"),
            *("[甲](http://a.example/)", "![图](24.png)", "[^1]", "\n[^1]: 注\n", "第一章 总则\n", "<script>", "\r", "&#60;b&#62;"),
        )
    ),
    max_size=30,
).map("".join)


@given(_MARKDOWN)
def test_what_goes_around_the_sanitiser_is_what_it_would_give_back(markdown: str) -> None:
    raw = bodies.to_html(markdown)
    if bodies.is_plain(raw):
        assert bodies.sanitised(raw) == raw


@pytest.mark.parametrize("raw", [
    '<p onclick="x()">甲</p>', "<script>x</script>", "<p>甲</p", "<p >甲</p>", "<p\n>甲</p>", "<!-- -->", "<P>甲</P>", "<svg>", "<",
    '<td align="justify">甲</td>', '<a href="javascript:x">甲</a>', "<p>&lt;</p>", "<p><b>甲</p>", "<//p>", "<p/>", "<p>甲\u00a0</p>",
])  # fmt: skip
def test_anything_but_plain_tags_is_sanitised(raw: str) -> None:
    assert not bodies.is_plain(raw)
