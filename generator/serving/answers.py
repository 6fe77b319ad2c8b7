"""What a browser gets for an address: the site's file or the one shown in its place, with this preview's script."""

from __future__ import annotations

import hashlib
import mimetypes
import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from generator.derive.permalinks import NOT_FOUND
from generator.serving.board import Board

#: where this preview's own files are; no address of a site begins so
OWN = "gongkai-serve/"
#: stands for the digest of a page that is not there
NOWHERE = "none"
_CLIENT = {"serve.js": "text/javascript; charset=utf-8", "serve.css": "text/css; charset=utf-8"}
_HTML = "text/html; charset=utf-8"
#: types that matter to the site's scripts and to programs; the rest is as the system knows it
TYPES = {
    ".html": _HTML,
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".bin": "application/octet-stream",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ofd": "application/ofd",
}
_EMPTY = (
    "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>还没有网站</title></head>"
    "<body><h1>还没有网站</h1><p>{}</p></body></html>\n"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, type and bytes; `to` is where a redirect leads."""

    status: int
    type: str = ""
    data: bytes = b""
    to: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it is HTML, which no browser may keep."""
        return self.type == _HTML

    @property
    def tag(self) -> str:
        """The ETag."""
        return f'"{digest(self.data)}"'


def digest(data: bytes) -> str:
    """A short name of `data`."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()


class Answers:
    """Answers from the folder `site` and the board."""

    def __init__(self, site: Path, board: Board) -> None:
        self._site = os.path.realpath(site)
        self._board = board

    def of(self, path: str) -> Answer:
        """The answer to a request for `path` (as in the request line, without query)."""
        version = self._board.version  # before the bytes: a change in between is told once too often, never missed
        address = address_of(path, self._board.subpath)
        if address is None:
            return self._nothing(version)
        if address.startswith(OWN):
            return _client(address[len(OWN):])
        data = self.data(address)
        if data is None:
            if address and not address.endswith("/") and os.path.isdir(f"{self._site}/{address}"):
                return Answer(301, to=quote(f"{path}/", safe="/%"))
            return self._nothing(version)
        name = address if address and not address.endswith("/") else "index.html"
        if name.endswith(".html"):
            return Answer(200, _HTML, with_script(data, version, digest(data)))
        return Answer(200, type_of(name), data)

    def data(self, address: str) -> bytes | None:
        """Bytes at an address of the site, as shown now; None where there are none."""
        if not address or address.endswith("/"):
            address += "index.html"
        shown = self._board.shown.get(address)
        return shown.data if shown is not None else self._file(address)

    def page_digest(self, address: str) -> str:
        """Names the page at `address` as it is now; the page for what is not there is told by its absence."""
        data = self.data(address)
        return digest(data) if data is not None else NOWHERE

    def _file(self, address: str) -> bytes | None:
        """A plain file of the site, and of nothing beside it: no link is followed out of it."""
        path = f"{self._site}/{address}"
        try:
            if os.path.realpath(path) != path:
                return None
            with open(path, "rb") as file:
                return file.read()
        except (OSError, ValueError):
            return None

    def _nothing(self, version: str) -> Answer:
        """The site's own page for addresses that lead nowhere; before there is a site, a page that waits for one."""
        data = self._file(NOT_FOUND)
        if data is not None:
            return Answer(404, _HTML, with_script(data, version, NOWHERE))
        words = "正在生成，好了会自动显示。" if self._board.busy else "必须改正的问题列在右下角；改好后这里会自动显示网站。"
        return Answer(503, _HTML, with_script(_EMPTY.format(words).encode(), version, NOWHERE))


def with_script(page: bytes, version: str, mark: str) -> bytes:
    """`page` with the script of this preview at the end of its head. `mark` names the page without it."""
    tag = f'<script src="/{OWN}serve.js" data-version="{version}" data-page="{mark}" defer></script>\n'.encode()
    at = page.find(b"</head>")
    return page[:at] + tag + page[at:] if at >= 0 else page + tag


def type_of(name: str) -> str:
    """The media type of a file."""
    extension = os.path.splitext(name)[1].lower()
    return TYPES.get(extension) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def address_of(path: str, subpath: str) -> str | None:
    """The address below the site's root that a request is for; None for one that no site has.

    The site answers at the root and below its own sub-path, as on its later server.
    """
    try:
        text = unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        return None
    if not text.startswith("/") or "\0" in text or "\\" in text:
        return None
    if subpath != "/" and f"{text}/".startswith(subpath):
        text = "/" + text[len(subpath):]
    address = text[1:]
    parts = address.split("/")
    if any(part in (".", "..") for part in parts) or "" in parts[:-1]:
        return None
    return address


def _client(name: str) -> Answer:
    if name not in _CLIENT:
        return Answer(404, "text/plain; charset=utf-8", b"")
    return Answer(200, _CLIENT[name], (files("generator.serving") / "client" / name).read_bytes())
