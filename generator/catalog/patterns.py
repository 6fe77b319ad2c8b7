"""Regular expressions written in the catalogue: refused where a crafted text could keep them busy for ever.

Python's engine backtracks. An expression is taken when nothing that is repeated has a choice or a varying repetition in
it, and when the varying repetitions in a row allow only so many ways to divide a text among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_parser: Any = re._parser  # type: ignore[attr-defined]
#: an open repetition counts as this many ways (the longest text a pattern is tried on)
OPEN = 500
MOST_WAYS = 300_000  # two open repetitions, not three
MAX_LENGTH = 300


def pattern_fault(word: str) -> str:
    """What is wrong with the expression, as a Chinese clause; empty when it can be used."""
    if len(word) > MAX_LENGTH:
        return f"太长，最多 {MAX_LENGTH} 个字符"
    try:
        re.compile(word)
        tree = _parser.parse(word)
    except (re.error, OverflowError, RecursionError):
        return "不是有效的正则表达式"
    ways = _ways(tree, inside=False)
    if ways < 0:
        return "重复里面又有选择或不定次数的重复，可能让检查停不下来；请写明次数，如 {1,12}"
    if ways > MOST_WAYS:
        return "不定次数的重复太多，可能让检查停不下来；请写明次数，如 {1,12}"
    return ""


def _ways(tree: Iterable[Any], *, inside: bool) -> int:
    """Ways the repetitions of `tree` can divide a text; -1 where something repeated varies in itself."""
    total = 1
    for operation, argument in tree:
        found = _ways_of(str(operation), argument, inside)
        if found < 0:
            return -1
        total = min(total * found, MOST_WAYS + 1)
    return total


def _ways_of(name: str, argument: Any, inside: bool) -> int:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        low, high, inner = argument
        most = OPEN if high is _parser.MAXREPEAT else int(high)
        varies = most > low
        if varies and inside:
            return -1
        within = _ways(inner, inside=inside or most > 1)
        return -1 if within < 0 else within * (most - low + 1 if varies else 1)
    if name == "BRANCH":
        branches = [_ways(branch, inside=inside) for branch in argument[1]]
        return -1 if inside or min(branches) < 0 else sum(branches)
    if name == "SUBPATTERN":
        return _ways(argument[-1], inside=inside)
    if name in ("ASSERT", "ASSERT_NOT"):
        return _ways(argument[1], inside=inside)
    return -1 if name in ("GROUPREF", "GROUPREF_EXISTS", "ATOMIC_GROUP") else 1
