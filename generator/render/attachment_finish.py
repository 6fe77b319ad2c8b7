"""The second step of a reading view: the text of its file comes to its plan (`attachment_pages` makes both).

Loads no template engine and no reader of documents.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from generator.render.shells import Frames


class DocumentView(NamedTuple):
    """What a reading view shows of a file. It depends on the file (and the theme) alone: to be kept by its SHA-256."""

    #: what is missing, as HTML
    notes: str
    #: the text as HTML; empty where there is none
    text: str
    #: beginning of the text
    lead: str


class AttachmentPlan(NamedTuple):
    """A reading view without the file's text: what comes of facts. Plain text, bytes and tuples only."""

    #: SHA-256 and lower-case extension of the file, and the page's place in the tree
    digest: str
    extension: str
    #: the file in the repository
    source: str
    path: str
    column: str
    title: bytes
    canonical: bytes
    meta: tuple[bytes, bytes]
    crumbs: bytes
    body_class: bytes
    #: up to the notes, to the text, and the rest
    main: tuple[bytes, bytes, bytes]
    about: str
    modified: str
    listed: bool

    @property
    def root(self) -> str:
        """`../` as often as the page lies deep."""
        return "../" * self.path.count("/")


def finish_attachment(plan: AttachmentPlan, view: DocumentView, frames: Frames) -> bytes:
    """The reading view of `plan` with the file's text. It is listed in the sitemap where both say so: `is_listed`."""
    about = escape(view.lead or plan.about).encode()
    top, middle, rest = plan.main
    values = {
        "title": plan.title,
        "description": about,
        "canonical": plan.canonical,
        "meta": about.join(plan.meta),
        "crumbs": plan.crumbs,
        "bodyclass": plan.body_class,
        "main": b"".join((top, view.notes.encode(), middle, view.text.encode(), rest)),
    }
    return frames.frame(plan.column, plan.root).fill(values)


def is_listed(plan: AttachmentPlan, view: DocumentView) -> bool:
    """Whether the reading view stands in the sitemap: a page without text is of no use there."""
    return plan.listed and bool(view.text)
