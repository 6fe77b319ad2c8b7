"""Gather and judge (design.md D4): everything is read and judged here before the first output byte.

The command line's `check`, `explain`, `stamp`, `new` and the imports need no more than this; it loads no template
engine and no renderer, so that a check starts at once. What has not changed since the last run is taken from the cache
(generator/reuse); what nobody asks for is not even opened.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.errors import UsageError
from generator.executing import Alone, Crew
from generator.findings import Finding, Problem, Severity, Summary
from generator.reuse.catalogs import KeyedCatalog, keyed_catalog
from generator.reuse.keys import tree_key
from generator.reuse.reading import Reading, read_all
from generator.reuse.verdicts import keep_findings, kept_findings
from generator.sealed import freeze, hashed
from generator.source.pages import HandWritten, read_pages
from generator.source.walk import find_claims

if TYPE_CHECKING:
    from generator.calendar.workdays import Calendar
    from generator.catalog.model import Catalog
    from generator.derive.site import Site
    from generator.model.entry import Entry, Texts
    from generator.model.ledger import LedgerRow, Publication

ZONE = ZoneInfo("Asia/Shanghai")
#: below the repository, git-ignored; `GONGKAI_CACHE` puts it elsewhere (formats.md §5)
CACHE = ".cache/gongkai"


@dataclass(frozen=True)
class Prepared:
    """Everything there is to know before the first output byte. What is derived is derived when asked for."""

    root: Path
    keyed: KeyedCatalog
    as_of: dt.date
    reading: Reading
    pages: HandWritten
    #: files that no entry claims
    strays: tuple[Problem, ...]
    formal: bool = False
    #: folder that keeps results between runs; None keeps nothing
    cache: Path | None = None

    @property
    def catalog(self) -> Catalog:
        """The catalogue."""
        return self.keyed.loaded.catalog

    @cached_property
    def calendar(self) -> Calendar:
        """Working days."""
        from generator.calendar.workdays import Calendar

        return Calendar(self.catalog.calendar)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Complete entries by id, in order of id: facts without texts."""
        return self.reading.entries

    @property
    def texts(self) -> Mapping[str, Texts]:
        """What entries say at length, by id; opened batch by batch, so best asked in order of id."""
        return self.reading.texts

    @property
    def hand_written(self) -> frozenset[str]:
        """Slugs of content/pages."""
        return self.pages.slugs

    @cached_property
    def key(self) -> bytes:
        """Of everything but texts: as long as it is the same, so is every verdict, list and relation."""
        ledger = tree_key([self.root / "content" / "ledger"])
        rest = freeze((self.strays, sorted(self.pages.slugs), self.pages.problems, self.as_of, self.formal))
        return hashed(self.keyed.key, self.reading.key, ledger, rest)

    @cached_property
    def _recorded(self) -> tuple[tuple[LedgerRow, ...], dict[str, Publication], tuple[Problem, ...]]:
        from generator.model.ledger import parse_ledger, publications, vanished
        from generator.source.ledger_files import read_ledger_files

        lines, unread = read_ledger_files(self.root)
        rows, faulty = parse_ledger(lines)
        former = {entry.id: entry.former for entry in self.entries.values() if entry.former}
        known = {*self.entries, *self.reading.broken, *(old for olds in former.values() for old in olds)}
        problems = (*unread, *faulty, *vanished(rows, known))
        return rows, publications(rows, former), problems

    @property
    def ledger(self) -> tuple[LedgerRow, ...]:
        """All rows of the publication ledger."""
        return self._recorded[0]

    @property
    def publications(self) -> Mapping[str, Publication]:
        """What the ledger knows, by entry id."""
        return self._recorded[1]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in their order."""
        kept = kept_findings(self.cache, self.key)
        if kept is not None:
            return kept
        found = self._judge()
        keep_findings(self.cache, self.key, found)
        return found

    def _judge(self) -> tuple[Finding, ...]:
        from generator.judging import Facts, findings_of
        from generator.source.tree import thinned

        facts = Facts(self.catalog, self.calendar, self.entries, self.reading.broken, self.publications,
                      self.hand_written, self.as_of, self.formal)
        problems = [
            *self.keyed.loaded.problems,
            *thinned([*self.strays, *self.reading.problems]),
            *self.pages.problems,
            *self._recorded[2],
        ]
        return findings_of(facts, problems)

    @cached_property
    def site(self) -> Site:
        """The public site; only asked for when there are no errors."""
        from generator.derive.site import build_site

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
    crew: Crew | None = None,
    step: Callable[[int, int], None] = lambda done, all_: None,
) -> Prepared:
    """Read the repository at `root`; what was read before and has not changed is taken from the folder `cache`.

    `as_of` wins over the demonstration's own date (基准日), which wins over `today()`. `crew` does the reading (this
    process by default); `step` is told how many of the changed entries are read.
    Raises SetupError where there is no catalogue; content never raises.
    """
    keyed = keyed_catalog(root, words_file, cache)
    catalog = keyed.loaded.catalog
    demonstration = catalog.site.demonstration
    day = as_of or (demonstration.as_of if demonstration else None) or today()
    claims, strays = find_claims(root)
    reading = read_all(root, catalog, claims, key=keyed.key, cache=cache, crew=crew or Alone(), step=step)
    return Prepared(root, keyed, day, reading, read_pages(root), tuple(strays), formal, cache)


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


def prepare_from_environment(
    root: Path, as_of: str = "", *, formal: bool = False, crew: Crew | None = None,
    step: Callable[[int, int], None] = lambda done, all_: None,
) -> Prepared:
    """`prepare` with the date that was asked for, as the command line and the plugin need it."""
    words = os.environ.get("GONGKAI_WORDS", "")
    return prepare(
        root,
        as_of=asked_date(as_of),
        today=lambda: now().date(),
        formal=formal,
        words_file=Path(words) if words else None,
        cache=cache_folder(root),
        crew=crew,
        step=step,
    )


def cache_folder(root: Path) -> Path:
    """Where results are kept between runs."""
    return Path(os.environ.get("GONGKAI_CACHE") or root / CACHE)
