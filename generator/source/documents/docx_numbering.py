"""Automatic numbers of a docx (ECMA-376 part 1 §17.9): the 一、 and 第一条 that stand in no text.

Each list counts for itself; the counters of deeper levels begin again under a higher one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.source.documents.docx_styles import digit
from generator.source.documents.package import EnoughError, walk

MAX_LISTS = 5_000
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_HAN = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class _Level:
    """How one level of a list is numbered."""

    format: str = "decimal"
    text: str = ""
    begin: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    #: abstract list by list id
    lists: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)

    def next(self, number: str, level: int) -> str | None:
        """The number of the next paragraph of list `number` at `level`: empty for a bullet, None for no list."""
        abstract = self.lists.get(number, "")
        levels = self.levels.get(abstract)
        if levels is None or level >= _LEVELS:
            return None
        counters = self.counters.setdefault(abstract, [None] * _LEVELS)
        own = levels.get(level, _Level())
        before = counters[level]
        counters[level] = own.begin if before is None else before + 1
        counters[level + 1 :] = [None] * (_LEVELS - level - 1)
        if own.format in ("bullet", "none"):
            return "" if own.format == "bullet" else None
        return _PLACEHOLDER.sub(lambda match: _placed(int(match[1]) - 1, counters, levels), own.text)


def _placed(level: int, counters: list[int | None], levels: Mapping[int, _Level]) -> str:
    own = levels.get(level, _Level())
    value = counters[level]
    return number_text(own.begin if value is None else value, own.format)


def read_numbering(data: bytes | None) -> Numbering:
    """The lists of numbering.xml. Raises UnreadableError."""
    levels: dict[str, dict[int, _Level]] = {}
    lists: dict[str, str] = {}
    here = {"abstract": "", "list": "", "level": ""}

    def start(tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if tag == "abstractNum":
            here.update(abstract=attributes.get("abstractNumId", ""), list="")
            levels[here["abstract"]] = {}
        elif tag == "num":
            here.update(list=attributes.get("numId", ""), abstract="")
        elif tag == "abstractNumId" and here["list"]:
            lists[here["list"]] = value
        elif tag == "lvl" and here["abstract"]:
            here["level"] = attributes.get("ilvl", "")
            levels[here["abstract"]][digit(here["level"])] = _Level()
        elif here["abstract"] and here["level"]:
            _set(levels[here["abstract"]][digit(here["level"])], tag, value)
        if len(levels) + len(lists) > MAX_LISTS:
            raise EnoughError

    def end(tag: str) -> None:
        if tag == "lvl":
            here["level"] = ""

    if data:
        walk(data, start, end)
    return Numbering(lists, levels)


def _set(level: _Level, tag: str, value: str) -> None:
    if tag == "numFmt":
        level.format = value
    elif tag == "lvlText":
        level.text = value[:40]
    elif tag == "start":
        level.begin = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def number_text(number: int, format_: str) -> str:
    """`number` as list format `format_` (ST_NumberFormat) writes it; unknown formats in Arabic digits."""
    if format_ in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
                   "taiwaneseCounting", "koreanCounting"):
        return han(number)
    if format_ in ("ideographDigital", "japaneseDigitalTenThousand", "chineseDigital", "taiwaneseDigital"):
        return "".join(_HAN[int(one)] for one in str(number)).replace("零", "〇")
    if format_ in ("lowerLetter", "upperLetter") and 0 < number <= 780:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if format_ == "upperLetter" else letters
    if format_ in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if format_ == "upperRoman" else _roman(number)
    if format_.startswith("decimalEnclosedCircle") and 0 < number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if format_ == "ideographTraditional" and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    if format_ == "decimalFullWidth":
        return "".join(chr(0xFF10 + int(one)) for one in str(number))
    if format_ == "decimalZero":
        return f"{number:02}"
    return str(number)


def han(number: int) -> str:
    """`number` in Chinese as documents count: 十、十一、二十、一百零一."""
    if not 0 <= number < 10_000:
        return str(number)
    if number < 20:
        return _HAN[number] if number < 10 else "十" + (_HAN[number - 10] if number > 10 else "")
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        value = number // unit % 10
        if value:
            text += ("零" if gap and text else "") + _HAN[value] + name
        gap = value == 0
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
