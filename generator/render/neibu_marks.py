"""What the pages of `neibu/` have in common: their addresses, the way between them, and marks of duties and findings."""

from __future__ import annotations

from generator.catalog.model import Organization
from generator.derive import duties
from generator.derive.site import Site
from generator.derive.verdicts import NOT_STARTED, TO_REVIEW
from generator.findings import Finding, Severity
from generator.render.contexts import Link
from generator.render.contexts.office import DutyMark, FindingLine
from generator.render.page import PageDoc

FINDINGS, COVERAGE, DUE, WAIVERS = "index.html", "luoshi.html", "daoqi.html", "qingkuang.html"
LEDGER, METHOD = "taizhang.html", "koujing.html"
COVERAGE_DATA, DUE_DATA, TREND_DATA, CASE_DATA = "data/luoshi", "data/daoqi", "data/qushi", "data/weihe"
TITLES = {
    FINDINGS: "校验报告", COVERAGE: "标准目录落实情况", DUE: "到期提醒", WAIVERS: "情况说明", LEDGER: "台账核对", METHOD: "统计口径",
}

_ENTRIES = "content/entries/"
_TONES = {Severity.ERROR: "late", Severity.WARNING: "edit", Severity.NOTICE: "none"}
_WORDS = {Severity.ERROR: "必须改正", Severity.WARNING: "提醒", Severity.NOTICE: "提示"}

#: state -> the character of a narrow cell, icon, tone. Characters and icons differ, so that black and white suffice.
_SIGNS = {
    duties.ON_TIME: ("按", "ok", "ok"),
    duties.LATE: ("迟", "flag", "slow"),
    duties.MISSING: ("缺", "alert", "late"),
    duties.NOT_DUE: ("未", "clock", "wait"),
    duties.NOTHING_AROSE: ("无", "minus", "none"),
    duties.WITHHELD: ("免", "ban", "none"),
    duties.OTHER_LIMIT: ("另", "edit", "wait"),
    duties.TO_VERIFY: ("核", "search", "check"),
    duties.NOT_APPLICABLE: ("－", "", "na"),
}
MARKS = {state: DutyMark(state, *sign, place=duties.ORDER.index(state)) for state, sign in _SIGNS.items()}


#: of 未到期: nothing has started the clock this year; a cell of its own in the matrix, so that it hides nothing
QUIET = DutyMark("未到期（没有起算）", "·", "", "na", place=duties.ORDER.index(duties.NOT_DUE))
QUIET_CAUSES = frozenset({NOT_STARTED, TO_REVIEW})


def internal_page(path: str, template: str, context: object, title: str = "", *, crumbs: tuple[Link, ...] = ()) -> PageDoc:
    """A page of `neibu/`; `crumbs` stand after the way in, the page's own name by default."""
    title = title or TITLES[path]
    return PageDoc(
        path=path,
        template=f"neibu/{template}.html",
        context=context,
        title=title,
        description="仅供内部参考",
        crumbs=(Link("内部页面", FINDINGS), *(crumbs or (Link(title),))),
        body_class="neibu",
        listed=False,
    )


def cell_mark(state: str, cause: str) -> DutyMark:
    """The mark of a cell of the matrix."""
    return QUIET if cause in QUIET_CAUSES else mark(state)


def mark(state: str) -> DutyMark:
    """The mark of a state; a signed state that a county declares itself gets its own first character."""
    return MARKS.get(state) or DutyMark(state, state[:1], "minus", "none", place(state))


def place(state: str) -> int:
    """The state's place in a legend; words of a county's own come before 不适用."""
    order = duties.ORDER
    return order.index(state) if state in order else len(order) - 1


def nav(current: str) -> tuple[Link, ...]:
    """The pages of neibu/; `current` is marked."""
    return tuple(Link(title, address, current=address == current) for address, title in TITLES.items())


def unit_address(org_id: str) -> str:
    """A unit's own internal page."""
    return f"danwei/{org_id}.html"


def duty_address(org_id: str, item_id: str) -> str:
    """Where the state of one duty is explained."""
    return f"{unit_address(org_id)}#{item_id}"


def case_address(org_id: str, item_id: str) -> str:
    """The file that says why the state of one duty is what it is."""
    return f"{CASE_DATA}/{org_id}/{item_id}.json"


def unit_link(unit: Organization) -> Link:
    """The unit's short name, leading to its page."""
    return Link(unit.short or unit.name, unit_address(unit.id))


def unit_of(finding: Finding) -> str | None:
    """Whose finding it is: the folder the entry stands in; None where it belongs to the catalogue or the ledger."""
    path = finding.entry or finding.place.path.removeprefix(_ENTRIES)
    if finding.entry or finding.place.path.startswith(_ENTRIES):
        return path.split("/", 1)[0]
    return None


def units_with_pages(site: Site) -> frozenset[str]:
    """Units that have a page in neibu/: every real one."""
    return frozenset(unit.id for unit in site.catalog.organizations.values() if unit.kind != "集合")


def finding_line(finding: Finding) -> FindingLine:
    """A finding as the reports show it."""
    at = finding.place
    return FindingLine(
        severity=_WORDS[finding.severity],
        tone="none" if finding.waiver else _TONES[finding.severity],
        rule=finding.rule,
        place=f"{at.path}:{at.line}:{at.column}",
        message=finding.message,
        basis=finding.basis,
        fix=finding.fix,
        waiver=finding.waiver,
    )
