"""When files first appeared, by git: one pass over the history, kept in the cache by the commit it was read at."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.derive.dates import SHANGHAI
from generator.derive.provenance import NO_HISTORY, History

#: the cached file, and how long git may take
CACHED = "history.json"
SECONDS = 60
VERSION = 1
#: below the repository: what can be published
FOLDER = "content/entries"


def read_history(root: Path, cache: Path | None) -> History:
    """The first appearance of every file of `content/entries`; NO_HISTORY where there is no git or no repository."""
    head = _git(root, "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix")
    if head is None:
        return NO_HISTORY
    commit, shallow, prefix = [*head.decode().split("\n"), "", "", ""][:3]
    key = f"{VERSION} {commit} {shallow} {prefix}"
    kept = _kept(cache, key)
    if kept is not None:
        return History(kept, shallow == "true")
    # -m would list merges per parent; a file added on a branch is seen in the branch's own commit
    log = _git(root, "-c", "core.quotePath=false", "log", "--no-renames", "--diff-filter=A", "--name-only", "--relative",
               "-z", "--format=%x01%ct", "--", FOLDER)
    if log is None:
        return NO_HISTORY
    first: dict[str, dt.date] = {}
    for path, day in _added(log.decode("utf-8", "replace")):
        first[path] = min(first.get(path, day), day)
    _keep(cache, key, first)
    return History(first, shallow == "true")


def _added(log: str) -> Iterator[tuple[str, dt.date]]:
    """Paths with the day of the commit that added them. Records begin with \\x01 and the commit's time."""
    for record in log.split("\x01")[1:]:
        head, _, names = record.partition("\0")
        seconds, _, rest = head.partition("\n")
        if not seconds.strip().isdigit():
            continue
        day = dt.datetime.fromtimestamp(int(seconds), SHANGHAI).date()
        for name in (rest, *names.split("\0")):
            path = name.strip("\n")
            if path:
                yield path, day


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git says, or None where it can't say anything. It reads, asks nobody, and runs nothing of the repository's."""
    command = ["git", "-C", str(root), "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"]
    try:
        done = subprocess.run([*command, *arguments], capture_output=True, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _kept(cache: Path | None, key: str) -> dict[str, dt.date] | None:
    """What an earlier run found at the same commit; anything else in the file counts as nothing."""
    if cache is None:
        return None
    try:
        whole = json.loads((cache / CACHED).read_text("utf-8"))
        if whole["key"] != key:
            return None
        return {str(path): dt.date.fromisoformat(day) for path, day in whole["first"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _keep(cache: Path | None, key: str, first: dict[str, dt.date]) -> None:
    if cache is None:
        return
    text = json.dumps({"key": key, "first": {path: day.isoformat() for path, day in sorted(first.items())}}, ensure_ascii=False)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        target = cache / f"{CACHED}.new"
        target.write_text(text, "utf-8")
        target.replace(cache / CACHED)
    except OSError:
        return  # a cache that cannot be written costs time, nothing else
