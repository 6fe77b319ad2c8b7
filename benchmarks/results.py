"""What a run of the benchmarks found, as values and as the JSON file beside RESULTS.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.machine import BUSY, FOREIGN
from benchmarks.measure import Sample


@dataclass(frozen=True, slots=True)
class Row:
    """All repetitions of one command at one size. Seconds; peak in bytes over all its processes (PSS)."""

    size: int
    key: str
    title: str
    wall: tuple[float, ...]
    cpu: tuple[float, ...]
    #: share of the machine that others used, per repetition
    foreign: tuple[float, ...]
    #: load average of the last minute before the series
    load: float
    peak: int = 0
    bytes: int = 0
    files: int = 0

    @property
    def busy(self) -> bool:
        """Whether others were at work: quote CPU seconds and paired ratios then, no single wall time."""
        return self.load > BUSY or median(self.foreign) > FOREIGN


def row(size: int, key: str, title: str, samples: Iterable[Sample], load: float, **more: int) -> Row:
    """A row of measured samples, rounded to a tenth of a millisecond."""
    runs = list(samples)
    return Row(
        size, key, title, tuple(round(s.wall, 4) for s in runs), tuple(round(s.cpu, 4) for s in runs),
        tuple(round(s.foreign, 3) for s in runs), round(load, 2), **more,
    )


@dataclass(slots=True)
class Results:
    """One run: when (ISO date), on what, with which versions, what was left out and why, and all rows."""

    date: str
    machine: Mapping[str, str | int]
    versions: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    #: what ended with an error; the last line of the reason
    failed: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def row(self, size: int, key: str) -> Row | None:
        """The row of a command at a size, if it was run."""
        return next((one for one in self.rows if (one.size, one.key) == (size, key)), None)

    @property
    def sizes(self) -> list[int]:
        """The numbers of entries that cold builds were run with."""
        return sorted({one.size for one in self.rows if one.key == "gongkai"})


def save(results: Results, file: Path) -> None:
    """Write the JSON."""
    data = asdict(results)
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load_results(file: Path) -> Results:
    """Read the JSON of an earlier run."""
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    rows = []
    for one in data.pop("rows"):
        values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in one.items()}
        rows.append(Row(**values))
    return Results(rows=rows, **data)
