"""Lines of a YAML file as a clerk writes them, and the line he meant.

A line is indentation, list dashes, and a rest: `key: value` or a plain item. `correct` puts right what a Chinese
input method does to it (full-width colon, comma, bracket, quote, dash, blank) and a missing blank after the colon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.findings import Place, Problem, Severity

COLONS = "：﹕∶︰"
_BLANKS = " \t\u3000\u00a0"
_DASHES = "－—–•·●﹣"
#: No character of a field name.
_STOP = f"\\s:{COLONS}…\"“”'‘’「」\\[\\]{{}}［］｛｝【】,，。；;#&*!|>%@`"

_LINE = re.compile(f"(?P<indent>[{_BLANKS}]*)(?P<dash>(?:- +)*)(?P<rest>.*)", re.DOTALL)
_KEY = re.compile(
    f"(?P<open>[\"“'‘「]?)(?P<key>[^{_STOP}]{{1,20}}+)(?P<close>[\"”'’」]?)(?P<gap>[{_BLANKS}]*)"
    f"(?P<colon>[{COLONS}]|:(?=[^ /\\\\])|:(?= |$))(?P<blank>[{_BLANKS}]*)(?P<value>.*)",
    re.DOTALL,
)
_BLOCK = re.compile(r"(?:.*[:：]|(?: *- *)+)[ \t]*[|>][-+0-9]{0,2}[ \t]*(?:#.*)?")
_ID_LIST = re.compile(r"[\[［【][ ]*[A-Za-z0-9/_.-]+(?:[ ]*[,，、；;][ ]*[A-Za-z0-9/_.-]+)*[ ]*[\]］】]")
_QUOTED = re.compile('(?P<open>["“”])(?P<text>[^"“”\\\\]*)(?P<close>["“”])')
_SHAPES = {"［": "[", "］": "]", "｛": "{", "｝": "}"}
_MARGINS = (("\t", "S104", " Tab 键"), ("\u3000", "S103", "全角空格"), ("\u00a0", "S103", "不换行空格"))
_MATES = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong on a line. `column` counts from 1."""

    rule: str
    column: int
    message: str
    found: str = ""
    expected: str = ""
    severity: Severity | None = None


def problem_at(fault: Fault, path: str, line: int, fix: str) -> Problem:
    """The fault as a problem on `line`; `fix` is the corrected line."""
    return Problem(
        fault.rule,
        Place(path, line, fault.column),
        fault.message,
        found=fault.found,
        expected=fault.expected,
        fix=fix if len(fix) <= 1000 else "",
        severity=fault.severity,
    )


def structure_lines(lines: list[str]) -> list[int]:
    """Indices of the lines on which a key or an item must stand: no comments, blanks, or inner lines of long texts."""
    found: list[int] = []
    block_indent = -1
    closing = -1
    for index, line in enumerate(lines):
        bare = line.strip()
        if not bare or index <= closing:
            continue
        indent = len(line) - len(line.lstrip(_BLANKS))
        if block_indent >= 0:
            if indent > block_indent:
                continue
            block_indent = -1
        if bare.startswith("#"):
            continue
        found.append(index)
        if _BLOCK.fullmatch(line):
            parts = _LINE.match(line)
            block_indent = len(parts["indent"] + parts["dash"]) if parts else indent
        elif '"' in line or "'" in line:
            closing = _closing_line(lines, index, indent)
    return found


def _closing_line(lines: list[str], index: int, indent: int) -> int:
    """Last line of a quoted value that rightly runs over several lines; -1 when it ends where it began."""
    match = re.search(r"(?:[:：,\[{-][ \t]*|^[ \t]*)([\"'])", lines[index])
    if match is None:
        return -1
    quote = match[1]
    if quote in lines[index][match.end() :]:
        return -1
    for later in range(index + 1, min(index + 200, len(lines))):
        line = lines[later]
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            return -1
        if quote in line:
            return later
    return -1


def key_end(line: str) -> int:
    """Offset of the value after a good `key: `, or after the list dashes; -1 when the line holds neither."""
    parts = _LINE.match(line)
    if parts is None:
        return -1
    start = parts.start("rest")
    match = re.match(f"(?:\"[^\"]*\"|'[^']*'|[^{_STOP}][^:]*?)[ ]*:(?: +|$)", parts["rest"])
    if match is not None:
        return start + match.end()
    return start if parts["dash"] else -1


def correct(line: str, *, indent: int = 0) -> tuple[str, list[Fault]]:
    """The line with every slip put right, and the slips; columns are those of the line as written.

    `indent` is the number of blanks that stands for indentation by tabs or full-width blanks (`indent_after`).
    """
    parts = _LINE.match(line)
    if parts is None or not parts["rest"].strip():
        return line, []
    faults: list[Fault] = []
    margin = _indentation(parts["indent"], indent, faults)
    dash, rest, offset = _dash(parts, faults)
    if rest.startswith("＃"):
        faults.append(Fault("S103", offset + 1, "注释写了全角“＃”，应为英文“#”", "＃", "#"))
        return margin + dash + "# " + rest[1:].lstrip(), faults
    rest = _pair(rest, offset, faults)
    return (margin + dash + rest, faults) if faults else (line, [])


def indent_after(lines: list[str], index: int) -> int:
    """Blanks that line `index` should begin with, judged by the (corrected) line above it."""
    dashed = lines[index].strip(_BLANKS).startswith("- ")
    for above in range(index - 1, max(index - 60, -1), -1):
        parts = _LINE.match(lines[above])
        if parts is None or not parts["rest"].strip() or parts["rest"].startswith("#"):
            continue
        inner = len(parts["indent"]) + len(parts["dash"])
        if parts["rest"].rstrip().endswith(":"):
            return inner + 2
        return len(parts["indent"]) if dashed else inner
    return 0


def _indentation(margin: str, indent: int, faults: list[Fault]) -> str:
    for char, rule, name in _MARGINS:
        if char in margin:
            message = f"行首用了{name}缩进，应为英文空格"
            faults.append(Fault(rule, margin.index(char) + 1, message, name.strip(), "英文空格，每层两个"))
            return " " * indent
    return margin


def _dash(parts: re.Match[str], faults: list[Fault]) -> tuple[str, str, int]:
    """Dashes, rest and the rest's offset, with a slip in the last dash put right."""
    dash, rest, offset = parts["dash"], parts["rest"], parts.start("rest")
    match = re.match(f"([{_DASHES}])[{_BLANKS}]*(?=[^{_DASHES}])", rest)
    if match is not None:
        message = f"清单项前写了“{match[1]}”，应为英文减号加一个空格“- ”"
        faults.append(Fault("S103", offset + 1, message, match[1], "- "))
        return dash + "- ", rest[match.end() :], offset + match.end()
    if re.match(r"-[^\s\d-]", rest) and not rest.startswith("---"):
        faults.append(Fault("S104", offset + 1, "清单项的“-”后面少一个空格", rest[:2], "- "))
        return dash + "- ", rest[1:], offset + 1
    return dash, rest, offset


def _pair(rest: str, offset: int, faults: list[Fault]) -> str:
    """`key: value` put right; a plain item only has its value looked at."""
    match = _KEY.match(rest)
    if match is None or match["key"].isdigit():
        return _value(rest, offset, faults)
    key, colon = match["key"], match["colon"]
    at = offset + match.start("colon") + 1
    prefix = rest[: match.start("value")]
    if match["open"] in ("“", "‘", "「") or match["close"] in ("”", "’", "」"):
        message = f"字段名“{key}”外面写了中文引号，应去掉"
        faults.append(Fault("S103", offset + 1, message, match["open"] + key + match["close"], key))
        prefix = f"{key}: "
    if colon in COLONS:
        faults.append(Fault("S103", at, f"“{key}”后面用了全角冒号“{colon}”，应为英文冒号加一个空格“: ”", colon, ": "))
        prefix = f"{key}: "
    elif match["value"] and " " not in match["blank"]:
        faults.append(_missing_blank(key, match["blank"], at))
        prefix = f"{key}: "
    value = _value(match["value"], offset + match.start("value"), faults)
    return prefix + value if value else prefix.rstrip() if faults else rest


def _missing_blank(key: str, blank: str, at: int) -> Fault:
    if blank:
        name = "Tab" if "\t" in blank else "全角空格"
        return Fault("S103", at + 1, f"“{key}:”后面是{name}，应为一个英文空格", name, ": ")
    return Fault("S104", at, f"“{key}:”后面少一个空格", ":", ": ")


def _value(value: str, offset: int, faults: list[Fault]) -> str:
    """The value with its wrapping quotes or brackets put right."""
    stripped = value.rstrip()
    quoted = _QUOTED.fullmatch(stripped)
    if quoted is not None and '"' in (quoted["open"], quoted["close"]) and quoted["open"] != quoted["close"]:
        message = f"引号一头是“{quoted['open']}”，一头是“{quoted['close']}”，要都用英文双引号"
        faults.append(Fault("S103", offset + 1, message, stripped[:40], f'"{quoted["text"]}"'))
        return f'"{quoted["text"]}"'
    if stripped.startswith(("[", "{", "［", "｛")) or _ID_LIST.fullmatch(stripped):
        return _flow(stripped, offset, faults)
    return value


def _flow(value: str, offset: int, faults: list[Fault]) -> str:
    """A `[…]` or `{…}` value with full-width signs of its structure put right; quoted parts are left alone."""
    out: list[str] = []
    stack: list[str] = []
    ids = _ID_LIST.fullmatch(value) is not None
    quote = ""
    at_key = False
    for i, char in enumerate(value):
        new = char
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and value[:i].rstrip(" ")[-1:] in ("[", "{", ",", ":", "，", "："):
            quote = char
        elif char in "[{［｛" or (ids and char == "【"):
            new = "[" if char == "【" else _SHAPES.get(char, char)
            stack.append(new)
            at_key = new == "{"
        elif char in "]}］｝" or (ids and char == "】"):
            new = "]" if char == "】" else _SHAPES.get(char, char)
            if stack:
                stack.pop()
        elif stack and (char == "," or _parts_items(value, i, stack[-1], ids)):
            new = "," if char == "," else ", " if value[i + 1 : i + 2] != " " else ","
            at_key = stack[-1] == "{"
        elif at_key and (char in COLONS or char == ":"):
            new = ": " if value[i + 1 : i + 2] not in (" ", "") else ":"
            at_key = False
        if new != char and char != ":":
            faults.append(Fault("S103", offset + i + 1, _flow_message(char, new), char, new))
        elif new != char:
            faults.append(Fault("S104", offset + i + 1, "冒号后面少一个空格", ":", ": "))
        out.append(new)
    return "".join(out)


def _parts_items(value: str, i: int, within: str, ids: bool) -> bool:
    """Whether the sign at `i` was meant as the comma between two items."""
    if value[i] != "，" and not (ids and value[i] in "、；;"):
        return False
    if within == "[":
        return True
    return re.match(f"[ ]*[^{_STOP}]{{1,12}}+[ ]*[:{COLONS}]", value[i + 1 :]) is not None


def _flow_message(found: str, wanted: str) -> str:
    if wanted[0] == ":":
        return f"用了中文的“{found}”，应为英文冒号加一个空格“: ”"
    name = {",": "逗号", "[": "方括号", "]": "方括号"}.get(wanted[0], "花括号")
    return f"用了中文的“{found}”，应为英文{name}“{wanted[0]}”"


def merged(faults: list[Fault]) -> Fault:
    """Several slips of one line as one, at the first; one correction mends them all."""
    first = faults[0]
    if len(faults) == 1:
        return first
    messages = list(dict.fromkeys(fault.message for fault in faults))
    rule = "S103" if any(fault.rule == "S103" for fault in faults) else first.rule
    return Fault(rule, first.column, "；".join(messages[:4]), first.found, first.expected, first.severity)


def shorten(text: str) -> str:
    """At most 40 characters, for a message."""
    text = text.strip()
    return text if len(text) <= 40 else text[:39] + "…"


def quoted(value: str) -> str:
    """The value in quotes, as YAML reads it back unchanged."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def close_brackets(value: str) -> str:
    """A flow value with the brackets it leaves open closed."""
    stack: list[str] = []
    for char in value:
        if char in _MATES:
            stack.append(_MATES[char])
        elif stack and char == stack[-1]:
            stack.pop()
    return value.rstrip().rstrip(",") + "".join(reversed(stack))
