"""Texts of attachments, for the rules that look for what must not be published; each distinct file is read once.

With a cache folder the texts stay between runs, by SHA-256 of the file. A cached text carries its own hash: a torn or
foreign file is read anew and never believed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from generator.findings import Problem
from generator.source.documents.model import plain_text
from generator.source.documents.reading import READABLE, DocumentReader
from generator.source.files import SourceFile

#: changes when the readers change, so that texts read by older ones are not used
VERSION = "2"
FOLDER = f"attachment-texts-{VERSION}"
#: texts kept in memory for files that lie under several entries, in characters
_MEMORY = 8_000_000


class AttachmentTexts:
    """Reads texts of attachments below `root`. Used as a context, because PDFs are read by a process that has to end."""

    def __init__(self, root: Path, cache: Path | None) -> None:
        self._root = root
        self._folder = cache / FOLDER if cache else None
        self._reader = DocumentReader()
        self._known: dict[str, str] = {}
        self._room = _MEMORY

    def __enter__(self) -> AttachmentTexts:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._reader.__exit__(kind, error, trace)

    def of(self, files: Mapping[str, SourceFile], verdicts: Mapping[str, tuple[Problem, ...]]) -> Mapping[str, str]:
        """Text of each file that can be read, by its name; others are absent. `verdicts` has the guard's by name."""
        return {
            name: self._text(file, verdicts[name])
            for name, file in files.items() if name.rpartition(".")[2].lower() in READABLE
        }

    def _text(self, file: SourceFile, verdict: tuple[Problem, ...]) -> str:
        text = self._known.get(file.digest)
        if text is None:
            text = _kept(self._folder, file.digest)
            if text is None:
                text = plain_text(self._reader.read(self._root / file.path, file.path, verdict))
                _keep(self._folder, file.digest, text)
            if len(text) <= self._room:
                self._room -= len(text)
                self._known[file.digest] = text
        return text


def _kept(folder: Path | None, digest: str) -> str | None:
    if folder is None:
        return None
    try:
        data = (folder / digest).read_bytes()
    except OSError:
        return None
    seal, _, text = data.partition(b"\n")
    if seal.decode("ascii", "replace") != hashlib.sha256(text).hexdigest():
        return None
    return text.decode("utf-8", "replace")


def _keep(folder: Path | None, digest: str, text: str) -> None:
    """Write by renaming, so that two runs at once never see half a file. A cache that can't be written is no error."""
    if folder is None:
        return
    data = text.encode("utf-8", "replace")
    new = folder / f".{digest}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        os.replace(new, folder / digest)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
