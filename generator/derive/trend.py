"""How the states stood at the end of each of the last months, by the dates of the data as it is today.

A snapshot is no record of what somebody saw then: it asks the same obligations about an earlier day, so that a change
of the catalogue or a late entry of an old paper changes the past too. It is evidence to be read, no score.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.derive import duties
from generator.derive.verdicts import Duty, judge

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All states on a day: of the whole and by unit."""

    day: dt.date
    counts: Mapping[str, int]
    by_unit: Mapping[str, Mapping[str, int]]

    @property
    def due(self) -> int:
        """Duties whose last day has passed or was met."""
        return due_of(self.counts)


def due_of(counts: Mapping[str, int]) -> int:
    """What a percentage may count: 按期公开, 超期公开, 应公开未公开."""
    return sum(counts.get(state, 0) for state in duties.DUE)


def share(counts: Mapping[str, int]) -> int | None:
    """按期公开 of what is due in per cent, rounded down; None when nothing is due."""
    total = due_of(counts)
    return counts.get(duties.ON_TIME, 0) * 100 // total if total else None


def month_ends(day: dt.date, months: int = MONTHS) -> tuple[dt.date, ...]:
    """The last days of the `months` months before the month of `day`, then `day` itself."""
    found = [day]
    first = day.replace(day=1)
    for _ in range(months):
        if first == dt.date.min:
            break
        last = first - duties.ONE_DAY
        found.append(last)
        first = last.replace(day=1)
    return tuple(reversed(found))


def trend(all_duties: Sequence[Duty], day: dt.date) -> tuple[Snapshot, ...]:
    """Snapshots of the last months."""
    return tuple(snapshot(all_duties, at) for at in month_ends(day))


def snapshot(all_duties: Sequence[Duty], day: dt.date) -> Snapshot:
    """All states on `day`."""
    by_unit: dict[str, Counter[str]] = {}
    for duty in all_duties:
        by_unit.setdefault(duty.unit.id, Counter())[judge(duty, day).state] += 1
    total: Counter[str] = Counter()
    for own in by_unit.values():
        total.update(own)
    return Snapshot(day, total, by_unit)
