"""All outputs of an entry in two steps (see `render.record_plan`): its page, its JSON and what search sees of it."""

from __future__ import annotations

from typing import NamedTuple

from generator.derive import permalinks
from generator.derive.record import Record
from generator.derive.search_documents import SearchDocument, plan_document, with_body
from generator.publish.data import Detail, finish_detail, plan_detail
from generator.render.press import Press
from generator.render.record_pages import modified
from generator.render.record_plan import PagePlan, finish_page, plan_page
from generator.render.shells import Frames


class RecordPlan(NamedTuple):
    """Everything the outputs of an entry need except its body. Made from facts, the theme's templates and nothing else.

    Values in it are plain: a plan is pickled for the next build, and sent between processes.
    """

    id: str
    page: PagePlan
    detail: Detail
    #: None for a signed state, which search does not list
    document: SearchDocument | None
    #: for the sitemap: listed there, and the day of the last change
    listed: bool
    modified: str


class FinishedRecord(NamedTuple):
    """The outputs of an entry."""

    page_path: str
    page: bytes
    data_path: str
    data: bytes
    document: SearchDocument | None
    #: the body's beginning, for feeds
    lead: str


def plan_record(record: Record, press: Press) -> RecordPlan:
    """Plan the outputs of `record`, an ordinary entry or a signed state."""
    site = press.site
    stated = "状态单" in record.entry.type.traits
    return RecordPlan(
        id=record.id,
        page=plan_page(record, press),
        detail=plan_detail(record, site),
        document=None if stated else plan_document(record, site),
        listed=not record.pending,
        modified=modified(record),
    )


def finish_record(plan: RecordPlan, body: str, frames: Frames) -> FinishedRecord:
    """The outputs of `plan` with `body`, the entry's Markdown as it is filed (blank: it has none)."""
    body = body if body.strip() else ""
    page = finish_page(plan.page, body, frames)
    return FinishedRecord(
        page_path=plan.page.path,
        page=page.page,
        data_path=permalinks.entry_data(plan.id),
        data=finish_detail(plan.detail, body),
        document=with_body(plan.document, body) if plan.document else None,
        lead=page.lead,
    )
