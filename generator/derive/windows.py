"""征求意见 (特性 窗口期): open or closed, days left, and until when the feedback is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from generator.derive.dates import long_date
from generator.derive.states import CLOSED, FEEDBACK, OPEN, TO_OPEN, State
from generator.model.entry import Entry

#: 义政办发〔2021〕24号 一（一）: 在征求活动结束后1个月内公开意见征求采纳情况
FEEDBACK_MONTHS = 1


class MonthCalendar(Protocol):
    """The part of `calendar.workdays.Calendar` needed here."""

    def add_months(self, day: dt.date, count: int) -> dt.date:
        """`count` months later by 民法典 第二百〇二条, rolled to a working day."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """A consultation at a date. `days_left` is 0 on the last day and when closed."""

    start: dt.date
    end: dt.date
    open: bool
    days_left: int
    feedback_due: dt.date
    state: State


def window(entry: Entry, *, answered: bool, as_of: dt.date, calendar: MonthCalendar) -> Window | None:
    """The window of `entry` on `as_of`, None while its dates are missing. `answered`: 采纳情况 is published."""
    start, end = entry.date("开始日期"), entry.date("截止日期")
    if start is None or end is None:
        return None
    due = calendar.add_months(end, FEEDBACK_MONTHS)
    open_ = start <= as_of <= end
    left = (end - as_of).days if open_ else 0
    return Window(start, end, open_, left, due, _state(start, end, as_of, answered=answered))


def _state(start: dt.date, end: dt.date, as_of: dt.date, *, answered: bool) -> State:
    if as_of < start:
        return State(TO_OPEN, f"{long_date(start)}开始，{long_date(end)}截止")
    if as_of <= end:
        left = (end - as_of).days
        words = f"还可以提意见{left}天" if left else "今天是最后一天"
        return State(OPEN, f"{words}，{long_date(end)}截止")
    closed = f"{long_date(end)}截止"
    return State(FEEDBACK if answered else CLOSED, closed)
