"""Keys of what results depend on besides the entries: this program and its libraries, the catalogue, other files."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from generator.sealed import hashed


@cache
def program_key() -> bytes:
    """Of this program's code, the Python it runs on and the versions of all installed libraries (the lock's effect)."""
    package = Path(__file__).resolve().parents[1]
    code = tree_key([package], suffixes=(".py",))
    libraries = sorted(name for name in os.listdir(sysconfig.get_path("purelib")) if name.endswith(".dist-info"))
    return hashed(code, sys.version.encode(), "\n".join(libraries).encode())


def tree_key(roots: Iterable[Path], suffixes: tuple[str, ...] = ()) -> bytes:
    """Of the names and bytes of all files below `roots` (a root may be a file; one that is not there counts as such).

    Where the roots themselves lie does not count.
    """
    parts: list[bytes] = []
    for number, root in enumerate(roots):
        parts.append(b"%d" % number)
        for path in _files(root):
            if not suffixes or path.endswith(suffixes):
                parts.append(os.fsencode(os.path.relpath(path, root)))
                parts.append(_bytes(path))
    return hashed(*parts)


def _files(root: Path) -> list[str]:
    if not root.is_dir():
        return [os.fspath(root)] if root.exists() else []
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [f"{folder}/{name}" for name in names]
    return sorted(found)


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b"unreadable"
