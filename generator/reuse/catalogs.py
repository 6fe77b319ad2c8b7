"""The catalogue as the last run loaded it, as long as every file of every layer is the same."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.catalog.loaded import LoadedCatalog
from generator.reuse.keys import program_key, tree_key
from generator.sealed import freeze, hashed, read_sealed, thaw, write_sealed

RECORD = "catalog"


@dataclass(frozen=True, slots=True)
class KeyedCatalog:
    """A loaded catalogue and the key of all that it was made from: files, word lists, this program."""

    loaded: LoadedCatalog
    key: bytes


def keyed_catalog(root: Path, words_file: Path | None, cache: Path | None) -> KeyedCatalog:
    """The catalogue at `root`, loaded or as kept in `cache`. Raises SetupError where there is none."""
    kept = _kept(root, words_file, cache)
    if kept is not None:
        return kept
    # imported here: a run that finds its catalogue kept needs neither
    from generator.catalog.load import load_catalog
    from generator.rules.check_declarations import complaint

    loaded = load_catalog(root, complaint, words_file)
    folders = _folders(root, loaded)
    key = _key(root, folders, words_file)
    if cache is not None:
        write_sealed(cache / RECORD, freeze((tuple(folders), key, loaded)))
    return KeyedCatalog(loaded, key)


def _kept(root: Path, words_file: Path | None, cache: Path | None) -> KeyedCatalog | None:
    data = read_sealed(cache / RECORD) if cache else None
    if data is None:
        return None
    try:
        folders, key, loaded = thaw(data)
    except (ValueError, TypeError):
        return None
    if not isinstance(loaded, LoadedCatalog) or key != _key(root, list(folders), words_file):
        return None
    return KeyedCatalog(loaded, key)


def layer_folders(root: Path, loaded: LoadedCatalog) -> list[Path]:
    """The `catalog/` folders of all layers, for those who want to know when they change."""
    return [Path(os.path.normpath(root / folder)) for folder in _folders(root, loaded)]


def _folders(root: Path, loaded: LoadedCatalog) -> list[str]:
    """The `catalog/` folders of all layers, relative to `root`."""
    found = {"catalog"}
    for path in loaded.files:
        parts = path.split("/")
        if "catalog" in parts:
            found.add("/".join(parts[: parts.index("catalog") + 1]))
    return sorted(found)


def _key(root: Path, folders: list[str], words_file: Path | None) -> bytes:
    paths = [Path(os.path.normpath(root / folder)) for folder in folders]
    outside = [words_file] if words_file else []
    return hashed(program_key(), "\n".join(folders).encode(), tree_key([*paths, *outside]))
