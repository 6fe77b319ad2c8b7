"""An entry's page in two steps: planned from facts, finished from its body.

A plan holds everything of the page but what its body gives, as text ready to be joined. It knows no site and no entry,
so it can be kept between builds and sent between processes: a changed body needs its plan and nothing else.
"""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

from generator.derive.plain import summary
from generator.derive.record import Record
from generator.render import holes
from generator.render.bodies import EMPTY, render_body
from generator.render.contexts import RecordPage
from generator.render.meta import fallback_description
from generator.render.press import Press
from generator.render.record_pages import head_lines, own_files, record_page
from generator.render.shells import Frames, slots
from generator.render.toc import toc_box

_BLANKS = re.compile(r"\s+")
#: lines at the beginning of a body that can repeat the head
_HEAD_LINES = 8
#: the article is left out where it would be empty
_ARTICLE, _ARTICLE_END = "<article", "</article>\n"


class PagePlan(NamedTuple):
    """A page without its body. Plain text, bytes and tuples only: quick to pickle."""

    path: str
    #: column whose frame is used
    column: str
    #: content of slots, escaped and encoded
    title: bytes
    canonical: bytes
    #: around the description's content
    meta: tuple[bytes, bytes]
    crumbs: bytes
    body_class: bytes
    #: up to the contents, to the article, to the body, to the article's end, and the rest
    main: tuple[bytes, bytes, bytes, bytes, bytes]
    #: the article stands also around an empty body
    article: bool
    #: description of an entry whose body says nothing
    about: str
    #: lines that the page itself sets as red head, number and title, without blanks; empty for other layouts
    head: tuple[str, ...]
    #: the entry's own attachments: name in the body, address relative to the page
    files: tuple[tuple[str, str], ...]

    @property
    def root(self) -> str:
        """`../` as often as the page lies deep."""
        return "../" * self.path.count("/")


class FinishedPage(NamedTuple):
    """The page, and the body's beginning as feeds and descriptions quote it (empty without a body)."""

    page: bytes
    lead: str


def plan_page(record: Record, press: Press) -> PagePlan:
    """Plan the page of `record`: all of its template but the body."""
    site = press.site
    doc = record_page(record, site)
    texts = slots(doc, site.catalog.site, doc.root)
    before, after = holes.cut(texts["meta"], (holes.DESCRIPTION,))
    main = press.main(doc)
    article = _ARTICLE in main
    if article:
        pieces = holes.cut(main, (holes.TOC, _ARTICLE, holes.BODY, _ARTICLE_END))
        pieces = (*pieces[:2], _ARTICLE + pieces[2], pieces[3] + _ARTICLE_END, pieces[4])
    else:
        pieces = (*holes.cut(main, (holes.TOC,)), "", "", "")
    first, second, third, fourth, fifth = (piece.encode() for piece in pieces)
    return PagePlan(
        path=doc.path,
        column=doc.column,
        title=texts["title"].encode(),
        canonical=texts["canonical"].encode(),
        meta=(before.encode(), after.encode()),
        crumbs=texts["crumbs"].encode(),
        body_class=texts["bodyclass"].encode(),
        main=(first, second, third, fourth, fifth),
        article=_stands_alone(doc.context),
        about=fallback_description(record, site),
        head=tuple(sorted(_squeezed(line) for line in head_lines(record, site))),
        files=tuple(own_files(record).items()),
    )


def _stands_alone(context: object) -> bool:
    """Whether the article holds something beside the body."""
    return isinstance(context, RecordPage) and bool(context.official or context.sections)


def finish_page(plan: PagePlan, body: str, frames: Frames) -> FinishedPage:
    """The page of `plan` around `body`, the entry's Markdown (empty: it has none)."""
    text = _without_head(body, plan.head) if plan.head else body
    rendered = render_body(text, dict(plan.files)) if body else EMPTY
    lead = summary(body) if body else ""
    about = escape(lead or plan.about).encode()
    top, grid, opened, closed, rest = plan.main
    article = (opened, rendered.html.encode(), closed) if rendered.html or plan.article else ()
    values = {
        "title": plan.title,
        "description": about,
        "canonical": plan.canonical,
        "meta": about.join(plan.meta),
        "crumbs": plan.crumbs,
        "bodyclass": plan.body_class,
        "main": b"".join((top, toc_box(rendered.toc).encode(), grid, *article, rest)),
    }
    return FinishedPage(frames.frame(plan.column, plan.root).fill(values), lead)


def _without_head(body: str, head: tuple[str, ...]) -> str:
    """The body without the lines that the page sets itself."""
    lines = body.split("\n", _HEAD_LINES)
    kept = 0
    for line in lines[:_HEAD_LINES]:
        if line.strip() and _squeezed(line) not in head:
            break
        kept += 1
    return "\n".join(lines[kept:])


def _squeezed(text: str) -> str:
    return _BLANKS.sub("", text).strip("#*")
