"""Checks on amounts: 范围 合计 相等."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from generator.catalog.model import Check, InfoType
from generator.model.entry import Value
from generator.rules.check_values import Run, Scope, Values, many, one, say, spec_at, values_at
from generator.rules.rule import Flaw


def value_range(check: Check, type: InfoType) -> Run:
    """范围: each number or date of 字段 lies between 最小 and 最大, both included; either may be left out."""
    path = one(check, "字段")
    spec = spec_at(type, path)
    is_date = spec is not None and spec.kind == "日期"
    low, high = (_bound(one(check, name), is_date=is_date) for name in ("最小", "最大"))
    expected = _between(one(check, "最小"), one(check, "最大"))

    def run(values: Values, _scope: Scope) -> Iterator[Flaw]:
        for key, value in values_at(values, path):
            position = _position(value)
            if position is None:
                continue
            if (low is not None and position < low) or (high is not None and position > high):
                yield Flaw(f"「{path}」写的是 {say(value)}，应为{expected}", key, say(value), expected.strip())

    return run


def total(check: Check, _type: InfoType) -> Run:
    """合计: 总计 is the sum of 分项 (`表.列` sums a column). Parts that are not given count as nothing."""
    whole, parts = one(check, "总计"), many(check, "分项")

    def run(values: Values, _scope: Scope) -> Iterator[Flaw]:
        declared = values.get(whole)
        amounts = {part: _amounts(values, part) for part in parts}
        if not isinstance(declared, int | Decimal) or not any(amounts.values()):
            return
        found = sum((sum(items, Decimal(0)) for items in amounts.values()), Decimal(0))
        if found != declared:
            terms = " + ".join(f"{part} {say(sum(items, Decimal(0)))}" for part, items in amounts.items() if items)
            message = f"「{whole}」写的是 {say(declared)}，而 {terms} = {say(found)}，两者应相等"
            yield Flaw(message, whole, say(declared), say(found))

    return run


def equal(check: Check, _type: InfoType) -> Run:
    """相等: the fields named in 字段 (two or more) hold the same value; those not given are left out."""
    fields = many(check, "字段")

    def run(values: Values, _scope: Scope) -> Iterator[Flaw]:
        held = [(key, value) for field in fields for key, value in values_at(values, field)]
        for key, value in held[1:]:
            first_key, first = held[0]
            if value != first:
                message = f"「{key}」写的是 {say(value)}，「{first_key}」写的是 {say(first)}，两者应相等"
                yield Flaw(message, key, say(value), say(first))

    return run


def _amounts(values: Values, path: str) -> list[Decimal]:
    return [Decimal(value) for _, value in values_at(values, path) if isinstance(value, int | Decimal)]


def _bound(word: str, *, is_date: bool) -> Decimal | None:
    """A bound as a number, dates by their day number; None when not given. Raises ValueError or ArithmeticError."""
    if not word:
        return None
    return Decimal(dt.date.fromisoformat(word).toordinal()) if is_date else Decimal(word)


def _position(value: Value) -> Decimal | None:
    if isinstance(value, dt.date):
        return Decimal(value.toordinal())
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _between(low: str, high: str) -> str:
    if low and high:
        return f" {low} 至 {high}"
    return f"不小于 {low}" if low else f"不大于 {high}"
