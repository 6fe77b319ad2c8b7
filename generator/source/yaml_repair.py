"""A text that libyaml refuses: find the line at fault, say it in plain Chinese, and go on with the line that was meant.

Slips of the input method come first, on every line. Then one fault after the other: where libyaml stops, likely
repairs of that line are tried, and one counts only when reading gets beyond the line with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from generator.findings import Problem
from generator.source.yaml_lines import (
    Fault,
    close_brackets,
    correct,
    indent_after,
    key_end,
    merged,
    problem_at,
    quoted,
    shorten,
    structure_lines,
)
from generator.source.yaml_messages import anchor_line, explain
from generator.source.yaml_parser import MAX_DEPTH, events_of

#: Faults put right in one file, and texts parsed for it, before the first fault left is only told.
MAX_FAULTS = 20
MAX_TRIES = 80
#: Characters of a file beyond which no repair is tried.
MAX_REPAIRED = 64 * 1024


def repair(text: str, path: str, first_line: int) -> tuple[str | None, list[Problem]]:
    """The text with every fault put right, or None when one is left; a problem for each fault."""
    lines = text.split("\n")
    problems = _slips(lines, path, first_line)
    tries = 0
    while True:
        error = first_error("\n".join(lines))
        if error is None:
            return "\n".join(lines), problems
        found = None
        if len(text) <= MAX_REPAIRED and len(problems) <= MAX_FAULTS:
            for index, fault, better in _candidates(lines, error):
                tries += 1
                if tries > MAX_TRIES:
                    break
                if better != lines[index] and _gets_beyond(lines, index, better):
                    found = index, fault, better
                    break
        if found is None:
            if not any(problem.place.line == anchor_line(error, len(lines)) + first_line for problem in problems):
                problems.append(explain(error, lines, path, first_line))
            return None, problems
        index, fault, better = found
        problems.append(problem_at(fault, path, first_line + index, better))
        lines[index] = better


def first_error(text: str) -> Exception | None:
    """Where libyaml stops in `text`; None when it reads it all, or so deep that the builder stops first."""
    depth = 0
    try:
        next_event = events_of(text)
        while depth <= MAX_DEPTH + 1:
            event = next_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.StreamEndEvent):
                return None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return error
    return None


def _slips(lines: list[str], path: str, first_line: int) -> list[Problem]:
    """Put right the slips of the input method, in place."""
    problems: list[Problem] = []
    deeper_than = -1
    for index in structure_lines(lines):
        line = lines[index]
        indent = len(line) - len(line.lstrip())
        if 0 <= deeper_than < indent and not line.lstrip().startswith(("- ", "-\u3000")) and key_end(line) < 0:
            continue  # goes on with the plain value of the line above
        better, faults = correct(line, indent=indent_after(lines, index))
        if faults:
            problems.append(problem_at(merged(faults), path, first_line + index, better))
            lines[index] = better
        end = key_end(better)
        deeper_than = indent if end >= 0 and better[end:].strip() and not faults else -1
    return problems


def _gets_beyond(lines: list[str], index: int, better: str) -> bool:
    """Whether libyaml reads past line `index` once it is `better`."""
    error = first_error("\n".join([*lines[:index], better, *lines[index + 1 :]]))
    return error is None or anchor_line(error, len(lines)) > index


def _candidates(lines: list[str], error: Any) -> Iterator[tuple[int, Fault, str]]:
    """Likely repairs: line, what is wrong with it, the line that was meant; the likeliest first."""
    anchor = anchor_line(error, len(lines))
    mark = getattr(error, "problem_mark", None)
    stop = min(mark.line, len(lines) - 1) if mark is not None else anchor
    near = list(dict.fromkeys(i for i in (anchor, stop, anchor - 1, stop - 1) if 0 <= i < len(lines)))
    for index in near:
        if lines[index].strip():
            yield from _value_repairs(index, lines[index])
        elif "\t" in lines[index]:
            yield index, Fault("S104", 1, "空行里有 Tab 键，应为真正的空行", "Tab 键", "空行"), ""
    for index in near[:2]:
        yield from _indentation_repairs(index, lines)
    for index in near:
        yield from _missing_colon(index, lines[index])


def _value_repairs(index: int, line: str) -> Iterator[tuple[int, Fault, str]]:
    start = key_end(line)
    if start < 0 or not line[start:].strip():
        return
    value = line[start:].rstrip()
    column = start + 1
    head = line[:start]
    if value[0] in "[{" and close_brackets(value) != value:
        better = head + close_brackets(value)
        yield index, Fault("S104", column, f"“{value[0]}”没有配对的另一半", shorten(value), "括号成对"), better
    if value[0] in "\"'" and not re.search(f"(?<!\\\\){value[0]}", value[1:]):
        better = head + quoted(value[1:])
        yield index, Fault("S104", column, f"引号没有成对：{shorten(value)}", shorten(value), "引号成对"), better
    fault = _value_fault(value, start)
    if fault is None:
        return
    plain = value[1:-1] if value[0] in "\"'" and value[-1] == value[0] and len(value) > 1 else value
    yield index, fault, head + quoted(plain)


def _value_fault(value: str, start: int) -> Fault | None:
    """Why the value must be in quotes; None when it need not."""
    column, first = start + 1, value[0]
    expected = "用英文引号把整个值包起来"
    if first in "*&!%":
        return Fault("S106", column, f"值以“{first}”开头，在 YAML 里有特殊含义", shorten(value), expected)
    if first == '"' and "\\" in value:
        at = column + value.index("\\")
        return Fault("S104", at, "双引号里的“\\”有特殊含义，这样写读不了", shorten(value), "改用英文单引号")
    if first in "\"'":
        return Fault("S104", column, f"引号没有包住整个值：{shorten(value)}", shorten(value), expected)
    if first in "[{":
        message = f"值以“{first}”开头，被当成清单或一组字段，后面却还有别的字"
        return Fault("S104", column, message, shorten(value), expected)
    if first in "@`|>,]}" or value[:2] in ("- ", "? ", "-", "?"):
        return Fault("S104", column, f"值以“{first}”开头，在 YAML 里有特殊含义", shorten(value), expected)
    colon = re.search(": |:$", value)
    if colon is None:
        return None
    message = f"值里有英文冒号加空格“: ”，被当成了另一个字段：{shorten(value)}"
    return Fault("S104", column + colon.start(), message, ": ", expected)


def _indentation_repairs(index: int, lines: list[str]) -> Iterator[tuple[int, Fault, str]]:
    line = lines[index]
    bare = line.lstrip()
    if not bare:
        return
    indent = len(line) - len(bare)
    seen: list[int] = []
    for above in range(index - 1, max(index - 60, -1), -1):
        other = lines[above]
        if not other.strip() or other.lstrip().startswith("#"):
            continue
        column = len(other) - len(other.lstrip())
        dashes = re.match(r"(?:- +)+", other.lstrip())
        for wanted in ([column + len(dashes[0])] if dashes and not bare.startswith("- ") else []) + [column]:
            if wanted != indent and wanted not in seen:
                seen.append(wanted)
                message = f"缩进不对：这一行前面有 {indent} 个空格，与上面各行对不齐"
                fault = Fault("S104", min(indent, wanted) + 1, message, f"{indent} 个空格", f"{wanted} 个空格")
                yield index, fault, " " * wanted + bare
        if len(seen) >= 4:
            return


def _missing_colon(index: int, line: str) -> Iterator[tuple[int, Fault, str]]:
    match = re.fullmatch(r"(\s*(?:- +)*)([\u4e00-\u9fff]{2,8})(?:[ \u3000]+(\S.*)|)", line)
    if match is not None:
        message = f"“{match[2]}”后面少了冒号“: ”"
        fault = Fault("S104", match.end(2) + 1, message, shorten(line), f"{match[2]}: 值")
        yield index, fault, f"{match[1]}{match[2]}: {match[3] or ''}".rstrip()
    elif key_end(line) < 0 and line.strip() and line.lstrip()[0] not in "[{%\"'":
        column = len(line) - len(line.lstrip()) + 1
        message = f"这一行没有“字段名: ”，不知道属于哪个字段：{shorten(line)}"
        expected = "字段名: 值；接着上一行写的，前面要比上一行多空两格"
        yield index, Fault("S104", column, message, shorten(line), expected), ""
