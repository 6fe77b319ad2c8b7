"""Checks between two dates: 先后 间隔不少于 间隔不多于."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.calendar.workdays import Calendar
from generator.catalog.model import Check, InfoType
from generator.derive.clock import UNITS, period_end
from generator.rules.check_values import Run, Scope, Values, line, one
from generator.rules.rule import Flaw

#: beyond ten years days are not counted one by one
_LONG = 3660


def order(check: Check, _type: InfoType) -> Run:
    """先后: 前 is not later than 后; the same day is accepted."""
    first, second = one(check, "前"), one(check, "后")

    def run(values: Values, _scope: Scope) -> Iterator[Flaw]:
        start, end = values.get(first), values.get(second)
        if isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
            message = f"「{second}」{end} 早于「{first}」{start}，应不早于 {start}"
            yield Flaw(message, second, found=str(end), expected=f"不早于 {start}")

    return run


def at_least(check: Check, type: InfoType) -> Run:
    """间隔不少于: 到 lies at least 数 单位 after 从. The start day is not counted (民法典 第二百〇一条).

    The last day of a minimum is not moved off a rest day: a longer period is never asked for than the law says.
    Dates in the wrong order are left to a check 先后 of the same fields, so that one slip is one finding.
    """
    start_key, end_key, count, unit = _parameters(check)
    ordered = any(
        other.kind == "先后" and one(other, "前") == start_key and one(other, "后") == end_key for other in type.checks
    )

    def run(values: Values, scope: Scope) -> Iterator[Flaw]:
        start, end = values.get(start_key), values.get(end_key)
        if not isinstance(start, dt.date) or not isinstance(end, dt.date) or (ordered and end < start):
            return
        earliest = period_end(start, count, unit, scope.calendar, roll=False)
        if earliest is not None and end < earliest:
            held = _held(start, end, unit, scope.calendar)
            span = f"「{start_key}」{start} 至「{end_key}」{end}"
            message = f"{span} {held}，应不少于 {count} {UNITS[unit]}，最早为 {earliest}"
            if check.unless:
                message += f"；确需缩短的，写明「{check.unless}」"
            fix = line(end_key, earliest)
            yield Flaw(message, end_key, found=str(end), expected=f"不早于 {earliest}", fix=fix)

    return run


def at_most(check: Check, _type: InfoType) -> Run:
    """间隔不多于: 到 lies at most 数 单位 after 从; a last day that is a rest day moves on (民法典 第二百〇三条)."""
    start_key, end_key, count, unit = _parameters(check)

    def run(values: Values, scope: Scope) -> Iterator[Flaw]:
        start, end = values.get(start_key), values.get(end_key)
        if not isinstance(start, dt.date) or not isinstance(end, dt.date):
            return
        latest = period_end(start, count, unit, scope.calendar, roll=True)
        if latest is not None and end > latest:
            held = _held(start, end, unit, scope.calendar)
            span = f"「{start_key}」{start} 至「{end_key}」{end}"
            message = f"{span} {held}，应不多于 {count} {UNITS[unit]}，最晚为 {latest}"
            fix = line(end_key, latest)
            yield Flaw(message, end_key, found=str(end), expected=f"不晚于 {latest}", fix=fix)

    return run


def _parameters(check: Check) -> tuple[str, str, int, str]:
    return one(check, "从"), one(check, "到"), int(one(check, "数")), one(check, "单位", "CD")


def _held(start: dt.date, end: dt.date, unit: str, calendar: Calendar) -> str:
    """How long the period is, in days or working days."""
    days = (end - start).days
    if days < 0:
        return "先后颠倒"
    if unit == "WD" and days <= _LONG:
        return f"是 {calendar.workdays_between(start, end)} 个工作日"
    return f"是 {days} 日"
