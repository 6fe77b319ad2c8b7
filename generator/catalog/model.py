"""The catalogue as values. Every class names the YAML file and keys it is read from.

All are frozen; strings are never None (empty means "not given"); references are ids that the loader has checked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.catalog.clock_table import ClockSettings, StartRule
from generator.catalog.search_table import SearchWords
from generator.findings import Place, Severity

NOWHERE = Place("catalog", 1, 1)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a unit (条例 第十二条: 办公地址、办公时间、联系电话、传真号码、互联网联系方式)."""

    phone: str = ""  # 电话
    fax: str = ""  # 传真
    address: str = ""  # 地址
    postcode: str = ""  # 邮编
    email: str = ""  # 邮箱
    hours: str = ""  # 办公时间


@dataclass(frozen=True, slots=True)
class ServiceHall:
    """`办事` of site.yaml: where people deal with what they read about (我要办理)."""

    name: str = ""  # 名称
    address: str = ""  # 地址
    url: str = ""  # 网址


@dataclass(frozen=True, slots=True)
class Demonstration:
    """`演示` of site.yaml: marks a site that is no government site (design.md D14)."""

    #: the date the demonstration stands at when none is asked for (基准日)
    as_of: dt.date | None = None
    #: shown in the bar on top of every page (说明)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """catalog/site.yaml."""

    name: str = ""  # 名称, `SiteName`
    platform: str = "政府信息公开"  # 平台 (三统一: always this name)
    domain: str = ""  # 域名, without scheme, `SiteDomain`
    id_code: str = ""  # 网站标识码; empty until the county enters its own
    subpath: str = "/"  # 子路径 under the main site, begins and ends with /
    main_site_name: str = ""  # 主站.名称
    main_site_url: str = ""  # 主站.地址
    host: str = ""  # 主办单位, an organisation id
    hotline: str = ""  # 热线
    contact: Contact = Contact()  # 联系
    service_hall: ServiceHall = ServiceHall()  # 办事
    icp: str = ""  # 备案.ICP
    police: str = ""  # 备案.公安
    correction_url: str = ""  # 纠错, address of “我为政府网站找错”; empty uses 联系.邮箱
    page_size: int = 20  # 每页条数
    hot_words: tuple[str, ...] = ()  # 热词
    publish_progress: bool = False  # 公开进展 (D12: default off)
    demonstration: Demonstration | None = None  # 演示
    #: 待确认: what the county has yet to confirm; shown on top of every page, and a formal build refuses it
    unconfirmed: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Column:
    """An item of catalog/columns.yaml `栏目`."""

    id: str  # 编号
    name: str  # 名称
    short: str = ""  # 简称, for narrow places; empty uses the name
    parent: str = ""  # 上级, a column id
    #: 种类: 法定 (the four statutory), 依申请, 重点领域 (a key area of the seed), 其他
    kind: str = "重点领域"
    section: str = "专栏"  # 归属: 专栏 or 站内其他栏目
    description: str = ""  # 说明
    types: tuple[str, ...] = ()  # 类型: entries of these types belong here
    fields: tuple[str, ...] = ()  # 领域: entries for items of these fields belong here
    items: tuple[str, ...] = ()  # 事项: entries for these items belong here
    lead: tuple[str, ...] = ()  # 牵头, organisation ids
    responsible: tuple[str, ...] = ()  # 责任, organisation ids
    clause: str = ""  # 出处, the clause of the founding document
    cycle: str = ""  # 更新周期, or 归档专题
    pages: tuple[str, ...] = ()  # 相关页面: slugs of hand-written pages shown on top
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Organization:
    """An item of catalog/organizations.yaml `机构`. The id is permanent and never reused (formats.md §1)."""

    id: str  # 编号
    short: str  # 简称
    name: str  # 全称
    kind: str  # 种类: 政府 部门 派驻 镇街 党委部门 牌子 村社 企事业 集合
    aliases: tuple[str, ...] = ()  # 别名
    index_prefix: str = ""  # 索引前缀
    credit_code: str = ""  # 统一社会信用代码
    vertical: bool = False  # 垂直管理
    start: dt.date | None = None  # 起
    end: dt.date | None = None  # 止
    successor: str = ""  # 承继
    #: 加挂牌子: the organisation (of kind 牌子) in whose name a party organ publishes
    plaque: str = ""
    can_publish: bool = True  # 可发布
    contact: Contact = Contact()
    office: str = ""  # 公开科室: who answers for disclosure
    #: 成员: kinds that a 集合 (各行政机关, 各镇街) expands to; empty for a real organisation and for 有关单位
    member_kinds: tuple[str, ...] = ()
    unconfirmed: bool = False  # 待确认
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Topic:
    """A class of catalog/topics.yaml `主题` (22 classes of the State Council's library)."""

    id: str  # 编号, two digits; a local ordinal, never shown as a code
    name: str  # 名称
    aliases: tuple[str, ...] = ()  # 别名
    children: tuple[str, ...] = ()  # 子类


@dataclass(frozen=True, slots=True)
class Channel:
    """An item of catalog/channels.yaml `渠道` (the 13 fixed channels and local carriers)."""

    id: str  # 编号
    name: str  # 名称
    aliases: tuple[str, ...] = ()  # 别名
    local: bool = False  # 本地


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """catalog/calendar/<year>.yaml: one year's working-day notice of the State Council."""

    year: int  # 年份
    basis: str  # 依据
    holidays: Mapping[dt.date, str]  # 放假: date -> name
    workdays: Mapping[dt.date, str]  # 上班: weekend days worked, date -> holiday they pay for


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a type (`字段`)."""

    key: str  # 键
    #: 种类: 文本 长文 日期 整数 金额 数值 代码 枚举 机构 事项 文号 索引号 链接 表格 组
    kind: str
    required: bool = False  # 必填
    many: bool = False  # 多值: a list
    #: 取值: the accepted words, or one registry name (主题分类 渠道 类型)
    options: tuple[str, ...] = ()
    pattern: str = ""  # 格式, a regular expression for 代码 and 文本
    unit: str = ""  # 单位, shown with figures
    internal: bool = False  # 内部: never leaves the repository
    help: str = ""  # 说明
    example: str = ""  # 示例值, used in messages and by `gongkai new`
    basis: str = ""  # 依据
    children: tuple[FieldSpec, ...] = ()  # 字段, of 组 and 表格


@dataclass(frozen=True, slots=True)
class Check:
    """A check written as data (`检查`): one of a closed list, with its parameters as written."""

    id: str  # 编号, T… or another letter of formats.md §5
    #: 检查: 必填 条件必填 格式 校验码 枚举 长度 范围 先后 间隔不少于 间隔不多于 合计 相等 唯一 引用存在
    kind: str
    parameters: Mapping[str, str | tuple[str, ...]]
    severity: Severity = Severity.ERROR  # 级别
    basis: str = ""  # 依据
    message: str = ""  # 说明: one sentence that replaces the standard one
    #: 除非: a field whose presence lifts the check
    unless: str = ""
    #: 例: {通过: [{…}], 不通过: [{…}]}, run by the tests wherever the check is implemented
    passing: tuple[Mapping[str, str], ...] = ()
    failing: tuple[Mapping[str, str], ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class AttachmentRole:
    """An item of a type's `附件`."""

    role: str  # 角色
    required: bool = False  # 必填


@dataclass(frozen=True, slots=True)
class RelationKind:
    """An item of a type's `关系`: a relation entries of this type may write."""

    name: str  # 名称, as written: 解读对象
    inverse: str = ""  # 反向, as derived on the other side: 解读
    target_types: tuple[str, ...] = ()  # 目标类型; empty: any
    required: bool = False  # 必填


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A type's `页面`: what the record header and a list row show."""

    header: tuple[str, ...] = ()  # 头: keys in the record header
    listing: tuple[str, ...] = ()  # 列表: keys of a list row's line of facts
    order: str = "发布日期"  # 排序: the date lists are ordered by


#: 特性 known to Python. Python and templates ask for these, never for a type's name.
TRAITS = frozenset({"窗口期", "效力", "版本", "表格", "回应", "解读", "状态单", "显示期", "采纳情况", "公文"})


@dataclass(frozen=True, slots=True)
class InfoType:
    """catalog/types/<id>.yaml with everything it inherits (`继承`)."""

    id: str  # 编号
    name: str  # 名称
    abstract: bool = False  # 抽象: only inherited from
    columns: tuple[str, ...] = ()  # 栏目
    traits: frozenset[str] = frozenset()  # 特性
    fields: tuple[FieldSpec, ...] = ()  # 字段
    attachments: tuple[AttachmentRole, ...] = ()  # 附件
    relations: tuple[RelationKind, ...] = ()  # 关系
    checks: tuple[Check, ...] = ()  # 检查
    page: PageLayout = PageLayout()  # 页面
    starts: tuple[StartRule, ...] = ()  # 起算, the type's own before the inherited ones
    off_catalogue: bool = False  # 目录外: needs no 目录事项
    body: str = "可选"  # 正文: 必填 可选 无
    help: str = ""  # 说明
    place: Place = NOWHERE

    def spec(self, key: str) -> FieldSpec | None:
        """The declaration of field `key`, or None."""
        for spec in self.fields:
            if spec.key == key:
                return spec
        return None


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis (`依据`) of an item."""

    name: str  # 名称
    number: str = ""  # 文号
    article: str = ""  # 条款


@dataclass(frozen=True, slots=True)
class Deadline:
    """The normal form of one rule in a 公开时限 cell (formats.md §4)."""

    #: after before fixed periodic continuous event display
    kind: str
    anchor: str = ""
    num: int = 0
    unit: str = ""  # H WD CD W M
    month: int = 0
    day: int = 0
    exclusive: bool = False
    every: str = ""  # month quarter half year
    when: str = ""
    keep: str = ""  # latest term
    by_law: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A row of catalog/items/<field>.yaml `事项`: one 公开事项 of the standard catalogue."""

    id: str  # 编号, `<field>-<3 digits>`
    field_id: str
    level1: str  # 一级事项
    level2: str = ""  # 二级事项
    elements: tuple[str, ...] = ()  # 要素
    bases: tuple[Basis, ...] = ()  # 依据
    deadline_text: str = ""  # 时限原文
    deadlines: tuple[Deadline, ...] = ()  # 时限
    responsible: tuple[str, ...] = ()  # 主体, organisation ids (a 集合 allowed)
    channels: tuple[str, ...] = ()  # 渠道, names
    #: 对象: audience -> text (`全社会: 是`, `特定群体: 面向…`)
    audience: Mapping[str, str] = field(default_factory=dict)
    mode: str = "主动"  # 方式: 主动 依申请
    levels: tuple[str, ...] = ()  # 层级
    types: tuple[str, ...] = ()  # 可用类型
    original: Mapping[str, str] = field(default_factory=dict)  # 原文
    unconfirmed: bool = False  # 待确认
    note: str = ""  # 说明
    #: 版本: the edition that added or changed the row; empty where it is the field's
    edition: str = ""
    place: Place = NOWHERE

    @property
    def name(self) -> str:
        """The item's name as readers see it: the second level, or the first where it has no split."""
        return self.level2 or self.level1


@dataclass(frozen=True, slots=True)
class Edition:
    """An item of catalog/editions.yaml `版本`: an edition of the standard catalogue."""

    id: str  # 编号
    name: str  # 名称
    effective: dt.date | None = None  # 施行
    replaces: str = ""  # 取代, an edition id
    note: str = ""  # 说明
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Field:
    """catalog/items/<id>.yaml: one 领域 with its edition and items."""

    id: str  # 领域
    name: str  # 名称
    order: int = 0  # 序号, for sorting only
    edition: str = ""  # 版本: an edition of editions.yaml, or 版本.编号
    effective: dt.date | None = None  # 施行 of that edition, or 版本.施行
    source: str = ""  # 来源
    items: tuple[Item, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Task:
    """An item of catalog/tasks/<year>.yaml `任务`: one key work of the year."""

    id: str  # 编号, `1-1`
    title: str  # 标题
    part: str = ""  # 部分: heading it stands under
    clause: str = ""  # 出处: 一（一）
    text: str = ""  # 原文
    #: 牵头, 责任: as written in the document; `*_ids` are organisation ids where one is known
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    items: tuple[str, ...] = ()  # 事项
    columns: tuple[str, ...] = ()  # 栏目
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class TaskYear:
    """catalog/tasks/<year>.yaml."""

    year: int  # 年份
    title: str  # 文件.标题
    number: str = ""  # 文件.文号
    date: dt.date | None = None  # 文件.成文日期
    issuer: str = ""  # 文件.发文机关
    url: str = ""  # 文件.来源
    entry: str = ""  # 文件.条目: id of the document's own entry
    tasks: tuple[Task, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """catalog/rules.yaml."""

    severities: Mapping[str, Severity] = field(default_factory=dict)  # 级别
    disabled: frozenset[str] = frozenset()  # 停用
    #: 文号格式: accepted document numbers (regular expressions)
    document_number: str = ""
    index_number: str = ""  # 索引号格式
    registration_number: str = ""  # 登记号格式


@dataclass(frozen=True, slots=True)
class Wording:
    """An item of catalog/words/*.yaml `词`: a wording that is wrong, and the right one."""

    wrong: str  # 错
    right: str = ""  # 对
    severity: Severity = Severity.WARNING  # 级别
    exceptions: tuple[str, ...] = ()  # 除外: longer words that contain it and are right
    note: str = ""  # 说明
    list_name: str = ""  # 词表
    basis: str = ""  # 依据
    #: from a list outside the repository: findings never quote it
    secret: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything under `catalog/`, checked and resolved. Dictionaries keep file order."""

    site: Site
    columns: Mapping[str, Column]
    organizations: Mapping[str, Organization]
    topics: Mapping[str, Topic]
    channels: Mapping[str, Channel]
    calendar: Mapping[int, CalendarYear]
    types: Mapping[str, InfoType]
    fields: Mapping[str, Field]
    items: Mapping[str, Item]
    tasks: Mapping[int, TaskYear]
    rules: RuleSettings
    #: type name (名称) -> type, for what authors write
    types_by_name: Mapping[str, InfoType]
    #: 表述 lists, those of the repository first
    words: tuple[Wording, ...] = ()
    editions: Mapping[str, Edition] = field(default_factory=dict)
    clock: ClockSettings = field(default_factory=ClockSettings)
    search: SearchWords = field(default_factory=SearchWords)
