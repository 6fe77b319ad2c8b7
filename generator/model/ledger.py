"""The publication ledger: `content/ledger/<year>.csv`, append-only (formats.md §2, design.md D11).

Every row is sealed by `链`, a hash over the row and the seal before it, through all years: a row that was changed,
removed, inserted or moved later breaks the seal of the first row after it. Forged publication dates (伪造发稿日期)
are a one-strike veto of the national inspection, so such a ledger is an error.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.findings import Place, Problem
from generator.source.ledger_files import LedgerLine

#: columns of the CSV file, in order
COLUMNS = ("时间", "条目", "索引号", "内容摘要", "动作", "链")

#: 动作
PUBLISHED, UPDATED, WITHDRAWN, MOVED = "发布", "更新", "撤回", "改址"
ACTIONS = (PUBLISHED, UPDATED, WITHDRAWN, MOVED)

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One stamp."""

    time: dt.datetime  # with time zone, seconds
    entry: str
    index_number: str
    digest: str  # of the entry's files, 64 hex
    action: str
    chain: str  # 16 hex
    line: int = 0
    path: str = ""

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return Place(self.path, self.line)


@dataclass(frozen=True, slots=True)
class Publication:
    """What the ledger knows of one entry; all empty for an entry that waits (待发布)."""

    published: dt.datetime | None = None
    index_number: str = ""
    updated: dt.datetime | None = None
    rows: tuple[LedgerRow, ...] = ()


WAITING = Publication()


def seal(previous: str, cells: Sequence[str]) -> str:
    """The 链 of a row: `cells` are its first five, `previous` the seal before it (empty for the first)."""
    return hashlib.sha256("\n".join((previous, *cells[:5])).encode()).hexdigest()[:16]


def parse_ledger(lines: Iterable[LedgerLine]) -> tuple[tuple[LedgerRow, ...], tuple[Problem, ...]]:
    """Typed rows, and what is wrong with the ledger (D270 form, D271 seal, D272 order, D273 index number)."""
    rows: list[LedgerRow] = []
    problems: list[Problem] = []
    previous = ""
    for line in lines:
        if line.line == 1 and line.cells == COLUMNS:
            continue
        row = _row(line)
        if row is None:
            message = f"台账的这一行不完整，应有{len(COLUMNS)}栏：{'、'.join(COLUMNS)}"
            problems.append(Problem("D270", Place(line.path, line.line), message))
            continue
        if row.chain != seal(previous, line.cells):
            problems.append(Problem("D271", row.place, "这一行或它前面的行被改动、删除或移动过，链对不上", entry=row.entry))
        if rows and row.time < rows[-1].time:
            problems.append(Problem("D272", row.place, "时间早于上一行；台账只能在末尾追加", "时间", line.cells[0], entry=row.entry))
        if not line.path.endswith(f"/{row.time.year}.csv"):
            problems.append(Problem("D272", row.place, f"这一行属于 {row.time.year} 年，应在 {row.time.year}.csv 里", "时间", line.cells[0]))
        previous = row.chain
        rows.append(row)
    problems.extend(_index_numbers(rows))
    return tuple(rows), tuple(problems)


def _row(line: LedgerLine) -> LedgerRow | None:
    if len(line.cells) != len(COLUMNS):
        return None
    time, entry, index_number, digest, action, chain = line.cells
    try:
        moment = dt.datetime.fromisoformat(time)
    except ValueError:
        return None
    if moment.tzinfo is None or action not in ACTIONS or not _DIGEST.match(digest) or not entry:
        return None
    return LedgerRow(moment, entry, index_number, digest, action, chain, line.line, line.path)


def _index_numbers(rows: Sequence[LedgerRow]) -> Iterable[Problem]:
    """An index number names one entry for ever; a move (改址) hands it on."""
    owner: dict[str, str] = {}
    for row in rows:
        if row.index_number and row.action == PUBLISHED and row.index_number in owner:
            other = owner[row.index_number]
            message = f"索引号“{row.index_number}”已经给了 {other}，不能再用"
            yield Problem("D273", row.place, message, "索引号", row.index_number, entry=row.entry)
        if row.index_number:
            owner[row.index_number] = row.entry


def publications(rows: Iterable[LedgerRow], former: Mapping[str, Sequence[str]]) -> dict[str, Publication]:
    """Entry id -> what the ledger knows of it. `former` maps an entry to its 曾用地址: their rows count as its own."""
    by_entry: dict[str, list[LedgerRow]] = {}
    for row in rows:
        by_entry.setdefault(row.entry, []).append(row)
    result = {id_: _publication(own) for id_, own in by_entry.items()}
    for id_, olds in former.items():
        own = [row for old in olds for row in by_entry.get(old, ())] + by_entry.get(id_, [])
        if own:
            result[id_] = _publication(sorted(own, key=lambda row: row.time))
    return result


def _publication(rows: Sequence[LedgerRow]) -> Publication:
    first = next((row for row in rows if row.action == PUBLISHED), None)
    updates = [row.time for row in rows if row.action in (UPDATED, WITHDRAWN)]
    numbers = [row.index_number for row in rows if row.index_number]
    return Publication(
        published=first.time if first else None,
        index_number=numbers[0] if numbers else "",
        updated=updates[-1] if updates else None,
        rows=tuple(rows),
    )


def vanished(rows: Iterable[LedgerRow], known: Iterable[str]) -> tuple[Problem, ...]:
    """Published entries whose file is gone without 曾用地址 or 撤回 (formats.md §1): D274."""
    present = set(known)
    gone = {row.entry: row for row in rows if row.entry not in present}
    return tuple(
        Problem("D274", row.place, f"“{id_}”已经公开，文件却不见了；改名请在新条目写「曾用地址」，收回请留下文件写「撤回」",
                found=id_, fix=f"曾用地址: [{id_}]", entry=id_)
        for id_, row in sorted(gone.items())
    )
