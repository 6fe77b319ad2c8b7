"""Which prepared answer a query asks for, if any: compared by what both are about, not by their letters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from generator.search.folding import query_words
from generator.search.understand.readings import is_question, pieces_of
from generator.search.understand.words import PLACE, UNKNOWN, WEAK, WORD, Words, trimmed

#: below this likeness (cosine, 0 to 1) nothing is answered: pairs of the catalogue and guides, pairs found in texts
THRESHOLD, IN_TEXT_THRESHOLD = 0.72, 0.86
#: what a word of the table, a pair of unknown characters and a word that says little count
_KNOWN, _PAIR, _LITTLE = 2.0, 1.0, 0.3

Subjects = Mapping[str, float]


def subjects(text: str, words: Words) -> Subjects:
    """What a text is about: groups of synonyms, pairs of unknown words, and faintly what says little."""
    found: dict[str, float] = {}
    pieces = [piece for word in query_words(text)[1] for piece in pieces_of(word, words)]
    for piece in trimmed(pieces, words) if is_question(pieces) else pieces:
        if piece.kind == WORD:
            found[f"g{piece.group}"] = _KNOWN
        elif piece.kind == UNKNOWN and len(piece.text) > 1:
            found.update((piece.text[i : i + 2], _PAIR) for i in range(len(piece.text) - 1))
        elif piece.kind == WEAK and len(piece.text) > 1:
            found[piece.text] = _LITTLE
    return found


def asks(query: str, words: Words) -> bool:
    """Whether a query asks for an answer: in words of a question, or for how something is done (办理, 条件)."""
    pieces = [piece for word in query_words(query)[1] for piece in pieces_of(word, words)]
    little = any(piece.kind == WEAK and len(piece.text) > 1 for piece in pieces)
    about = any(piece.kind in (WORD, UNKNOWN) for piece in pieces)
    return is_question(pieces) or (little and about and not any(piece.kind == PLACE for piece in pieces))


def best_answer(query: str, questions: Sequence[str], sure: int, words: Words) -> int:
    """The place in `questions` (each with its variants, a line each) of the one that is asked, or -1.

    The first `sure` of them are those of the catalogue and guides.
    """
    wanted = subjects(query, words)
    if not asks(query, words) or not any(weight >= _PAIR for weight in wanted.values()):
        return -1
    best, place = 0.0, -1
    for number, variants in enumerate(questions):
        likeness = max(alike(wanted, subjects(variant, words)) for variant in variants.split("\n"))
        if likeness > best and likeness > (THRESHOLD if number < sure else IN_TEXT_THRESHOLD):
            best, place = likeness, number
    return place


def alike(first: Subjects, second: Subjects) -> float:
    """The cosine of two texts."""
    shared = sum(weight * second[name] for name, weight in first.items() if name in second)
    if not shared:
        return 0.0
    sizes = math.sqrt(sum(w * w for w in first.values())) * math.sqrt(sum(w * w for w in second.values()))
    return round(shared / sizes, 9)
