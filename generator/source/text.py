"""Bytes to text: strict UTF-8, one kind of line end, no character that readers cannot see.

Characters refused are Unicode categories Cc (but tab and line end), Cf (but the joiner inside an emoji), Cs, Co, Cn,
the line separators U+2028, U+2029 and U+0085, and U+FFFD, which marks text already lost (UAX #31, UTR #36).
All Han ideographs, Ext-A to Ext-J, are kept.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from generator.findings import Place, Problem

#: Refused characters get one problem each up to this many per file, then a count.
MAX_PLACES = 5

#: Characters that are certainly good, so that a clean file costs one regex search.
_GOOD = (
    "\t\n\x20-\x7e\xa1-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e\u2190-\u23ff\u2460-\u2b73"
    "\u3000-\u303f\u3041-\u3096\u3099-\u30ff\u3400-\u9fff\uff01-\uff60\uffe0-\uffe6"
    "\U00020000-\U0002a6df\U0002a700-\U0002ee5d\U0002f800-\U0002fa1d\U00030000-\U00033479"
)
_SUSPECT = re.compile(f"[^{_GOOD}]")
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
#: These stand where a blank was meant; every other refused character is dropped from the cleaned text.
_BLANK_LIKE = frozenset("\x0b\x0c\x85\u2028\u2029")
_JOINER = "\u200d"

_NAMES = {
    0x00: "空字符 NUL",
    0x0B: "垂直制表符",
    0x0C: "换页符",
    0x7F: "删除符 DEL",
    0x85: "换行控制符 NEL",
    0xAD: "软连字符",
    0x200B: "零宽空格",
    0x200C: "零宽不连字符",
    0x200D: "零宽连字符",
    0x200E: "从左到右标记",
    0x200F: "从右到左标记",
    0x2028: "行分隔符",
    0x2029: "段分隔符",
    0x202A: "从左到右嵌入",
    0x202B: "从右到左嵌入",
    0x202C: "方向格式结束",
    0x202D: "强制从左到右",
    0x202E: "强制从右到左",
    0x2060: "词连接符",
    0x2066: "从左到右隔离",
    0x2067: "从右到左隔离",
    0x2068: "首字方向隔离",
    0x2069: "方向隔离结束",
    0xFEFF: "零宽不换行空格（文件中间的 BOM）",
    0xFFFD: "乱码占位符，原字已经丢失",
}
_CATEGORY_NAMES = {
    "Cc": "控制字符",
    "Cf": "看不见的格式字符",
    "Cs": "单独的代理码，不是字",
    "Co": "自造字或软件专用符号，别的电脑显示不出来",
    "Cn": "未分配的码位，不是字",
}


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Text of `data` with `\\n` line ends and without a leading BOM, and what was wrong with it.

    None when the bytes are not UTF-8. Refused characters are taken out of the text that is returned, so that
    the rest of the file can still be judged.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_encoding_problem(data, error, path)]
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\0" in text and data.count(0) * 4 >= len(data):
        return None, [_utf16_problem(path)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _SUSPECT.search(text) is None:
        return text, []
    return gate(text, path)


def gate(text: str, path: str) -> tuple[str, list[Problem]]:
    """`text` without refused characters, and a problem for each of the first `MAX_PLACES`."""
    offsets = list(refused(text))
    if not offsets:
        return text, []
    problems = [_character_problem(text, offset, path) for offset in offsets[:MAX_PLACES]]
    if len(offsets) > MAX_PLACES:
        line, column = line_and_column(text, offsets[MAX_PLACES])
        more = f"本文件还有 {len(offsets) - MAX_PLACES} 处看不见或不能用的字符，从这里起"
        problems.append(Problem("S102", Place(path, line, column), more))
    return strip_refused(text), problems


def refused(text: str) -> Iterator[int]:
    """Offsets of the characters of `text` that no file, name or value may hold."""
    for match in _SUSPECT.finditer(text):
        if _is_refused(text, match.start()):
            yield match.start()


def strip_refused(text: str) -> str:
    """`text` without refused characters; those that part lines or words become a blank."""
    pieces: list[str] = []
    last = 0
    for offset in refused(text):
        pieces.append(text[last:offset])
        if text[offset] in _BLANK_LIKE:
            pieces.append(" ")
        last = offset + 1
    pieces.append(text[last:])
    return "".join(pieces)


def visible(text: str) -> str:
    """`text` for a message or a path on screen: refused characters and line ends written as ‹U+XXXX›."""
    if _SUSPECT.search(text) is None and "\n" not in text and "\t" not in text:
        return text
    marked = set(refused(text))
    return "".join(f"‹U+{ord(c):04X}›" if i in marked or c in "\n\t" else c for i, c in enumerate(text))


def character_name(char: str) -> str:
    """`U+202E（强制从右到左）`: code point and Chinese name."""
    code = ord(char)
    name = _NAMES.get(code) or _range_name(code) or _CATEGORY_NAMES.get(unicodedata.category(char), "不能用的字符")
    return f"U+{code:04X}（{name}）"


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of `offset` in `text`."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _is_refused(text: str, offset: int) -> bool:
    char = text[offset]
    if char == "\ufffd":
        return True
    if unicodedata.category(char) not in _REFUSED_CATEGORIES:
        return False
    return not (char == _JOINER and _joins_emoji(text, offset))


def _joins_emoji(text: str, offset: int) -> bool:
    """Whether the joiner at `offset` stands between two pictographs, as in 👩‍🌾."""
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if not before or not after:
        return False
    pictured = unicodedata.category(before) == "So" or "\U0001f3fb" <= before <= "\U0001f3ff" or before == "\ufe0f"
    return pictured and unicodedata.category(after) == "So"


def _range_name(code: int) -> str:
    if 0xE0000 <= code <= 0xE007F:
        return "看不见的标签字符"
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return "非字符"
    return ""


def _character_problem(text: str, offset: int, path: str) -> Problem:
    char = text[offset]
    line, column = line_and_column(text, offset)
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    whole = text[start : end if end >= 0 else len(text)]
    name = character_name(char)
    fix = "" if char == "\ufffd" or len(whole) > 500 else strip_refused(whole)
    return Problem(
        "S102",
        Place(path, line, column),
        f"第 {column} 个字符是 {name}",
        found=f"U+{ord(char):04X}",
        expected="看得见的普通文字和标点",
        fix=fix,
    )


def _encoding_problem(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    """Name the likely encoding of bytes that are not UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16_problem(path)
    start = data.rfind(b"\n", 0, error.start) + 1
    line = data.count(b"\n", 0, error.start) + 1
    column = len(data[start : error.start].decode("utf-8", "replace")) + 1
    place = Place(path, line, column)
    end = data.find(b"\n", error.start)
    read = _as_gbk(data[start : end if end >= 0 else len(data)])
    damaged = _holds_utf8(data)
    if read and not damaged:
        return Problem(
            "S101",
            place,
            f"文件编码不是 UTF-8，疑似 GBK（记事本里叫 ANSI）：按 GBK 读，第 {line} 行是“{read}”",
            found="GBK",
            expected="UTF-8",
        )
    message = "文件编码不是 UTF-8，或者不是文本文件"
    if damaged:
        message = f"文件大部分是 UTF-8，但第 {line} 行有损坏的或按别的编码写入的字节"
    return Problem("S101", place, message, found=_hex(data, error), expected="UTF-8")


def _utf16_problem(path: str) -> Problem:
    return Problem(
        "S101",
        Place(path),
        "文件编码是 UTF-16（记事本里叫 Unicode），不是 UTF-8",
        found="UTF-16",
        expected="UTF-8",
    )


def _as_gbk(line: bytes) -> str:
    """The line as GBK would read, shortened; empty when it is no GBK or holds no Han."""
    try:
        text = line.decode("gb18030").strip()
    except UnicodeDecodeError:
        return ""
    if not re.search("[\u4e00-\u9fff]", text) or any(True for _ in refused(text)):
        return ""
    return text if len(text) <= 40 else text[:39] + "…"


def _holds_utf8(data: bytes) -> bool:
    """Whether most bytes beyond ASCII are Han written in UTF-8."""
    han = len(re.findall("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]", data.decode("utf-8", "ignore")))
    high = sum(1 for byte in data if byte > 0x7F)
    return han * 3 * 2 > high


def _hex(data: bytes, error: UnicodeDecodeError) -> str:
    return "字节 " + data[error.start : max(error.end, error.start + 1)][:4].hex(" ").upper()
