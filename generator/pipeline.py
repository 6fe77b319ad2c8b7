"""Render and write what `preparing` read and judged (design.md D4): the second half of a build in one file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.derive.permalinks import attachment as attachment_address
from generator.derive.search_documents import SearchDocument
from generator.errors import UsageError
from generator.preparing import Prepared
from generator.publish.feeds import feed_files, plan_feeds
from generator.publish.groups import file_groups
from generator.publish.office_data import office_files
from generator.publish.record_plan import finish_record, plan_record
from generator.publish.sitemap import sitemap_files
from generator.publish.write import Tree
from generator.render.attachment_pages import DocumentView, attachment_plans, finish_attachment, is_listed, view_of
from generator.render.contexts import PortalContext
from generator.render.pages import internal_pages, portal_context
from generator.render.press import Press
from generator.render.shells import INTERNAL, PLAIN, Shell
from generator.search.index import build_index
from generator.source.documents import DocumentReader
from generator.source.files import SourceFile

#: output folders below the repository (design.md D12: they share no file)
SITE, INTERNAL_SITE = "site", "neibu"
#: assets that neibu/ needs, copied from the engine's output
ASSETS = "assets/"


@dataclass(frozen=True, slots=True)
class HandPage:
    """A hand-written page as the engine rendered it: address, title, words for the search."""

    path: str
    title: str
    text: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class EngineParts:
    """What the engine gives: shells by column id, hand-written pages, scripts and styles moved out of pages."""

    shells: Mapping[str, Shell]
    pages: tuple[HandPage, ...]
    inline: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class EngineResult:
    """`EngineParts` with the files the engine wrote, by address."""

    parts: EngineParts
    files: Mapping[str, bytes]


def portal(prepared: Prepared) -> PortalContext:
    """The chrome's context."""
    return portal_context(prepared.site)


def shell_names(prepared: Prepared) -> tuple[str, ...]:
    """Shells the engine has to render: one per column of the navigation, one without, one for neibu/."""
    return (*(column.id for column in prepared.catalog.columns.values()), PLAIN, INTERNAL)


def theme_folder(root: Path) -> Path:
    """The theme: the repository's own, or the one of the catalogue it stands beside (examples/yiwu)."""
    for folder in (root, *root.parents):
        if (folder / "theme" / "templates").is_dir():
            return folder / "theme"
    raise UsageError(f"“{root}”和它的上级文件夹里没有 theme 文件夹")


def public_files(prepared: Prepared, parts: EngineParts) -> Iterator[tuple[str, bytes | SourceFile]]:
    """Every file of `site/` that the core makes, address and bytes (attachments as their source)."""
    site = prepared.site
    press = Press(site, theme_folder(prepared.root), parts.shells)
    listed: dict[str, str] = {}
    for group in file_groups(press):
        for one in group.make():
            if one.listed:
                listed[one.path] = one.modified
            yield one.path, one.data
    documents: list[SearchDocument] = []
    leads: dict[str, str] = {}
    for record in (*site.records, *site.states):
        plan = plan_record(record, press)
        finished = finish_record(plan, record.entry.body, press.frames)
        if plan.listed:
            listed[finished.page_path] = plan.modified
        if finished.document is not None:
            documents.append(finished.document)
        leads[plan.id] = finished.lead
        yield finished.page_path, finished.page
        yield finished.data_path, finished.data
    yield from _reading_views(prepared, press, listed)
    for record in (*site.records, *site.states):
        for file in record.entry.attachments:
            yield attachment_address(record.id, file), file.file
    yield from feed_files(plan_feeds(site), leads).items()
    yield from build_index([*documents, *_hand_documents(parts)]).items()
    yield from sitemap_files(site, listed, [page.path for page in parts.pages]).items()
    yield from parts.inline.items()


def _reading_views(prepared: Prepared, press: Press, listed: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """The pages of attachments; each distinct file is read once."""
    views: dict[tuple[str, str], DocumentView] = {}
    with DocumentReader() as reader:
        for record in (*prepared.site.records, *prepared.site.states):
            for plan in attachment_plans(record, press):
                view = views.get((plan.digest, plan.extension))
                if view is None:
                    view = view_of(reader.read(prepared.root / plan.source, plan.source), press)
                    views[plan.digest, plan.extension] = view
                if is_listed(plan, view):
                    listed[plan.path] = plan.modified
                yield plan.path, finish_attachment(plan, view, press.frames)


def _hand_documents(parts: EngineParts) -> Iterator[SearchDocument]:
    for page in parts.pages:
        yield SearchDocument(
            id=page.path, href=page.path, title=page.title, number="", index_number="", organization="",
            type="网站说明", columns=(), topic="", date="", state="", sample=False, text=page.text,
        )


def internal_files(prepared: Prepared, parts: EngineParts) -> Iterator[tuple[str, bytes]]:
    """Every page and data file of `neibu/`."""
    site = prepared.site
    press = Press(site, theme_folder(prepared.root), parts.shells)
    for page in internal_pages(site, prepared.findings):
        yield page.path, press.page(page, INTERNAL)
    yield from office_files(site).items()


def write_trees(prepared: Prepared, engine: EngineResult) -> tuple[Tree, Tree]:
    """Write `site/` and `neibu/` as fresh trees and exchange them. Returns both trees for their counts."""
    root = prepared.root
    with Tree(root / SITE) as public, Tree(root / INTERNAL_SITE) as internal:
        for path, data in engine.files.items():
            public.put(path, data)
            if path.startswith(ASSETS):
                internal.put(path, data)
        for path, content in public_files(prepared, engine.parts):
            _put(public, root, path, content)
        for path, data in engine.parts.inline.items():
            internal.put(path, data)
        for path, data in internal_files(prepared, engine.parts):
            internal.put(path, data)
        internal.publish()
        public.publish()
    return public, internal


def _put(tree: Tree, root: Path, path: str, content: bytes | SourceFile) -> None:
    if isinstance(content, bytes):
        tree.put(path, content)
    else:
        tree.copy(path, root / content.path)


def write_beside_engine(prepared: Prepared, parts: EngineParts, site_dir: Path) -> None:
    """Under a plain `mkdocs build`: add the core's files to the engine's output, and write neibu/."""
    for path, content in public_files(prepared, parts):
        target = site_dir / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else (prepared.root / content.path).read_bytes()
        target.write_bytes(data)
    with Tree(site_dir.parent / INTERNAL_SITE) as internal:
        for folder, _, names in os.walk(site_dir / ASSETS):
            for name in names:
                file = Path(folder) / name
                internal.put(file.relative_to(site_dir).as_posix(), file.read_bytes())
        for path, data in internal_files(prepared, parts):
            internal.put(path, data)
        internal.publish()
