"""Render and write what `preparing` read and judged (design.md D4): the second half of a build in one file."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.derive.search_documents import SearchDocument
from generator.executing import FEW, Alone, Crew
from generator.indexing import SliceTerms, Spool, index_shop, make_index, slice_terms, tasks_of_index
from generator.preparing import Prepared
from generator.producing import Made, Office, Workshop, make, office_tree, tasks_of, without_trees
from generator.progress import Progress
from generator.publish.feeds import FeedPlan, feed_files, plan_feeds
from generator.publish.nearest_items import nearest_item_files
from generator.publish.placing import Placer
from generator.publish.sitemap import sitemap_files
from generator.publish.trees import SiteTree
from generator.render.contexts import PortalContext
from generator.render.environment import Environment
from generator.render.pages import portal_context
from generator.render.shells import INTERNAL, PLAIN
from generator.reuse.engine_result import EngineParts, EngineResult
from generator.reuse.loose_ends import all_answers
from generator.reuse.plans import PlanStore
from generator.reuse.static import theme_folder
from generator.search.understand.answers import Answer, prepared_answers
from generator.search.understand.files import understanding_files

#: output folder below the repository that never leaves the office (design.md D12)
INTERNAL_SITE = "neibu"
#: assets that neibu/ needs, copied from the engine's output
ASSETS = "assets/"


def portal(prepared: Prepared) -> PortalContext:
    """The chrome's context."""
    return portal_context(prepared.site)


def shell_names(prepared: Prepared) -> tuple[str, ...]:
    """Shells the engine has to render: one per column of the navigation, one without, one for neibu/."""
    return (*(column.id for column in prepared.catalog.columns.values()), PLAIN, INTERNAL)


@dataclass(frozen=True)
class Production:
    """A whole site in the making: what is to be made, by whom, and into which trees."""

    prepared: Prepared
    parts: EngineParts
    crew: Crew
    #: folder that keeps results between builds
    cache: Path | None = None
    theme_key: bytes = b""
    before: PlanStore | None = None
    after: PlanStore | None = None
    #: compiled templates, where somebody has them
    jinja: Environment | None = None

    @cached_property
    def feeds(self) -> FeedPlan:
        """All feeds but their summaries."""
        return plan_feeds(self.prepared.site)

    def workshop(self, public: Placer | None = None, internal: Placer | None = None, spool: str = "") -> Workshop:
        """What the workers share."""
        prepared = self.prepared
        return Workshop(
            root=prepared.root, theme=theme_folder(prepared.root), site=prepared.site, shells=self.parts.shells,
            texts=prepared.texts, findings=prepared.findings, quoted=frozenset(self.feeds.entries), cache=self.cache,
            public=public, internal=internal, before=self.before, after=self.after,
            texts_key=prepared.reading.texts_key, theme_key=self.theme_key, spool=spool, jinja=self.jinja,
        )

    def closing(self, whole: Sum) -> Iterator[tuple[str, bytes]]:
        """Files that need what all workers answered: feeds, sitemap, tables of the search; the engine's moved scripts."""
        site, parts = self.prepared.site, self.parts
        yield from feed_files(self.feeds, whole.leads).items()
        yield from sitemap_files(site, whole.listed, [page.path for page in parts.pages]).items()
        yield from nearest_item_files(site).items()
        titles = [record.entry.title for record in site.records]
        yield from understanding_files(site.catalog.search, titles, all_answers(whole.answers))
        yield from parts.inline.items()

    def page_answers(self) -> tuple[Answer, ...]:
        """Prepared answers whose source is a hand-written page."""
        pages = {page.path.removesuffix(".html"): (page.path, page.title) for page in self.parts.pages}
        return tuple(prepared_answers(self.prepared.catalog.search.answers, {}, pages))


@dataclass(slots=True)
class Sum:
    """What all workers made together."""

    listed: dict[str, str]
    leads: dict[str, str]
    documents: list[SearchDocument]
    terms: list[SliceTerms]
    answers: dict[str, tuple[Answer, ...]]
    where: dict[str, int]
    entries: int = 0
    pages: int = 0

    @classmethod
    def nothing(cls) -> Sum:
        """Before the first answer."""
        return cls({}, {}, [], [], {}, {})

    def add(self, made: Made) -> None:
        """Take in one answer."""
        self.listed.update(made.listed)
        self.leads.update(made.leads)
        self.documents.extend(made.documents)
        self.answers.update(made.answers)
        if made.terms is not None:
            self.terms.append(made.terms)
        self.entries += made.entries
        self.pages += made.pages
        if made.planned:
            number, ids = made.planned
            self.where.update(dict.fromkeys(ids, number))


def public_files(prepared: Prepared, parts: EngineParts) -> Iterator[tuple[str, bytes]]:
    """Every file of `site/` that the core makes, address and bytes, made in this process and kept nowhere."""
    production = Production(prepared, parts, Alone(), prepared.cache)
    shop = production.workshop()
    whole = Sum.nothing()
    for task in tasks_of(shop):
        if not isinstance(task, Office):
            made = make(shop, task)
            whole.add(made)
            yield from made.files
    whole.answers[""] = production.page_answers()
    yield from production.closing(whole)
    with Spool(prepared.cache) as spool:
        index = index_shop([slice_terms([*whole.documents, *hand_documents(parts)], spool.path, "all")], spool.path, None)
        for step in tasks_of_index(index):
            yield from make_index(index, step)[1]


def internal_files(prepared: Prepared, parts: EngineParts) -> Iterator[tuple[str, bytes]]:
    """Every page and data file of `neibu/`."""
    return office_tree(Production(prepared, parts, Alone(), prepared.cache).workshop())


def hand_documents(parts: EngineParts) -> Iterator[SearchDocument]:
    for page in parts.pages:
        yield SearchDocument(
            id=page.path, href=page.path, title=page.title, number="", index_number="", organization="",
            type="网站说明", columns=(), topic="", date="", state="", sample=False, text=page.text,
        )


def fill_trees(
    production: Production, engine: EngineResult, public: SiteTree, internal: SiteTree, progress: Progress
) -> Sum:
    """Make every file of both trees. Nothing is published yet."""
    for path, data in engine.files.items():
        public.put(path, data)
        if path.startswith(ASSETS):
            internal.put(path, data)
    for path, data in engine.parts.inline.items():
        internal.put(path, data)
    few = len(production.prepared.reading) < FEW
    crew = Alone() if few else production.crew
    with Spool(production.cache) as spool:
        progress.stage("生成网页")
        whole = _make_all(production, crew, public, internal, spool, progress)
        progress.stage("生成检索索引")
        _index_all(production, crew, whole, public, spool, progress)
    whole.answers[""] = production.page_answers()
    for address, data in production.closing(whole):
        public.put(address, data)
    return whole


def _make_all(
    production: Production, crew: Crew, public: SiteTree, internal: SiteTree, spool: Spool, progress: Progress
) -> Sum:
    """All pages and data by `crew`."""
    shop = production.workshop(public.placer(), internal.placer(), spool.path)
    if not crew.here:
        shop = without_trees(shop)
    else:
        shop.press.warm()  # before the fork, once for all workers
        gc.freeze()  # what workers inherit is not theirs to collect, nor to copy by looking for cycles
    whole = Sum.nothing()
    tasks = tasks_of(shop)
    for task, made in zip(tasks, crew.run(make, shop, tasks), strict=True):
        tree = internal if isinstance(task, Office) else public
        tree.absorb(made.placed)
        for address, data in made.files:
            tree.put(address, data)
        public.keep(made.kept)
        whole.add(made)
        progress.step(whole.entries, len(shop.records))
    return whole


def _index_all(
    production: Production, crew: Crew, whole: Sum, public: SiteTree, spool: Spool, progress: Progress
) -> None:
    """The search index; a cluster's workers have no part in it, because it needs the trees and the spool."""
    hand_written = slice_terms([*whole.documents, *hand_documents(production.parts)], spool.path, "rest")
    shop = index_shop([*whole.terms, hand_written], spool.path, public.placer())
    whole.terms.clear()
    tasks = tasks_of_index(shop)
    workers = crew if crew.here else Alone()
    for done, (placed, _) in enumerate(workers.run(make_index, shop, tasks), 1):
        public.absorb(placed)
        progress.step(done, len(tasks))


def write_beside_engine(prepared: Prepared, parts: EngineParts, site_dir: Path) -> None:
    """Under a plain `mkdocs build`: add the core's files to the engine's output, and write neibu/."""
    for path, data in public_files(prepared, parts):
        target = site_dir / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    with SiteTree(site_dir.parent / INTERNAL_SITE, None) as internal:
        for folder, _, names in os.walk(site_dir / ASSETS):
            for name in names:
                file = Path(folder) / name
                internal.put(file.relative_to(site_dir).as_posix(), file.read_bytes())
        for path, data in internal_files(prepared, parts):
            internal.put(path, data)
        internal.publish()
