"""The one way reading opens a file: no links followed, no devices, no more bytes than allowed."""

from __future__ import annotations

import errno
import os
import stat
from typing import NamedTuple

from generator.findings import Place, Problem, Severity

KIB, MIB = 1024, 1024 * 1024
MAX_YAML = 256 * KIB
MAX_BODY = 2 * MIB
MAX_ATTACHMENT = 50 * MIB
MAX_ATTACHMENTS = 200

_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Opened(NamedTuple):
    """Bytes of a regular file. A tuple, because one is made for every file of a site."""

    data: bytes
    executable: bool


def read_bytes(full: str, path: str, *, limit: int) -> Opened | Problem:
    """All bytes of the regular file `full`, or why it is not read. `path` is its name in messages.

    `limit` is in bytes. A FIFO or device is opened without waiting and refused.
    """
    try:
        descriptor = os.open(full, _FLAGS)
    except (OSError, ValueError) as error:
        return open_problem(error, path)
    try:
        status = os.fstat(descriptor)
        mode, size = status.st_mode, status.st_size
        if not stat.S_ISREG(mode):
            return special_problem(mode, path)
        if size > limit:
            return size_problem(size, limit, path)
        data = os.read(descriptor, size + 1)
        if len(data) != size:
            data = _read_on(descriptor, data, limit)
        return Opened(data, mode & 0o111 != 0)
    except OSError as error:
        return open_problem(error, path)
    finally:
        os.close(descriptor)


def open_problem(error: OSError | ValueError, path: str) -> Problem:
    """Why `path` could not be opened, in plain words."""
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.ELOOP:
        return special_problem(stat.S_IFLNK, path)
    if code == errno.ENXIO:
        return special_problem(stat.S_IFSOCK, path)
    words = {
        errno.ENOENT: "文件不存在",
        errno.EACCES: "没有读这个文件的权限",
        errno.EPERM: "没有读这个文件的权限",
        errno.EISDIR: "这是文件夹，不是文件",
        errno.ENOTDIR: "路径中间有一段不是文件夹",
        errno.ENAMETOOLONG: "文件名太长，系统打不开",
        errno.EIO: "磁盘读错误",
        errno.EMFILE: "同时打开的文件太多",
    }
    reason = words.get(code or 0, "系统不让读这个文件")
    return Problem("S114", Place(path), f"文件读不出来：{reason}", expected="可读的普通文件")


def special_problem(mode: int, path: str) -> Problem:
    """`path` is no regular file."""
    kinds = (
        (stat.S_ISLNK, "符号链接（快捷方式）"),
        (stat.S_ISFIFO, "管道"),
        (stat.S_ISSOCK, "套接字"),
        (stat.S_ISCHR, "设备"),
        (stat.S_ISBLK, "设备"),
        (stat.S_ISDIR, "文件夹"),
    )
    kind = next((name for test, name in kinds if test(mode)), "特殊文件")
    return Problem("S109", Place(path), f"这是{kind}，不是普通文件，不读", found=kind, expected="普通文件")


def size_problem(size: int, limit: int, path: str) -> Problem:
    """`path` holds more than `limit` bytes."""
    found = in_words(size) if in_words(size) != in_words(limit) else f"{size} 字节"
    return Problem(
        "S107",
        Place(path),
        f"文件有 {found}，超过 {in_words(limit)}",
        found=found,
        expected=f"不超过 {in_words(limit)}",
    )


def executable_problem(path: str) -> Problem:
    """`path` carries an execute bit, which no content needs."""
    return Problem(
        "S109",
        Place(path),
        "文件带有“可执行”权限，公开的内容不需要",
        found="可执行",
        expected="普通文件",
        severity=Severity.WARNING,
    )


def in_words(size: int) -> str:
    """`1.5 MB`, `256 KB`, `12 字节`."""
    if size >= MIB:
        return f"{size / MIB:.1f} MB".replace(".0 MB", " MB")
    if size >= KIB:
        return f"{-(-size // KIB)} KB"
    return f"{size} 字节"


def _read_on(descriptor: int, data: bytes, limit: int) -> bytes:
    """Read on after `data` to the end; a file that grows meanwhile is cut at `limit`."""
    pieces = [data]
    total = len(data)
    while data and total <= limit:
        data = os.read(descriptor, 1 << 20)
        pieces.append(data)
        total += len(data)
    return b"".join(pieces)[:limit]
