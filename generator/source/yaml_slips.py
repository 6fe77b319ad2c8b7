"""A text that libyaml accepts but that hardly means what it says: slips that change the meaning without an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from generator.findings import Problem, Severity
from generator.source.yaml_lines import (
    COLONS,
    Fault,
    correct,
    indent_after,
    merged,
    problem_at,
    shorten,
    structure_lines,
)
from generator.source.yaml_parser import MAX_DEPTH, events_of

#: Two searches decide whether a file is looked at closer; they may say yes too often, never no wrongly.
#: Both are written so that every match begins with a fixed sign: this is on the hot path.
_WORD = f"[^\\s:{COLONS}\"'#\\[\\]{{}},，]{{1,20}}+[ ]*"
_ODD_START = re.compile(
    f"\\n[ -]*+(?:{_WORD}(?:[{COLONS}]|:(?=[^ \\n/]))|[\u3000\u00a0\\t－—–•·●﹣])|\\n[ ]*-[^\\s\\d-]"
)
_ODD_WITHIN = re.compile(
    f"\\[(?:[^\\]{{}}\\n，、；;]*[，、；;])|[{{,][ ]*{_WORD}[:{COLONS}](?! )|，[ ]*{_WORD}[:{COLONS}]"
    "|:[ ]*[“【［｛]|-[ ]+[“【［｛]|[“”]:| #|\t"
)
#: Keys of the groups that stand in lists: an item that begins with one and a colon is a group.
_SUB_KEYS = frozenset(
    (
        "名称",
        "目标",
        "标题",
        "文号",
        "网址",
        "文件",
        "角色",
        "规则",
        "理由",
        "日期",
        "条款",
        "编号",
        "键",
        "种类",
        "方式",
        "内容",
    )
)
_WRAPPED = re.compile("“[^“”]*”")
_ITEM_KEY = re.compile(f"([^\\s:{COLONS}]{{1,20}})[ ]*[:{COLONS}]")
_COMMENT = re.compile("( +)#(.?)")


@dataclass(frozen=True, slots=True)
class _Scalar:
    """One scalar with its place (from 0) and the part it plays: root, key, value, item."""

    text: str
    line: int
    column: int
    end_line: int
    end_column: int
    plain: bool
    role: str
    flow: bool
    key_line: int = -1
    empty_value: bool = False


def looks_odd(text: str) -> bool:
    """Whether `examine` is worth its time."""
    return _ODD_WITHIN.search(text) is not None or _ODD_START.search("\n" + text) is not None


def examine(text: str, path: str, first_line: int) -> tuple[str, list[Problem]]:
    """The text with the sure slips put right, and a problem for each slip, sure or only likely."""
    lines = text.split("\n")
    # libyaml puts an empty scalar at the end of a text on a line of its own
    scalars = [scalar for scalar in _scalars(text) if scalar.end_line < len(lines)]
    faulty = _sure_lines(scalars, lines)
    problems: list[Problem] = []
    for index in sorted(faulty):
        better, faults = correct(lines[index], indent=indent_after(lines, index))
        if faults:
            problems.append(problem_at(merged(faults), path, first_line + index, better))
            lines[index] = better
    for scalar in scalars:
        if scalar.line not in faulty:
            found = _likely(scalar, lines)
            if found is not None:
                fault, fix = found
                problems.append(problem_at(fault, path, first_line + scalar.line, fix))
    return "\n".join(lines), problems


def _sure_lines(scalars: list[_Scalar], lines: list[str]) -> set[int]:
    """Lines that hold a slip beyond doubt."""
    structure = structure_lines(lines)
    if len(scalars) == 1 and scalars[0].role == "root" and scalars[0].plain:
        return set(structure)
    faulty = {scalar.line for scalar in scalars if scalar.plain and _is_sure(scalar)}
    inner = {n for s in scalars for n in range(s.line + 1, s.end_line + 1) if s.end_line > s.line}
    tabbed = {i for i in structure if i not in inner and re.match("[ \u3000\u00a0]*[\t\u3000\u00a0]", lines[i])}
    return faulty | tabbed


def _is_sure(scalar: _Scalar) -> bool:
    text = scalar.text
    if scalar.role == "key":
        if scalar.flow:
            return scalar.empty_value and any(c in text for c in ":" + COLONS)
        return re.search(f"[{COLONS}].", text) is not None or text[:1] in "-“－—–•·●﹣\u3000\u00a0"
    if scalar.role == "value" and not scalar.flow and scalar.line > scalar.key_line:
        return _ITEM_KEY.match(text) is not None or re.match(r"-[^\s\d-]|[－—•]", text) is not None
    if scalar.role == "item" and not scalar.flow:
        match = _ITEM_KEY.match(text)
        return match is not None and match[1] in _SUB_KEYS
    if scalar.role == "item" and scalar.flow:
        return re.fullmatch("[A-Za-z0-9/_.-]+(?:[，、；;][ ]*[A-Za-z0-9/_.-]+)+", text) is not None
    if scalar.role == "value" and not scalar.flow:
        if text[:1] + text[-1:] in ("［］", "｛｝", "［]", "｛}"):
            return True
        return re.fullmatch("【[A-Za-z0-9/_-]+(?:[,，、][ ]*[A-Za-z0-9/_-]+)*】", text) is not None or _mixed(text)
    return False


def _mixed(text: str) -> bool:
    return re.fullmatch('“[^“”"]*"', text) is not None


def _likely(scalar: _Scalar, lines: list[str]) -> tuple[Fault, str] | None:
    """A slip that may be meant: a warning with the line to paste if it was not."""
    if not scalar.plain or scalar.end_line != scalar.line:
        return None
    line = lines[scalar.line]
    head, tail = line[: scalar.column], line[scalar.end_column :]
    column = scalar.column + 1
    if scalar.role in ("value", "item") and _WRAPPED.fullmatch(scalar.text):
        inner = scalar.text[1:-1]
        message = f"值外面的中文引号“”会原样显示：{shorten(scalar.text)}"
        expected = f"{inner[:40]}；确要显示引号时，外面再加英文双引号"
        fault = Fault("S103", column, message, scalar.text[:40], expected, Severity.WARNING)
        return fault, f"{head}{inner}{tail}"
    if scalar.role == "item" and scalar.flow and "，" in scalar.text:
        message = f"方括号里用了中文逗号“，”，“{shorten(scalar.text)}”会当成一项"
        fault = Fault("S103", column + scalar.text.index("，"), message, "，", ", ", Severity.WARNING)
        return fault, head + scalar.text.replace("，", ", ") + tail
    comment = _COMMENT.match(tail)
    if comment is None or scalar.role == "key" or scalar.flow:
        return None
    if comment[2] in (" ", "") and (len(comment[1]) >= 2 or not scalar.text):
        return None
    value = (scalar.text + tail).strip()
    message = f"空格后的“#”开始注释，“{shorten(tail)}”不算值"
    fault = Fault("S113", scalar.end_column + len(comment[1]) + 1, message, shorten(tail), f'"{shorten(value)}"')
    good = '"' not in value and "\\" not in value
    return fault, f'{head.rstrip()} "{value}"' if good else ""


def _scalars(text: str) -> list[_Scalar]:
    """Every scalar of a text that parses, in order, up to a sane number."""
    found: list[_Scalar] = []
    #: container kind, flow, expecting a key, line of the last key, index of the last key in `found`
    stack: list[list[int | bool | str]] = []
    next_event = events_of(text)
    while len(stack) <= MAX_DEPTH:
        event = next_event()
        if isinstance(event, yaml.DocumentEndEvent | yaml.StreamEndEvent):
            break  # reading stops there too
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            stack.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        role, flow, key_line = _role(stack, found, event)
        if isinstance(event, yaml.ScalarEvent):
            found.append(_scalar(event, role, flow, key_line))
        elif isinstance(event, yaml.CollectionStartEvent):
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "seq"
            stack.append([kind, bool(event.flow_style), True, -1, -1])
    return found


def _scalar(event: yaml.ScalarEvent, role: str, flow: bool, key_line: int) -> _Scalar:
    start: Any = event.start_mark
    end: Any = event.end_mark
    plain = not event.style
    return _Scalar(event.value, start.line, start.column, end.line, end.column, plain, role, flow, key_line)


def _role(stack: list[list[int | bool | str]], found: list[_Scalar], event: Any) -> tuple[str, bool, int]:
    """The part the next node plays; moves its mapping between key and value."""
    if not stack:
        return "root", False, -1
    top = stack[-1]
    flow = bool(top[1])
    if top[0] == "seq":
        return "item", flow, -1
    expecting = top[2]
    top[2] = not expecting
    if expecting:
        top[3], top[4] = event.start_mark.line, len(found)
        return "key", flow, -1
    index = int(top[4])
    if isinstance(event, yaml.ScalarEvent) and not event.value and not event.style and index < len(found):
        key = found[index]
        found[index] = _Scalar(
            key.text, key.line, key.column, key.end_line, key.end_column, key.plain, key.role, key.flow, -1, True
        )
    return "value", flow, int(top[3])
