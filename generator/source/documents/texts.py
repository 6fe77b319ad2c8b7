"""Texts of all attachments, for the rules that look for what must not be published; each distinct file is read once.

With a cache folder the texts stay between runs, by SHA-256 of the file. A cached text carries its own hash: a torn or
foreign file is read anew and never believed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.source.documents.model import plain_text
from generator.source.documents.reading import READABLE, DocumentReader
from generator.source.files import EntrySource, SourceFile

#: changes when the readers change, so that texts read by older ones are not used
VERSION = "2"
FOLDER = f"attachment-texts-{VERSION}"


def attachment_texts(
    root: Path, entries: Iterable[EntrySource], cache: Path | None
) -> Mapping[str, Mapping[str, str]]:
    """Entry id -> file name -> text, for attachments that can be read; others are absent."""
    wanted = {
        entry.id: readable for entry in entries
        if (readable := {n: f for n, f in entry.attachments.items() if n.rpartition(".")[2].lower() in READABLE})
    }
    by_digest = {file.digest: file for files in wanted.values() for file in files.values()}
    texts = _read_all(root, by_digest, cache / FOLDER if cache else None)
    return {id_: {name: texts[file.digest] for name, file in files.items()} for id_, files in wanted.items()}


def _read_all(root: Path, files: Mapping[str, SourceFile], folder: Path | None) -> dict[str, str]:
    texts: dict[str, str] = {}
    for digest in files:
        kept = _kept(folder, digest)
        if kept is not None:
            texts[digest] = kept
    missing = {digest: file for digest, file in files.items() if digest not in texts}
    if not missing:
        return texts
    with DocumentReader() as reader:
        for digest, file in missing.items():
            texts[digest] = plain_text(reader.read(root / file.path, file.path))
            _keep(folder, digest, texts[digest])
    return texts


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
