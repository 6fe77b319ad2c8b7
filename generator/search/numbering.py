"""Document numbers: the newest first, stable against new documents (docs/search-format.md §3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from zlib import crc32

#: binary digits of a day's room, at most: numbers stay below 2^32
_MOST_SLOTS = 12
#: days before the epoch: the largest that counts, and that of documents without a date
OLDEST, UNDATED = 59_999, 60_000
_LAST_YEAR = 2099


def epoch_of(dates: Iterable[str]) -> date:
    """1 January of the first year divisible by ten after the newest date (none after 2100)."""
    years = [min(int(one[:4]), _LAST_YEAR) for one in set(dates) if _day(one) is not None]
    return date((max(years, default=0) // 10 + 1) * 10, 1, 1)


def slots_of(dates: Sequence[str]) -> int:
    """Binary digits of the room of a day: at least twice what a day has on average, so that most new documents find
    their place free, and not much more, so that differences of numbers stay small."""
    mean = len(dates) / max(1, len(set(dates)))
    return min(max(1, math.ceil(math.log2(2 * mean))) if mean else 1, _MOST_SLOTS)


def document_numbers(documents: Iterable[tuple[str, str]], epoch: date, slots: int) -> dict[str, int]:
    """The number of each document (id, ISO date or nothing) by id, in ascending order of numbers."""
    days: dict[str, int] = {}
    homes: list[tuple[int, str]] = []
    for id_, written in documents:
        if written not in days:
            days[written] = _days_before(written, epoch)
        homes.append(((days[written] << slots) + _slot(id_, slots), id_))
    homes.sort()
    numbers: dict[str, int] = {}
    number = -1
    for home, id_ in homes:
        number = max(home, number + 1)
        numbers[id_] = number
    return numbers


def home_of(id_: str, written: str, epoch: date, slots: int) -> int:
    """The least number a document can have: its own, but where a crowded day has pushed it on."""
    return (_days_before(written, epoch) << slots) + _slot(id_, slots)


def _slot(id_: str, slots: int) -> int:
    return crc32(id_.encode("utf-8", "replace")) & (1 << slots) - 1


def _days_before(written: str, epoch: date) -> int:
    day = _day(written)
    return UNDATED if day is None else min(max(epoch.toordinal() - day, 1), OLDEST)


def _day(written: str) -> int | None:
    try:
        return date.fromisoformat(written).toordinal()
    except ValueError:
        return None
