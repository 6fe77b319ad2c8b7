"""Findings as the last runs judged them, under the key of everything a verdict depends on."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from generator.findings import Finding
from generator.sealed import freeze, read_sealed, thaw, write_sealed

FOLDER = "verdicts"
#: kept verdicts: several days, branches and words files
_MOST = 64


def kept_findings(cache: Path | None, key: bytes) -> tuple[Finding, ...] | None:
    """The findings kept under `key`."""
    data = read_sealed(cache / FOLDER / key.hex()) if cache else None
    if data is None:
        return None
    with suppress(ValueError, TypeError):
        found = tuple(thaw(data))
        if all(isinstance(finding, Finding) for finding in found):
            return found
    return None


def keep_findings(cache: Path | None, key: bytes, findings: tuple[Finding, ...]) -> None:
    """Keep `findings` under `key`; the oldest verdicts go."""
    if cache is None or not write_sealed(cache / FOLDER / key.hex(), freeze(findings)):
        return
    folder = cache / FOLDER
    with suppress(OSError):
        names = os.listdir(folder)
        if len(names) > _MOST:
            by_age = sorted(names, key=lambda name: (folder / name).stat().st_mtime)
            for name in by_age[: len(names) - _MOST // 2]:
                if time.time() - (folder / name).stat().st_mtime > 60:
                    (folder / name).unlink()
