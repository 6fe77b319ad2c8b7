"""`gongkai stamp`: what is new since the last stamp, and the rows that say so (design.md D11)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.catalog.model import Organization
from generator.model.entry import Entry
from generator.model.ledger import COLUMNS, MOVED, PUBLISHED, UPDATED, WITHDRAWN, LedgerRow, seal

PUBLIC_MODE = "主动公开"
SERIAL_DIGITS = 5


def new_rows(
    rows: Sequence[LedgerRow],
    entries: Iterable[Entry],
    organizations: Mapping[str, Organization],
    fallback_prefix: str,
    now: dt.datetime,
) -> tuple[LedgerRow, ...]:
    """The rows to append at `now`, in order of entry id. Nothing for entries whose content has its stamp.

    An index number is `<prefix of the responsible unit>/<year of publication>-<serial>`, counted per prefix and year;
    a migrated entry keeps its own number.
    """
    latest: dict[str, LedgerRow] = {row.entry: row for row in rows}
    serials = _serials(rows)
    taken = {row.index_number for row in rows if row.index_number}
    previous = rows[-1].chain if rows else ""
    added: list[LedgerRow] = []
    for entry in sorted(entries, key=lambda e: e.id):
        action, before = _action(entry, latest)
        if not action:
            continue
        number = before.index_number if before else _number(entry, organizations, fallback_prefix, now, serials, taken)
        cells = (now.isoformat(timespec="seconds"), entry.id, number, entry.digest, action)
        previous = seal(previous, cells)
        added.append(LedgerRow(now.replace(microsecond=0), entry.id, number, entry.digest, action, previous))
    return tuple(added)


def _action(entry: Entry, latest: Mapping[str, LedgerRow]) -> tuple[str, LedgerRow | None]:
    own = latest.get(entry.id)
    if entry.mode != PUBLIC_MODE:
        return "", own
    if own is None:
        before = next((latest[old] for old in entry.former if old in latest), None)
        if before is not None:
            return MOVED, before
        return ("", None) if entry.withdrawal else (PUBLISHED, None)
    if entry.withdrawal and own.action != WITHDRAWN:
        return WITHDRAWN, own
    return (UPDATED, own) if own.digest != entry.digest else ("", own)


_NUMBER = re.compile(r"(.+)/(\d{4})-(\d+)\Z")


def _serials(rows: Iterable[LedgerRow]) -> dict[tuple[str, int], int]:
    serials: dict[tuple[str, int], int] = {}
    for row in rows:
        match = _NUMBER.match(row.index_number)
        if match:
            key = (match[1], int(match[2]))
            serials[key] = max(serials.get(key, 0), int(match[3]))
    return serials


def _number(
    entry: Entry,
    organizations: Mapping[str, Organization],
    fallback: str,
    now: dt.datetime,
    serials: dict[tuple[str, int], int],
    taken: set[str],
) -> str:
    if entry.origin and entry.origin.index_number:
        return entry.origin.index_number
    unit = organizations.get(entry.responsible)
    prefix = (unit.index_prefix if unit else "") or fallback
    key = (prefix, now.year)
    while True:
        serials[key] = serials.get(key, 0) + 1
        number = f"{prefix}/{now.year}-{serials[key]:0{SERIAL_DIGITS}d}"
        if number not in taken:
            taken.add(number)
            return number


def append_rows(root: Path, rows: Iterable[LedgerRow]) -> tuple[Path, ...]:
    """Append to `content/ledger/<year>.csv` and sync. Returns the files written."""
    by_year: dict[int, list[LedgerRow]] = {}
    for row in rows:
        by_year.setdefault(row.time.year, []).append(row)
    folder = root / "content" / "ledger"
    written = []
    for year, own in sorted(by_year.items()):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{year}.csv"
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        if not path.exists() or path.stat().st_size == 0:
            writer.writerow(COLUMNS)
        for row in own:
            writer.writerow((row.time.isoformat(timespec="seconds"), row.entry, row.index_number, row.digest,
                             row.action, row.chain))
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(text.getvalue())
            file.flush()
            os.fsync(file.fileno())
        written.append(path)
    return tuple(written)
