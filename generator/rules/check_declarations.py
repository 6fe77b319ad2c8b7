"""Judging the checks that the catalogue declares: their parameters before loading, their fields and examples after.

`complaint` is handed to the catalogue's loader, which must not import rules.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from generator.calendar.workdays import Calendar
from generator.catalog.model import Catalog, Check, FieldSpec, InfoType
from generator.catalog.patterns import pattern_fault
from generator.derive.clock import UNITS
from generator.findings import Place, Problem
from generator.model.entry import Value
from generator.rules.check_presence import UNIQUE_SCOPES
from generator.rules.check_values import Scope, many, spec_at
from generator.rules.checks import CHECK_KINDS, compile_checks
from generator.rules.checksums import ALGORITHMS
from generator.rules.rule import RULE_ID

Parameters = Mapping[str, str | tuple[str, ...]]

#: ten years in days is the longest period a check may count
_LONGEST = 3660


def complaint(kind: str, parameters: Parameters) -> str:
    """What is wrong with a check's kind and parameters, as a Chinese sentence; empty when all is right."""
    spec = CHECK_KINDS.get(kind)
    if spec is None:
        return f"没有“{kind}”这种检查，可以写：{'、'.join(CHECK_KINDS)}"
    for name in spec.required:
        if not parameters.get(name):
            return f"“{kind}”缺少参数「{name}」"
    known = (*spec.required, *spec.optional)
    for name, value in parameters.items():
        if name not in known:
            return f"“{kind}”没有参数「{name}」，可以写：{'、'.join(known)}"
        wrong = _value_complaint(name, value)
        if wrong:
            return f"参数「{name}」{wrong}"
    if kind in ("长度", "范围") and not (parameters.get("最小") or parameters.get("最大")):
        return f"“{kind}”要写「最小」或「最大」"
    if kind == "相等" and isinstance(parameters["字段"], str):
        return "“相等”的「字段」要写两个以上，如 [甲, 乙]"
    return ""


def _value_complaint(name: str, value: str | tuple[str, ...]) -> str:
    word = value if isinstance(value, str) else "、".join(value)
    if name == "数" and not (re.fullmatch(r"[0-9]{1,4}", word) and int(word) <= _LONGEST):
        return f"写的是“{word}”，应为不超过 {_LONGEST} 的整数，加引号，如 \"30\""
    accepted = {"单位": tuple(UNITS), "算法": tuple(ALGORITHMS), "范围": UNIQUE_SCOPES}.get(name)
    if accepted and word not in accepted:
        return f"写的是“{word}”，可以写：{'、'.join(accepted)}"
    if name in ("最小", "最大") and not _is_bound(word):
        return f"写的是“{word}”，应为数或日期"
    if name == "格式":
        fault = pattern_fault(word)
        if fault:
            return f"{fault}：{word[:60]}"
    return ""


def _is_bound(word: str) -> bool:
    return bool(re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,8})?|[0-9]{4}-[0-9]{2}-[0-9]{2}", word))


def check_checks(catalog: Catalog) -> Iterator[Problem]:
    """Problems of the declared checks that need the whole type: ids, kinds of fields, examples (K8xx)."""
    seen: dict[str, Check] = {}
    for type in catalog.types.values():
        for check in type.checks:
            first = seen.setdefault(check.id, check)
            if first is check:
                yield from _declaration(check, type)
            elif first.place != check.place:
                message = f"检查编号“{check.id}”用了两次，另一处在 {first.place.path} 第 {first.place.line} 行"
                yield Problem("K805", check.place, message, "编号", check.id)


def _declaration(check: Check, type: InfoType) -> Iterator[Problem]:
    if not RULE_ID.match(check.id):
        message = f"检查编号写的是“{check.id}”，应为一个大写字母加三位数字，如 T301"
        yield Problem("K809", check.place, message, "编号", check.id)
    kind = CHECK_KINDS.get(check.kind)
    if kind is None:
        return
    for name in kind.fields:
        for path in many(check, name):
            spec = spec_at(type, path)
            if spec is not None and spec.kind not in kind.kinds:
                message = f"检查 {check.id}：“{check.kind}”不能用于「{path}」，它的种类是{spec.kind}"
                yield Problem("K808", check.place, message, name, path)
    if check.unless and spec_at(type, check.unless) is None:
        message = f"检查 {check.id}：「除非」写的是“{check.unless}”，本类型没有这个字段"
        yield Problem("K806", check.place, message, "除非", check.unless)
    yield from run_examples(check, type)


def run_examples(check: Check, type: InfoType) -> list[Problem]:
    """The examples (例) of `check` that behave otherwise than they say, as K812. Working days count by weekends."""
    kind = CHECK_KINDS.get(check.kind)
    if kind is None or kind.build is None or not kind.local:
        return []  # these look beyond one record; an example of one record says nothing
    ready = [item for item in compile_checks(type) if item.check.id == check.id]
    if not ready:
        return [Problem("K808", check.place, f"检查 {check.id} 的参数不能用", "检查", check.kind)]
    scope = Scope(Calendar({}))
    problems = []
    for words, should_pass in [(e, True) for e in check.passing] + [(e, False) for e in check.failing]:
        values, wrong = typed_example(words, type)
        if not wrong:
            passed = not list(ready[0].flaws(values, scope))
            wrong = "" if passed is should_pass else f"写在「{'通过' if should_pass else '不通过'}」里，实际相反"
        if wrong:
            shown = "，".join(f"{key}: {value}" for key, value in words.items())
            problems.append(Problem("K812", check.place, f"检查 {check.id} 的例子 {{{shown}}} {wrong}", "例", shown))
    return problems


def typed_example(words: Mapping[str, str], type: InfoType) -> tuple[dict[str, Value], str]:
    """An example's words as typed values; and what is wrong with them. A blank counts as not given."""
    values: dict[str, Value] = {}
    for key, word in words.items():
        spec = type.spec(key)
        if spec is None:
            return {}, f"里的「{key}」不是本类型的字段"
        if word:
            value = _typed(spec, word)
            if value is None:
                return {}, f"里的「{key}」不是{spec.kind}"
            values[key] = (value,) if spec.many else value
    return values, ""


def _typed(spec: FieldSpec, word: str) -> Value | None:
    try:
        if spec.kind == "日期":
            return dt.date.fromisoformat(word)
        if spec.kind == "整数":
            return int(word)
        if spec.kind in ("金额", "数值"):
            return Decimal(word)
    except (ValueError, InvalidOperation):
        return None
    return word


def check_settings(catalog: Catalog, known: frozenset[str]) -> Iterator[Problem]:
    """Rule ids in rules.yaml that no rule has (K806). `known` holds every id."""
    for id in sorted((frozenset(catalog.rules.severities) | catalog.rules.disabled) - known):
        message = f"rules.yaml 里写了规则“{id}”，没有这条规则；编号见 gongkai check --list-rules"
        yield Problem("K806", Place("catalog/rules.yaml"), message, "级别", id)
