"""The second step of an entry's page: its body comes to its plan (`record_plan` makes plans).

Loads no template engine and nothing of catalogue or site: a changed body is a page again in milliseconds.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from generator.derive.plain import summary
from generator.render.bodies import EMPTY, render_body
from generator.render.shells import Frames
from generator.render.toc import toc_box

#: lines at the beginning of a body that can repeat the head
_HEAD_LINES = 8


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
        if line.strip() and squeezed(line) not in head:
            break
        kept += 1
    return "\n".join(lines[kept:])


def squeezed(text: str) -> str:
    """A line without blanks and marks, as lines of a head are compared."""
    return "".join(text.split()).strip("#*")
