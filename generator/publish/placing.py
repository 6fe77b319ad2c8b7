"""Placing files into a tree that is being built: bytes are written once, and only where they changed.

A `Placer` is what a worker process needs of a tree, and nothing more: three folder names. It never writes into a file
that another tree may share by a hard link; it makes a new one. What it placed it tells as `Placed`, with each file's
size, time and inode, so that the next build can see whether somebody has touched the tree since (publish/trees.py).
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field

from generator.errors import PublishError

FILE_MODE, FOLDER_MODE = 0o644, 0o755

#: size in bytes, time of the last change in ns, inode
Mark = tuple[int, int, int]


@dataclass(slots=True)
class Placed:
    """What was put into a tree: marks by address, and how many files are new."""

    marks: dict[str, Mark] = field(default_factory=dict)
    written: int = 0
    #: addresses that differ from the tree as it was
    changed: list[str] = field(default_factory=list)

    def add(self, other: Placed) -> None:
        """Take in what another placer did."""
        self.marks.update(other.marks)
        self.written += other.written
        self.changed.extend(other.changed)


class Placer:
    """Puts files into the folder `new`.

    With `old` (another folder), a file with the same bytes there becomes a hard link. Without, `new` already holds the
    last build's files, unless it is `blank`.
    """

    def __init__(self, new: str, *, old: str = "", blank: bool = False) -> None:
        self.new = new
        self.old = old
        self.blank = blank
        self.placed = Placed()
        self._folders: set[str] = set()

    def put(self, address: str, data: bytes) -> None:
        """Place `data` at `address`, below the tree's root with `/`. Raises PublishError for an address outside."""
        self._folder(address)
        path = f"{self.new}/{address}"
        mark = self._as_before(address, path, data)
        if mark is None:
            mark = self._write(path, data)
            self.placed.written += 1
            self.placed.changed.append(address)
        self.placed.marks[address] = mark

    def _as_before(self, address: str, path: str, data: bytes) -> Mark | None:
        """The mark of the file when the last build left the same bytes."""
        if self.blank:
            return None
        return self._link(f"{self.old}/{address}", path, data) if self.old else same(path, data)

    def _link(self, old: str, path: str, data: bytes) -> Mark | None:
        mark = same(old, data)
        if mark is None:
            return None
        try:
            os.link(old, path)
        except OSError:
            return None
        return mark

    def _write(self, path: str, data: bytes) -> Mark:
        if not self.blank:
            with suppress(FileNotFoundError):
                os.unlink(path)  # never into a file that the other tree shares
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            status = os.fstat(descriptor)
            if status.st_mode & 0o777 != FILE_MODE:
                os.fchmod(descriptor, FILE_MODE)
        finally:
            os.close(descriptor)
        return status.st_size, status.st_mtime_ns, status.st_ino

    def _folder(self, address: str) -> None:
        folder = address.rpartition("/")[0]
        if folder in self._folders and address[-1:] != "/" and address.rpartition("/")[2] not in ("", ".", ".."):
            return
        parts = address.split("/")
        if not address or any(part in ("", ".", "..") for part in parts):
            raise PublishError(f"不能写到“{address}”：地址超出了网站文件夹")
        make_folders(self.new, parts[:-1])
        self._folders.add(folder)


def make_folders(root: str, parts: list[str]) -> None:
    """Folders with their mode, whatever the umask; another process may make the same one at the same moment."""
    path = root
    for part in parts:
        path = f"{path}/{part}"
        try:
            os.mkdir(path)
        except FileExistsError:
            continue
        os.chmod(path, FOLDER_MODE)


def same(path: str, data: bytes) -> Mark | None:
    """The file's mark when it is a plain file that holds exactly `data`, else None."""
    try:
        status = os.lstat(path)
        if status.st_size != len(data) or status.st_mode & 0o170000 != 0o100000:
            return None
        with open(path, "rb") as file:
            equal = file.read() == data
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ino) if equal else None
