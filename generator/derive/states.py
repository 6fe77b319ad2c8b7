"""A state of an entry in words: what readers see next to its title."""

from __future__ import annotations

from dataclasses import dataclass

# 效力 (terms.md)
IN_FORCE = "有效"
NOT_YET = "尚未施行"
AMENDED = "已修改"
PARTLY_VOID = "部分失效"
REPEALED = "废止"
EXPIRED = "失效"
#: no longer a ground for anything: titles are struck
VOID = frozenset({REPEALED, EXPIRED})

# 征求意见
TO_OPEN = "即将征求意见"
OPEN = "征求意见中"
CLOSED = "征求已结束"
FEEDBACK = "已公布采纳情况"

#: order in facets
ORDER = (IN_FORCE, NOT_YET, AMENDED, PARTLY_VOID, REPEALED, EXPIRED, OPEN, TO_OPEN, CLOSED, FEEDBACK)


@dataclass(frozen=True, slots=True)
class State:
    """`word` is one of the words above, `detail` says since when or until when, `advice` what a reader makes of it."""

    word: str
    detail: str = ""
    advice: str = ""

    @property
    def void(self) -> bool:
        """Whether the entry can no longer be relied on."""
        return self.word in VOID
