"""Checks on how something is written: 格式 校验码 枚举 长度."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from generator.catalog.model import Check, InfoType
from generator.rules.check_values import Run, Scope, Values, line, many, one, say, spec_at, values_at
from generator.rules.checksums import ALGORITHMS
from generator.rules.rule import Flaw


def text_format(check: Check, type: InfoType) -> Run:
    """格式: each value of 字段 matches the regular expression 格式 as a whole."""
    path, pattern = one(check, "字段"), re.compile(one(check, "格式"))
    spec = spec_at(type, path)
    example = spec.example if spec else ""
    like = f"，应写成 {example} 的样子" if example else "，不符合规定的形式"

    def run(values: Values, _scope: Scope) -> Iterator[Flaw]:
        for key, value in values_at(values, path):
            if not pattern.fullmatch(say(value)):
                yield Flaw(f"「{path}」写的是“{say(value)}”{like}", key, found=say(value), expected=example)

    return run


def check_digit(check: Check, _type: InfoType) -> Run:
    """校验码: each value of 字段 passes the check character of 算法. The value itself is never quoted."""
    path, name = one(check, "字段"), one(check, "算法")
    passes = ALGORITHMS[name]

    def run(values: Values, _scope: Scope) -> Iterator[Flaw]:
        for key, value in values_at(values, path):
            if not passes(say(value)):
                message = f"「{path}」的校验位不对（尾号 {say(value)[-2:]}），应为有效的{name}号码，请逐位核对"
                yield Flaw(message, key, expected=name)

    return run


def enumeration(check: Check, _type: InfoType) -> Run:
    """枚举: each value of 字段 is one of 取值."""
    path, accepted = one(check, "字段"), many(check, "取值")

    def run(values: Values, _scope: Scope) -> Iterator[Flaw]:
        for key, value in values_at(values, path):
            word = say(value)
            if word not in accepted:
                near = difflib.get_close_matches(word, accepted, n=1, cutoff=0.5)
                message = f"「{path}」写的是“{word}”，可以写：{'、'.join(accepted)}"
                fix = line(key, near[0]) if near else ""
                yield Flaw(message, key, found=word, expected="、".join(accepted), fix=fix)

    return run


def text_length(check: Check, _type: InfoType) -> Run:
    """长度: each value of 字段 has between 最小 and 最大 characters; either may be left out."""
    path = one(check, "字段")
    low, high = int(one(check, "最小") or 0), int(one(check, "最大") or 10**9)
    expected = _between(one(check, "最小"), one(check, "最大"))

    def run(values: Values, _scope: Scope) -> Iterator[Flaw]:
        for key, value in values_at(values, path):
            count = len(say(value))
            if not low <= count <= high:
                message = f"「{path}」有 {count} 个字，应为{expected}"
                yield Flaw(message, key, found=say(value), expected=expected.strip())

    return run


def _between(low: str, high: str) -> str:
    if low and high:
        return f" {low} 至 {high} 个字"
    return f"不少于 {low} 个字" if low else f"不超过 {high} 个字"
