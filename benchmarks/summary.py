"""Repetitions to minimum, median, maximum; two columns of repetitions to ratios pair by pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """Minimum, median and maximum of the repetitions of one figure."""

    low: float
    mid: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Of at least one value."""
        return cls(min(values), median(values), max(values))


def pairwise(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Ratios of runs that followed each other; the longer column's rest has no partner and is left out."""
    return Spread.of([a / b for a, b in zip(ours, theirs, strict=False)])
