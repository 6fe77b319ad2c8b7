"""What libyaml's errors mean, in plain Chinese. No English parser text reaches a clerk."""

from __future__ import annotations

from typing import Any

from generator.findings import Place, Problem
from generator.source.text import visible
from generator.source.yaml_lines import shorten

_TOO_DEEP = "括号套了太多层"
#: Part of the parser's problem text (libyaml, then pure Python), what it means, what is accepted.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("nesting depth", _TOO_DEEP, "最多 16 层"),
    ("could not find expected ':'", "这一行没有“字段名: 值”里的冒号加空格", "字段名: 值"),
    ("mapping values are not allowed", "这一行的冒号位置不对：多半是这一行缩进多了，或值里有“: ”", "同一层左边对齐"),
    ("block sequence entries are not allowed", "“- ”开头的清单要另起一行，写在字段名下面", "字段名下一行写“- 值”"),
    ("block mapping keys are not allowed", "这里不能开始新的字段", "字段名: 值"),
    ("did not find expected key", "这一行与上面各行对不齐，或值的引号、括号后面还有别的字", "同一层左边对齐"),
    ("expected <block end>", "这一行与上面各行对不齐，或值的引号、括号后面还有别的字", "同一层左边对齐"),
    ("did not find expected '-' indicator", "这一行应是清单项“- ”，或缩进不对", "与上面的“- ”对齐"),
    ("',' or ']'", "方括号“[”没有配对的“]”，或两项之间少了英文逗号", "[甲, 乙]"),
    ("',' or '}'", "花括号“{”没有配对的“}”，或两项之间少了英文逗号", "{名称: 甲, 目标: 乙}"),
    ("found unexpected end of stream", "引号没有成对", "引号成对"),
    ("found unexpected document indicator", "引号没有成对，一直读到了“---”", "引号成对"),
    ("unknown escape character", "双引号里的“\\”有特殊含义，这样写读不了", "改用英文单引号"),
    ("hexdecimal", "双引号里的“\\”有特殊含义，这样写读不了", "改用英文单引号"),
    ("hexadecimal", "双引号里的“\\”有特殊含义，这样写读不了", "改用英文单引号"),
    ("invalid Unicode character escape", "双引号里用反斜杠写了不存在的字", "直接写出这个字"),
    ("tab character", "用了 Tab 键缩进，应为英文空格", "英文空格，每层两个"),
    ("cannot start any token", "值以 YAML 里有特殊含义的符号开头", "用英文引号把整个值包起来"),
    ("alphabetic or numeric character", "值以“*”或“&”开头，在 YAML 里有特殊含义", "用英文引号把整个值包起来"),
    ("expected comment or", "“|”或“>”后面还有别的字", "“|”单独放在冒号后面，文字从下一行写起"),
    ("document start", "字段之外还有别的内容", "字段名: 值"),
    ("node content", "这里少了值，或多了一个标点", "字段名: 值"),
    ("directive", "行首的“%”在 YAML 里有特殊含义", "用英文引号把整个值包起来"),
    ("tag", "“!”开头的类型标记这里不接受", "用英文引号把整个值包起来"),
)
#: Where these begin is where the fault lies, not where libyaml noticed.
_BEGINNINGS = ("simple key", "quoted scalar", "flow", "block scalar", "plain scalar", "anchor", "alias", "tag")


def anchor_line(error: Any, count: int) -> int:
    """Index of the line at fault, below `count`; 0 for an error without a place."""
    mark = _anchor(error)
    if mark is None:
        return 0
    return max(0, min(int(mark.line), count - 1))


def explain(error: Any, lines: list[str], path: str, first_line: int) -> Problem:
    """The error as a problem of rule S104 (S107 for libyaml's own bound of depth)."""
    mark = _anchor(error)
    index = anchor_line(error, len(lines))
    column = min(int(mark.column), len(lines[index])) + 1 if mark is not None else 1
    text = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    meaning, expected = next(
        ((meaning, expected) for part, meaning, expected in _MEANINGS if part in text),
        ("从这一行起读不懂，不合 YAML 格式", "字段名: 值"),
    )
    line = visible(shorten(lines[index]))
    message = f"{meaning}：{line}" if line else meaning
    rule = "S107" if meaning == _TOO_DEEP else "S104"
    return Problem(rule, Place(path, first_line + index, column), message, found=line, expected=expected)


def _anchor(error: Any) -> Any:
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "context_mark", None)
    if mark is not None and any(part in context for part in _BEGINNINGS):
        return mark
    return getattr(error, "problem_mark", None) or mark
