"""What one occurrence list is worth: lunr's BM25 without idf, in one byte (docs/search-format.md §6).

Only sums, products and quotients of floats in a fixed order, then a search in a table: every machine gives the same
byte, and numpy (`batches.py`) gives the same byte as the plain Python here.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

#: in the order in which a document's fields are counted everywhere
FIELDS = ("title", "marks", "text")
BOOSTS = (10.0, 3.0, 1.0)
#: Constants, not measured: nothing of an index changes because the mean does.
AVERAGES = (50.0, 100.0, 1000.0)
K1, B = 1.2, 0.75
TITLE, MARKS, TEXT = range(3)

#: codes per octave, and the code of weight 1
STEPS, ONE = 8, 48
#: weight of each code; code 0 is for terms that only select (a number's key)
WEIGHTS = (0.0, *(2.0 ** ((code - ONE) / STEPS) for code in range(1, 256)))

# The code is the nearest in the logarithm: borders lie halfway. borders[i] parts code i + 1 from i + 2.
BORDERS = tuple(2.0 ** ((code + 0.5 - ONE) / STEPS) for code in range(1, 255))

# Lengths of texts are rounded to quarters of an octave: 1, 1.19, 1.41 … (up to 2^31 terms).
_LENGTH_STEPS = 4
LENGTHS = tuple(2.0 ** (step / _LENGTH_STEPS) for step in range(31 * _LENGTH_STEPS + 1))
LENGTH_BORDERS = tuple(2.0 ** ((step + 0.5) / _LENGTH_STEPS) for step in range(31 * _LENGTH_STEPS))


def damping(field: int, length: int) -> float:
    """What is added to a term's frequency below the line: k1 · (1 - b + b · length / average)."""
    rounded = LENGTHS[bisect_right(LENGTH_BORDERS, float(length))] if field == TEXT else float(length)
    return K1 * ((1.0 - B) + B * (rounded / AVERAGES[field]))


def code(frequencies: Sequence[int], dampings: Sequence[float]) -> int:
    """The impact code (1–255) of a term with `frequencies` in the three fields of a document."""
    total = 0.0
    for field, frequency in enumerate(frequencies):
        if frequency:
            total += BOOSTS[field] * (K1 + 1.0) * frequency / (dampings[field] + frequency)
    return bisect_right(BORDERS, total) + 1


def idf(count: int, occurrences: int) -> float:
    """lunr's idf: `occurrences` are (document, field) pairs that have the term, of `count` documents."""
    return math.log(1 + abs((count - occurrences + 0.5) / (occurrences + 0.5)))
