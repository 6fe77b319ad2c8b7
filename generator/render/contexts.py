"""What each template of `theme/templates/` gets: one frozen dataclass per template, nothing else.

All `href` are relative to the site's root without a leading slash (`xx/shifuban/2021/24.html`), or absolute
(`https:`, `mailto:`, `tel:`); templates put `root` (`../../`) before the former through the macro `href()`.
Dates come twice: `iso` for `<time datetime>` and lists (2021-07-16), `text` as the law writes it (2021年7月16日).
Templates decide appearance only: no sorting, counting or formatting.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A named address; an empty `href` is plain text. `note` is small print after it."""

    text: str
    href: str = ""
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date in both forms."""

    iso: str
    text: str
    #: without the year where the year is this one: 7月16日
    short: str


@dataclass(frozen=True, slots=True)
class StateMark:
    """A state as icon + word + colour (look.md). `tone`: ok soon open edit void late none."""

    word: str
    tone: str
    icon: str  # ok clock edit ban alert minus
    #: a sentence for the banner: 自2021年9月1日起施行
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in a list."""

    title: str
    href: str
    state: StateMark | None
    #: line of facts: 文号 · 机关 · 成文2021-07-16
    facts: tuple[str, ...]
    date: Day | None
    organization: str
    sample: bool
    void: bool = False  # title struck
    pending: bool = False  # 待发布


@dataclass(frozen=True, slots=True)
class Consultation:
    """An open consultation on the home page."""

    row: Row
    days_left: int
    ends: Day


@dataclass(frozen=True, slots=True)
class Card:
    """A key area on the home page."""

    name: str
    href: str
    count: int
    rows: tuple[Row, ...]
    lead: str
    feed: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """home.html"""

    statutory: tuple[Link, ...]  # note = what is there
    apply: Link
    ways: tuple[Link, ...]
    consultations: tuple[Consultation, ...]
    consultations_href: str
    feedback: tuple[Row, ...]  # newest 意见征求采纳情况
    latest: tuple[Row, ...]
    latest_href: str
    cards: tuple[Card, ...]
    year: int
    year_count: int
    item_count: int
    last_day: Day | None
    as_of: Day
    fields: tuple[Link, ...]  # areas of the standard catalogue
    hot: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One box of a facet, with the number of entries of the whole column."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of boxes; `key` is the parameter in the address."""

    key: str
    label: str
    options: tuple[FacetOption, ...]


@dataclass(frozen=True, slots=True)
class Paging:
    """Pages of a list; `links` has the numbers, a Link with empty text is a gap."""

    page: int
    pages: int
    first: int
    last: int
    total: int
    links: tuple[Link, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """column.html: a list of entries (of a column, a topic, all)."""

    title: str
    description: str
    facts: tuple[Link, ...]  # 牵头单位, 出处, 更新周期 … as label + value (`text`=label, `note`=value)
    related: tuple[Link, ...]  # hand-written pages and sub-columns shown on top
    children: tuple[Link, ...]
    rows: tuple[Row, ...]
    paging: Paging
    facets: tuple[Facet, ...]
    data: str  # address of the column's data file without extension (`.json`, `.js`)
    feed: str
    empty: str  # what will be here, when nothing is yet


@dataclass(frozen=True, slots=True)
class HeaderFact:
    """A cell of the record header."""

    label: str
    value: str
    href: str = ""
    iso: str = ""  # for dates
    sample: bool = False


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading of the body."""

    text: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class FileLink:
    """An attachment: address, the reader's name, type and size, checksum."""

    name: str
    href: str
    download: str
    kind: str  # PDF
    size: str  # 286 KB
    digest: str  # SHA-256 whole
    role: str = ""
    note: str = ""  # 5 页, 3 张工作表


@dataclass(frozen=True, slots=True)
class Related:
    """One related document. `label` says the relation in words: 解读本文件的."""

    label: str
    title: str
    href: str = ""
    number: str = ""
    state: StateMark | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the entry's history."""

    day: Day
    text: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A 表格 field as a table."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """record.html: an entry."""

    title: str
    title_parts: tuple[str, ...]  # the title cut where a line may break
    state: StateMark | None
    banner: str  # the sentence under the state's word
    header: tuple[HeaderFact, ...]
    #: official layout (特性 公文): red head and number on top of the text
    official: bool
    issuer_name: str
    number: str
    body: str  # cleaned HTML
    #: sections of long fields (长文): heading + cleaned HTML
    sections: tuple[tuple[str, str], ...]
    tables: tuple[TableBlock, ...]
    toc: tuple[TocEntry, ...]
    files: tuple[FileLink, ...]
    related: tuple[Related, ...]
    history: tuple[Event, ...]
    items: tuple[Link, ...]
    sample: bool
    pending: bool
    origin: str  # 原发布于…，迁入于…; empty for native entries
    data_href: str  # this entry as JSON
    correct_href: str  # 我要纠错
    consult: tuple[str, str]  # 我要咨询: unit, phone
    permalink: str  # absolute address, for print
    as_of: Day
    #: how to take part, for an open 征求意见 (特性 窗口期)
    window: WindowBox | None


@dataclass(frozen=True, slots=True)
class WindowBox:
    """How and until when to give an opinion."""

    open: bool
    days_left: int
    start: Day
    end: Day
    ways: tuple[Link, ...]  # text = 方式, note = address or number
    feedback: Link | None  # the 采纳情况, once published
    feedback_due: Day | None


@dataclass(frozen=True, slots=True)
class TombstonePage:
    """tombstone.html: 撤回说明 of a withdrawn entry."""

    title: str
    day: Day
    reason: str
    organization: str
    phone: str


@dataclass(frozen=True, slots=True)
class MovedPage:
    """moved.html: an old address (曾用地址)."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class StateLine:
    """A signed state on an item's page: 本期未产生, 依法不予公开, 期限另有规定."""

    word: str
    period: str
    reason: str
    basis: str
    organization: str
    href: str
    day: Day | None


@dataclass(frozen=True, slots=True)
class UnitContact:
    """A responsible unit as a citizen needs it."""

    name: str
    href: str
    phone: str
    office: str
    hours: str
    address: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """item.html: a row of the standard catalogue, also when nothing is published for it yet."""

    title: str
    field: Link
    level1: str
    elements: tuple[str, ...]
    bases: tuple[str, ...]
    deadline: str
    deadline_plain: str  # the normal form in words
    responsible: tuple[UnitContact, ...]
    channels: tuple[tuple[str, bool], ...]  # the 13 in order, selected or not, then local ones that are selected
    audience: tuple[str, ...]
    mode: str
    levels: tuple[str, ...]
    rows: tuple[Row, ...]
    paging_note: str  # 共 n 条，全部见…
    states: tuple[StateLine, ...]
    tasks: tuple[Link, ...]
    apply: Link
    edition: str
    unconfirmed: bool
    #: the full list, where the page shows only the newest
    all_rows: Link | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of the catalogue's overview."""

    title: str
    href: str
    level1: str
    deadline: str
    responsible: str
    count: int


@dataclass(frozen=True, slots=True)
class FieldBlock:
    """A 领域 with its items."""

    id: str
    name: str
    edition: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """catalogue.html: the standard catalogue by field."""

    title: str
    blocks: tuple[FieldBlock, ...]
    total: int


@dataclass(frozen=True, slots=True)
class StatutorySection:
    """One of the four statutory columns on a unit's page."""

    name: str
    anchor: str
    rows: tuple[Row, ...]
    more: Link | None
    empty: str  # where to look while there is nothing
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """organization.html: a unit's own 政府信息公开 page with the four statutory columns."""

    name: str
    short: str
    kind: str
    contact: tuple[HeaderFact, ...]
    #: a unit that ended: until when, and who took over
    ended: str
    successor: Link | None
    sections: tuple[StatutorySection, ...]
    items: tuple[ItemRow, ...]  # what this unit has to publish
    tasks: tuple[Link, ...]
    count: int
    feed: str
    note: str  # party organs, vertical management
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class OrganizationGroup:
    """Units of one kind."""

    name: str
    links: tuple[Link, ...]  # note = count


@dataclass(frozen=True, slots=True)
class OrganizationsPage:
    """organizations.html"""

    groups: tuple[OrganizationGroup, ...]


@dataclass(frozen=True, slots=True)
class TaskBlock:
    """A key work of the year."""

    id: str
    title: str
    clause: str
    text: str
    lead: tuple[Link, ...]
    responsible: tuple[Link, ...]
    items: tuple[Link, ...]
    columns: tuple[Link, ...]
    count: int


@dataclass(frozen=True, slots=True)
class TaskPart:
    """A heading of the document with its tasks."""

    name: str
    tasks: tuple[TaskBlock, ...]


@dataclass(frozen=True, slots=True)
class TasksPage:
    """tasks.html: the key work of a year."""

    year: int
    title: str
    source: Link
    number: str
    parts: tuple[TaskPart, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """search.html; `data` is the address of the index's manifest."""

    data: str
    hot: tuple[Link, ...]
    organizations: Link
    catalogue: Link
    apply: Link


@dataclass(frozen=True, slots=True)
class MapGroup:
    """A heading of the site map."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SiteMapPage:
    """sitemap.html (ditu.html, and the topics' overview under its own title)"""

    groups: tuple[MapGroup, ...]
    title: str = "网站地图"


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """404.html"""

    home: str
    links: tuple[Link, ...]


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
    """Findings of one unit."""

    name: str
    count: int
    lines: tuple[FindingLine, ...]


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


@dataclass(frozen=True, slots=True)
class PortalContext:
    """What the chrome (theme/main.html) gets as `portal`, in every engine page and shell."""

    site_name: str
    platform: str
    main_site: Link
    home: str
    nav: tuple[Link, ...]  # the four statutory columns, then the columns with entries; `note` = narrow name
    apply: Link
    hot: tuple[Link, ...]
    demonstration: str  # text of the bar; empty on a real site
    noindex: bool
    footer_links: tuple[Link, ...]
    host: str
    hotline: str
    phone: str
    id_code: str
    icp: str
    police: str
    meta: tuple[tuple[str, str], ...]  # SiteName, SiteDomain, SiteIDCode
    as_of: Day
    search: str  # search.html
    internal: bool = False  # neibu/: marked 仅供内部参考
