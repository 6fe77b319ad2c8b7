"""Makes the two character tables of generator/search/understand/data. For developers; the results are committed.

    python -m pip install pypinyin opencc
    python tools/search_tables.py

`pinyin.txt`: one line per syllable, the characters of GB 2312 that are read so. A second reading is kept where it makes up
one in twelve of the character's readings in words (pypinyin's list of phrases, MIT). `traditional.txt`: pairs of a
character outside GB 2312 and the simplified one (OpenCC t2s, Apache-2.0), the simplified ones in GB 2312 only.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import opencc  # type: ignore[import-not-found]
from pypinyin import Style, lazy_pinyin, phrases_dict  # type: ignore[import-not-found]

DATA = Path(__file__).resolve().parents[1] / "generator" / "search" / "understand" / "data"
#: a second reading must make up this share of a character's readings in words
SHARE = 1 / 12
HAN = [chr(code) for code in (*range(0x4E00, 0xA000), *range(0x3400, 0x4DC0))]


def in_gb2312(character: str) -> bool:
    """Whether `character` is one of the 6,763 of the simplified standard."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def plain(syllable: str) -> str:
    """A syllable without its tone; ü as v."""
    letters = unicodedata.normalize("NFD", syllable.replace("ü", "v").replace("ǖ", "v").replace("ǘ", "v").replace("ǚ", "v").replace("ǜ", "v"))
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())


def readings() -> dict[str, list[str]]:
    """Characters of GB 2312 with their one or two usual readings."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, sounds in phrases_dict.phrases_dict.items():
        for character, sound in zip(phrase, sounds, strict=False):
            counted[character][plain(sound[0])] += 1
    result = {}
    for character in HAN:
        if not in_gb2312(character):
            continue
        usual = plain(lazy_pinyin(character, style=Style.NORMAL)[0])
        seen = counted[character]
        total = sum(seen.values())
        others = [sound for sound, count in seen.most_common(3) if sound != usual and count >= max(total * SHARE, 2)]
        result[character] = [usual, *others[:1]]
    return result


def write_pinyin() -> None:
    """pinyin.txt."""
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character, sounds in readings().items():
        for sound in sounds:
            by_syllable[sound].append(character)
    lines = [f"{syllable} {''.join(sorted(by_syllable[syllable]))}\n" for syllable in sorted(by_syllable)]
    (DATA / "pinyin.txt").write_text("".join(lines), encoding="utf-8")


def write_traditional() -> None:
    """traditional.txt."""
    converter = opencc.OpenCC("t2s")
    pairs = []
    for character in HAN:
        simple = converter.convert(character)
        if len(simple) == 1 and simple != character and not in_gb2312(character) and in_gb2312(simple):
            pairs.append((character, simple))
    lines = ["".join(pair[0] for pair in pairs), "".join(pair[1] for pair in pairs)]
    (DATA / "traditional.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    DATA.mkdir(parents=True, exist_ok=True)
    write_pinyin()
    write_traditional()
