"""A small server that counts, and is as slow as a telephone on a bad line when it is asked to be."""

from __future__ import annotations

import gzip
import io
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

#: bytes sent at once
CHUNK = 4096


@dataclass(slots=True)
class Line:
    """A connection: seconds before the first byte, bytes per second of all requests together; 0: as fast as can be."""

    latency: float = 0.0
    rate: float = 0.0
    free_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, size: int) -> None:
        """Wait until `size` more bytes have come through."""
        if not self.rate:
            return
        with self.lock:
            now = time.monotonic()
            self.free_at = max(self.free_at, now) + size / self.rate
            until = self.free_at
        time.sleep(max(0.0, until - now))


#: what hosts compress
COMPRESSED = frozenset((".html", ".js", ".css", ".json"))


@cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


#: 150 ms, 200 KB/s
PHONE = (0.15, 200 * 1024)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    line: Line

    def __init__(self, *args: Any, line: Line, **given: Any) -> None:
        self.line = line
        super().__init__(*args, **given)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Texts compressed, as hosts do; what is compressed already as it is."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        content = _compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """The body, as fast as the line is."""
        time.sleep(self.line.latency)
        while block := source.read(CHUNK):
            self.line.wait(len(block))
            outputfile.write(block)

    def log_message(self, *_: object) -> None:
        """Nothing: requests are counted in the browser."""


@contextmanager
def served(folder: Path, line: Line | None = None) -> Iterator[str]:
    """The address of `folder` on this machine."""
    handler = partial(_Handler, directory=str(folder), line=line or Line())
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
