"""What the site engine gives to the core, and how the last build kept it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.render.shells import Shell
from generator.sealed import freeze, read_sealed, thaw, write_sealed

#: in the cache
RECORD = "engine"


@dataclass(frozen=True, slots=True)
class HandPage:
    """A hand-written page as the engine rendered it: address, title, words for the search."""

    path: str
    title: str
    text: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class EngineParts:
    """What the engine gives: shells by column id, hand-written pages, scripts and styles moved out of pages."""

    shells: Mapping[str, Shell]
    pages: tuple[HandPage, ...]
    inline: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class EngineResult:
    """`EngineParts` with the files the engine wrote, by address."""

    parts: EngineParts
    files: Mapping[str, bytes]


def keep_engine_result(cache: Path, key: bytes, result: EngineResult) -> None:
    """Keep `result`, which depends on what `key` names."""
    write_sealed(cache / RECORD, freeze((key, result)))


def kept_engine_result(cache: Path | None, key: bytes) -> EngineResult | None:
    """What is kept under `key`, if anything."""
    data = read_sealed(cache / RECORD) if cache else None
    if data is None:
        return None
    with suppress(ValueError, TypeError):
        own, result = thaw(data)
        if own == key and isinstance(result, EngineResult):
            return result
    return None
