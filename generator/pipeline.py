"""Joins the stages: gather, judge, write (design.md D4). The story of a build in one file."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.calendar.workdays import Calendar
from generator.catalog.load import load_catalog
from generator.catalog.model import Catalog
from generator.derive.permalinks import NOT_FOUND
from generator.derive.permalinks import attachment as attachment_address
from generator.derive.search_documents import SearchDocument, search_documents
from generator.derive.site import Site, build_site
from generator.errors import UsageError
from generator.findings import Finding, Place, Problem, Severity, Summary
from generator.model.convert import convert_entry
from generator.model.entry import Entry
from generator.model.fields import compile_registry
from generator.model.ledger import LedgerRow, Publication, parse_ledger, publications, vanished
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
from generator.rules.check_declarations import complaint
from generator.rules.context import RuleContext
from generator.rules.formal import formal_problems
from generator.rules.registry import check_catalog, judge, run
from generator.search.index import build_index
from generator.source.documents import DocumentReader
from generator.source.files import EntrySources, SourceFile
from generator.source.ledger_files import read_ledger_files
from generator.source.office import inspect
from generator.source.pages import read_pages
from generator.source.tree import read_entries

ZONE = ZoneInfo("Asia/Shanghai")
#: output folders below the repository (design.md D12: they share no file)
SITE, INTERNAL_SITE = "site", "neibu"
#: assets that neibu/ needs, copied from the engine's output
ASSETS = "assets/"


@dataclass(frozen=True)
class Prepared:
    """Everything read and judged, before the first output byte. Not slotted: `site` is derived when asked for."""

    root: Path
    catalog: Catalog
    as_of: dt.date
    calendar: Calendar
    entries: Mapping[str, Entry]
    ledger: tuple[LedgerRow, ...]
    publications: Mapping[str, Publication]
    findings: tuple[Finding, ...]
    #: slugs of content/pages
    hand_written: frozenset[str]
    formal: bool = False

    @cached_property
    def site(self) -> Site:
        """The public site; only asked for when there are no errors."""
        return build_site(
            self.catalog, self.entries.values(), self.publications, self.as_of, self.calendar, self.hand_written
        )

    @cached_property
    def summary(self) -> Summary:
        """Counts of the findings."""
        return Summary.of(self.findings)

    @property
    def clean(self) -> bool:
        """Whether nothing stands against writing."""
        return not any(f.severity is Severity.ERROR and not f.waiver for f in self.findings)


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


def prepare(
    root: Path,
    *,
    as_of: dt.date | None,
    today: Callable[[], dt.date],
    formal: bool = False,
    words_file: Path | None = None,
) -> Prepared:
    """Read, convert and judge the repository at `root`.

    `as_of` wins over the demonstration's own date (基准日), which wins over `today()`.
    Raises SetupError where there is no catalogue; content never raises.
    """
    loaded = load_catalog(root, complaint, words_file)
    catalog = loaded.catalog
    demonstration = catalog.site.demonstration
    day = as_of or (demonstration.as_of if demonstration else None) or today()
    sources = read_entries(root)
    pages = read_pages(root)
    problems: list[Problem] = [*loaded.problems, *sources.problems, *pages.problems]
    entries, broken = _convert(sources, catalog, problems)
    problems.extend(_inspect(root, sources))
    rows, stamped = _ledger(root, entries, broken, problems)
    context = RuleContext(
        catalog=catalog,
        entries=entries,
        broken=broken,
        publications=stamped,
        as_of=day,
        calendar=Calendar(catalog.calendar),
        folders={source.id: source.attachments for source in sources.entries},
        formal=formal,
    )
    problems.extend(check_catalog(catalog))
    if formal:
        problems.extend(formal_problems(catalog))
        problems = [replace(p, severity=Severity.ERROR) if p.rule == "D208" else p for p in problems]
    problems.extend(missing_pages(catalog, pages.slugs))
    problems.extend(run(context))
    findings = judge(problems, catalog, entries)
    return Prepared(root, catalog, day, context.calendar, entries, rows, stamped, findings, pages.slugs, formal)


#: hand-written pages that the chrome of every page leads to
CHROME_PAGES = {"bangzhu": "怎样使用本站", "wuzhangai": "无障碍声明", "jiucuo": "我要纠错"}


def missing_pages(catalog: Catalog, slugs: frozenset[str]) -> Iterator[Problem]:
    """Hand-written pages that the chrome or a column leads to and that are not there (K813)."""
    for slug, title in CHROME_PAGES.items():
        if slug not in slugs and not (slug == "jiucuo" and catalog.site.correction_url):
            message = f"缺少手写页面 content/pages/{slug}.md（{title}）：每一页都有到这里的链接"
            yield Problem("K813", Place("content/pages"), message, found=slug, fix=f"# {title}")
    for column in catalog.columns.values():
        for slug in column.pages:
            if slug not in slugs:
                message = f"栏目“{column.name}”的「相关页面」写了“{slug}”，没有 content/pages/{slug}.md"
                yield Problem("K813", column.place, message, "相关页面", slug)


def _convert(
    sources: EntrySources, catalog: Catalog, problems: list[Problem]
) -> tuple[dict[str, Entry], frozenset[str]]:
    registry = compile_registry(catalog)
    entries: dict[str, Entry] = {}
    broken = set(sources.broken)
    for source in sources.entries:
        entry, found = convert_entry(source, catalog, registry)
        problems.extend(found)
        if entry is None:
            broken.add(source.id)
        else:
            entries[entry.id] = entry
    return entries, frozenset(broken)


def _inspect(root: Path, sources: EntrySources) -> Iterator[Problem]:
    """Every attachment is opened once, in the one guarded way (A7xx)."""
    for source in sources.entries:
        for file in source.attachments.values():
            for problem in inspect(root / file.path, file.path).problems:
                yield _owned(problem, source.id)


def _owned(problem: Problem, entry: str) -> Problem:
    if problem.entry:
        return problem
    return Problem(problem.rule, problem.place, problem.message, problem.field, problem.found, problem.expected,
                   problem.fix, problem.basis, problem.severity, entry)


def _ledger(
    root: Path, entries: Mapping[str, Entry], broken: frozenset[str], problems: list[Problem]
) -> tuple[tuple[LedgerRow, ...], dict[str, Publication]]:
    lines, found = read_ledger_files(root)
    problems.extend(found)
    rows, found = parse_ledger(lines)
    problems.extend(found)
    former = {entry.id: entry.former for entry in entries.values() if entry.former}
    known = {*entries, *broken, *(old for olds in former.values() for old in olds)}
    problems.extend(vanished(rows, known))
    return rows, publications(rows, former)


def now() -> dt.datetime:
    """The wall clock in the portal's time zone: read by the command line and the plugin, nowhere below."""
    return dt.datetime.now(ZONE).replace(microsecond=0)


def asked_date(text: str) -> dt.date | None:
    """`--as-of`, else SOURCE_DATE_EPOCH, as a date in Asia/Shanghai. Raises UsageError on a malformed one."""
    if text:
        try:
            return dt.date.fromisoformat(text)
        except ValueError as error:
            raise UsageError(f"日期写的是“{text}”，应为“年-月-日”，如 2021-07-30") from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    if not epoch.isdigit() or len(epoch) > 11:
        raise UsageError(f"环境变量 SOURCE_DATE_EPOCH 是“{epoch}”，应为从 1970 年起的秒数")
    return dt.datetime.fromtimestamp(int(epoch), ZONE).date()


def prepare_from_environment(root: Path, as_of: str = "", *, formal: bool = False) -> Prepared:
    """`prepare` with the date that was asked for, as the command line and the plugin need it."""
    words = os.environ.get("GONGKAI_WORDS", "")
    return prepare(
        root, as_of=asked_date(as_of), today=lambda: now().date(), formal=formal, words_file=Path(words) if words else None
    )


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
