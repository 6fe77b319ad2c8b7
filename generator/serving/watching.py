"""Watching folders: which files changed, told once a burst of changes is over.

The kernel tells by watchdog (inotify). Where it can't (no more watches, a network drive), every file is looked at
again and again. Folders may vanish and come back.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

#: seconds without a further change before a burst is over, and how long one may last
QUIET, LONGEST = 0.06, 0.4
#: seconds between looks whether the watched folders are still the same ones
LOOK = 1.0
#: looking at all files again: seconds between two looks at least, and times the cost of a look
INTERVAL, SHARE = 0.4, 8
#: what changes files; reading them is no event
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, FileClosedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]
#: what editors, sed, browsers and office software leave beside a file while it is open or being saved
_PASSING = re.compile(
    r"\..*\.sw[a-z]|4913|.*~|#.*#|\.#.*|~\$.*|\.goutputstream-.*|.*\.tmp|.*___jb_(?:tmp|old)___|sed[A-Za-z0-9]{6}"
    r"|\.DS_Store|Thumbs\.db|.*\.(?:part|crdownload)|\.__gongkai.*|__pycache__|.*\.pyc"
)

Tell = Callable[[frozenset[str]], None]


def is_passing(path: str) -> bool:
    """Whether a file is no part of the content: it will be gone when the editor is."""
    return _PASSING.fullmatch(os.path.basename(path)) is not None


class Burst:
    """Collects changed paths and tells them together."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._paths: set[str] = set()
        self._first = self._last = 0.0
        self._changed = threading.Condition()

    def add(self, paths: Iterable[str]) -> None:
        """These changed just now; passing files don't count."""
        wanted = [path for path in paths if not is_passing(path)]
        if not wanted:
            return
        now = time.monotonic()
        with self._changed:
            if not self._paths:
                self._first = now
            self._last = now
            self._paths.update(wanted)
            self._changed.notify()

    def wait(self, seconds: float) -> None:
        """Wait for a burst and tell it, at most `seconds` for one to begin."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._paths), seconds)
            if not self._paths:
                return
            while (left := min(self._last + QUIET, self._first + LONGEST) - time.monotonic()) > 0:
                self._changed.wait(left)
            paths, self._paths = frozenset(self._paths), set()
        self._tell(paths)


class _Handler(FileSystemEventHandler):
    """Hands the paths of events on."""

    def __init__(self, burst: Burst, only: str) -> None:
        self._burst = burst
        self._only = only

    def on_any_event(self, event: FileSystemEvent) -> None:
        """One change; of a watched file's folder, changes of that file alone."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        self._burst.add(path for path in paths if not self._only or path == self._only)


@dataclass(frozen=True, slots=True)
class _Held:
    """A watched root: who is told, by which watch (None: nothing there to watch), and which folder it was."""

    handler: _Handler
    watch: ObservedWatch | None
    identity: tuple[int, int] | None


class Watcher:
    """Watches `roots` (folders with all below, or files) until the process ends."""

    def __init__(self, roots: Iterable[str], tell: Tell, *, polling: bool = False) -> None:
        self.burst = Burst(tell)
        self.polling = polling
        self._roots = frozenset(roots)
        self._lock = threading.Lock()
        self._observer = Observer()
        self._held: dict[str, _Held] = {}
        self._seen: dict[str, tuple[int, int, int]] = {}

    def start(self) -> None:
        """Begin; changes from now on are told."""
        if not self.polling:
            self._observer.daemon = True
            try:
                self._observer.start()
                self._hold_all()
            except OSError:
                self._give_up()
        if self.polling:
            self._seen = snapshot(self._roots)
        threading.Thread(target=self._run, daemon=True, name="watching").start()

    def watch(self, roots: Iterable[str]) -> None:
        """Watch these from now on, and nothing else."""
        with self._lock:
            self._roots = frozenset(roots)

    def _run(self) -> None:
        if not self.polling:
            threading.Thread(target=self._look_after, daemon=True, name="looking").start()
        else:
            threading.Thread(target=self._poll, daemon=True, name="polling").start()
        while True:
            self.burst.wait(LOOK)

    # -- told by the kernel ---------------------------------------------------------------------------------

    def _look_after(self) -> None:
        while not self.polling:
            time.sleep(LOOK)
            try:
                self._hold_all()
            except OSError:
                self._give_up()
        self._seen = snapshot(self._roots)
        self._poll()

    def _hold_all(self) -> None:
        """Watch every root that is there; those that were exchanged, came or went count as changed."""
        with self._lock:
            roots = self._roots
        for root in self._held.keys() - roots:
            self._release(root)
        for root in roots:
            known = self._held.get(root)
            identity = _identity(_folder(root))
            if known is not None and known.identity == identity:
                continue
            self._release(root)
            self._held[root] = self._hold(root, identity)
            if known is not None:
                self.burst.add([root])

    def _hold(self, root: str, identity: tuple[int, int] | None) -> _Held:
        only = "" if os.path.isdir(root) else root
        handler = _Handler(self.burst, only)
        try:
            watch = self._observer.schedule(handler, _folder(root), recursive=not only, event_filter=_EVENTS)
        except FileNotFoundError:
            return _Held(handler, None, identity)
        return _Held(handler, watch, identity)

    def _release(self, root: str) -> None:
        """Two roots may share a watch: two files in one folder."""
        held = self._held.pop(root, None)
        if held is None or held.watch is None:
            return
        with suppress(KeyError):  # the folder is gone, and the watch with it
            if any(other.watch == held.watch for other in self._held.values()):
                self._observer.remove_handler_for_watch(held.handler, held.watch)
            else:
                self._observer.unschedule(held.watch)

    def _give_up(self) -> None:
        """The kernel has no watches left: look at the files instead."""
        self.polling = True
        self._observer.stop()

    # -- looked for -----------------------------------------------------------------------------------------

    def _poll(self) -> None:
        while True:
            started = time.monotonic()
            with self._lock:
                roots = self._roots
            now = snapshot(roots)
            before, self._seen = self._seen, now
            self.burst.add(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
            time.sleep(max(INTERVAL, SHARE * (time.monotonic() - started)))


def _folder(root: str) -> str:
    """The folder that is really watched: a file is replaced rather than written, so its folder is."""
    return root if os.path.isdir(root) else os.path.dirname(root)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def snapshot(roots: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """Size, time and inode of every file in and below `roots`."""
    found: dict[str, tuple[int, int, int]] = {}
    for root in roots:
        path = Path(root)
        files = [root] if path.is_file() else [f"{folder}/{name}" for folder, _, names in os.walk(root) for name in names]
        for file in files:
            try:
                status = os.lstat(file)
            except OSError:
                continue
            found[file] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found
