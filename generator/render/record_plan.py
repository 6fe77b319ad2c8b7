"""An entry's page in two steps: planned from facts here, finished from its body (`record_finish`).

A plan holds everything of the page but what its body gives, as text ready to be joined. It knows no site and no entry,
so it can be kept between builds and sent between processes: a changed body needs its plan and nothing else.
"""

from __future__ import annotations

from generator.derive.record import Record
from generator.render import holes
from generator.render.contexts import RecordPage
from generator.render.meta import fallback_description
from generator.render.press import Press
from generator.render.record_finish import PagePlan, squeezed
from generator.render.record_pages import head_lines, own_files, record_page
from generator.render.shells import slots

#: the article is left out where it would be empty
_ARTICLE, _ARTICLE_END = "<article", "</article>\n"


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
        head=tuple(sorted(squeezed(line) for line in head_lines(record, site))),
        files=tuple(own_files(record).items()),
    )


def _stands_alone(context: object) -> bool:
    """Whether the article holds something beside the body."""
    return isinstance(context, RecordPage) and bool(context.official or context.sections)
