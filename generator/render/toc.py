"""The box of contents beside a long text. A filter of the templates, and what a finished body adds to its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

#: fewer headings than this need no contents
FEWEST = 3


class TocEntry(NamedTuple):
    """A heading."""

    text: str
    anchor: str
    level: int


def toc_box(toc: Sequence[TocEntry] | Markup) -> Markup:
    """The box with its line end; empty where there are too few headings. Markup (a hole in a plan) passes as it is.

    Anchors are made by the core (`bodies.heading_anchor`) and need no escaping.
    """
    if isinstance(toc, Markup):
        return toc
    if len(toc) < FEWEST:
        return Markup("")
    lines = "".join(f'<li class="toc-{t.level}"><a href="#{t.anchor}">{escape(t.text)}</a></li>' for t in toc)
    return Markup(
        f'<nav class="toc-box" aria-labelledby="h-toc"><h2 id="h-toc">目录</h2><ol class="toc">{lines}</ol></nav>\n'
    )
