"""Output folders between runs: an old one is renamed away before the clock starts and deleted after the series."""

from __future__ import annotations

import itertools
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Trash:
    """Where old output waits until a series is over. On the same file system, so that moving is one rename."""

    folder: Path
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        """A run that was broken off may have left its own."""
        self.empty()

    def take(self, *paths: Path) -> None:
        """Rename away what exists of `paths`."""
        for path in paths:
            if path.exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                path.rename(self.folder / f"{next(self._numbers)}")

    def empty(self) -> None:
        """Delete all of it; never while a clock runs."""
        shutil.rmtree(self.folder, ignore_errors=True)


def size(*folders: Path) -> tuple[int, int]:
    """Bytes and number of the files below `folders`; of several names of one file each counts."""
    total = files = 0
    for folder in folders:
        for path, _, names in os.walk(folder):
            files += len(names)
            total += sum(os.lstat(os.path.join(path, name)).st_size for name in names)
    return total, files
