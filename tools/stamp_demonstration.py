"""Stamp the demonstration's ledger anew, each entry at a plausible past moment: `python -m tools.stamp_demonstration`.

Only a demonstration may do this (its publications never happened); a real ledger is only ever appended to by
`gongkai stamp`. Run it after the demonstration's entries changed; the result depends on the entries alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from generator.model.entry import Entry
from generator.model.ledger import LedgerRow
from generator.pipeline import ZONE, Prepared, prepare_from_environment
from generator.publish.stamp import append_rows, new_rows

ROOT = Path(__file__).resolve().parent.parent
#: working days from 成文日期 to publication, where it was not one to three: the demonstration's late ones
LATE = {
    "nongyenongcunju/2021/dili-butie": 34,
    "shichangjianguanju/2021/shuangsuiji-q1": 27,
    "hexizhen/2021/15": 25,
}
#: entries that were corrected once, working days after publication
UPDATED = {"weijianju/2021/jiezhongdian-6": 4, "shifuban/2021/zhinan": 7}


def main() -> int:
    """Write content/ledger/*.csv anew."""
    for old in (ROOT / "content" / "ledger").glob("*.csv"):
        old.unlink()
    prepared = prepare_from_environment(ROOT)
    if prepared.catalog.site.demonstration is None:
        print("这不是演示站：台账只能由 gongkai stamp 追加", file=sys.stderr)
        return 1
    rows: tuple[LedgerRow, ...] = ()
    for moment, entry in sorted(_stamps(prepared), key=lambda pair: (pair[0], pair[1].id)):
        rows += new_rows(rows, [entry], prepared.catalog.organizations, "999999000000", moment)
    append_rows(ROOT, rows)
    print(f"已盖 {len(rows)} 个章")
    return 0


def _stamps(prepared: Prepared) -> Iterator[tuple[dt.datetime, Entry]]:
    """Every moment something was stamped, with the entry as it was then."""
    for entry in prepared.entries.values():
        if entry.issued is None or entry.mode != "主动公开":
            continue
        days = LATE.get(entry.id, 1 + crc32(entry.id.encode()) % 3)
        day = min(prepared.calendar.add_workdays(entry.issued, days), prepared.as_of)
        first = replace(entry, withdrawal=None)
        if entry.former:
            first = replace(first, id=entry.former[0], former=())
            yield _moment(prepared.calendar.add_workdays(day, 3), entry), replace(entry, withdrawal=None)
        if entry.id in UPDATED:
            yield _moment(prepared.calendar.add_workdays(day, UPDATED[entry.id]), entry), entry
            first = replace(first, digest=hashlib.sha256(entry.digest.encode()).hexdigest())
        yield _moment(day, entry), first
        if entry.withdrawal is not None:
            yield _moment(entry.withdrawal.date, entry), entry


def _moment(day: dt.date, entry: Entry) -> dt.datetime:
    """A moment of office hours on `day`, always the same for an entry."""
    minutes = crc32(entry.id.encode()) % 480
    return dt.datetime.combine(day, dt.time(9), ZONE) + dt.timedelta(minutes=minutes)


if __name__ == "__main__":
    sys.exit(main())
