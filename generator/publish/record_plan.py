"""All outputs of an entry in two steps: planned from facts here, finished from its body (`record_finish`)."""

from __future__ import annotations

from generator.derive.record import Record
from generator.derive.search_documents import plan_document
from generator.derive.versions import compared
from generator.publish.data import plan_detail
from generator.publish.record_finish import FinishedRecord, RecordPlan, finish_record
from generator.render.press import Press
from generator.render.record_pages import modified
from generator.render.record_plan import plan_page

__all__ = ["FinishedRecord", "RecordPlan", "finish_record", "plan_record"]


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
        compared=compared(record, site),
    )
