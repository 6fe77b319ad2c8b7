"""文字对照: what an issued version of a normative document changed in the one before it. Only issued texts are compared,
never drafts, and never two states of one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.derive import permalinks
from generator.derive.plain import plain_text
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.text_changes import ADDED, CHANGED, REMOVED, SAME, Paragraph, compare
from generator.derive.versions import Comparison
from generator.render.contexts import Link
from generator.render.contexts.versions import ComparisonPage, TextParagraph, TextPiece
from generator.render.marks import day
from generator.render.meta import column_meta, home_crumb
from generator.render.page import PageDoc

TITLE = "文字对照"
_TAGS = {SAME: "", ADDED: "ins", REMOVED: "del"}


def comparison_page(found: Comparison, old: str, new: str, site: Site) -> PageDoc:
    """The page; `old` and `new` are the bodies as they are filed."""
    paragraphs = compare(plain_text(old), plain_text(new))
    title = f"《{found.new.entry.title}》{TITLE}"
    description = f"与《{found.old.entry.title}》相比，文字有哪些变化"
    kinds = [paragraph.kind for paragraph in paragraphs or ()]
    context = ComparisonPage(
        title=title,
        old=_link(found.old),
        new=_link(found.new),
        paragraphs=tuple(_shown(paragraphs or ())),
        counts=(kinds.count(CHANGED), kinds.count(ADDED), kinds.count(REMOVED)),
        too_long=paragraphs is None,
        as_of=day(site.as_of, site.as_of),
    )
    return PageDoc(
        path=permalinks.comparison(found.new.id, found.number),
        template="comparison.html",
        context=context,
        title=title,
        description=description,
        meta=column_meta(TITLE, description),
        crumbs=(home_crumb(site), Link(found.new.entry.title, found.new.href), Link(TITLE, found.new.href)),
        listed=False,
    )


def _link(record: Record) -> Link:
    issued = record.entry.issued
    facts = (record.entry.text("文号"), issued.isoformat() if issued else "")
    return Link(record.entry.title, record.href, "，".join(fact for fact in facts if fact))


def _shown(paragraphs: Sequence[Paragraph]) -> Iterator[TextParagraph]:
    """What differs, with one unchanged paragraph before and after it; the rest is counted."""
    near = {n + step for n, one in enumerate(paragraphs) if one.kind != SAME for step in (-1, 0, 1)}
    skipped = 0
    for place, paragraph in enumerate(paragraphs):
        if place not in near:
            skipped += 1
            continue
        if skipped:
            yield TextParagraph("", (), skipped)
            skipped = 0
        pieces = tuple(TextPiece(_TAGS[piece.kind], piece.text) for piece in paragraph.pieces)
        yield TextParagraph("" if paragraph.kind == SAME else paragraph.kind, pieces)
    if skipped:
        yield TextParagraph("", (), skipped)
