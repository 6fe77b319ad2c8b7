"""公开进展 on the public site, only where `公开进展: 是` in site.yaml switches it on (design.md D12): how much was due and
published in time, by unit. No single duty, and no state but these, leaves the office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.derive import duties, permalinks
from generator.derive.coverage import coverage
from generator.derive.site import Site
from generator.derive.trend import due_of, share
from generator.render.contexts import Link
from generator.render.contexts.reminders import ProgressPage, ProgressRow
from generator.render.links import organization_link
from generator.render.marks import day
from generator.render.meta import column_meta, home_crumb
from generator.render.page import PageDoc

TITLE = "公开进展"


def progress_pages(site: Site) -> Iterator[PageDoc]:
    """The page, or nothing where it is switched off."""
    if not site.catalog.site.publish_progress:
        return
    by_unit: dict[str, Counter[str]] = {}
    for cell in coverage(site):
        by_unit.setdefault(cell.unit, Counter())[cell.state] += 1
    total: Counter[str] = Counter()
    for counts in by_unit.values():
        total.update(counts)
    description = "各单位按政务公开标准目录公开的情况：期限已到多少项，按期公开多少项"
    rows = tuple(_row(organization_link(unit, site), counts) for unit, counts in by_unit.items())
    yield PageDoc(
        path=permalinks.PROGRESS,
        template="progress.html",
        context=ProgressPage(TITLE, day(site.as_of, site.as_of), rows, _row(Link("合计"), total)),
        title=TITLE,
        description=description,
        meta=column_meta(TITLE, description, ()),
        crumbs=(home_crumb(site), Link(TITLE, permalinks.PROGRESS)),
    )


def _row(unit: Link, counts: Counter[str]) -> ProgressRow:
    percent = share(counts)
    return ProgressRow(
        unit, counts.total() - counts[duties.NOT_APPLICABLE], due_of(counts), counts[duties.ON_TIME],
        "—" if percent is None else f"{percent}%",
    )
