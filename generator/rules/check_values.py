"""Reaching into typed values for a field check, and saying them in Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.calendar.workdays import Calendar
from generator.catalog.model import Check, FieldSpec, InfoType
from generator.model.entry import Value
from generator.rules.rule import Flaw

Values = Mapping[str, Value]


def _not_asked(entry_id: str) -> bool:
    raise LookupError(f"a local check asked for {entry_id}")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a field check may ask beyond the values themselves."""

    calendar: Calendar
    #: whether an entry id is known; local checks don't ask
    exists: Callable[[str], bool] = _not_asked


#: a check made ready: typed values -> what is wrong
Run = Callable[[Values, Scope], Iterator[Flaw]]


def one(check: Check, name: str, default: str = "") -> str:
    """A parameter with a single value."""
    value = check.parameters.get(name, default)
    return value if isinstance(value, str) else (value[0] if value else default)


def many(check: Check, name: str) -> tuple[str, ...]:
    """A parameter with one or several values."""
    value = check.parameters.get(name, ())
    return (value,) if isinstance(value, str) else tuple(value)


def given(value: Value | None) -> bool:
    """Whether something was written."""
    return value is not None and value != "" and value != ()


def values_at(values: Values, path: str) -> Iterator[tuple[str, Value]]:
    """Key and value of every single value at `path`: a field, each item of a list, or `表.列` of each row."""
    head, _, rest = path.partition(".")
    yield from _leaves(head, values.get(head), rest)


def _leaves(key: str, value: Value | None, rest: str) -> Iterator[tuple[str, Value]]:
    if value is None or value == "":
        return
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _leaves(f"{key}[{index}]", item, rest)
    elif isinstance(value, Mapping):
        if rest:
            head, _, tail = rest.partition(".")
            yield from _leaves(f"{key}.{head}", value.get(head), tail)
    elif not rest:
        yield key, value


def say(value: Value) -> str:
    """A value as it is written in a file."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def spec_at(type: InfoType, path: str) -> FieldSpec | None:
    """The declaration at `path` (`字段` or `表.列`), or None."""
    head, _, rest = path.partition(".")
    spec = type.spec(head)
    while spec is not None and rest:
        head, _, rest = rest.partition(".")
        spec = next((child for child in spec.children if child.key == head), None)
    return spec


def line(key: str, value: Value) -> str:
    """A line to paste, for a field of the entry's own; empty for something inside a list or table."""
    return "" if "[" in key or "." in key else f"{key}: {say(value)}"
