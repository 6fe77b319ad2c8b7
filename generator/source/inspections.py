"""Verdicts on attachments, each distinct file judged once: by SHA-256 of its bytes and by its kind.

With a cache folder the verdicts stay between runs, sealed (`generator.sealed`): a torn or foreign one is not believed.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from generator.findings import Problem
from generator.sealed import freeze, read_sealed, thaw, write_sealed
from generator.source.files import SourceFile
from generator.source.guard import MAX_ATTACHMENT, read_bytes
from generator.source.names import shown
from generator.source.office import inspect, inspect_bytes, kind_of

#: changes when the guard changes, so that verdicts of an older one are not used
VERSION = "1"
FOLDER = f"attachment-verdicts-{VERSION}"

Verdict = tuple[Problem, ...]


class Inspector:
    """Judges attachments below `root`."""

    def __init__(self, root: Path, cache: Path | None) -> None:
        self._root = root
        self._folder = cache / FOLDER if cache else None
        self._known: dict[tuple[str, str], Verdict] = {}

    def problems(self, file: SourceFile) -> Verdict:
        """What is wrong with `file` (A7xx, and S1xx of a table as text)."""
        kind = kind_of(file.path)
        if not kind:
            return inspect(self._root / file.path, file.path).problems
        found = self._known.get((file.digest, kind))
        if found is None:
            kept = self._folder / f"{file.digest}.{kind}" if self._folder else None
            found = _kept(kept) if kept else None
            if found is None:
                return self._judged(file, kind, kept)
            self._known[file.digest, kind] = found
        path = shown(file.path)
        return tuple([replace(problem, place=replace(problem.place, path=path)) for problem in found])

    def _judged(self, file: SourceFile, kind: str, kept: Path | None) -> Verdict:
        path = shown(file.path)
        opened = read_bytes(str(self._root / file.path), path, limit=MAX_ATTACHMENT)
        if isinstance(opened, Problem):
            return (opened,)
        found = inspect_bytes(opened.data, file.path).problems
        if sha256(opened.data).hexdigest() == file.digest:  # else it was changed since it was read: judged, not kept
            self._known[file.digest, kind] = found
            if kept:
                write_sealed(kept, freeze(found))
        return found


def _kept(path: Path) -> Verdict | None:
    data = read_sealed(path)
    if data is None:
        return None
    try:
        found = thaw(data)
    except ValueError:
        return None
    good = isinstance(found, tuple) and all(isinstance(problem, Problem) for problem in found)
    return found if good else None
