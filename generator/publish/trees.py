"""The public tree and its twin: a build that changes three files costs three files (design.md D10).

`site/` is never written in place. Beside it lies `.site.twin`, a second tree of hard links to the same files, one build
behind. A build brings the twin up to date by replaying what the last one changed, applies its own changes there, and
exchanges the two folders in one step; the old `site/` is the next twin. A record in the cache says what `site/` held
(size, time, inode of every file); when anything differs, twin and record are given up and a fresh tree is made, in
which files with equal bytes are linked.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from generator.errors import PublishError
from generator.publish.exchange import clear, recover, swap
from generator.publish.placing import FOLDER_MODE, Mark, Placed, Placer, make_folders
from generator.sealed import read_sealed, write_sealed

_VERSION = 2


class SiteTree:
    """The next state of `target`. Use as a context manager; `publish` makes it the target.

    `record` is the file of the cache that remembers the last state; None keeps no twin.
    """

    def __init__(self, target: Path, record: Path | None) -> None:
        self.target = target
        self.record = record
        self.twin = target.with_name(f".{target.name}.twin")
        self.new = target.with_name(f".{target.name}.new")
        #: whether the tree starts as the last build left it, so that files may be kept unseen
        self.alternating = False
        self.removed = 0
        #: names what the last build put into the tree; empty where that is not known
        self.token = b""
        self._last: dict[str, Mark] = {}
        self._kept: set[str] = set()
        self._placed = Placed()
        self._placer = Placer(os.fspath(self.new))

    def __enter__(self) -> SiteTree:
        recover(self.target)
        clear(self.new)
        try:
            self.alternating = self._catch_up()
            if self.alternating:
                self._placer = Placer(os.fspath(self.twin))
            else:
                self._start_fresh()
        except OSError as error:
            raise PublishError(f"写不了“{self.target}”：{error.strerror or error}。原来的网站没有动") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        clear(self.new)
        if isinstance(error, OSError):
            raise PublishError(f"写不了“{self.target}”：{error.strerror or error}。原来的网站没有动") from error

    # -- the start ------------------------------------------------------------------------------------------

    def _start_fresh(self) -> None:
        clear(self.twin)
        self._last = {}
        self.new.mkdir(parents=True)
        self.new.chmod(FOLDER_MODE)
        old = os.fspath(self.target) if self.target.is_dir() and not self.target.is_symlink() else ""
        self._placer = Placer(os.fspath(self.new), old=old, blank=not old)

    def _catch_up(self) -> bool:
        """Whether the twin could be made equal to the target."""
        if self.record is None or not self.target.is_dir() or self.target.is_symlink():
            return False
        known = _read_record(self.record)
        if known is None:
            return False
        marks, behind, token = known
        if _marks(self.target) != marks:
            return False
        if not os.path.lexists(self.twin):
            behind = frozenset()
            if not self._mirror(marks):
                return False
        elif self.twin.is_symlink() or not self.twin.is_dir() or not self._twin_is(marks, behind):
            return False
        for address in behind:
            path = f"{self.twin}/{address}"
            with suppress(FileNotFoundError):
                os.unlink(path)
            if address in marks:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                os.link(f"{self.target}/{address}", path)
        _prune(self.twin, (address for address in behind if address not in marks))
        self._last, self.token = marks, token
        return True

    def _mirror(self, marks: dict[str, Mark]) -> bool:
        """Make the twin anew, a hard link for every file. False, with nothing left, where there are none.

        It is made by the build that first has a use for it: half a second at 30,000 files.
        """
        made: set[str] = set()
        try:
            self.twin.mkdir()
            self.twin.chmod(FOLDER_MODE)
            for address in marks:
                folder = address.rpartition("/")[0]
                if folder not in made:
                    make_folders(os.fspath(self.twin), folder.split("/") if folder else [])
                    made.add(folder)
                os.link(f"{self.target}/{address}", f"{self.twin}/{address}")
        except OSError:
            clear(self.twin)
            return False
        return True

    def _twin_is(self, marks: dict[str, Mark], behind: frozenset[str]) -> bool:
        """Whether the twin holds the target's own files, those of the last build apart."""
        found = _inodes(self.twin)
        expected = {address: mark[2] for address, mark in marks.items()}
        for address in behind:
            found.pop(address, None)
            expected.pop(address, None)
        return found == expected

    # -- filling --------------------------------------------------------------------------------------------

    def placer(self) -> Placer:
        """A placer for another process; what it placed comes back by `absorb`."""
        own = self._placer
        return Placer(own.new, old=own.old, blank=own.blank)

    def absorb(self, placed: Placed) -> None:
        """Take in what a placer did."""
        self._placed.add(placed)

    def put(self, address: str, data: bytes) -> None:
        """Place one file from here."""
        self._placer.put(address, data)

    def keep(self, addresses: Iterable[str]) -> None:
        """These files stay as the last build left them. Only in an alternating tree; unknown ones are KeyErrors."""
        for address in addresses:
            if address not in self._last:
                raise KeyError(address)
            self._kept.add(address)

    def keep_all(self) -> None:
        """Every file that is not placed again stays."""
        self._kept.update(self._last)

    def drop(self, address: str) -> None:
        """A file that `keep_all` shall not keep."""
        self._kept.discard(address)

    # -- the end --------------------------------------------------------------------------------------------

    @property
    def written(self) -> int:
        """Files that are new or changed."""
        return self._placed.written

    @property
    def count(self) -> int:
        """Files in the tree."""
        return len(self._placed.marks)

    @property
    def reused(self) -> int:
        """Files that are as they were."""
        return self.count - self.written

    @property
    def changed(self) -> list[str]:
        """Addresses that are new or differ."""
        return self._placed.changed

    def stand(self) -> None:
        """Nothing changes: count what is there."""
        self._placed.marks = dict(self._last)

    def restamp(self, token: bytes) -> None:
        """The tree stands as it is and belongs to the build `token` now."""
        self.token = token
        self._placed.marks = dict(self._last)
        self._save([])

    def addresses(self) -> Iterator[str]:
        """All addresses of the published tree."""
        return iter(self._placed.marks)

    def publish(self, token: bytes = b"") -> None:
        """Make this tree the target in one step. `token` names its content for the next build."""
        self.token = token
        self._placed.add(self._placer.placed)
        self._placer.placed = Placed()
        if self.target.is_symlink():
            raise PublishError(f"“{self.target}”是符号链接，应为普通文件夹")
        if self.alternating:
            self._publish_twin()
        else:
            self._publish_fresh()

    def _publish_twin(self) -> None:
        placed = self._placed
        for address in self._kept:
            placed.marks.setdefault(address, self._last[address])
        gone = [address for address in self._last if address not in placed.marks]
        for address in gone:
            os.unlink(f"{self.twin}/{address}")
        _prune(self.twin, gone)
        self.removed = len(gone)
        if self.record is not None:
            self.record.unlink(missing_ok=True)
        swap(self.twin, self.target)
        self._save([*placed.changed, *gone])

    def _publish_fresh(self) -> None:
        if self.record is not None:
            self.record.unlink(missing_ok=True)
        if not self.target.exists():
            os.rename(self.new, self.target)
        else:
            swap(self.new, self.target)
        clear(self.new)
        self._save([])

    def _save(self, behind: list[str]) -> None:
        if self.record is not None:
            data = marshal.dumps((_VERSION, self._placed.marks, behind, self.token))
            write_sealed(self.record, data)


def _read_record(path: Path) -> tuple[dict[str, Mark], frozenset[str], bytes] | None:
    data = read_sealed(path)
    if data is None:
        return None
    try:
        version, marks, behind, token = marshal.loads(data)
        return (marks, frozenset(behind), token) if version == _VERSION else None
    except (ValueError, EOFError, TypeError):
        return None


def _marks(root: Path) -> dict[str, Mark]:
    """Marks of all plain files below `root`, by address; anything else there gives an impossible mark."""
    found: dict[str, Mark] = {}
    for below, entries in _folders(os.fspath(root)):
        for entry in entries:
            status = entry.stat(follow_symlinks=False)
            plain = status.st_mode & 0o170000 == 0o100000
            found[below + entry.name] = (status.st_size, status.st_mtime_ns, status.st_ino) if plain else (-1, -1, -1)
    return found


def _inodes(root: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for below, entries in _folders(os.fspath(root)):
        for entry in entries:
            found[below + entry.name] = entry.inode()
    return found


def _folders(root: str) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Every folder below `root`, its path with a slash at the end and what is in it but folders."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        entries = []
        with os.scandir(f"{root}/{below}") as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{entry.name}/")
                else:
                    entries.append(entry)
        yield below, entries


def _prune(root: Path, gone: Iterable[str]) -> None:
    """Remove folders that lost their last file."""
    folders = {address.rpartition("/")[0] for address in gone}
    while folders:
        above = set()
        for folder in folders - {""}:
            with suppress(OSError):
                os.rmdir(f"{root}/{folder}")
                above.add(folder.rpartition("/")[0])
        folders = above
