"""An entry's page, and what stands in its place when it was taken back or moved."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.contexts.parts import Day, HeaderFact, Link, StateMark
from generator.render.toc import TocEntry


@dataclass(frozen=True, slots=True)
class FileLink:
    """An attachment: address, the reader's name, type and size, checksum."""

    name: str
    href: str
    download: str
    kind: str  # PDF
    size: str  # 286 KB
    digest: str  # SHA-256 whole
    role: str = ""
    note: str = ""  # 5 页, 3 张工作表
    read: str = ""  # the reading view's address


@dataclass(frozen=True, slots=True)
class Related:
    """One related document. `label` says the relation in words: 解读本文件的."""

    label: str
    title: str
    href: str = ""
    number: str = ""
    state: StateMark | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the entry's history."""

    day: Day
    text: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A 表格 field as a table."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class WindowBox:
    """How and until when to give an opinion."""

    open: bool
    days_left: int
    start: Day
    end: Day
    ways: tuple[Link, ...]  # text = 方式, note = address or number
    feedback: Link | None  # the 采纳情况, once published
    feedback_due: Day | None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """record.html: an entry. `body` and `toc` may be holes (render/holes.py), which its body fills later."""

    title: str
    title_parts: tuple[str, ...]  # the title cut where a line may break
    state: StateMark | None
    banner: str  # the sentence under the state's word
    header: tuple[HeaderFact, ...]
    #: official layout (特性 公文): red head and number on top of the text
    official: bool
    issuer_name: str
    number: str
    body: str  # cleaned HTML
    #: sections of long fields (长文): heading + cleaned HTML
    sections: tuple[tuple[str, str], ...]
    tables: tuple[TableBlock, ...]
    toc: tuple[TocEntry, ...] | Markup
    files: tuple[FileLink, ...]
    related: tuple[Related, ...]
    history: tuple[Event, ...]
    items: tuple[Link, ...]
    sample: bool
    pending: bool
    origin: str  # 原发布于…，迁入于…; empty for native entries
    data_href: str  # this entry as JSON
    correct_href: str  # 我要纠错
    consult: tuple[str, str]  # 我要咨询: unit, phone
    transact: tuple[Link, ...]  # 我要办理: where to do it; empty when nobody says
    permalink: str  # absolute address, for print
    as_of: Day
    #: how to take part, for an open 征求意见 (特性 窗口期)
    window: WindowBox | None


@dataclass(frozen=True, slots=True)
class TombstonePage:
    """tombstone.html: 撤回说明 of a withdrawn entry."""

    title: str
    day: Day
    reason: str
    organization: str
    phone: str


@dataclass(frozen=True, slots=True)
class MovedPage:
    """moved.html: an old address (曾用地址)."""

    title: str
    href: str
