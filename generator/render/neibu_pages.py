"""Pages of `neibu/` (仅供内部参考): the findings report. They share no file with the public site (design.md D12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.derive.site import Site
from generator.findings import Finding, Severity, Summary
from generator.render.contexts import FindingGroup, FindingLine, FindingsPage, Link
from generator.render.marks import day
from generator.render.page import PageDoc

TITLE = "校验报告"
CATALOGUE_GROUP = "标准目录和网站设置"
LEDGER_GROUP = "发布台账"
_TONES = {Severity.ERROR: "late", Severity.WARNING: "edit", Severity.NOTICE: "none"}
_ENTRIES = "content/entries/"


def neibu_pages(site: Site, findings: Iterable[Finding]) -> Iterator[PageDoc]:
    """The report, at the top of the internal tree."""
    ordered = tuple(sorted(findings, key=Finding.sort_key))
    yield PageDoc(
        path="index.html",
        template="neibu/findings.html",
        context=_context(site, ordered),
        title=TITLE,
        description="仅供内部参考",
        crumbs=(Link(TITLE, "index.html"),),
        body_class="neibu",
        listed=False,
    )


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
    )


def _groups(site: Site, findings: tuple[Finding, ...]) -> tuple[FindingGroup, ...]:
    """By unit in the order of organizations.yaml, the catalogue first."""
    found: dict[str, list[FindingLine]] = {}
    for finding in findings:
        found.setdefault(_unit(finding), []).append(_line(finding))
    order = {"": -2, LEDGER_GROUP: -1} | {id_: n for n, id_ in enumerate(site.catalog.organizations)}
    units = sorted(found, key=lambda unit: (order.get(unit, len(order)), unit))
    return tuple(FindingGroup(_name(unit, site), len(found[unit]), tuple(found[unit])) for unit in units)


def _unit(finding: Finding) -> str:
    """Whose finding it is: the folder the entry stands in; empty for the catalogue."""
    path = finding.entry or finding.place.path.removeprefix(_ENTRIES)
    if finding.entry or finding.place.path.startswith(_ENTRIES):
        return path.split("/", 1)[0]
    return LEDGER_GROUP if finding.place.path.startswith("content/ledger/") else ""


def _name(unit: str, site: Site) -> str:
    if not unit:
        return CATALOGUE_GROUP
    organization = site.catalog.organizations.get(unit)
    return organization.name if organization else unit


def _line(finding: Finding) -> FindingLine:
    place = finding.place
    return FindingLine(
        severity={Severity.ERROR: "必须改正", Severity.WARNING: "提醒", Severity.NOTICE: "提示"}[finding.severity],
        tone="none" if finding.waiver else _TONES[finding.severity],
        rule=finding.rule,
        place=f"{place.path}:{place.line}:{place.column}",
        message=finding.message,
        basis=finding.basis,
        fix=finding.fix,
        waiver=finding.waiver,
    )
