"""Cold builds in rounds: A B C D, A B C D … so that every ratio is of runs that followed each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.contestants import Contestant
from benchmarks.machine import settle
from benchmarks.measure import RunFailed, Sample, run
from benchmarks.results import Row, row
from benchmarks.trees import Trash, size


@dataclass(slots=True)
class Entrant:
    """A contestant, how many rounds it takes part in, and what it showed."""

    contestant: Contestant
    rounds: int
    samples: list[Sample] = field(default_factory=list)
    peak: int = 0


def cold(
    entries: int, entrants: Sequence[Entrant], work: Path, *, patience: float, say: Callable[[str], None],
    failed: Callable[[str, RunFailed], None],
) -> list[Row]:
    """First a round nobody times, which warms the page cache and is looked at for memory; then the timed rounds.

    Who fails in the first round is handed to `failed` and takes no further part.
    """
    trash = Trash(work / "trash")
    running: list[Entrant] = []
    for entrant in entrants:
        title = entrant.contestant.title
        try:
            sample = _once(entrant, work, trash, memory=True)
        except RunFailed as error:
            failed(f"{title} at {entries:,}", error)
            continue
        entrant.peak = sample.peak
        running.append(entrant)
        say(f"{entries:>7,}  {title}: first run {sample.wall:.2f} s, peak {sample.peak / 2**20:,.0f} MiB")
    load = settle(patience, say)
    _rounds(entries, running, work, trash, say)
    rows = [_row(entries, entrant, load) for entrant in running]
    trash.empty()
    return rows


def _rounds(entries: int, entrants: Sequence[Entrant], work: Path, trash: Trash, say: Callable[[str], None]) -> None:
    for number in range(max((entrant.rounds for entrant in entrants), default=0)):
        for entrant in entrants:
            if number < entrant.rounds:
                sample = _once(entrant, work, trash, memory=False)
                entrant.samples.append(sample)
                say(f"{entries:>7,}  {entrant.contestant.title}: {sample.wall:.2f} s, CPU {sample.cpu:.2f} s, "
                    f"others {sample.foreign:.0%}  ({number + 1}/{entrant.rounds})")


def _once(entrant: Entrant, work: Path, trash: Trash, *, memory: bool) -> Sample:
    one = entrant.contestant
    trash.take(*one.outputs, *one.caches)
    return run(one.command, cwd=one.cwd, env=one.environment, log=work / f"{one.key}.log", memory=memory)


def _row(entries: int, entrant: Entrant, load: float) -> Row:
    one = entrant.contestant
    total, files = size(*one.outputs)
    return row(entries, one.key, one.title, entrant.samples, load, peak=entrant.peak, bytes=total, files=files)
