"""Cleaning what the engine made of a hand-written page: Python-Markdown passes raw HTML through, the site does not."""

from __future__ import annotations

import re

import nh3

from generator.render.table_names import TableNames

_ALIGN = re.compile(r'<(t[hd])((?:\s[^>]*)?)\sstyle="text-align:\s*(left|right|center);?"', re.IGNORECASE)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "div",
    "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li",
    "mark", "ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "wbr",
}
_EVERYWHERE = {"class", "id", "lang", "title", "role", "aria-label", "aria-labelledby", "aria-describedby"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href", "rel", "download"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
    "time": {"datetime"},
    "details": {"open"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None, strip_comments=True
)


def clean_page(html: str) -> str:
    """Page content without scripts, handlers, inline styles and foreign schemes; table alignment becomes a class.

    Every table stands in a scroller, so that a wide one never widens the page.
    """
    html = _CLEANER.clean(_ALIGN.sub(_aligned, html))
    names = TableNames()
    return _TABLE.sub(lambda m: _scroller(m[0], names.name(m[0])), html)


def _scroller(table: str, name: str) -> str:
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{table}</div>'


def _aligned(match: re.Match[str]) -> str:
    name = {"right": "n", "center": "c", "left": "l"}[match[3].lower()]
    return f'<{match[1]}{match[2]} class="{name}"'
