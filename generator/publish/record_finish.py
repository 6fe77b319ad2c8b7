"""The second step of an entry's outputs: its texts come to their plan (`record_plan` makes plans)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.derive import permalinks
from generator.derive.document import SearchDocument, with_texts
from generator.publish.entry_detail import Detail, finish_detail
from generator.render.record_finish import PagePlan, finish_page
from generator.render.shells import Frames


class RecordPlan(NamedTuple):
    """Everything the outputs of an entry need except its texts. Made from facts, the theme's templates and nothing else.

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
    #: its text also stands on a page that compares two versions
    compared: bool


class FinishedRecord(NamedTuple):
    """The outputs of an entry."""

    page_path: str
    page: bytes
    data_path: str
    data: bytes
    document: SearchDocument | None
    #: the body's beginning, for feeds
    lead: str


def finish_record(plan: RecordPlan, body: str, attached: Mapping[str, str], frames: Frames) -> FinishedRecord:
    """The outputs of `plan` with `body`, the entry's Markdown as it is filed (blank: it has none), and the words of its
    attachments by name of the file, which search alone looks at."""
    body = body if body.strip() else ""
    page = finish_page(plan.page, body, frames)
    return FinishedRecord(
        page_path=plan.page.path,
        page=page.page,
        data_path=permalinks.entry_data(plan.id),
        data=finish_detail(plan.detail, body),
        document=with_texts(plan.document, body, attached) if plan.document else None,
        lead=page.lead,
    )
