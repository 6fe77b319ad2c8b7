"""A press with a small shell, and all outputs of a small site."""

from __future__ import annotations

from collections.abc import Mapping

from generator.derive.site import Site
from generator.publish.groups import file_groups
from generator.publish.record_plan import FinishedRecord, finish_record, plan_record
from generator.render.page import PageDoc
from generator.render.pages import public_pages
from generator.render.press import Press
from generator.render.record_pages import record_page
from generator.render.shells import PLAIN, ROOT, cut
from tests.builders import ROOT as REPOSITORY

SHELL = cut(
    '<title>[[gk:title]]</title><meta name="description" content="[[gk:description]]">[[gk:canonical]]\n[[gk:meta]]'
    f'<link href="{ROOT}assets/portal.css"><body class="[[gk:bodyclass]]">[[gk:crumbs]]<main>[[gk:main]]</main>\n'
)


def press(site: Site) -> Press:
    """Everything pages of `site` need, with the repository's theme."""
    return Press(site, REPOSITORY / "theme", {PLAIN: SHELL})


def page_docs(site: Site) -> list[PageDoc]:
    """Every page before rendering, entries' included."""
    return [*public_pages(site), *(record_page(record, site) for record in (*site.records, *site.states))]


def finished(site: Site, bodies: Mapping[str, str] | None = None) -> dict[str, FinishedRecord]:
    """The outputs of every entry by id. Entries with a body have `正文。` where `bodies` has none for them."""
    own = press(site)
    known = bodies or {}
    return {
        r.id: finish_record(plan_record(r, own), known.get(r.id, "正文。\n" if r.entry.has_body else ""), {}, own.frames)
        for r in (*site.records, *site.states)
    }


def data_files(site: Site, bodies: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """All open data by address."""
    files = {one.path: one.data for group in file_groups(press(site)) for one in group.make()}
    data = {path: content for path, content in files.items() if path.startswith("data/")}
    return data | {one.data_path: one.data for one in finished(site, bodies).values()}
