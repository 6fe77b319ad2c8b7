"""Values of the clock that the catalogue declares: what starts a time limit, what the law allows at most, what has to be
kept fresh (catalog/types/*.yaml `起算`, catalog/clock.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from generator.findings import Place


@dataclass(frozen=True, slots=True)
class StartRule:
    """A row of a type's `起算`: which date of an entry starts the clock of which event."""

    #: 事由: anchors of 时限; `*` stands for any characters
    anchors: tuple[str, ...]
    #: 取: the first of these that is there. A date field of the type, or `<关系>的发布日期`
    sources: tuple[str, ...]

    def fits(self, anchor: str) -> bool:
        """Whether the row is about `anchor`."""
        return fits(anchor, self.anchors)


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """A row of `法定`: the longest time the law allows. A catalogue may be stricter, never laxer."""

    id: str  # 编号
    anchors: tuple[str, ...]  # 事由
    num: int  # 数
    unit: str  # 单位: H WD CD W M
    basis: str  # 依据
    place: Place = Place("")

    def fits(self, anchor: str) -> bool:
        """Whether the law speaks about `anchor`."""
        return fits(anchor, self.anchors)


#: 条例 第二十六条 binds everywhere; a catalogue may word it anew under the same id
REGULATION_26 = LegalLimit(
    "tiaoli-26",
    ("形成或变更", "形成", "变更", "制作*", "制定*", "获取*", "印发", "成文", "*形成"),
    20,
    "WD",
    "政府信息公开条例第二十六条",
)


@dataclass(frozen=True, slots=True)
class Refresh:
    """A row of `更新`: items whose newest entry must not be older than this (应更新未更新)."""

    items: tuple[str, ...]  # 事项
    num: int  # 数
    unit: str  # 单位
    basis: str  # 依据
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Review:
    """`核对`: until when a unit has to publish or to sign 本期未产生 for items that had nothing in a calendar year."""

    month: int  # 月 of the following year
    day: int  # 日


@dataclass(frozen=True, slots=True)
class ClockSettings:
    """catalog/clock.yaml."""

    limits: tuple[LegalLimit, ...] = (REGULATION_26,)
    refreshes: tuple[Refresh, ...] = ()
    #: None: items without an entry are 待核实 at once
    review: Review | None = None


@lru_cache(maxsize=4096)
def fits(anchor: str, patterns: tuple[str, ...]) -> bool:
    """Whether an anchor is one of the words, or fits one with `*`."""
    return any(anchor == pattern or ("*" in pattern and fnmatchcase(anchor, pattern)) for pattern in patterns)
