"""Entry bodies: from untrusted Markdown to clean HTML, behind one function (design.md D6).

The way: `dialect` makes the conventions of official texts explicit, comrak renders without raw HTML, nh3 keeps what is
on the allow-list, and a few regular expressions over that known HTML add heading ids, classes and wrappers. Every step
is linear in the length of the text.
"""

from __future__ import annotations

import hashlib
import html as html_text
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

import comrak
import nh3

from generator.render.dialect import explicit
from generator.render.table_names import TableNames
from generator.render.toc import TocEntry

#: headings of a body begin at this level: the page's own title is the h1
FIRST_LEVEL = 2

_NO_FILES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Body:
    """Clean HTML and its headings."""

    html: str
    toc: tuple[TocEntry, ...]


EMPTY = Body("", ())


def render_body(markdown: str, files: Mapping[str, str] = _NO_FILES) -> Body:
    """Render `markdown` in the dialect of official texts.

    `files` maps the names of the entry's own attachments to addresses relative to its page (`24/1.png`): the only
    images and relative links that stay.
    """
    if not markdown.strip():
        return EMPTY
    raw = to_html(markdown)
    html = raw if is_plain(raw) else sanitised(raw)
    if "<a " in html or "<img" in html:
        html = _A_OR_IMG.sub(partial(_address, files), html)
    if "fn" in html:
        html = _footnotes(html)
    if "<table" in html:
        html = _tables(html)
    html = _official(html)
    return _headings(html)


# --- options -------------------------------------------------------------------------------------------------------

_EXTENSIONS = comrak.ExtensionOptions()
_EXTENSIONS.table = True
_EXTENSIONS.footnotes = True
_EXTENSIONS.strikethrough = True
_EXTENSIONS.cjk_friendly_emphasis = True

_PARSE = comrak.ParseOptions()
_PARSE.ignore_setext = True  # a line of dashes under a paragraph is a rule, never a heading

_RENDER = comrak.RenderOptions()
_RENDER.unsafe_ = False
_RENDER.escape = True  # raw HTML is shown as written instead of vanishing

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "section"}
_INLINES = {"strong", "em", "del", "code", "sup", "a", "img", "br"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_ALIGNED = {"align": {"left", "center", "right"}}

_CLEANER = nh3.Cleaner(
    tags=_BLOCKS | _INLINES | _TABLE,
    clean_content_tags={"script", "style"},
    attributes={"a": {"href", "id", "class", "title"}, "img": {"src", "alt"}, "ol": {"start"}, "li": {"id"}},
    tag_attribute_values={"th": _ALIGNED, "td": _ALIGNED, "section": {"class": {"footnotes"}}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def to_html(markdown: str) -> str:
    """What comrak makes of `markdown`: untrusted."""
    return comrak.render_markdown(
        explicit(markdown), extension_options=_EXTENSIONS, parse_options=_PARSE, render_options=_RENDER
    )


def sanitised(raw: str) -> str:
    """`raw` without everything that is not on the list."""
    return _CLEANER.clean(raw)


_ANY_TAG = re.compile(r"<[^>]*>?")
_PLAIN_TAGS = frozenset(
    (
        *(f"<{end}{name}>" for name in (*_BLOCKS - {"pre", "section", "hr"}, *_TABLE, "strong", "em", "del") for end in ("", "/")),
        *(f'<{cell} align="{side}">' for cell in ("th", "td") for side in _ALIGNED["align"]),
    )
)


def is_plain(raw: str) -> bool:
    """Whether `raw`, which comrak made, holds plain tags only: nh3 would give it back as it is.

    Nothing in it is an attribute but `align`, nothing an entity, nothing a tag beyond the list, so nothing could be
    taken out. Most bodies are of this kind, and parsing them again costs more than all the rest.
    """
    return "&" not in raw and "\u00a0" not in raw and "\r" not in raw and _PLAIN_TAGS.issuperset(_ANY_TAG.findall(raw))


# --- links and images ----------------------------------------------------------------------------------------------

_A_OR_IMG = re.compile(r'<a ([^<>]*)>(.*?)</a>|<img ([^<>]*)>', re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def _address(files: Mapping[str, str], match: re.Match[str]) -> str:
    """One link or image with an address that may stay, else its text."""
    if match[3] is not None:
        return _image(files, dict(_ATTRIBUTE.findall(match[3])))
    attributes = dict(_ATTRIBUTE.findall(match[1]))
    text = _A_OR_IMG.sub(partial(_address, files), match[2]) if "<img" in match[2] else match[2]
    return _link(files, attributes, text) if text or "id" in attributes else ""


def _image(files: Mapping[str, str], attributes: Mapping[str, str]) -> str:
    alt = attributes.get("alt", "")
    address = _own_file(files, attributes.get("src", ""))
    if not address:
        return alt
    return f'<img src="{html_text.escape(address)}" alt="{alt}" loading="lazy">'


def _own_file(files: Mapping[str, str], address: str) -> str:
    name = unquote(html_text.unescape(address)).removeprefix("./")
    return files.get(name) or files.get(name.rsplit("/", 1)[-1], "")


def _link(files: Mapping[str, str], attributes: Mapping[str, str], text: str) -> str:
    href = attributes.get("href", "")
    if href.startswith("#fn"):
        return f'<a href="{href}" id="{attributes.get("id", "")}">{text}</a>'
    if href.startswith(("http://", "https://")):
        host = _host(html_text.unescape(href))
        if not host:
            return text
        shown = "" if host in text else f'<span class="host">（{html_text.escape(host)}）</span>'
        return f'<a href="{href}" rel="noopener" class="external">{text}</a>{shown}'
    if href.startswith(("mailto:", "tel:")):
        return f'<a href="{href}">{text}</a>'
    address = _own_file(files, href)
    return f'<a href="{html_text.escape(address)}">{text}</a>' if address else text


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


# --- footnotes -----------------------------------------------------------------------------------------------------

_REFERENCE = re.compile(r'<a href="#fn-([^"]*)" id="fnref-([^"]*)">')
_BACK = re.compile(r'<a href="#fnref-([^"]*)" id="">.*?</a>')
_NOTE = re.compile(r'<li id="fn-([^"]*)">')


def _footnotes(html: str) -> str:
    """Number footnotes by place: names written by authors never become ids."""
    if 'class="footnotes"' not in html:
        return html
    numbers = {name: str(number) for number, name in enumerate(_NOTE.findall(html), 1)}
    return_to: dict[str, str] = {}

    def reference(match: re.Match[str]) -> str:
        number = numbers.get(match[1], "0")
        return_to[match[2]] = anchor = f"h-fnref-{number}{match[2].removeprefix(match[1])}"
        return f'<a href="#h-fn-{number}" id="{anchor}" aria-label="注{number}">'

    def back(match: re.Match[str]) -> str:
        anchor = return_to.get(match[1])
        return f'<a href="#{anchor}" aria-label="回到正文">↩</a>' if anchor else ""

    html = _REFERENCE.sub(reference, html)
    html = _BACK.sub(back, html)
    html = _NOTE.sub(lambda m: f'<li id="h-fn-{numbers[m[1]]}">', html)
    return html.replace('<section class="footnotes">', '<section class="footnotes" aria-label="注释">')


# --- tables --------------------------------------------------------------------------------------------------------

_CAPTION = re.compile(r'<p>((?:表|附表)[^<>"。\n]{1,60})</p>\n\Z')
_OPEN, _CLOSE = "<table>", "</table>"


def _tables(html: str) -> str:
    """`align` becomes a class; every table can be scrolled by keyboard and is named by the line 表… above it or its heads."""
    if " align=" in html:
        # figures (right) are `n`, centred cells `c`; left is what every cell is
        html = html.replace(' align="right">', ' class="n">').replace(' align="center">', ' class="c">')
        html = html.replace(' align="left">', ">")
    html = html.replace("<th>", '<th scope="col">').replace('<th class="', '<th scope="col" class="')
    names = TableNames()
    before, *tables = html.split(_OPEN)
    pieces = []
    for one in tables:
        before, caption = _captioned(before)
        table, _, after = one.partition(_CLOSE)
        name = names.name(table, caption)
        pieces.append(before)
        pieces.append(f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{_OPEN}{table}{_CLOSE}</div>')
        before = after
    return "".join((*pieces, before))


def _captioned(before: str) -> tuple[str, str]:
    """The text before a table with the line 表… at its end marked as caption, and that line."""
    start = before.rfind("<p>")
    caption = _CAPTION.match(before, start) if start >= 0 else None
    if caption is None:
        return before, ""
    return f'{before[:start]}<p class="caption">{caption[1]}</p>\n', caption[1]


# --- official layout -----------------------------------------------------------------------------------------------

_TO = re.compile(r"\A(\s*(?:<h\d>[^<]*</h\d>\s*)*)<p>([^<。；]{2,200}：)</p>")
_DATE = r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日"
_UNIT = r"[^<>，。；：、！？\d]{2,38}[府局室委部厅办中心处会院站队所司社公区镇街]"
_SIGNATURE = re.compile(rf"((?:<p>{_UNIT}</p>\n){{1,6}})<p>({_DATE})</p>")


def _official(html: str) -> str:
    """主送 stands flush; the lines of a signature (units, then the date) get the class `sign`."""
    html = _TO.sub(r'\1<p class="flush">\2</p>', html, count=1)
    if "日</p>" in html:
        html = _SIGNATURE.sub(_sign, html)
    return html


def _sign(match: re.Match[str]) -> str:
    return match[1].replace("<p>", '<p class="sign">') + f'<p class="sign">{match[2]}</p>'


# --- headings ------------------------------------------------------------------------------------------------------

_TAG = re.compile(r"<[^<>]*>")
_SUP = re.compile(r"<sup>.*?</sup>", re.DOTALL)
_LEVELS = frozenset("123456")


def _headings(html: str) -> Body:
    """Shift headings so that the highest is `FIRST_LEVEL` and none skips a level.

    Ids are stable: they depend on the heading's text alone.
    """
    before, *pieces = html.split("<h")
    levels = [int(piece[0]) if piece[1:2] == ">" and piece[0] in _LEVELS else 0 for piece in pieces]
    shift = FIRST_LEVEL - min(filter(None, levels), default=FIRST_LEVEL)
    toc: list[TocEntry] = []
    seen: dict[str, int] = {}
    previous = FIRST_LEVEL - 1
    done = [before]
    for written, piece in zip(levels, pieces, strict=True):
        if not written:  # a rule
            done.append(f"<h{piece}")
            continue
        inner, _, after = piece[2:].partition(f"</h{written}>")
        text = _heading_text(inner)
        if text:
            previous = level = min(6, written + shift, previous + 1)
            anchor = heading_anchor(text)
            seen[anchor] = count = seen.get(anchor, 0) + 1
            anchor = anchor if count == 1 else f"{anchor}-{count}"
            toc.append(TocEntry(text, anchor, level))
            done.append(f'<h{level} id="{anchor}">{inner}</h{level}>')
        done.append(after)
    return Body("".join(done).strip(), tuple(toc))


def _heading_text(inner: str) -> str:
    """The words of a heading, without tags and without the numbers of notes."""
    if "<" in inner or "&" in inner:
        inner = html_text.unescape(_TAG.sub("", _SUP.sub("", inner)))
    return inner.strip()


@lru_cache(maxsize=4096)
def heading_anchor(text: str) -> str:
    """The id of a heading: it depends on the text alone. The same headings stand in very many documents."""
    return "h-" + hashlib.blake2s(text.encode(), digest_size=4).hexdigest()
