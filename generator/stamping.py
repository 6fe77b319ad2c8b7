"""`gongkai stamp`: judge, work out the new rows, append them."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

from generator.errors import UsageError
from generator.model.entry import Entry
from generator.preparing import ZONE, Prepared, now, prepare_from_environment
from generator.publish.stamp import append_rows, new_rows


def stamp_repository(root: Path, *, at: str = "", only: tuple[str, ...] = (), dry_run: bool = False) -> int:
    """Append the rows for everything new, changed or withdrawn. Returns the exit code."""
    prepared = prepare_from_environment(root)
    moment = _moment(prepared, at)
    if prepared.ledger and not at:
        moment = max(moment, prepared.ledger[-1].time)  # a demonstration's clock stands still; rows never go back
    if not prepared.clean:
        print(f"有 {prepared.summary.errors} 处必须改正，没有盖章；请先运行 gongkai check", file=sys.stderr)
        return 1
    wanted = _wanted(prepared, only)
    rows = new_rows(
        prepared.ledger, wanted, prepared.catalog.organizations, _fallback_prefix(prepared), moment
    )
    for row in rows:
        print(f"{row.time.isoformat(timespec='seconds')} {row.action} {row.entry} {row.index_number}")
    if not dry_run:
        append_rows(root, rows)
    print(f"{'会盖' if dry_run else '已盖'} {len(rows)} 个章")
    return 0


def _wanted(prepared: Prepared, only: tuple[str, ...]) -> list[Entry]:
    """The entries asked for, with the digest of their files, which is no fact of theirs and kept apart."""
    for id_ in only:
        if id_ not in prepared.entries:
            raise UsageError(f"没有条目“{id_}”")
    digests = prepared.reading.digests
    return [
        replace(entry, digest=digests[id_]) for id_, entry in prepared.entries.items() if not only or id_ in only
    ]


def _moment(prepared: Prepared, at: str) -> dt.datetime:
    """The time of the stamp: the clock, always; a demonstration may stand at another time."""
    if not at:
        demonstration = prepared.catalog.site.demonstration
        if demonstration and demonstration.as_of:
            return dt.datetime.combine(demonstration.as_of, dt.time(9), ZONE)
        return now()
    if prepared.catalog.site.demonstration is None:
        raise UsageError("--at 只能用于演示站：发布时间由系统记录，不能自写（伪造发稿日期是检查中的单项否决）")
    try:
        moment = dt.datetime.fromisoformat(at)
    except ValueError as error:
        raise UsageError(f"时间写的是“{at}”，应如 2021-07-16T09:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def _fallback_prefix(prepared: Prepared) -> str:
    """Units without an 索引前缀 of their own use the host's."""
    site = prepared.catalog.site
    host = prepared.catalog.organizations.get(site.host)
    return host.index_prefix if host and host.index_prefix else "000000000000"
