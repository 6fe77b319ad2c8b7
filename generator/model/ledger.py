"""The publication ledger: `content/ledger/<year>.csv`, append-only (formats.md §2, design.md D11)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

#: columns of the CSV file, in order
COLUMNS = ("时间", "条目", "索引号", "内容摘要", "动作", "链")

#: 动作
PUBLISHED, UPDATED, WITHDRAWN, MOVED = "发布", "更新", "撤回", "改址"
ACTIONS = (PUBLISHED, UPDATED, WITHDRAWN, MOVED)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One stamp. `chain` seals this row and all before it, so that an edit backwards shows."""

    time: dt.datetime  # with time zone, seconds
    entry: str
    index_number: str
    digest: str  # of the entry's files, 64 hex
    action: str
    chain: str  # 16 hex
    line: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """What the ledger knows of one entry; all empty for an entry that waits (待发布)."""

    published: dt.datetime | None = None
    index_number: str = ""
    updated: dt.datetime | None = None
    rows: tuple[LedgerRow, ...] = ()


WAITING = Publication()
