"""The reading view of an attachment, and the three ways on that an entry's page ends with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.render.contexts.parts import Link, StateMark
from generator.render.contexts.record import FileLink
from generator.render.toc import TocEntry


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph (`text`), a heading (`heading`, with level and anchor) or the beginning of a page (`page`)."""

    kind: Literal["text", "heading", "page"]
    text: str
    align: str = ""  # center right
    level: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ListLine:
    """An item of a list; an empty `marker` is a bullet. `level` from 0."""

    text: str
    marker: str
    level: int


@dataclass(frozen=True, slots=True)
class ListPart:
    """Items that follow one another."""

    lines: tuple[ListLine, ...]
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table. `label` is the head of its column, for phones."""

    text: str
    columns: int = 1
    rows: int = 1
    numeric: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class GridPart:
    """A table. `cards`: each row may become a card on a phone, since no cell of the body is merged."""

    name: str  # for the scrolling frame, never empty
    caption: str
    head: tuple[tuple[GridCell, ...], ...]
    body: tuple[tuple[GridCell, ...], ...]
    cards: bool
    kind: Literal["table"] = "table"


AttachmentPart = TextPart | ListPart | GridPart


@dataclass(frozen=True, slots=True)
class AttachmentText:
    """_attachment_text.html: the text of a PDF, docx or xlsx, which depends on the file alone."""

    parts: tuple[AttachmentPart, ...]
    toc: tuple[TocEntry, ...]


@dataclass(frozen=True, slots=True)
class AttachmentPage:
    """attachment.html: a PDF, docx or xlsx as a page."""

    name: str
    entry: Link
    state: StateMark | None  # of the entry
    sample: bool
    pending: bool
    file: FileLink
    notes: str  # HTML: what is missing, in whole sentences
    text: str  # HTML of _attachment_text.html; empty: `notes` says why
    permalink: str  # absolute address, for print
