"""曾用地址: an old address belongs to the entry that moved, and to no other (R411)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.entry import Entry
from generator.rules.context import RuleContext
from generator.rules.rule import ERROR, Flaw, rule

_ID = re.compile(r"[a-z][a-z0-9]{1,31}/\d{4}/[a-z0-9][a-z0-9-]{0,63}\Z")


@rule(
    "R411",
    title="曾用地址不对",
    severity=ERROR,
    does="曾用地址写本条目改名或搬动前的编号；不能是还在的条目，不能两个条目都写，写法与条目编号相同。",
    why="曾用地址会带走旧条目的发布时间和索引号；写别人的编号，就是冒用发布日期。",
    accepted="shifuban/2021/23，而且现在没有这个条目。",
    remedy="改成本条目原来的编号，或删去。",
    basis="政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）：伪造发稿日期为单项否决",
    passing=("曾用地址: [shifuban/2021/23]",),
    failing=("曾用地址: [../../../index]", "曾用地址: [shifuban/2021/二十三]"),
    near=("曾用地址: [caizhengju/2020/1-2]  # 从另一个机构的文件夹搬来",),
)
def former_address(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """A former id that is malformed, still lives, or is claimed by two entries."""
    for old in entry.former:
        if not _ID.match(old):
            yield Flaw(f"「曾用地址」写的是“{old[:60]}”，应为条目编号，如 shifuban/2021/23", "曾用地址", old[:60])
        elif context.exists(old):
            yield Flaw(f"「曾用地址」写的 {old} 还在，是另一个条目，不能当作本条目的旧地址", "曾用地址", old)
        elif context.moved.get(old, entry.id) != entry.id:
            other = context.moved[old]
            yield Flaw(f"「曾用地址」写的 {old} 已经是 {other} 的旧地址，只能由一个条目写", "曾用地址", old)
