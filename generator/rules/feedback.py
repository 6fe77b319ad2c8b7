"""意见征求采纳情况: published within a month of the end of the consultation (R451-R452).

Seed 一（一）: “在征求活动结束后 1 个月内公开意见征求采纳情况”; counted by 民法典 第二百〇二条、第二百〇三条.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.derive.clock import period_end
from generator.model.entry import Entry
from generator.rules.context import RuleContext
from generator.rules.rule import WARNING, Flaw, rule

MONTHS = 1
BASIS = "义政办发〔2021〕24号 一（一）；民法典第二百〇二条、第二百〇三条"

_WINDOW = "shifuban/2021/3: {类型: 征求意见, 成文日期: 2021-05-01, 开始日期: 2021-05-01, 截止日期: 2021-06-01}"


def feedback_due(window: Entry, context: RuleContext) -> dt.date | None:
    """The last day for the feedback on `window`; None while it has no 截止日期."""
    end = window.date("截止日期")
    return period_end(end, MONTHS, "M", context.calendar, roll=True) if end else None


def windows_of(feedback: Entry, context: RuleContext) -> Iterator[Entry]:
    """The consultations that `feedback` answers, whichever side wrote it."""
    ids = [ref.target for ref in feedback.relations]
    ids += [other.id for other, _ in context.incoming.get(feedback.id, ())]
    yield from _with_trait(ids, "窗口期", context)


def feedback_of(window: Entry, context: RuleContext) -> Iterator[Entry]:
    """The feedback entries on `window`, whichever side wrote it."""
    ids = [ref.target for ref in window.relations]
    ids += [other.id for other, _ in context.incoming.get(window.id, ())]
    yield from _with_trait(ids, "采纳情况", context)


def _with_trait(ids: list[str], trait: str, context: RuleContext) -> Iterator[Entry]:
    for id in dict.fromkeys(ids):
        entry = context.entries.get(id)
        if entry is not None and entry.withdrawal is None and trait in entry.type.traits:
            yield entry


@rule(
    "R451",
    title="采纳情况公开超过一个月",
    severity=WARNING,
    does="意见征求采纳情况在征求意见截止后 1 个月内公开。",
    why="提意见的人应当及时知道结果。",
    accepted="截止日期后一个月内（末日是休息日的，顺延到下一个工作日）。",
    remedy="尽快发布；已经超期的，写情况说明。",
    basis=BASIS,
    passing=(
        "类型: 意见征求采纳情况\n关系: [{名称: 征求意见, 目标: shifuban/2021/3}]\n盖章: {本条: 2021-06-28}\n"
        "另有: {" + _WINDOW + "}",
    ),
    failing=(
        "类型: 意见征求采纳情况\n关系: [{名称: 征求意见, 目标: shifuban/2021/3}]\n盖章: {本条: 2021-07-02}\n"
        "另有: {" + _WINDOW + "}",
        "类型: 意见征求采纳情况\n关系: [{名称: 征求意见, 目标: shifuban/2021/3}]\n今天: 2021-07-20\n"
        "另有: {" + _WINDOW + "}  # 还没有发布",
    ),
    near=(
        "类型: 意见征求采纳情况\n关系: [{名称: 征求意见, 目标: shifuban/2021/3}]\n盖章: {本条: 2021-07-01}\n"
        "另有: {" + _WINDOW + "}  # 最后一天",
    ),
    waivable=True,
)
def late_feedback(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """An entry with 特性 采纳情况 that became public (or would today) after the month."""
    if "采纳情况" not in entry.type.traits:
        return
    published = context.published(entry)
    for window in windows_of(entry, context):
        due, day = feedback_due(window, context), published or context.as_of
        if due is not None and day > due:
            state = f"{published} 发布" if published else f"到 {context.as_of} 还没有发布"
            end = window.date("截止日期")
            message = f"征求意见 {window.id} {end} 截止，采纳情况应在 {due} 前公开，{state}，超过 {(day - due).days} 日"
            yield Flaw(message, "成文日期", str(day), f"不晚于 {due}")


@rule(
    "R452",
    title="没有公开采纳情况",
    severity=WARNING,
    does="征求意见截止满 1 个月，仍没有意见征求采纳情况的，提醒。",
    why="没有收到意见，也要公开结果。",
    accepted="一个“意见征求采纳情况”条目，关系「征求意见」指向本条目。",
    remedy="用 gongkai new 意见征求采纳情况 新建条目。",
    basis=BASIS,
    passing=(
        "类型: 征求意见\n开始日期: 2021-05-01\n截止日期: 2021-06-01\n另有: {shifuban/2021/3: {类型: 意见征求采纳情况, "
        "关系: [{名称: 征求意见, 目标: shifuban/2021/24}]}}",
    ),
    failing=(
        "类型: 征求意见\n开始日期: 2021-05-01\n截止日期: 2021-06-01",
        "类型: 征求意见\n开始日期: 2021-05-01\n截止日期: 2021-06-29\n关系: [{名称: 依据, 标题: 示例条例}]",
    ),
    near=(
        "类型: 征求意见\n开始日期: 2021-06-01\n截止日期: 2021-06-30  # 到 7 月 30 日才满一个月",
        "类型: 征求意见\n开始日期: 2021-05-01\n截止日期: 2021-06-01\n关系: [{名称: 采纳情况, 目标: shifuban/2021/3}]\n"
        "读不出: [shifuban/2021/3]  # 文件在，只是读不出",
    ),
    waivable=True,
)
def missing_feedback(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """A consultation that ended more than a month ago and has no feedback entry."""
    if "窗口期" not in entry.type.traits:
        return
    start, end, due = entry.date("开始日期"), entry.date("截止日期"), feedback_due(entry, context)
    if start and end and end < start:
        return  # a slip in the dates, and a finding of its own
    if due is None or context.as_of <= due or any(True for _ in feedback_of(entry, context)):
        return
    if any(ref.target in context.broken for ref in entry.relations):
        return
    message = f"{end} 已截止，采纳情况应在 {due} 前公开，到 {context.as_of} 还没有"
    yield Flaw(message, "截止日期", str(end), f"不晚于 {due} 的意见征求采纳情况")
