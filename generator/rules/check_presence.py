"""Checks that ask whether something was written: 必填 条件必填 引用存在, and 唯一 over all entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.catalog.model import Check, InfoType
from generator.model.entry import Entry
from generator.model.fields import PENDING
from generator.rules.check_values import Run, Scope, Values, given, line, many, one, say, values_at
from generator.rules.rule import Flaw


def required(check: Check, _type: InfoType) -> Run:
    """必填: every field of 字段 is given."""
    fields = many(check, "字段")

    def run(values: Values, _scope: Scope) -> Iterator[Flaw]:
        for key in fields:
            if not given(values.get(key)):
                yield Flaw(f"缺少「{key}」", key, fix=line(key, PENDING))

    return run


def conditionally_required(check: Check, _type: InfoType) -> Run:
    """条件必填: 字段 is given when 当 holds one of 等于 (any value when 等于 is left out)."""
    fields, condition, accepted = many(check, "字段"), one(check, "当"), many(check, "等于")

    def run(values: Values, _scope: Scope) -> Iterator[Flaw]:
        words = [say(value) for _, value in values_at(values, condition)]
        met = any(word in accepted for word in words) if accepted else bool(words)
        if not met:
            return
        state = f"是“{words[0]}”" if accepted else "已写"
        for key in fields:
            if not given(values.get(key)):
                yield Flaw(f"「{condition}」{state}时，必须写明「{key}」", key, fix=line(key, PENDING))

    return run


def reference_exists(check: Check, _type: InfoType) -> Run:
    """引用存在: every value of 字段 is the id of an entry."""
    path = one(check, "字段")

    def run(values: Values, scope: Scope) -> Iterator[Flaw]:
        for key, value in values_at(values, path):
            if not scope.exists(say(value)):
                message = f"「{path}」指向的条目“{say(value)}”不存在，应为已有条目的编号，如 shifuban/2021/3"
                yield Flaw(message, key, found=say(value))

    return run


#: 范围 of a check 唯一
UNIQUE_SCOPES = ("全站", "本单位", "本类型")


def repeated(check: Check, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Flaw]]:
    """唯一: entries (in order of id) whose 字段 repeats the value of an earlier one."""
    path, scope = one(check, "字段"), one(check, "范围", "全站")
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        area = {"本单位": entry.organization, "本类型": entry.type.id}.get(scope, "")
        for key, value in values_at(entry.values, path):
            word = say(value).strip()
            earlier = first.setdefault((area, word), entry)
            if earlier is not entry:
                message = f"「{path}」“{word}”与条目 {earlier.id}（{earlier.title}）重复，{scope}内应唯一"
                yield entry, Flaw(message, key, found=word)


def by_check(entries: Mapping[str, Entry]) -> dict[str, tuple[Check, list[Entry]]]:
    """The checks 唯一 of all types, each with the entries it covers in order of id."""
    table: dict[str, tuple[Check, list[Entry]]] = {}
    for _, entry in sorted(entries.items()):
        if entry.withdrawal is not None:
            continue
        for check in entry.type.checks:
            if check.kind == "唯一" and not given(entry.values.get(check.unless)):
                table.setdefault(check.id, (check, []))[1].append(entry)
    return table
