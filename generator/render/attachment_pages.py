"""Reading views of attachments: PDF, docx and xlsx as pages, for readers whose telephone opens none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from markupsafe import escape

from generator.derive import permalinks
from generator.derive.plain import summary
from generator.derive.record import Record
from generator.derive.site import Site
from generator.model.entry import Attachment
from generator.render import holes
from generator.render.attachment_finish import AttachmentPlan, DocumentView, finish_attachment, is_listed
from generator.render.bodies import heading_anchor
from generator.render.contexts import (
    AttachmentPage,
    AttachmentPart,
    AttachmentText,
    GridCell,
    GridPart,
    Link,
    ListLine,
    ListPart,
    TextPart,
    TocEntry,
)
from generator.render.headers import file_link
from generator.render.marks import mark
from generator.render.meta import Meta, article_meta, column_crumbs, home_column, shell_column
from generator.render.page import PageDoc
from generator.render.press import Press
from generator.render.record_pages import modified
from generator.render.shells import slots
from generator.source.documents import (
    READABLE,
    Block,
    Cell,
    Document,
    Heading,
    Item,
    PageStart,
    Paragraph,
    Table,
    plain_text,
)

__all__ = ["AttachmentPlan", "DocumentView", "attachment_plans", "finish_attachment", "is_listed", "view_of"]

#: headings of the document begin at this level: the page's own title is the h1
_FIRST_LEVEL = 2
_MAX_TOC = 80
#: tables wider than this stay tables on a phone: a card of thirty lines is harder to read than a table to push
_MAX_CARD = 12
_DESCRIPTION = 100


def attachment_plans(record: Record, press: Press) -> Iterator[AttachmentPlan]:
    """A plan per attachment of `record` that has a reading view."""
    for file in record.entry.attachments:
        if file.extension in READABLE:
            yield _plan(record, file, press)


def _plan(record: Record, file: Attachment, press: Press) -> AttachmentPlan:
    doc = attachment_page(record, file, press.site)
    texts = slots(doc, press.site.catalog.site, doc.root)
    before, after = holes.cut(texts["meta"], (holes.DESCRIPTION,))
    top, middle, rest = holes.cut(press.main(doc), (holes.NOTES, holes.TEXT))
    return AttachmentPlan(
        digest=file.file.digest,
        extension=file.extension,
        source=file.file.path,
        path=doc.path,
        column=doc.column,
        title=texts["title"].encode(),
        canonical=texts["canonical"].encode(),
        meta=(before.encode(), after.encode()),
        crumbs=texts["crumbs"].encode(),
        body_class=texts["bodyclass"].encode(),
        main=(top.encode(), middle.encode(), rest.encode()),
        about=f"{record.entry.title}的附件",
        modified=doc.modified,
        listed=doc.listed,
    )


def view_of(document: Document, press: Press) -> DocumentView:
    """The part of a reading view that `document` gives."""
    parts, toc = parts_of(document)
    template = press.jinja.get_template("_attachment_text.html")
    return DocumentView(
        notes=f"<p>{escape(document.note)}</p>\n" if document.note else "",
        text=template.render(p=AttachmentText(parts, toc)) + "\n" if parts else "",
        lead=summary(plain_text(document)[: 4 * _DESCRIPTION], _DESCRIPTION),
    )


def attachment_page(record: Record, file: Attachment, site: Site) -> PageDoc:
    """The page of one reading view, with holes where the file's text will stand."""
    path = permalinks.attachment_page(record.id, file)
    title = f"附件：{file.name}"
    column = home_column(record, site)
    up = Link(record.entry.text("文号") or record.entry.title, record.href)
    return PageDoc(
        path=path,
        template="attachment.html",
        context=AttachmentPage(
            name=file.name,
            entry=Link(record.entry.title, record.href),
            state=mark(record.state),
            sample=record.entry.sample,
            pending=record.pending,
            file=file_link(record, file),
            notes=holes.NOTES,
            text=holes.TEXT,
            permalink=permalinks.absolute(site.catalog.site, path),
        ),
        title=title,
        description=holes.DESCRIPTION,
        meta=_meta(
            article_meta(record, site, holes.DESCRIPTION), title, permalinks.absolute(site.catalog.site, path)
        ),
        crumbs=(*column_crumbs(column, site), up, Link(title, path)),
        column=shell_column(column, site),
        body_class="record",
        modified=modified(record),
        listed=not record.pending,
    )


def _meta(of_entry: Meta, title: str, url: str) -> Meta:
    """The entry's tags with the attachment's own title and address."""
    own = {"ArticleTitle": title, "Url": url}
    return tuple((name, own.get(name, content)) for name, content in of_entry)


def parts_of(document: Document) -> tuple[tuple[AttachmentPart, ...], tuple[TocEntry, ...]]:
    """What the template shows, and the headings in it."""
    headings = _Headings(document)
    parts: list[AttachmentPart] = []
    for is_list, group in groupby(document.blocks, key=lambda block: isinstance(block, Item)):
        blocks = list(group)
        parts += [_list(blocks)] if is_list else [_part(block, headings) for block in blocks]
    toc = headings.toc if len(headings.toc) <= _MAX_TOC else [t for t in headings.toc if t.level == _FIRST_LEVEL]
    return tuple(parts), tuple(toc[:_MAX_TOC])


class _Headings:
    """Levels that begin below the page's own and skip none; anchors that depend on the text alone."""

    def __init__(self, document: Document) -> None:
        self._shift = _FIRST_LEVEL - min((b.level for b in document.blocks if isinstance(b, Heading)), default=1)
        self._previous = _FIRST_LEVEL - 1
        self._seen: dict[str, int] = {}
        self.last = ""
        self.toc: list[TocEntry] = []

    def part(self, heading: Heading) -> TextPart:
        """The next heading."""
        self._previous = level = min(6, heading.level + self._shift, self._previous + 1)
        anchor = heading_anchor(heading.text)
        self._seen[anchor] = count = self._seen.get(anchor, 0) + 1
        anchor = anchor if count == 1 else f"{anchor}-{count}"
        self.last = heading.text
        self.toc.append(TocEntry(heading.text, anchor, level))
        return TextPart("heading", heading.text, level=level, anchor=anchor)


def _part(block: Block, headings: _Headings) -> AttachmentPart:
    if isinstance(block, Heading):
        return headings.part(block)
    if isinstance(block, Table):
        return _grid(block, headings.last)
    if isinstance(block, PageStart):
        return TextPart("page", f"第 {block.number} 页", anchor=f"p-{block.number}")
    return TextPart("text", block.text, block.align if isinstance(block, Paragraph) else "")


def _list(items: Sequence[Block]) -> ListPart:
    return ListPart(tuple(ListLine(i.text, i.marker, min(i.level, 3)) for i in items if isinstance(i, Item)))


def _grid(table: Table, near: str) -> GridPart:
    head, body = table.rows[: table.header], table.rows[table.header :]
    labels = _labels(head)
    merged = any(cell.columns > 1 or cell.rows > 1 for row in body for cell in row)
    cards = bool(head) and not merged and 2 <= len(labels) <= _MAX_CARD
    figures = set() if merged or len(head) != 1 else _figures(body)
    return GridPart(
        name=table.caption or near or "表格",
        caption=table.caption,
        head=tuple(tuple(replace(_cell(cell), numeric=n in figures) for n, cell in enumerate(row)) for row in head),
        body=tuple(tuple(_cell(cell, labels[n] if cards else "") for n, cell in enumerate(row)) for row in body),
        cards=cards,
    )


def _figures(body: Sequence[tuple[Cell, ...]]) -> set[int]:
    """Columns in which every cell that is not empty is a figure: their head stands to the right as well."""
    seen = {n: [cell.numeric for row in body if (cell := row[n]).text] for n in range(len(body[0]) if body else 0)}
    return {n for n, kinds in seen.items() if kinds and all(kinds)}


def _cell(cell: Cell, label: str = "") -> GridCell:
    return GridCell(cell.text, cell.columns, cell.rows, cell.numeric, label)


def _labels(head: Sequence[tuple[Cell, ...]]) -> tuple[str, ...]:
    """The head of each column; of a head of several rows, the words from top to bottom."""
    if not head:
        return ()
    width = sum(cell.columns for cell in head[0])
    words: list[list[str]] = [[] for _ in range(width)]
    reach = [0] * width
    for number, row in enumerate(head):
        column = 0
        for cell in row:
            while column < width and reach[column] > number:
                column += 1
            for place in range(column, min(column + cell.columns, width)):
                reach[place] = number + cell.rows
                if cell.text:
                    words[place].append(cell.text.replace("\n", ""))
            column += cell.columns
    return tuple("，".join(part) for part in words)
