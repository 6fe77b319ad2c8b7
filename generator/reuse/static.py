"""The key of what pages depend on besides entries and catalogue: theme, hand-written pages, engine and its settings."""

from __future__ import annotations

from pathlib import Path

from generator.errors import UsageError
from generator.reuse.keys import tree_key
from generator.sealed import hashed


def theme_folder(root: Path) -> Path:
    """The theme: the repository's own, or the one of the catalogue it stands beside (examples/yiwu)."""
    for folder in (root, *root.parents):
        if (folder / "theme" / "templates").is_dir():
            return folder / "theme"
    raise UsageError(f"“{root}”和它的上级文件夹里没有 theme 文件夹")


def static_key(root: Path, engine: str) -> bytes:
    """Of the theme's, the settings' and the pages' bytes, and the engine's name."""
    return hashed(engine.encode(), tree_key([theme_folder(root), root / "mkdocs.yml", root / "content" / "pages"]))
