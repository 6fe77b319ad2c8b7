"""Exchanging two folders in one step, and one build at a time (design.md D10).

The target stays a real directory: the two trees swap names in one step (`renameat2` with RENAME_EXCHANGE), or by two
renames with a journal where the system has no such call, which `recover` finishes or undoes.
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

from generator.errors import PublishError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def recover(target: Path) -> None:
    """Finish or undo an exchange that was interrupted between its two renames."""
    journal = target.with_name(f".{target.name}.journal")
    old = target.with_name(f".{target.name}.old")
    if journal.exists():
        if not target.exists() and old.exists():
            os.rename(old, target)
        journal.unlink()
    if target.exists():
        clear(old)


def swap(new: Path, target: Path) -> None:
    """Exchange two folders; where the system has no such call, by two renames with a journal (`recover`)."""
    if exchange(new, target):
        return
    old = target.with_name(f".{target.name}.old")
    journal = target.with_name(f".{target.name}.journal")
    clear(old)
    journal.write_text("swap\n", encoding="utf-8")
    os.rename(target, old)
    os.rename(new, target)
    journal.unlink()
    os.rename(old, new)


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


def clear(folder: Path) -> None:
    """Remove a folder, a file or a link, if it is there."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
