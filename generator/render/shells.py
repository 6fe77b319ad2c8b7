"""Shells: the theme's chrome as the engine rendered it, cut at its slots, and pages stamped into it (design.md D3).

A full page of the engine costs milliseconds and grows with the navigation; a stamped page costs a string join.
The shell is rendered at an unmistakable depth, so that its relative addresses can be turned to any page's root.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # a finish needs frames and nothing of these
    from generator.catalog.model import Site
    from generator.render.contexts import Link
    from generator.render.page import PageDoc

#: folder of the shells in the engine's tree; `ROOT` stands in their addresses for the site's root
SHELL_FOLDER = "gk-shell/1/2/3/4/5"
ROOT = "../" * (SHELL_FOLDER.count("/") + 1)
#: file name of the shell without an active column, and of the one for neibu/
PLAIN, INTERNAL = "plain", "internal"

SLOTS = frozenset({"title", "description", "canonical", "meta", "crumbs", "main", "bodyclass"})
_CUT = re.compile(r"\[\[gk:([a-z]+)\]\]|" + re.escape(ROOT) + r"|" + re.escape(ROOT[:-1]) + r"(?=[\"'])")


class ShellError(ValueError):
    """The engine's page lacks a slot: the theme and this module disagree."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A chrome cut into pieces: even positions are literal text, odd ones name a slot (`root` is one)."""

    pieces: tuple[str, ...]


def cut(html: str) -> Shell:
    """Cut the engine's page. Raises ShellError when a slot is missing or unknown."""
    pieces: list[str] = []
    position = 0
    for match in _CUT.finditer(html):
        pieces += [html[position : match.start()], match[1] or ("root" if match[0].endswith("/") else "rootdir")]
        position = match.end()
    pieces.append(html[position:])
    found = set(pieces[1::2])
    missing = SLOTS - found
    unknown = found - SLOTS - {"root", "rootdir"}
    if missing or unknown:
        raise ShellError(f"页面外壳缺少 {sorted(missing)}，多出 {sorted(unknown)}")
    return Shell(tuple(pieces))


@dataclass(frozen=True, slots=True)
class Frame:
    """A shell for pages of one depth: its literal text and, between every two pieces of it, the name of a slot."""

    literals: tuple[bytes, ...]
    slots: tuple[str, ...]

    def fill(self, values: Mapping[str, bytes]) -> bytes:
        """The finished page. `values` has every slot's content, escaped and encoded."""
        pieces = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            pieces.append(values[slot])
            pieces.append(literal)
        return b"".join(pieces)


def fit(shell: Shell, prefix: str) -> Frame:
    """`shell` with every address turned to the root `prefix` (`../../`, or the sub-path for 404.html)."""
    root = {"root": prefix, "rootdir": prefix.rstrip("/") or "."}
    literals = [shell.pieces[0]]
    slots: list[str] = []
    for slot, literal in zip(shell.pieces[1::2], shell.pieces[2::2], strict=True):
        if slot in root:
            literals[-1] += root[slot] + literal
        else:
            slots.append(slot)
            literals.append(literal)
    return Frame(tuple(literal.encode() for literal in literals), tuple(slots))


class Frames:
    """Shells by column, fitted to every depth once."""

    def __init__(self, shells: Mapping[str, Shell]) -> None:
        self._shells = shells
        self._fitted: dict[tuple[str, str], Frame] = {}

    def frame(self, column: str, prefix: str) -> Frame:
        """The frame of a page under `column`; of one without an active column where it has no shell of its own."""
        frame = self._fitted.get((column, prefix))
        if frame is None:
            shell = self._shells.get(column) or self._shells[PLAIN]
            frame = self._fitted[column, prefix] = fit(shell, prefix)
        return frame


def slots(doc: PageDoc, site: Site, prefix: str) -> dict[str, str]:
    """What goes into each slot but `main`, escaped; `prefix` leads from the page to the root."""
    suffix = site.name if doc.title == site.platform else f"{site.platform}_{site.name}"
    return {
        "title": escape(f"{doc.title}_{suffix}"),
        "description": escape(doc.description),
        "canonical": f'<link rel="canonical" href="{escape(absolute(site, doc.refresh or doc.path))}">',
        "meta": _meta(doc, prefix),
        "crumbs": crumbs(doc.crumbs, prefix),
        "bodyclass": escape(doc.body_class),
    }


def stamp(frame: Frame, doc: PageDoc, main: str, site: Site, prefix: str) -> bytes:
    """The finished page of `doc` with its main part."""
    values = {name: text.encode() for name, text in slots(doc, site, prefix).items()}
    return frame.fill(values | {"main": main.encode()})


def _meta(doc: PageDoc, prefix: str) -> str:
    """The page's own `<meta>`; an old address sends its reader on, which works without scripts and from `file://`."""
    lines = [_tag(name, content) for name, content in doc.meta]
    if doc.refresh:
        lines.append(f'<meta http-equiv="refresh" content="0; url={escape(prefix + doc.refresh)}">\n')
    return "".join(lines)


@lru_cache(maxsize=4096)
def _tag(name: str, content: str) -> str:
    return f'<meta name="{escape(name)}" content="{escape(content)}">\n'


def absolute(site: Site, path: str) -> str:
    """The permanent address of a page below the main site's domain and sub-path."""
    return f"https://{site.domain}{site.subpath}{'' if path == 'index.html' else path}"


def crumbs(links: tuple[Link, ...], prefix: str) -> str:
    """The line “where am I”; empty for the home page."""
    if not links:
        return ""
    items = [_crumb(link, prefix) for link in links[:-1]]
    items.append(f'<li aria-current="page">{escape(links[-1].text)}</li>')
    return f'<nav aria-label="所在位置"><ol class="crumbs">{"".join(items)}</ol></nav>'


@lru_cache(maxsize=4096)
def _crumb(link: Link, prefix: str) -> str:
    inner = f'<a href="{escape(prefix + link.href)}">{escape(link.text)}</a>' if link.href else escape(link.text)
    return f"<li>{inner}</li>"


_SCRIPT = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<body>.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style[^>]*>(?P<body>.*?)</style>", re.DOTALL | re.IGNORECASE)
_STYLE_ATTRIBUTE = re.compile(r'(<[a-zA-Z][^<>]*?)\sstyle="([^"]*)"([^<>]*>)')
_CLASS = re.compile(r'\sclass="([^"]*)"')
INLINE_FOLDER = "assets/inline"


def externalise(html: str, root: str) -> tuple[str, dict[str, bytes]]:
    """Move inline scripts, style elements and style attributes of an engine page into files.

    Returns the page and the files by address, so that every page runs under `script-src 'self'; style-src 'self'`.
    Data blocks (`application/json`) are no scripts and stay.
    """
    files: dict[str, bytes] = {}
    rules: dict[str, str] = {}

    def keep(body: str, extension: str) -> str:
        data = body.strip().encode() + b"\n"
        name = f"{INLINE_FOLDER}/{hashlib.sha256(data).hexdigest()[:12]}.{extension}"
        files[name] = data
        return root + name

    def script(match: re.Match[str]) -> str:
        attributes = match["attributes"]
        if "src=" in attributes or "json" in attributes or not match["body"].strip():
            return match[0]
        return f'<script src="{keep(match["body"], "js")}"></script>'

    def style(match: re.Match[str]) -> str:
        return f'<link rel="stylesheet" href="{keep(match["body"], "css")}">' if match["body"].strip() else ""

    def attribute(match: re.Match[str]) -> str:
        name = "gk-" + hashlib.sha256(match[2].encode()).hexdigest()[:8]
        rules[name] = match[2].rstrip(";")
        before, after = match[1], match[3]
        for part in (before, after):
            if _CLASS.search(part):
                merged = _CLASS.sub(lambda m: f' class="{m[1]} {name}"', part, count=1)
                return merged + after if part is before else before + merged
        return f'{before} class="{name}"{after}'

    html = _STYLE.sub(style, _SCRIPT.sub(script, html))
    html = _STYLE_ATTRIBUTE.sub(attribute, html)
    if rules:
        sheet = "".join(f".{name} {{ {body}; }}\n" for name, body in sorted(rules.items()))
        html = html.replace("</head>", f'<link rel="stylesheet" href="{keep(sheet, "css")}">\n</head>', 1)
    return html, files
