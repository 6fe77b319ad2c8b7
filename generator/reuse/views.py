"""Reading views of attachments by the SHA-256 of the file: a PDF is read once, whichever build asks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.render.attachment_pages import DocumentView
from generator.reuse.keys import program_key
from generator.sealed import freeze, hashed, read_sealed, thaw, write_sealed

FOLDER = "views"


class Views:
    """Views that this process has made or opened, over those in the cache. `key` names what else they depend on."""

    def __init__(self, cache: Path | None, key: bytes) -> None:
        self._folder = cache / FOLDER if cache else None
        self._key = hashed(program_key(), key)
        self._held: dict[str, DocumentView] = {}

    def get(self, digest: str, extension: str, make: Callable[[], DocumentView]) -> DocumentView:
        """The view of the file with SHA-256 `digest`, made by `make` where there is none."""
        name = f"{digest}.{extension}"
        view = self._held.get(name)
        if view is None:
            view = self._held[name] = self._open(name, make)
        return view

    def _open(self, name: str, make: Callable[[], DocumentView]) -> DocumentView:
        if self._folder is None:
            return make()
        path = self._folder / hashed(self._key, name.encode()).hex()
        data = read_sealed(path)
        if data is not None:
            with suppress(ValueError):
                kept = thaw(data)
                if isinstance(kept, DocumentView):
                    return kept
        view = make()
        write_sealed(path, freeze(view))
        return view
