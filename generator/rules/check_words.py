"""A check written as data, said as a Chinese sentence for `gongkai explain`."""

from __future__ import annotations

from collections.abc import Callable

from generator.catalog.model import Check
from generator.derive.clock import UNITS
from generator.rules.check_values import many, one


def _fields(check: Check, name: str = "字段") -> str:
    return "".join(f"「{field}」" for field in many(check, name))


def _condition(check: Check) -> str:
    accepted = many(check, "等于")
    return f"「{one(check, '当')}」" + (f"是“{'”或“'.join(accepted)}”" if accepted else "已写")


def _bounds(check: Check, unit: str = "") -> str:
    low, high = one(check, "最小"), one(check, "最大")
    words = [f"不少于 {low}{unit}" if low else "", f"不超过 {high}{unit}" if high else ""]
    return "，".join(word for word in words if word)


def _period(check: Check) -> str:
    return f"{one(check, '数')} {UNITS.get(one(check, '单位', 'CD'), '')}"


SENTENCES: dict[str, Callable[[Check], str]] = {
    "必填": lambda c: f"{_fields(c)}必须填写",
    "条件必填": lambda c: f"{_condition(c)}时，{_fields(c)}必须填写",
    "格式": lambda c: f"{_fields(c)}必须符合格式 {one(c, '格式')}",
    "校验码": lambda c: f"{_fields(c)}必须是校验位正确的{one(c, '算法')}号码",
    "枚举": lambda c: f"{_fields(c)}只能写：{'、'.join(many(c, '取值'))}",
    "长度": lambda c: f"{_fields(c)}的字数{_bounds(c, ' 个字')}",
    "范围": lambda c: f"{_fields(c)}{_bounds(c)}",
    "先后": lambda c: f"{_fields(c, '前')}不得晚于{_fields(c, '后')}，可以同日",
    "间隔不少于": lambda c: f"{_fields(c, '到')}距{_fields(c, '从')}不少于 {_period(c)}，起算日不计入",
    "间隔不多于": lambda c: f"{_fields(c, '到')}距{_fields(c, '从')}不多于 {_period(c)}，起算日不计入",
    "合计": lambda c: f"{_fields(c, '总计')}等于{_fields(c, '分项')}之和",
    "相等": lambda c: f"{_fields(c)}必须相同",
    "唯一": lambda c: f"{_fields(c)}在{one(c, '范围', '全站')}内不得重复",
    "引用存在": lambda c: f"{_fields(c)}所指的条目必须存在",
}


def sentence(check: Check) -> str:
    """What `check` asks for; a catalogue's own 说明 comes first."""
    if check.message:
        return check.message
    say = SENTENCES.get(check.kind)
    return (say(check) if say else check.kind) + (f"；写了「{check.unless}」的不检查" if check.unless else "")
