"""The table of words: synonyms, words of questions, words that say little. Parsed from its payload, cut out of queries.

Payload (`data/s/u/words`): `{"groups": "正式 正式/俗称 俗称/相关\\n…", "places": "北京 …", "void": "怎么办 …",
"weak": "材料 …"}`, all folded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WORD, PLACE, WEAK, VOID, UNKNOWN = "word", "place", "weak", "void", "unknown"
#: single characters that never belong to a longer unknown word
PARTICLES = frozenset("的吗呢吧了么啊呀嘛我你")


@dataclass(frozen=True, slots=True)
class Synonyms:
    """A group of catalog/search/synonyms.yaml."""

    formal: tuple[str, ...]
    plain: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run of Han characters: its kind and, for a word of the table, its group."""

    text: str
    kind: str
    group: int = -1


@dataclass(frozen=True, slots=True)
class Words:
    """The parsed table. `kinds` has every word with its kind, `places` the group of a synonym."""

    groups: tuple[Synonyms, ...]
    kinds: Mapping[str, str]
    places: Mapping[str, int]
    longest: int


NO_WORDS = Words((), {}, {}, 0)


def parse_words(payload: Mapping[str, str]) -> Words:
    """Read the table's payload."""
    groups: list[Synonyms] = []
    places: dict[str, int] = {}
    for line in payload["groups"].split("\n"):
        parts = [tuple(part.split(" ")) if part else () for part in line.split("/")]
        if len(parts) != 3:
            continue
        groups.append(Synonyms(*parts))
        for word in (*parts[0], *parts[1]):
            places.setdefault(word, len(groups) - 1)
    kinds = dict.fromkeys(filter(None, payload["places"].split(" ")), PLACE)
    kinds.update(dict.fromkeys(places, WORD))
    kinds.update(dict.fromkeys(filter(None, payload["void"].split(" ")), VOID))
    kinds.update(dict.fromkeys(filter(None, payload["weak"].split(" ")), WEAK))
    return Words(tuple(groups), kinds, places, max(map(len, kinds), default=0))


def cut(run: str, words: Words) -> list[Piece]:
    """`run` in pieces: the longest words win, what is between them is unknown."""
    steps = _best_steps(run, words)
    pieces: list[Piece] = []
    end = len(run)
    while end:
        text = run[end - steps[end] : end]
        pieces.append(Piece(text, words.kinds.get(text, UNKNOWN), words.places.get(text, -1)))
        end -= len(text)
    return _joined(pieces[::-1])


def _best_steps(run: str, words: Words) -> list[int]:
    """For every position the length of the piece that ends there in the best division of what is before it."""
    best = [0] + [-1] * len(run)
    steps = [1] * (len(run) + 1)
    for end in range(1, len(run) + 1):
        for length in range(1, min(end, max(words.longest, 1)) + 1):
            value = best[end - length] + _value(run[end - length : end], words)
            if value > best[end]:
                best[end], steps[end] = value, length
    return steps


def _value(text: str, words: Words) -> int:
    """The square of the length, less for a void word (怎么 + 转学 beats 怎么转 + 学); a word before a weak one."""
    kind = words.kinds.get(text, UNKNOWN)
    if kind == UNKNOWN:
        return 0 if len(text) == 1 else -1000
    if len(text) == 1:
        return 5 if text in PARTICLES else 1
    if kind == VOID:
        return 8 * len(text) * len(text)
    return 10 * len(text) * len(text) + (2 if kind in (WORD, PLACE) else 1)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Unknown characters and lone ones beside them as one unknown piece (办公 is not 办 + 公); the ends stay apart."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        loose = _loose(piece)
        if last and loose and (last.kind == UNKNOWN or _loose(last)):
            joined[-1] = Piece(last.text + piece.text, UNKNOWN)
        else:
            joined.append(piece)
    return joined


def _loose(piece: Piece) -> bool:
    return len(piece.text) == 1 and piece.kind != WORD and piece.text not in PARTICLES


def trimmed(pieces: Sequence[Piece], words: Words) -> list[Piece]:
    """Unknown pieces of a question without the small words at their ends (领工资 -> 工资)."""
    small = frozenset(text for text, kind in words.kinds.items() if len(text) == 1 and kind in (VOID, WEAK))
    result: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if piece.kind == UNKNOWN:
            while len(text) > 1 and text[0] in small:
                text = text[1:]
            while len(text) > 1 and text[-1] in small:
                text = text[:-1]
        result.append(Piece(text, piece.kind, piece.group) if text != piece.text else piece)
    return result
