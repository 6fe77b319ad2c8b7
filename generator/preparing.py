"""Gather and judge (design.md D4): everything is read and judged here before the first output byte.

The command line's `check`, `explain`, `stamp`, `new` and the imports need no more than this; it loads no template
engine and no renderer, so that a check starts at once.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.calendar.workdays import Calendar
from generator.catalog.load import load_catalog
from generator.catalog.model import Catalog
from generator.derive.site import Site, build_site
from generator.errors import UsageError
from generator.findings import Finding, Place, Problem, Severity, Summary
from generator.gathering import GatherCommon, gather
from generator.model.entry import Entry, Texts
from generator.model.ledger import LedgerRow, Publication, parse_ledger, publications, vanished
from generator.rules.check_declarations import complaint
from generator.rules.context import RuleContext
from generator.rules.formal import formal_problems
from generator.rules.registry import check_catalog, judge, run
from generator.source.ledger_files import read_ledger_files
from generator.source.pages import read_pages
from generator.source.tree import find_claims, thinned

ZONE = ZoneInfo("Asia/Shanghai")
#: below the repository, git-ignored; `GONGKAI_CACHE` puts it elsewhere (formats.md §5)
CACHE = ".cache/gongkai"


@dataclass(frozen=True)
class Prepared:
    """Everything read and judged, before the first output byte. Not slotted: `site` is derived when asked for."""

    root: Path
    catalog: Catalog
    as_of: dt.date
    calendar: Calendar
    entries: Mapping[str, Entry]
    #: what entries say at length, by id; those that say nothing are absent
    texts: Mapping[str, Texts]
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


def prepare(
    root: Path,
    *,
    as_of: dt.date | None,
    today: Callable[[], dt.date],
    formal: bool = False,
    words_file: Path | None = None,
    cache: Path | None = None,
) -> Prepared:
    """Read, convert and judge the repository at `root`.

    `as_of` wins over the demonstration's own date (基准日), which wins over `today()`. `cache` is a folder that keeps
    the texts of attachments; without it they are read anew.
    Raises SetupError where there is no catalogue; content never raises.
    """
    loaded = load_catalog(root, complaint, words_file)
    catalog = loaded.catalog
    demonstration = catalog.site.demonstration
    day = as_of or (demonstration.as_of if demonstration else None) or today()
    claims, strays = find_claims(root)
    gathered = gather(GatherCommon(root, catalog, cache), claims)
    entries, broken = gathered.entries, gathered.broken
    pages = read_pages(root)
    problems: list[Problem] = [*loaded.problems, *thinned([*strays, *gathered.problems]), *pages.problems]
    rows, stamped = _ledger(root, entries, broken, problems)
    context = RuleContext(
        catalog=catalog,
        entries=entries,
        broken=broken,
        publications=stamped,
        as_of=day,
        calendar=Calendar(catalog.calendar),
        formal=formal,
    )
    problems.extend(check_catalog(catalog))
    if formal:
        problems.extend(formal_problems(catalog))
        problems = [replace(p, severity=Severity.ERROR) if p.rule == "D208" else p for p in problems]
    problems.extend(missing_pages(catalog, pages.slugs))
    problems.extend(run(context))
    findings = judge(problems, catalog, entries)
    return Prepared(
        root, catalog, day, context.calendar, entries, gathered.texts, rows, stamped, findings, pages.slugs, formal
    )


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
        root,
        as_of=asked_date(as_of),
        today=lambda: now().date(),
        formal=formal,
        words_file=Path(words) if words else None,
        cache=cache_folder(root),
    )


def cache_folder(root: Path) -> Path:
    """Where results are kept between runs."""
    return Path(os.environ.get("GONGKAI_CACHE") or root / CACHE)
