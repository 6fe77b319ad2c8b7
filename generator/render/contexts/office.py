"""Pages of neibu/ (仅供内部参考). Addresses in here are from the root of neibu/, which shares no file with site/."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Day, Link
from generator.render.contexts.reminders import DueLine, StaleLine


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in the office's report."""

    severity: str
    tone: str
    rule: str
    place: str
    message: str
    basis: str
    fix: str
    waiver: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one unit; `href` is the unit's own page, empty where it has none."""

    name: str
    count: int
    lines: tuple[FindingLine, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """neibu/findings.html: the findings report (仅供内部参考)."""

    title: str
    as_of: Day
    errors: int
    warnings: int
    notices: int
    waived: int
    groups: tuple[FindingGroup, ...]
    rules: tuple[Link, ...]  # rule id, how often
    entries: int
    nav: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyMark:
    """A state of a duty: word, one character and icon for narrow cells, tone, and its place when sorted."""

    word: str
    sign: str
    icon: str
    tone: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class DutyCount:
    """How often a state occurs."""

    mark: DutyMark
    count: int


@dataclass(frozen=True, slots=True)
class DutyCell:
    """A cell of the matrix; without `href` where the item is no duty of the unit."""

    mark: DutyMark
    href: str = ""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A unit's cells, in the order of the table's items."""

    unit: Link
    cells: tuple[DutyCell, ...]
    #: organisation id, for the filter
    id: str = ""


@dataclass(frozen=True, slots=True)
class DutyTable:
    """One 领域: its items (`text` id, `note` name) across, units down."""

    id: str
    name: str
    items: tuple[Link, ...]
    rows: tuple[DutyRow, ...]
    #: counts of the states that occur, in the order of the legend
    counts: tuple[DutyCount, ...]


@dataclass(frozen=True, slots=True)
class DutyLate:
    """An item in the list of what is late: days, and where it is explained."""

    item: Link
    days: int
    last: Day | None


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """What of a unit is late, the longest first."""

    unit: Link
    lines: tuple[DutyLate, ...]


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """A row of the overview by unit: the counts stand in the order of the page's `columns`."""

    unit: Link
    total: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """neibu/coverage.html: 标准目录落实情况."""

    title: str
    nav: tuple[Link, ...]
    as_of: Day
    units: int
    items: int
    total: int  # cells that are duties
    due: int
    on_time: int
    share: int  # on time of due, per cent rounded down; 0 when nothing is due
    legend: tuple[DutyCount, ...]
    missing: tuple[DutyGroup, ...]
    late: tuple[DutyGroup, ...]
    columns: tuple[DutyMark, ...]
    overview: tuple[UnitCounts, ...]
    tables: tuple[DutyTable, ...]
    downloads: tuple[Link, ...]
    #: of 未到期: nothing has started their clock
    quiet: DutyMark
    not_started: int
    #: units (`text` name, `href` id) to filter by
    units_by_id: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One obligation behind a state: an entry, a cycle, a consultation."""

    period: str
    mark: DutyMark
    start: str
    last: str
    published: str
    title: str
    entry: str
    cause: str


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of a unit with how its state was found."""

    id: str  # item id, also the anchor
    name: str
    field: str
    mark: DutyMark
    badge: str  # 逾期21天
    why: str
    facts: tuple[Link, ...]  # `text` label, `note` value
    #: how the last day was counted, in sentences
    counted: tuple[str, ...]
    rows: tuple[CaseRow, ...]
    more: int
    steps: tuple[str, ...]
    remedies: tuple[str, ...]
    #: 为何如此 as a file
    file: str
    command: str


@dataclass(frozen=True, slots=True)
class DutySection:
    """Duties of one kind of state, in the order of what has to be done."""

    id: str
    title: str
    lines: tuple[DutyLine, ...]


@dataclass(frozen=True, slots=True)
class QuietLine:
    """A duty nothing has happened for."""

    id: str
    name: str
    file: str


@dataclass(frozen=True, slots=True)
class TrendRow:
    """States at the end of a month, in the order of the page's `columns`."""

    day: Day
    counts: tuple[int, ...]
    due: int
    share: str


@dataclass(frozen=True, slots=True)
class MethodPage:
    """neibu/koujing.html: how states are found, in plain words, and how they developed."""

    title: str
    nav: tuple[Link, ...]
    as_of: Day
    states: tuple[tuple[DutyMark, str], ...]
    limits: tuple[Link, ...]  # `text` what, `note` basis
    starts: tuple[Link, ...]  # `text` type and event, `note` dates
    years: str
    review: str
    columns: tuple[DutyMark, ...]
    trend: tuple[TrendRow, ...]
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A signed state (状态单) of the unit."""

    word: str
    title: str
    item: str
    period: str
    reason: str
    facts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """A 情况说明: which rule an entry does not follow, and why."""

    rule: str
    rule_title: str
    reason: str
    entry: str
    title: str
    count: int  # findings it covers; 0: it is not needed
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaiverGroup:
    """Waivers of one unit."""

    name: str
    lines: tuple[WaiverLine, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class UnitPage:
    """neibu/unit.html: one unit's duties, findings, signed states and waivers."""

    title: str
    nav: tuple[Link, ...]
    as_of: Day
    total: int
    due: int
    on_time: int
    legend: tuple[DutyCount, ...]
    #: 本月应公开, then what follows within 90 days
    month: tuple[DueLine, ...]
    later: tuple[DueLine, ...]
    stale: tuple[StaleLine, ...]
    sections: tuple[DutySection, ...]
    #: duties nothing has happened for, and until when that is to be reviewed
    quiet: tuple[QuietLine, ...]
    quiet_words: str
    contest: str
    downloads: tuple[Link, ...]
    signed: tuple[SignedLine, ...]
    findings: tuple[FindingLine, ...]
    waivers: tuple[WaiverLine, ...]


@dataclass(frozen=True, slots=True)
class WaiversPage:
    """neibu/waivers.html: all 情况说明."""

    title: str
    nav: tuple[Link, ...]
    as_of: Day
    count: int
    covered: int  # findings they cover
    groups: tuple[WaiverGroup, ...]
    rules: tuple[Link, ...]  # rule id and title, how often
