"""情况说明 in `neibu/`: every waiver with its rule, reason, entry, and what it covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.derive.site import Site
from generator.findings import Finding
from generator.render.contexts import Link
from generator.render.contexts.office import WaiverGroup, WaiverLine, WaiversPage
from generator.render.marks import day
from generator.render.neibu_marks import TITLES, WAIVERS, internal_page, nav, unit_address, units_with_pages
from generator.render.page import PageDoc
from generator.rules.registry import all_rules

TITLE = TITLES[WAIVERS]


def waiver_lines(site: Site, findings: Iterable[Finding]) -> dict[str, tuple[WaiverLine, ...]]:
    """All waivers by the unit whose folder the entry stands in: those that cover findings, and the public entries' own
    that cover nothing. Ordered by entry and rule."""
    covered: dict[tuple[str, str, str], list[str]] = {}
    for record in (*site.records, *site.states):
        for waiver in record.entry.waivers:
            covered.setdefault((record.id, waiver.rule, waiver.reason), [])
    for finding in findings:
        if finding.waiver and finding.entry:
            covered.setdefault((finding.entry, finding.rule, finding.waiver), []).append(finding.message)
    rules = all_rules(site.catalog)
    found: dict[str, list[WaiverLine]] = {}
    for (entry, rule, reason), messages in sorted(covered.items()):
        record_ = site.by_id.get(entry)
        line = WaiverLine(
            rule=rule,
            rule_title=rules[rule].title if rule in rules else "",
            reason=reason,
            entry=f"content/entries/{entry}",
            title=record_.entry.title if record_ else "",
            count=len(messages),
            messages=tuple(messages),
        )
        found.setdefault(entry.split("/", 1)[0], []).append(line)
    return {unit: tuple(lines) for unit, lines in found.items()}


def waivers_page(site: Site, lines: dict[str, tuple[WaiverLine, ...]]) -> PageDoc:
    """The list of all waivers, by unit."""
    order = {id_: number for number, id_ in enumerate(site.catalog.organizations)}
    units = sorted(lines, key=lambda unit: (order.get(unit, len(order)), unit))
    rules = Counter((line.rule, line.rule_title) for own in lines.values() for line in own)
    context = WaiversPage(
        title=TITLE,
        nav=nav(WAIVERS),
        as_of=day(site.as_of, site.as_of),
        count=sum(rules.values()),
        covered=sum(line.count for own in lines.values() for line in own),
        groups=tuple(_group(unit, lines[unit], site) for unit in units),
        rules=tuple(
            Link(f"{rule} {title}".strip(), note=str(count))
            for (rule, title), count in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
    )
    return internal_page(WAIVERS, "waivers", context)


def _group(unit: str, lines: tuple[WaiverLine, ...], site: Site) -> WaiverGroup:
    organization = site.catalog.organizations.get(unit)
    href = unit_address(unit) if unit in units_with_pages(site) else ""
    return WaiverGroup(organization.name if organization else unit, lines, href)
