"""The bars of the design, and what a run measured against each. Wall seconds of the whole process unless it says CPU."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.results import Results, Row
from benchmarks.summary import Spread, pairwise

#: entries at which the bars without another number hold
AT = 10_000
LARGE = 100_000

Figure = Callable[[Results], "float | None"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with the value it must not pass (`bar`) and the one it should not (`aim`)."""

    title: str
    bar: float
    aim: float
    unit: str
    figure: Figure


def versus(results: Results, size: int, peers: Sequence[str], figure: str) -> Spread | None:
    """Ratios of gongkai to the sum of peers, pair by pair. `figure` is "wall" or "cpu"."""
    ours = results.row(size, "gongkai")
    theirs = [results.row(size, key) for key in peers]
    if ours is None or None in theirs:
        return None
    sums = [sum(parts) for parts in zip(*(getattr(one, figure) for one in theirs), strict=False)]
    return pairwise(getattr(ours, figure), sums)


def _ratio(*peers: str) -> Figure:
    def figure(results: Results) -> float | None:
        spread = versus(results, AT, peers, "wall")
        return spread.mid if spread else None
    return figure


def _wall(size: int, key: str) -> Figure:
    def figure(results: Results) -> float | None:
        row = results.row(size, key)
        return Spread.of(row.wall).mid if row else None
    return figure


def _peak(size: int, key: str) -> Figure:
    def figure(results: Results) -> float | None:
        row = results.row(size, key)
        return row.peak / 1e9 if row else None
    return figure


def per_entry(row: Row) -> float:
    """Median milliseconds of wall time per entry."""
    return Spread.of(row.wall).mid / row.size * 1000


def _growth(results: Results) -> float | None:
    small, large = results.row(1_000, "gongkai"), results.row(LARGE, "gongkai")
    return per_entry(large) / per_entry(small) if small and large else None


BARS = (
    Bar("build with checks and index ÷ Hugo alone", 1.5, 1.0, "×", _ratio("hugo")),
    Bar("the same ÷ (Hugo + Pagefind)", 0.25, 0.12, "×", _ratio("hugo", "pagefind")),
    Bar("the same ÷ Material with search", 0.10, 0.06, "×", _ratio("material")),
    Bar("one body changed, `gongkai build`", 0.8, 0.5, "s", _wall(AT, "edit")),
    Bar("`gongkai check`, warm", 0.5, 0.25, "s", _wall(AT, "check-warm")),
    Bar("`gongkai check`, cold", 1.5, 0.8, "s", _wall(AT, "check-cold")),
    Bar("build, 100,000 entries", 90, 50, "s", _wall(LARGE, "gongkai")),
    Bar("build, 100,000 entries, memory", 1.5, 0.7, "GB", _peak(LARGE, "gongkai")),
    Bar("index alone, 100,000 entries", 40, 15, "s", _wall(LARGE, "index")),
    Bar("time per entry, 1,000 → 100,000", 1.3, 1.0, "×", _growth),
    Bar("`gongkai --help`", 0.15, 0.05, "s", _wall(0, "help")),
)
