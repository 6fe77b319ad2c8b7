"""Deadlines in plain words: the normal form of formats.md §4 as a sentence for readers."""

from __future__ import annotations

from collections.abc import Iterable

from generator.catalog.model import Deadline

_UNITS = {"H": "小时", "WD": "个工作日", "CD": "日", "W": "周", "M": "个月"}
_EVERY = {"month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}
_KEEP = {"latest": "，内容有变化就更新", "term": "，任期内一直公开"}
#: 条例 第二十六条: the ceiling where nothing shorter is set
_CEILING = "最迟不超过20个工作日"
_BY_LAW = "法律、法规另有规定的，从其规定"
#: an anchor that is no event of its own
_GENERAL = {
    "形成或变更": "信息形成或者变更",
    "形成": "信息形成",
    "制作或获取": "信息制作或者获取",
    "进展": "有新的进展",
}


def deadline_words(deadlines: Iterable[Deadline]) -> str:
    """All rules of one item in a sentence without its full stop; empty when there are none."""
    rules = tuple(deadlines)
    parts = [words for rule in rules if (words := _rule(rule))]
    if parts and any(rule.by_law for rule in rules):
        parts.append(_BY_LAW)
    return "；".join(parts)


def _rule(rule: Deadline) -> str:
    words = _WORDS[rule.kind](rule) if rule.kind in _WORDS else ""
    return f"{rule.when}的，{words}" if rule.when and words else words


def _after(rule: Deadline) -> str:
    if rule.unit == "H":  # hours run from the moment; 民法典 第二百零一条 leaves out no day of them
        return f"{_anchor(rule)}后{_length(rule)}内公开"
    return f"{_anchor(rule)}之日起{_length(rule)}内公开（当天不算）"


def _before(rule: Deadline) -> str:
    return f"{_anchor(rule)}前至少{_length(rule)}公开"


def _fixed(rule: Deadline) -> str:
    return f"每年{rule.month}月{rule.day}日前公开" + ("（不含当日）" if rule.exclusive else "")


def _periodic(rule: Deadline) -> str:
    every = _EVERY.get(rule.every, "定期")
    day = f"{rule.month}月{rule.day}日前" if rule.month and rule.day else (f"{rule.day}日前" if rule.day else "")
    return f"{every}{day}公开一次"


def _continuous(rule: Deadline) -> str:
    return f"长期公开{_KEEP.get(rule.keep, '')}"


def _event(rule: Deadline) -> str:
    anchor = f"{_anchor(rule)}后" if rule.anchor else ""
    return f"{anchor}及时公开，{_CEILING}"


def _display(rule: Deadline) -> str:
    what = rule.anchor if rule.anchor and rule.anchor not in _GENERAL else "公示"
    return f"{what}期不少于{_length(rule)}"


_WORDS = {
    "after": _after,
    "before": _before,
    "fixed": _fixed,
    "periodic": _periodic,
    "continuous": _continuous,
    "event": _event,
    "display": _display,
}


def _anchor(rule: Deadline) -> str:
    return _GENERAL.get(rule.anchor, rule.anchor) or "信息形成或者变更"


def _length(rule: Deadline) -> str:
    return f"{rule.num}{_UNITS.get(rule.unit, '日')}"
