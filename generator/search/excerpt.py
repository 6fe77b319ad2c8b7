"""Pieces of a text with the hits marked; `theme/src/search/excerpt.mjs` is the twin of this module.

Positions are found in the folded text and shown in the written one, so both are walked side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.search.folding import fold

#: Characters shown before the first hit, and in all.
BEFORE, WINDOW = 24, 110
#: how far a window may grow so as not to cut a number or a word
SLACK = 30
_ENDS, _LOOSE = frozenset("。!?;"), frozenset(",.:)、 ")
#: what belongs together in numbers: 1,234.5, (2021)24, 8:30, 12.5%
_ONE = frozenset("0123456789abcdefghijklmnopqrstuvwxyz.,:%()-")

#: A piece of text and whether it is a hit.
Piece = tuple[str, bool]

# A character with the marks that fold into it.
_CLUSTER = re.compile("[\\s\\S][\u0300-\u036f\u1160-\u11ff\u3099\u309a\uff9e\uff9f]*")

_HAN = re.compile("[\u4e00-\u9fff]")


def walk(text: str, limit: int) -> tuple[str, list[int]]:
    """The beginning of the folded text (about `limit` characters), and where each of its characters is written.

    The list has one more element: where the walk stopped.
    """
    folded: list[str] = []
    starts: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        if len(starts) >= limit:
            return "".join(folded), [*starts, cluster.start()]
        piece = cluster[0] if _HAN.fullmatch(cluster[0]) else fold(cluster[0])
        if not piece and _is_blank(cluster[0]):
            piece = " " if folded and not folded[-1].endswith(" ") else ""
        if piece:
            folded.append(piece)
            starts.extend([cluster.start()] * len(piece))
    return "".join(folded), [*starts, len(text)]


def _is_blank(cluster: str) -> bool:
    return bool(fold(f"a{cluster}a") == "a a")


def marked(text: str, needles: Sequence[str]) -> tuple[Piece, ...]:
    """The whole of a short `text` (a title) with the needles marked."""
    folded, starts = walk(text, len(text) * 4)
    return _pieces(text, folded, starts, 0, len(folded), needles)


def excerpt(text: str, folded: str, needles: Sequence[str]) -> tuple[Piece, ...]:
    """A window of `text` around the first needle it has, or its beginning; `folded` is `fold(text)`."""
    first = next((position for needle in needles if (position := folded.find(needle)) >= 0), 0)
    begin = _opening(folded, first)
    walked, starts = walk(text, begin + WINDOW + SLACK)
    if not folded.startswith(walked.rstrip(" ")):
        return ((text[:WINDOW], False),) if text else ()
    end = _closing(walked, begin + WINDOW)
    pieces = _pieces(text, walked, starts, begin, end, needles)
    head = (("…", False),) if begin else ()
    tail = (("…", False),) if starts[end] < len(text.rstrip()) else ()
    return (*head, *pieces, *tail)


def _opening(folded: str, first: int) -> int:
    """Where the window begins: after a sentence's end that is near before the hit, never inside a number."""
    begin = max(first - BEFORE, 0)
    for at in range(begin + 1, first + 1):
        if folded[at - 1] in _ENDS:
            return at + 1 if at < first and folded[at] == " " else at
    for _ in range(SLACK):
        if not (0 < begin < len(folded) and folded[begin] in _ONE and folded[begin - 1] in _ONE):
            break
        begin -= 1
    while 0 < begin < first and folded[begin] in _LOOSE:
        begin += 1
    return begin


def _closing(folded: str, wanted: int) -> int:
    """Where it ends: not inside a number either."""
    end = min(wanted, len(folded))
    for _ in range(SLACK):
        if not (0 < end < len(folded) and folded[end - 1] in _ONE and folded[end] in _ONE):
            break
        end += 1
    return end


def _pieces(
    text: str, folded: str, starts: list[int], begin: int, end: int, needles: Sequence[str]
) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    position = begin
    while position < end:
        hit, needle = _next_hit(folded, position, end, needles)
        if hit > position:
            pieces.append((text[starts[position] : starts[hit]], False))
        if needle:
            pieces.append((text[starts[hit] : starts[hit + len(needle)]], True))
        position = hit + len(needle)
    return tuple(piece for piece in pieces if piece[0])


def _next_hit(folded: str, position: int, end: int, needles: Sequence[str]) -> tuple[int, str]:
    """The next needle that lies inside the window; the longest where several begin; `end` when there is none."""
    best, chosen = end, ""
    for needle in needles:
        hit = folded.find(needle, position, end) if needle else -1
        if hit >= 0 and (hit < best or (hit == best and len(needle) > len(chosen))):
            best, chosen = hit, needle
    return best, chosen
