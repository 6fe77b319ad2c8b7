"""The only writer: a fresh tree beside the old one, then one exchange (design.md D10).

Unchanged files are hard links to the old tree's, changed ones are new files; nothing is ever written in place. The
target stays a real directory: the two trees swap names in one step (`renameat2` with RENAME_EXCHANGE), or by two
renames with a journal where the system has no such call. An interrupted run leaves the old tree.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from generator.errors import PublishError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
FILE_MODE, FOLDER_MODE = 0o644, 0o755


class Tree:
    """A tree being built for `target`. Use as a context manager; `publish` makes it the target."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.new = target.with_name(f".{target.name}.new")
        self.journal = target.with_name(f".{target.name}.journal")
        self.written = 0
        self.reused = 0
        self._folders: set[str] = set()
        self._published = False

    def __enter__(self) -> Tree:
        recover(self.target)
        _remove(self.new)
        try:
            self.new.mkdir(parents=True)
            self.new.chmod(FOLDER_MODE)
        except OSError as error:
            raise PublishError(f"建不了文件夹“{self.new}”：{error.strerror}") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _remove(self.new)
        if isinstance(error, OSError):
            raise PublishError(f"写不了“{self.target}”：{error.strerror or error}。原来的网站没有动") from error

    def put(self, path: str, data: bytes) -> None:
        """Add a file; a hard link where the old tree holds the same bytes."""
        new = self._place(path)
        old = self.target / path
        if _same(old, data):
            self._link(old, new, data)
            return
        self._write(new, data)

    def copy(self, path: str, source: Path) -> None:
        """Add a file with the bytes of `source`, a regular file of the repository."""
        descriptor = os.open(source, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as file:
            self.put(path, file.read())

    def _place(self, path: str) -> Path:
        parts = path.split("/")
        if not path or path.startswith("/") or any(part in ("", ".", "..") for part in parts):
            raise PublishError(f"不能写到“{path}”：地址超出了网站文件夹")
        folder = "/".join(parts[:-1])
        if folder not in self._folders:
            (self.new / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return self.new / path

    def _link(self, old: Path, new: Path, data: bytes) -> None:
        try:
            os.link(old, new)
            self.reused += 1
        except OSError:
            self._write(new, data)

    def _write(self, new: Path, data: bytes) -> None:
        with open(new, "xb") as file:
            file.write(data)
        os.chmod(new, FILE_MODE)
        self.written += 1

    def publish(self) -> None:
        """Make this tree the target in one step; the old one is removed afterwards."""
        for folder, _, _ in os.walk(self.new):
            os.chmod(folder, FOLDER_MODE)
        if self.target.is_symlink():
            raise PublishError(f"“{self.target}”是符号链接，应为普通文件夹")
        if not self.target.exists():
            os.rename(self.new, self.target)
        elif not exchange(self.new, self.target):
            self._swap_by_journal()
        self._published = True
        _remove(self.new)

    def _swap_by_journal(self) -> None:
        """Two renames; the journal lets `recover` finish what a crash between them left."""
        old = self.target.with_name(f".{self.target.name}.old")
        _remove(old)
        self.journal.write_text("swap\n", encoding="utf-8")
        os.rename(self.target, old)
        os.rename(self.new, self.target)
        self.journal.unlink()
        _remove(old)


def recover(target: Path) -> None:
    """Finish or undo an exchange that was interrupted between its two renames."""
    journal = target.with_name(f".{target.name}.journal")
    old = target.with_name(f".{target.name}.old")
    if journal.exists():
        if not target.exists() and old.exists():
            os.rename(old, target)
        journal.unlink()
    if target.exists():
        _remove(old)


def exchange(one: Path, other: Path) -> bool:
    """Swap two directories in one step. False where the system or file system has no such call."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    result = libc.renameat2(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE)
    )
    if result == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code))


@contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Only one build at a time in a repository. A lock of a killed process is free by itself (flock)."""
    import fcntl

    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise PublishError("另一个 gongkai 正在生成这个网站，请等它结束再试") from error
        yield


def _same(path: Path, data: bytes) -> bool:
    try:
        if os.lstat(path).st_size != len(data):
            return False
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
