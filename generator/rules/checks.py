"""The closed list of field checks (formats.md §3): which parameters each takes, and the function that runs it.

A check is made ready once per type (`compile_checks`) and then run on the typed values of every entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.catalog.model import Catalog, Check, InfoType
from generator.model.entry import Entry
from generator.rules import check_dates, check_numbers, check_presence, check_text
from generator.rules.check_values import Run, Scope, Values, given
from generator.rules.context import RuleContext
from generator.rules.rule import Flaw

TEXTS = frozenset({"文本", "长文", "代码", "枚举", "机构", "事项", "文号", "索引号", "链接"})
NUMBERS = frozenset({"整数", "金额", "数值"})
DATES = frozenset({"日期"})
ANY = TEXTS | NUMBERS | DATES | {"表格", "组"}

#: what making a check ready may raise when its parameters are badly written
BAD_PARAMETERS = (ValueError, KeyError, ArithmeticError, re.error)


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """One kind of check: its parameters by Chinese key, and how it is made ready."""

    required: tuple[str, ...]
    #: the parameters that name fields, and the kinds of field they may name
    fields: tuple[str, ...]
    kinds: frozenset[str]
    optional: tuple[str, ...] = ()
    #: None for 唯一, which looks at all entries at once
    build: Callable[[Check, InfoType], Run] | None = None
    #: whether a 情况说明 can cover it
    waivable: bool = False
    #: whether the entry itself is enough to judge
    local: bool = True


_SPAN = ("从", "到")

CHECK_KINDS: dict[str, CheckSpec] = {
    "必填": CheckSpec(("字段",), ("字段",), ANY, (), check_presence.required),
    "条件必填": CheckSpec(
        ("字段", "当"), ("字段", "当"), ANY, ("等于",), check_presence.conditionally_required, waivable=True
    ),
    "格式": CheckSpec(("字段", "格式"), ("字段",), TEXTS | NUMBERS, (), check_text.text_format),
    "校验码": CheckSpec(("字段", "算法"), ("字段",), TEXTS, (), check_text.check_digit),
    "枚举": CheckSpec(("字段", "取值"), ("字段",), TEXTS, (), check_text.enumeration),
    "长度": CheckSpec(("字段",), ("字段",), TEXTS, ("最小", "最大"), check_text.text_length, waivable=True),
    "范围": CheckSpec(
        ("字段",), ("字段",), NUMBERS | DATES, ("最小", "最大"), check_numbers.value_range, waivable=True
    ),
    "先后": CheckSpec(("前", "后"), ("前", "后"), DATES, (), check_dates.order, waivable=True),
    "间隔不少于": CheckSpec((*_SPAN, "数"), _SPAN, DATES, ("单位",), check_dates.at_least, waivable=True),
    "间隔不多于": CheckSpec((*_SPAN, "数"), _SPAN, DATES, ("单位",), check_dates.at_most, waivable=True),
    "合计": CheckSpec(("总计", "分项"), ("总计", "分项"), NUMBERS, (), check_numbers.total, waivable=True),
    "相等": CheckSpec(("字段",), ("字段",), ANY, (), check_numbers.equal, waivable=True),
    "唯一": CheckSpec(("字段",), ("字段",), ANY, ("范围",), local=False),
    "引用存在": CheckSpec(("字段",), ("字段",), TEXTS, (), check_presence.reference_exists, local=False),
}


@dataclass(frozen=True, slots=True)
class ReadyCheck:
    """A check whose regular expressions and parameters are read, for one type."""

    check: Check
    run: Run

    def flaws(self, values: Values, scope: Scope) -> Iterator[Flaw]:
        """What is wrong with `values`, under the check's own severity, basis and sentence."""
        if self.check.unless and given(values.get(self.check.unless)):
            return
        for flaw in self.run(values, scope):
            yield dress(self.check, flaw)


def dress(check: Check, flaw: Flaw) -> Flaw:
    """`flaw` under the severity, basis and sentence that the check was written with."""
    return replace(flaw, severity=check.severity, basis=check.basis, message=check.message or flaw.message)


def compile_checks(type: InfoType, *, local: bool | None = None) -> tuple[ReadyCheck, ...]:
    """The per-entry checks of `type`, ready to run: all, or only the local ones, or only the others. Checks that are badly written are left
    out: they are findings of the catalogue (`check_declarations.check_checks`), and no reason to stop judging entries."""
    ready = []
    for check in type.checks:
        kind = CHECK_KINDS.get(check.kind)
        if kind is not None and local is not None and kind.local is not local:
            continue
        if kind is None or kind.build is None or any(not check.parameters.get(name) for name in kind.required):
            continue
        try:
            ready.append(ReadyCheck(check, kind.build(check, type)))
        except BAD_PARAMETERS:
            continue
    return tuple(ready)


class FieldChecks:
    """The checks of all types, local ones or the others, made ready when a type is first met."""

    def __init__(self, scope: Scope, *, local: bool) -> None:
        self._scope = scope
        self._local = local
        self._ready: dict[str, tuple[ReadyCheck, ...]] = {}

    def judge(self, entry: Entry) -> Iterator[tuple[str, Flaw]]:
        """Rule id and flaw of everything the checks of the entry's type find."""
        ready = self._ready.get(entry.type.id)
        if ready is None:
            ready = self._ready[entry.type.id] = compile_checks(entry.type, local=self._local)
        for item in ready:
            for flaw in item.flaws(entry.values, self._scope):
                yield item.check.id, flaw


def unique_flaws(context: RuleContext) -> Iterator[tuple[str, Entry, Flaw]]:
    """Rule id, entry and flaw of every check 唯一."""
    for check_id, (check, entries) in sorted(check_presence.by_check(context.entries).items()):
        for entry, flaw in check_presence.repeated(check, entries):
            yield check_id, entry, dress(check, flaw)


def all_checks(catalog: Catalog) -> dict[str, Check]:
    """Every check of the catalogue by id; a check that is inherited counts once."""
    return {check.id: check for type in catalog.types.values() for check in type.checks}
