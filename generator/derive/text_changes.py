"""What changed between two issued texts: by paragraph, and within a paragraph by clause.

The longest common subsequence is found by its table, which costs the product of both lengths and never more: texts come
from outside. What is too long to compare in time is said to be so, never shown by halves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: paragraphs of both texts multiplied, and clauses of both paragraphs multiplied, common beginnings and ends left out
MOST_PARAGRAPHS, MOST_CLAUSES = 250_000, 10_000
SAME, REMOVED, ADDED, CHANGED = "未变", "删去", "增加", "修改"
#: two paragraphs are one that was changed when this share of their clauses is common
ALIKE = 0.3
_CLAUSE = re.compile(r"[^，。；：、！？]+[，。；：、！？]*|[，。；：、！？]+")


class Piece(NamedTuple):
    """A stretch of a paragraph: 未变, 删去 or 增加."""

    kind: str
    text: str


class Paragraph(NamedTuple):
    """A paragraph of one or both texts: 未变, 删去, 增加 or 修改 (then with what was changed in it)."""

    kind: str
    pieces: tuple[Piece, ...]


def compare(old: str, new: str) -> tuple[Paragraph, ...] | None:
    """All paragraphs in the order of the new text; None where the texts are too long to compare."""
    before, after = _paragraphs(old), _paragraphs(new)
    runs = _runs(before, after, MOST_PARAGRAPHS)
    if runs is None:
        return None
    found: list[Paragraph] = []
    for same, a, b, c, d in runs:
        if same:
            found += [Paragraph(SAME, (Piece(SAME, text),)) for text in before[a:b]]
        else:
            found += _replaced(before[a:b], after[c:d])
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [line for line in (line.strip() for line in text.split("\n")) if line]


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Paragraphs that stand in each other's place, pair by pair where they are alike."""
    for place in range(max(len(old), len(new))):
        before = old[place] if place < len(old) else ""
        after = new[place] if place < len(new) else ""
        pieces = _clauses(before, after) if before and after else None
        if pieces is not None:
            yield Paragraph(CHANGED, pieces)
            continue
        if before:
            yield Paragraph(REMOVED, (Piece(REMOVED, before),))
        if after:
            yield Paragraph(ADDED, (Piece(ADDED, after),))


def _clauses(old: str, new: str) -> tuple[Piece, ...] | None:
    """What was changed within a paragraph, by clause; None where the two have too little in common."""
    before, after = _CLAUSE.findall(old), _CLAUSE.findall(new)
    runs = _runs(before, after, MOST_CLAUSES)
    if runs is None:
        return None
    common = sum(len("".join(before[a:b])) for same, a, b, _, _ in runs if same)
    pieces: list[Piece] = []
    for same, a, b, c, d in runs:
        if same:
            pieces.append(Piece(SAME, "".join(before[a:b])))
            continue
        for gone, come in _pairs(before[a:b], after[c:d]):
            head, tail = _word_edges(gone, come)
            common += head + tail
            pieces += _pieces(gone, come, head, tail)
    return tuple(pieces) if common >= ALIKE * max(len(old), len(new)) else None


#: whether both are the same there, and the places in the old and the new sequence
Run = tuple[bool, int, int, int, int]


def _runs(old: Sequence[str], new: Sequence[str], most: int) -> list[Run] | None:
    """Stretches that are the same and stretches that differ, in turn; None where the table would be too large."""
    head, tail = _edges(old, new)
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(a) * len(b) > most:
        return None
    found: list[Run] = [(True, 0, head, 0, head)] if head else []
    place_old, place_new = head, head
    for i, j in [*_common(a, b), (len(a), len(b))]:
        i, j = i + head, j + head
        if i > place_old or j > place_new:
            found.append((False, place_old, i, place_new, j))
        if i < head + len(a):
            if found and found[-1][0]:
                _, start_old, _, start_new, _ = found.pop()
                found.append((True, start_old, i + 1, start_new, j + 1))
            else:
                found.append((True, i, i + 1, j, j + 1))
        place_old, place_new = i + 1, j + 1
    if tail:
        found.append((True, len(old) - tail, len(old), len(new) - tail, len(new)))
    return found


def _common(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Places of a longest common subsequence, by the table of lengths from the end."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        row, below = table[i], table[i + 1]
        for j in range(len(b) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if a[i] == b[j] else max(below[j], row[j + 1])
    found, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _edges(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How much two texts (or lists of them) have in common at their beginning and at their end."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    rest = most - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return head, tail


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """Clauses in each other's place one by one where they are as many, else all together."""
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    return [("".join(old), "".join(new))]


def _word_edges(old: str, new: str) -> tuple[int, int]:
    """`_edges` that do not cut a number: 2020 and 2021 differ as a whole."""
    head, tail = _edges(old, new)
    while head and old[head - 1].isdigit() and (old[head : head + 1].isdigit() or new[head : head + 1].isdigit()):
        head -= 1
    while tail and old[len(old) - tail].isdigit() and (
        old[len(old) - tail - 1 : len(old) - tail].isdigit() or new[len(new) - tail - 1 : len(new) - tail].isdigit()
    ):
        tail -= 1
    return head, tail


def _pieces(old: str, new: str, head: int, tail: int) -> Iterator[Piece]:
    parts = (
        Piece(SAME, old[:head]),
        Piece(REMOVED, old[head : len(old) - tail]),
        Piece(ADDED, new[head : len(new) - tail]),
        Piece(SAME, old[len(old) - tail :]),
    )
    yield from (piece for piece in parts if piece.text)
