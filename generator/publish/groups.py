"""Every public file that depends on facts alone, in groups that any process may make in any order.

Entries' own files come from `record_plan`, reading views from `render.attachment_pages`, feeds from `feeds`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from generator.derive import permalinks
from generator.derive.listings import ordered
from generator.derive.site import Site
from generator.publish.data import catalogue_files, entries_files
from generator.publish.lists import RowTexts, list_files
from generator.render.pages import PageGroup, page_groups
from generator.render.press import Press


class Output(NamedTuple):
    """One file. Pages that are `listed` stand in the sitemap with the day they last changed (ISO, may be empty)."""

    path: str
    data: bytes
    listed: bool = False
    modified: str = ""


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files that are made together. `cost` is rough: a unit is about the work of one row of a list."""

    name: str
    cost: int
    make: Callable[[], Iterator[Output]]


def file_groups(press: Press) -> tuple[FileGroup, ...]:
    """All groups of the public tree, made with what `press` holds."""
    site = press.site
    pages = (FileGroup(one.name, one.cost, partial(_pages, one, press)) for one in page_groups(site))
    return (*pages, *data_groups(site))


def _pages(group: PageGroup, press: Press) -> Iterator[Output]:
    for page in group.pages():
        yield Output(page.path, press.page(page), page.listed, page.modified)


def data_groups(site: Site) -> Iterator[FileGroup]:
    """Groups of open data: all entries, the catalogue, and the data of every list that pages filter by."""
    rows = RowTexts(site)
    yield FileGroup("全部条目的数据", len(site.records), lambda: _outputs(entries_files(site)))
    yield FileGroup("目录的数据", len(site.catalog.items), lambda: _outputs(catalogue_files(site)))
    for column in site.catalog.columns.values():
        if column.id in site.by_column:
            own = len(site.by_column[column.id])
            yield FileGroup("栏目的数据", own, partial(_column, column.id, rows, site))
    if site.records:
        yield FileGroup("全部信息的数据", len(site.records), partial(_everything, rows, site))


def _column(column_id: str, rows: RowTexts, site: Site) -> Iterator[Output]:
    records = ordered(site.by_column[column_id])
    name = site.catalog.columns[column_id].name
    return _outputs(list_files(permalinks.column_data(column_id), name, records, rows, site))


def _everything(rows: RowTexts, site: Site) -> Iterator[Output]:
    return _outputs(list_files(permalinks.column_data(permalinks.ALL), "全部信息", site.records, rows, site))


def _outputs(files: Mapping[str, bytes]) -> Iterator[Output]:
    return (Output(path, data) for path, data in files.items())
