"""Readings of characters, simplified forms, and what of both can be told without a table.

Tables: `pinyin` is `{"syllables": "a 啊阿\\nai 哀…"}`, `traditional` is `{"from": "國…", "to": "国…"}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

#: first characters of level 1 of GB 2312, which stands in the order of pinyin, and their letters
_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LEVEL_1_END = 0xD7F9

Readings = Mapping[str, tuple[str, ...]]


def parse_pinyin(payload: Mapping[str, str]) -> Readings:
    """Character -> its syllables; ü is typed as v or u."""
    found: dict[str, tuple[str, ...]] = {}
    for line in payload["syllables"].split("\n"):
        syllable, _, characters = line.partition(" ")
        for character in characters:
            sounds = dict.fromkeys((*found.get(character, ()), syllable, syllable.replace("v", "u")))
            found[character] = tuple(sounds)
    return found


def parse_traditional(payload: Mapping[str, str]) -> Mapping[str, str]:
    """Traditional -> simplified."""
    return dict(zip(payload["from"], payload["to"], strict=False))


def gb2312_code(character: str) -> int:
    """The code of a Han character in GB 2312 (EUC); 0 for what is not in it."""
    if not is_han(character):
        return 0
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return 0
    return code[0] << 8 | code[1] if len(code) == 2 else 0


@lru_cache(maxsize=1)
def _bounds() -> tuple[int, ...]:
    return tuple(gb2312_code(character) for character in _FIRST)


def first_letter(character: str) -> str:
    """The first letter of a common character's reading, without a table; empty when it can't be told."""
    code = gb2312_code(character)
    bounds = _bounds()
    if not bounds[0] <= code <= _LEVEL_1_END:
        return ""
    return _LETTERS[sum(bound <= code for bound in bounds) - 1]


def is_han(character: str) -> bool:
    """A character of the two blocks that traditional and simplified forms stand in."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def looks_traditional(text: str) -> bool:
    """Whether a character is outside the simplified standard."""
    return any(is_han(character) and not gb2312_code(character) for character in text)
