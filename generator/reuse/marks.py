"""Marks of files by git's rule: as long as size, time and inode are the same, so are the bytes, with one exception.

A file whose time of change lies less than two seconds before the moment its mark was taken may have been changed again
within the clock's grain, unseen; its mark is never believed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from generator.source.walk import Claim

#: nanoseconds within which a clock may not tell two writings apart
GRAIN = 2_000_000_000

#: path, size in bytes, time of the last change in ns, inode, mode
Row = tuple[str, int, int, int, int]
_GONE = (-1, -1, -1, -1)


def claim_paths(claim: Claim) -> list[str]:
    """Repository paths of all files of a claim."""
    own = [f"{claim.folder}/{name}" for name in (claim.yaml, claim.markdown) if name]
    return [*own, *(f"{claim.folder}/{claim.slug}/{name}" for name in claim.attachments)]


def look(root: str, claims: Iterable[Claim]) -> tuple[Row, ...]:
    """The rows of all files of `claims` as they are now."""
    rows: list[Row] = []
    for claim in claims:
        for path in claim_paths(claim):
            try:
                status = os.lstat(f"{root}/{path}")
                rows.append((path, status.st_size, status.st_mtime_ns, status.st_ino, status.st_mode))
            except OSError:
                rows.append((path, *_GONE))
    return tuple(rows)


def settled(rows: Iterable[Row], at: int) -> bool:
    """Whether marks taken at the moment `at` (ns) can be believed later."""
    return all(row[2] < at - GRAIN for row in rows)
