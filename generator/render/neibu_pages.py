"""Pages of `neibu/` (仅供内部参考): the findings report and the way to the others. They share no file with the public
site (design.md D12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.derive.office import Office
from generator.derive.provenance import History
from generator.derive.site import Site
from generator.findings import Finding, Summary
from generator.render.contexts import FindingGroup, FindingLine, FindingsPage, Link
from generator.render.marks import day
from generator.render.neibu_coverage import coverage_page
from generator.render.neibu_due import due_page
from generator.render.neibu_ledger import ledger_page
from generator.render.neibu_marks import (
    FINDINGS,
    TITLES,
    finding_line,
    internal_page,
    nav,
    unit_address,
    unit_of,
    units_with_pages,
)
from generator.render.neibu_method import method_page
from generator.render.neibu_units import unit_pages
from generator.render.neibu_waivers import waiver_lines, waivers_page
from generator.render.page import PageDoc

TITLE = TITLES[FINDINGS]
CATALOGUE_GROUP = "标准目录和网站设置"
LEDGER_GROUP = "发布台账"


def neibu_pages(office: Office, findings: Iterable[Finding], history: History) -> Iterator[PageDoc]:
    """All pages of the internal tree, the report at its top."""
    site = office.site
    ordered = tuple(sorted(findings, key=Finding.sort_key))
    yield internal_page(FINDINGS, "findings", _context(site, ordered))
    waivers = waiver_lines(site, ordered)
    yield coverage_page(office)
    yield due_page(office)
    yield waivers_page(site, waivers)
    yield ledger_page(office, history)
    yield method_page(office)
    yield from unit_pages(office, ordered, waivers)


def _context(site: Site, findings: tuple[Finding, ...]) -> FindingsPage:
    summary = Summary.of(findings)
    rules = Counter(finding.rule for finding in findings)
    return FindingsPage(
        title=TITLE,
        as_of=day(site.as_of, site.as_of),
        errors=summary.errors,
        warnings=summary.warnings,
        notices=summary.notices,
        waived=summary.waived,
        groups=_groups(site, findings),
        rules=tuple(Link(rule, note=str(count)) for rule, count in sorted(rules.items(), key=lambda r: (-r[1], r[0]))),
        entries=len(site.records) + len(site.states) + len(site.withdrawn),
        nav=nav(FINDINGS),
    )


def _groups(site: Site, findings: tuple[Finding, ...]) -> tuple[FindingGroup, ...]:
    """By unit in the order of organizations.yaml, the catalogue first."""
    found: dict[str, list[FindingLine]] = {}
    for finding in findings:
        found.setdefault(_group_of(finding), []).append(finding_line(finding))
    order = {"": -2, LEDGER_GROUP: -1} | {id_: n for n, id_ in enumerate(site.catalog.organizations)}
    units = sorted(found, key=lambda unit: (order.get(unit, len(order)), unit))
    own = units_with_pages(site)
    return tuple(
        FindingGroup(
            _name(unit, site), len(found[unit]), tuple(found[unit]), unit_address(unit) if unit in own else ""
        )
        for unit in units
    )


def _group_of(finding: Finding) -> str:
    unit = unit_of(finding)
    if unit is not None:
        return unit
    return LEDGER_GROUP if finding.place.path.startswith("content/ledger/") else ""


def _name(unit: str, site: Site) -> str:
    if not unit:
        return CATALOGUE_GROUP
    organization = site.catalog.organizations.get(unit)
    return organization.name if organization else unit
