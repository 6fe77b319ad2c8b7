"""What is shown at this moment, and what has been told to browsers: shared by all threads of the serving process."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.derive import permalinks
from generator.findings import Finding, Severity

#: changes that a browser may have missed and still be told one by one
_REMEMBERED = 200
#: so many files besides pages are named to a browser, more are told as “any”
_NAMED = 200
ANY = "*"


@dataclass(frozen=True, slots=True)
class Shown:
    """A file that is shown in place of the site's own."""

    data: bytes
    #: number of the change that it shows; a build that has seen this change replaces it
    change: int
    #: the entry it belongs to; empty for a file of the theme
    entry: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """One state of the preview as browsers are told it."""

    version: str
    #: a build is under way
    busy: bool
    #: errors stand against building: the last site stays
    stands: bool
    #: a build could not run: why
    failure: str
    errors: int
    warnings: int
    notices: int


@dataclass(slots=True)
class Board:
    """Everything changes by `update`, in one step; `changed` wakes those who wait for the next state."""

    changed: threading.Condition = field(default_factory=threading.Condition)
    number: int = 1
    #: tells this run of the command from the one before, for browsers that are still open
    run: str = field(default_factory=lambda: os.urandom(4).hex())
    shown: Mapping[str, Shown] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    busy: bool = True
    stands: bool = False
    failure: str = ""
    #: path of the site below its server
    subpath: str = "/"
    _log: deque[tuple[int, frozenset[str]]] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    @property
    def version(self) -> str:
        """Names the state."""
        return f"{self.run}-{self.number}"

    def update(self, touched: Iterable[str] = (), **values: object) -> None:
        """Set `values`; files at the addresses `touched` are not what they were."""
        with self.changed:
            for name, value in values.items():
                setattr(self, name, value)
            self.number += 1
            self._log.append((self.number, _told(touched)))
            self.changed.notify_all()

    def state(self) -> State:
        """The state as browsers are told it."""
        with self.changed:
            levels = [finding.severity for finding in self.findings if not finding.waiver]
            counts = [levels.count(level) for level in (Severity.ERROR, Severity.WARNING, Severity.NOTICE)]
            return State(self.version, self.busy, self.stands, self.failure, *counts)

    def wait(self, version: str, seconds: float) -> bool:
        """Wait until the state is another than `version`; whether it is."""
        with self.changed:
            return self.changed.wait_for(lambda: self.version != version, seconds)

    def touched_since(self, version: str) -> list[str]:
        """Addresses of files, pages apart, that changed after `version`; `ANY` when that is not known or very many."""
        run, _, number = version.partition("-")
        with self.changed:
            first = self._log[0][0] if self._log else self.number + 1
            if run != self.run or not number.isdigit() or int(number) + 1 < first:
                return [ANY]
            whole = frozenset[str]().union(*(names for at, names in self._log if at > int(number)))
        return [ANY] if ANY in whole or len(whole) > _NAMED else sorted(whole)


def _told(touched: Iterable[str]) -> frozenset[str]:
    """Pages are compared by their bytes when a browser asks; everything else is named."""
    names = frozenset(address for address in touched if not address.endswith(".html"))
    if len(names) <= _NAMED:
        return names
    return frozenset({ANY, *(name for name in names if name.startswith("assets/"))})


def entry_of(path: str) -> str:
    """The id of the entry that a repository path or an address of the site belongs to; empty when to none."""
    for head in ("content/entries/", "data/xx/", "xx/"):
        if path.startswith(head):
            parts = path[len(head):].split("/")
            if len(parts) >= 3:
                slug = parts[2].rpartition(".")[0] if len(parts) == 3 else parts[2]
                return f"{parts[0]}/{parts[1]}/{slug}" if slug else ""
    return ""


def page_of(path: str) -> str:
    """Address of the page that a file of the repository becomes; empty where it has none of its own."""
    entry = entry_of(path)
    if entry:
        return permalinks.entry(entry)
    head, tail = "content/pages/", ".md"
    return f"{path[len(head):-len(tail)]}.html" if path.startswith(head) and path.endswith(tail) else ""
