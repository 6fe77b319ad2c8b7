"""The last judge over all facts at a day: from problems and entries to findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.calendar.workdays import Calendar
from generator.catalog.model import Catalog
from generator.findings import Finding, Place, Problem, Severity
from generator.model.entry import Entry
from generator.model.ledger import Publication
from generator.rules.context import RuleContext
from generator.rules.formal import formal_problems
from generator.rules.registry import check_catalog, judge, run


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a verdict depends on."""

    catalog: Catalog
    calendar: Calendar
    entries: Mapping[str, Entry]
    broken: frozenset[str]
    publications: Mapping[str, Publication]
    #: slugs of content/pages
    hand_written: frozenset[str]
    as_of: dt.date
    formal: bool


def findings_of(facts: Facts, problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """`problems` of reading and gathering, and all that the rules say about the facts together, judged."""
    catalog = facts.catalog
    context = RuleContext(
        catalog=catalog,
        entries=facts.entries,
        broken=facts.broken,
        publications=facts.publications,
        as_of=facts.as_of,
        calendar=facts.calendar,
        formal=facts.formal,
    )
    found = [*problems, *check_catalog(catalog)]
    if facts.formal:
        found.extend(formal_problems(catalog))
        found = [replace(p, severity=Severity.ERROR) if p.rule == "D208" else p for p in found]
    found.extend(missing_pages(catalog, facts.hand_written))
    found.extend(run(context))
    return judge(found, catalog, facts.entries)


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
