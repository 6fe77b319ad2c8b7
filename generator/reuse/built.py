"""What is known of the site as the last build left it: enough to touch up a few pages instead of making all."""

from __future__ import annotations

import marshal
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.sealed import hashed, read_sealed, write_sealed

RECORD, PLANS = "built", "plans"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Built:
    """The last build. Its `token` is also in the trees' records: a tree of another build is not trusted."""

    #: `Prepared.key`: everything but texts
    key: bytes
    #: theme, engine, hand-written pages
    static: bytes
    #: key of the engine's result in the cache
    engine: bytes
    #: hash of the body by entry id
    texts: Mapping[str, bytes]
    #: number of the file of plans by entry id
    where: Mapping[str, int]
    #: name of the folder of plans
    plans: str
    #: beginnings of bodies that feeds quote
    leads: Mapping[str, str]
    #: entries and pages of the site
    entries: int
    pages: int

    @property
    def token(self) -> bytes:
        """Names the content of the trees."""
        texts = marshal.dumps(sorted(self.texts.items()), 2)
        return hashed(self.key, self.static, self.engine, texts)


def load_built(cache: Path | None) -> Built | None:
    """The record of the last build; None where there is none, or it is torn or of another version."""
    data = read_sealed(cache / RECORD) if cache else None
    if data is None:
        return None
    with suppress(ValueError, EOFError, TypeError):
        version, *values = marshal.loads(data)
        if version == _VERSION:
            return Built(*values)
    return None


def save_built(cache: Path, built: Built) -> None:
    """Keep the record, and remove plans that it does not name."""
    values = (built.key, built.static, built.engine, dict(built.texts), dict(built.where), built.plans,
              dict(built.leads), built.entries, built.pages)
    write_sealed(cache / RECORD, marshal.dumps((_VERSION, *values)))
    folder = cache / PLANS
    with suppress(OSError):
        for name in os.listdir(folder):
            if name != built.plans:
                shutil.rmtree(folder / name, ignore_errors=True)
