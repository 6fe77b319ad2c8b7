"""效力 of a document at a date: 有效 尚未施行 已修改 部分失效 废止 失效 (terms.md).

Read from the document's own dates (施行日期, 有效期至, 失效日期) and from later documents that 修改, 废止, 替代
or 部分废止 it; what a later document does begins on its own 施行日期, else on its 成文日期.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from generator.derive.dates import long_date
from generator.derive.states import AMENDED, EXPIRED, IN_FORCE, NOT_YET, PARTLY_VOID, REPEALED, State
from generator.model.entry import Entry

GONE = "保留备查，不能再作为办事依据。"
ONE_DAY = dt.timedelta(days=1)

#: relation as it stands on the older document -> (state it brings, verb)
EFFECTS = {
    "被废止": (REPEALED, "废止"),
    "被替代": (REPEALED, "替代"),
    "被部分废止": (PARTLY_VOID, "部分废止"),
    "被修改": (AMENDED, "修改"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """What a later document does to this one."""

    #: a key of EFFECTS
    name: str
    #: from when on; None when the later document has no date (then it works already)
    day: dt.date | None
    #: the later document as readers know it: 示政发〔2021〕3号, or 《title》
    reference: str

    @property
    def sentence(self) -> str:
        """被示政发〔2021〕3号修改."""
        return f"被{self.reference}{EFFECTS[self.name][1]}"


def act_of(name: str, later: Entry) -> Act:
    """What the entry `later` does by standing in relation `name` (被修改 …) to an older one."""
    return Act(name, later.date("施行日期") or later.issued, later.text("文号") or f"《{later.title}》")


def validity(entry: Entry, acts: Iterable[Act], as_of: dt.date) -> State:
    """The state of `entry` on `as_of`; `acts` are those of public entries only, in any order."""
    done, coming = _split(acts, as_of)
    ended = _ended(entry, done, as_of)
    if ended:
        return ended
    start = entry.date("施行日期")
    if start and start > as_of:
        return State(NOT_YET, f"自{long_date(start)}起施行", "施行前不能作为办事依据。")
    outlook = _outlook(entry, coming)
    for name, word in (("被部分废止", PARTLY_VOID), ("被修改", AMENDED)):
        act = _latest(done, name)
        if act:
            return State(word, f"{_on(act)}{act.sentence}{outlook}", "请与修改它的文件一并阅读。")
    return State(IN_FORCE, outlook.removeprefix("；"), "没有被修改或者废止。")


def _split(acts: Iterable[Act], as_of: dt.date) -> tuple[list[Act], list[Act]]:
    """Acts that work already, and those still to come; ordered by day, then by id."""
    ordered = sorted(acts, key=lambda act: (act.day or dt.date.min, act.reference))
    done = [act for act in ordered if act.day is None or act.day <= as_of]
    return done, [act for act in ordered if act.day is not None and act.day > as_of]


def _ended(entry: Entry, done: list[Act], as_of: dt.date) -> State | None:
    for name in ("被废止", "被替代"):
        act = _latest(done, name)
        if act:
            return State(REPEALED, f"{_on(act)}{act.sentence}", GONE)
    declared = entry.date("失效日期")
    if declared and declared <= as_of:
        return State(EXPIRED, f"{long_date(declared)}宣布失效", GONE)
    last = entry.date("有效期至")
    if last and last < as_of:
        return State(EXPIRED, f"有效期满，{long_date(last + ONE_DAY)}起失效", GONE)
    return None


def _outlook(entry: Entry, coming: list[Act]) -> str:
    """What is already known about the end: `；有效期至…`, `；自…起被…废止`."""
    parts = []
    last = entry.date("有效期至")
    if last:
        parts.append(f"；有效期至{long_date(last)}")
    parts.extend(f"；自{long_date(act.day)}起{act.sentence}" for act in coming if act.day)
    return "".join(parts)


def _latest(acts: list[Act], name: str) -> Act | None:
    matching = [act for act in acts if act.name == name]
    return matching[-1] if matching else None


def _on(act: Act) -> str:
    return long_date(act.day) if act.day else ""
