"""Render and write what `preparing` read and judged (design.md D4): the second half of a build in one file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator.derive.permalinks import NOT_FOUND
from generator.derive.permalinks import attachment as attachment_address
from generator.derive.search_documents import SearchDocument, search_documents
from generator.errors import UsageError
from generator.preparing import Prepared
from generator.publish.data import data_files
from generator.publish.feeds import feed_files
from generator.publish.office_data import office_files
from generator.publish.sitemap import sitemap_files
from generator.publish.write import Tree
from generator.render.attachment_pages import attachment_pages
from generator.render.contexts import PortalContext
from generator.render.environment import environment
from generator.render.page import PageDoc
from generator.render.pages import internal_pages, portal_context, public_pages
from generator.render.shells import INTERNAL, PLAIN, Shell, stamp
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
    listed: list[PageDoc] = []
    with DocumentReader() as reader:
        pages = chain(public_pages(site), attachment_pages(site, lambda file: reader.read(prepared.root / file.path, file.path)))
        yield from _render(prepared, parts, _remember(pages, listed), portal_context(site))
    for record in (*site.records, *site.states):
        for file in record.entry.attachments:
            yield attachment_address(record.id, file), file.file
    yield from data_files(site).items()
    yield from feed_files(site).items()
    yield from build_index([*search_documents(site), *_hand_documents(parts)]).items()
    yield from sitemap_files(site, listed, [page.path for page in parts.pages]).items()
    yield from parts.inline.items()


def _remember(pages: Iterable[PageDoc], seen: list[PageDoc]) -> Iterator[PageDoc]:
    """Pass pages on and keep what the sitemap needs of them; their contexts are let go."""
    for page in pages:
        seen.append(replace(page, context=None, meta=(), crumbs=()))
        yield page


def _hand_documents(parts: EngineParts) -> Iterator[SearchDocument]:
    for page in parts.pages:
        yield SearchDocument(
            id=page.path, href=page.path, title=page.title, number="", index_number="", organization="",
            type="网站说明", columns=(), topic="", date="", state="", sample=False, text=page.text,
        )


def internal_files(prepared: Prepared, parts: EngineParts) -> Iterator[tuple[str, bytes]]:
    """Every page and data file of `neibu/`."""
    site = prepared.site
    chrome = portal_context(site)
    yield from _render(prepared, parts, internal_pages(site, prepared.findings), chrome, shell=INTERNAL)
    yield from office_files(site).items()


def _render(
    prepared: Prepared, parts: EngineParts, pages: Iterable[PageDoc], chrome: PortalContext, shell: str = ""
) -> Iterator[tuple[str, bytes]]:
    """Pages one by one: context -> main part -> stamped into its shell. Jinja2 keeps compiled templates."""
    jinja = environment(theme_folder(prepared.root))
    site = prepared.catalog.site
    for page in pages:
        # 404.html is served for any address: only the site's own sub-path finds its way home
        root = site.subpath if page.path == NOT_FOUND else page.root
        main = jinja.get_template(page.template).render(p=page.context, root=root, portal=chrome)
        frame = parts.shells.get(shell or page.column) or parts.shells[PLAIN]
        yield page.path, stamp(frame, page, main, site, root).encode()


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
