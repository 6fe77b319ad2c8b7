"""Document numbers: the newest first, stable against new documents (docs/search-format.md §3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.search.terms import term_hash

SLOTS = 8
#: days before the epoch: the largest that counts, and that of documents without a date
OLDEST, UNDATED = 59_999, 60_000
_LAST_YEAR = 2099


def epoch_of(dates: Iterable[str]) -> date:
    """1 January of the first year divisible by ten after the newest date (none after 2100)."""
    years = [min(int(one[:4]), _LAST_YEAR) for one in set(dates) if _day(one) is not None]
    return date((max(years, default=0) // 10 + 1) * 10, 1, 1)


def document_numbers(documents: Iterable[tuple[str, str]], epoch: date) -> dict[str, int]:
    """The number of each document (id, ISO date or nothing) by id, in ascending order of numbers."""
    days: dict[str, int] = {}
    homes: list[tuple[int, str]] = []
    for id_, written in documents:
        if written not in days:
            days[written] = _days_before(written, epoch)
        homes.append(((days[written] << SLOTS) + _slot(id_), id_))
    homes.sort()
    numbers: dict[str, int] = {}
    number = -1
    for home, id_ in homes:
        number = max(home, number + 1)
        numbers[id_] = number
    return numbers


def home_of(id_: str, written: str, epoch: date) -> int:
    """The least number a document can have: its own, but where a crowded day has pushed it on."""
    return (_days_before(written, epoch) << SLOTS) + _slot(id_)


def _slot(id_: str) -> int:
    return term_hash(id_) & (1 << SLOTS) - 1


def _days_before(written: str, epoch: date) -> int:
    day = _day(written)
    return UNDATED if day is None else min(max(epoch.toordinal() - day, 1), OLDEST)


def _day(written: str) -> int | None:
    try:
        return date.fromisoformat(written).toordinal()
    except ValueError:
        return None
