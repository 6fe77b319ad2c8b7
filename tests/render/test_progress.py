"""公开进展: off unless site.yaml says otherwise, and then figures by unit and nothing else."""

from __future__ import annotations

from dataclasses import replace

from generator.derive import permalinks
from generator.derive.site import Site
from generator.render.contexts import ProgressPage, SiteMapPage
from generator.render.pages import public_pages
from tests.derive.sites import SETTINGS, make_entry, make_site, stamp


def site(*, on: bool) -> Site:
    entries = {
        "shifuban/2021/1": make_entry("shifuban/2021/1", "成文日期: 2021-05-06"),
        "caizhengju/2021/1": make_entry("caizhengju/2021/1", "{发文机关: [caizhengju], 成文日期: 2021-07-01}"),
    }
    stamps = {"shifuban/2021/1": stamp("2021-07-20"), "caizhengju/2021/1": stamp("2021-07-05")}
    return make_site(entries, stamps, settings=replace(SETTINGS, publish_progress=on))


def test_nothing_of_it_is_public_by_default() -> None:
    pages = list(public_pages(site(on=False)))
    assert permalinks.PROGRESS not in {page.path for page in pages}
    for page in pages:
        assert "公开进展" not in repr(page.context), page.path


def test_switched_on_it_shows_figures_by_unit_and_no_single_duty() -> None:
    pages = {page.path: page for page in public_pages(site(on=True))}
    context = pages[permalinks.PROGRESS].context
    assert isinstance(context, ProgressPage)
    rows = {row.unit.text: (row.due, row.on_time, row.share) for row in context.rows}
    assert rows["示例市财政局"] == (1, 1, "100%") and rows["示例市人民政府办公室"] == (1, 0, "0%")
    assert (context.whole.due, context.whole.on_time, context.whole.share) == (2, 1, "50%")
    assert "超期" not in repr(context) and "逾期" not in repr(context)
    way = pages[permalinks.SITE_MAP].context
    assert isinstance(way, SiteMapPage) and permalinks.PROGRESS in repr(way)
