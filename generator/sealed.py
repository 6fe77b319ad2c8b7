"""What a run keeps for the next one: sealed files and pickles that can hold values and nothing else.

A cache folder may be torn by a power cut, restored from another machine, or committed by somebody into the repository.
So every file carries the hash of its own name and bytes (a torn or misplaced one is not read), is written by renaming (two runs at once never
see half a file), and is unpickled by a reader that knows this package's own value classes and a few of the standard
library: a foreign pickle can make a wrong value, which its key makes unreachable, but can call nothing.
"""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import io
import os
import pickle
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

MAGIC = b"gongkai1"
#: bytes of the seal
SIZE = 16
_PACKAGE = "generator."
#: standard classes that values are made of
_PLAIN = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("decimal", "Decimal"),
    ("pathlib", "PosixPath"),
    ("pathlib", "PurePosixPath"),
    ("zoneinfo", "ZoneInfo._unpickle"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("markupsafe", "Markup"),
}


def hashed(*parts: bytes) -> bytes:
    """A short hash of `parts`, each with its length."""
    whole = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


def write_sealed(path: Path, data: bytes) -> bool:
    """Write `data` with its seal in one step. A cache that cannot be written is no error: False then."""
    new = f"{path}.{os.getpid()}.new"
    try:
        os.makedirs(path.parent, exist_ok=True)
        with open(new, "wb") as file:
            file.write(MAGIC)
            file.write(_seal(path, data))
            file.write(data)
        os.replace(new, path)
    except OSError:
        with suppress(OSError):
            os.unlink(new)
        return False
    return True


def read_sealed(path: Path) -> bytes | None:
    """The bytes of a sealed file; None where there is none, or it is torn or foreign."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    head = len(MAGIC) + SIZE
    if len(data) < head or data[: len(MAGIC)] != MAGIC:
        return None
    body = data[head:]
    return body if _seal(path, body) == data[len(MAGIC) : head] else None


def _seal(path: Path, data: bytes) -> bytes:
    """Over the bytes and the file's name in its folder: a file put into another's place is foreign there."""
    return hashed("/".join(path.parts[-2:]).encode("utf-8", "surrogateescape"), data)


def freeze(value: object) -> bytes:
    """`value` as a pickle that `thaw` reads."""
    return pickle.dumps(value, protocol=5)


def thaw(data: bytes) -> Any:
    """The value of a pickle made by `freeze`. Raises ValueError for anything else."""
    try:
        return _Thaw(io.BytesIO(data)).load()
    except ValueError:
        raise
    except Exception as error:  # a damaged pickle raises almost anything
        raise ValueError(f"not a pickle of this program: {error}") from error


class _Thaw(pickle.Unpickler):
    """An unpickler that finds value classes only."""

    def find_class(self, module: str, name: str) -> Any:
        """The class `name` of `module`, where it is one of values."""
        if (module, name) in _PLAIN:
            found: Any = import_module(module)
            for part in name.split("."):
                found = getattr(found, part)
            return found
        if module.startswith(_PACKAGE) and "." not in name:
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and _is_value(found):
                return found
        raise ValueError(f"a kept pickle asks for {module}.{name}")


def _is_value(kind: type) -> bool:
    """A class that only holds values: a dataclass, a named tuple, an enumeration."""
    named = issubclass(kind, tuple) and hasattr(kind, "_fields")
    return named or dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum)
