"""An entry (条目): what a department files, converted by its type and complete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.catalog.model import FieldSpec, InfoType
from generator.findings import Place
from generator.source.files import SourceFile

#: A converted field: text kinds -> str, 日期 -> date, 整数 -> int, 金额 数值 -> Decimal,
#: 组 -> mapping, 表格 -> tuple of mappings, 多值 -> tuple.
Value = str | int | dt.date | Decimal | Mapping[str, "Value"] | tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Review:
    """审查 (条例 第十七条). Internal: it never reaches an output."""

    secrecy: str = ""  # 保密审查
    checked: str = ""  # 审核
    signed: str = ""  # 签发
    date: dt.date | None = None  # 日期


@dataclass(frozen=True, slots=True)
class RelationRef:
    """One written relation (关系): to an entry (`target`), or to a document outside the portal (`title`)."""

    name: str  # 名称
    target: str = ""  # 目标
    title: str = ""  # 标题
    number: str = ""  # 文号
    url: str = ""  # 网址
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment (附件), numbered from 1 in the order written: published as `<n>.<ext>`."""

    number: int
    name: str  # 名称: what readers see
    file: SourceFile
    role: str = ""  # 角色
    place: Place = Place("")

    @property
    def extension(self) -> str:
        """Lower-case extension without the dot."""
        return self.file.name.rsplit(".", 1)[-1].lower()

    @property
    def published_name(self) -> str:
        """File name below the entry's address."""
        return f"{self.number}.{self.extension}"

    @property
    def download_name(self) -> str:
        """The name the reader's browser saves it under."""
        return self.file.name


@dataclass(frozen=True, slots=True)
class Waiver:
    """情况说明: a rule this entry does not follow, with its reason."""

    rule: str  # 规则
    reason: str  # 理由
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """撤回: the entry was taken back; its page becomes a tombstone (撤回说明)."""

    date: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """来源: why an author gives 发布日期 or 索引号 himself (迁移 or 补录)."""

    kind: str  # 迁移 补录
    reason: str = ""  # 理由
    url: str = ""  # 原网址
    published: dt.date | None = None  # 发布日期
    index_number: str = ""  # 索引号


@dataclass(frozen=True, slots=True)
class Texts:
    """What an entry says at length, beside its facts: the body and, by file name, the words of its attachments."""

    body: str = ""
    attachments: Mapping[str, str] = field(default_factory=dict)


NO_TEXTS = Texts()


@dataclass(frozen=True, slots=True)
class Entry:
    """The facts of a complete entry: everything but its texts (`Texts`). Whatever looks at several entries sees facts only,
    so that a changed text changes nothing but its own entry's outputs.

    `values` holds every declared field that was given, by its Chinese key.
    """

    id: str
    path: str
    organization: str  # the folder: who files it
    year: int
    slug: str
    type: InfoType
    title: str  # 标题
    items: tuple[str, ...]  # 目录事项
    issuers: tuple[str, ...]  # 发文机关
    responsible: str  # 公开主体: owes publication; the first issuer unless written
    publisher: str  # 发布机构: puts it on the site; the folder unless written
    topic: tuple[str, str]  # 主题分类, ("", "") when not given
    issued: dt.date | None  # 成文日期
    mode: str  # 公开方式
    review: Review | None
    relations: tuple[RelationRef, ...]
    attachments: tuple[Attachment, ...]
    waivers: tuple[Waiver, ...]
    former: tuple[str, ...]  # 曾用地址
    withdrawal: Withdrawal | None
    origin: Origin | None
    sample: bool  # 示例
    values: Mapping[str, Value]
    #: place of each written key, `关系[0]`-style for list items
    places: Mapping[str, Place]
    #: whether the body says anything
    has_body: bool
    body_path: str
    body_line: int
    #: SHA-256 over all files of the entry, texts included: for the ledger, no fact of what is said
    digest: str

    def place(self, key: str = "") -> Place:
        """Where `key` stands in the file, or the file's first line."""
        return self.places.get(key) or Place(self.path)

    def text(self, key: str) -> str:
        """A field's value as text for texts; empty when absent."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def date(self, key: str) -> dt.date | None:
        """A date field's value, or None."""
        value = self.values.get(key)
        return value if isinstance(value, dt.date) else None

    def spec(self, key: str) -> FieldSpec | None:
        """How the type declares `key`."""
        return self.type.spec(key)
