"""The real command in a process of its own, and what a browser sees of it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
#: seconds; generous because test machines are slow, and never waited for when things work
PATIENCE = 90.0


class Preview:
    """`gongkai serve` on `root`. Ends with `end`."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.root = root
        self.lines: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "generator", "-C", str(root), "serve", "--port", "0", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        )
        assert self._process.stdout is not None
        while True:
            line = self._process.stdout.readline()
            assert line, self.lines
            self.lines.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                break
        self.port = int(found[1])
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            self.lines.extend(lines)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def request(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Status and headers, and the body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={key.replace("_", "-"): value for key, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def page(self, address: str) -> str:
        return self.request(f"/{quote(address)}")[1].decode()

    def status(self, address: str) -> int:
        return self.request(f"/{quote(address)}")[0].status

    def panel(self, address: str = "index.html") -> dict[str, Any]:
        """What the panel on a page would show."""
        return json.loads(self.request(f"/gongkai-serve/findings.json?page=/{quote(address)}")[1])  # type: ignore[no-any-return]

    def until(self, true: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait until `true()`."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"waited in vain; the terminal said:\n{''.join(self.lines[-20:])}"
            assert self._process.poll() is None, "".join(self.lines)
            time.sleep(0.02)

    def settled(self, address: str = "index.html") -> dict[str, Any]:
        """The panel once no build is under way."""
        self.until(lambda: not self.panel(address)["busy"])
        return self.panel(address)

    def end(self, with_: signal.Signals = signal.SIGINT) -> int:
        """Ctrl+C; the exit code."""
        self._process.send_signal(with_)
        code = self._process.wait(15)
        self._reader.join(15)
        return code


class Events:
    """The stream that a page which was loaded just now listens to."""

    def __init__(self, preview: Preview, address: str) -> None:
        html = preview.page(address)
        script = re.search(r'data-version="([^"]+)" data-page="([^"]+)"', html)
        assert script is not None, html[:500]
        self.seen: list[dict[str, Any]] = []
        self._connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE)
        query = f"page=/{quote(address)}&since={script[1]}&mark={script[2]}"
        self._connection.request("GET", f"/gongkai-serve/events?{query}")
        self.response = self._connection.getresponse()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with self.response as lines:
            for line in lines:
                if line.startswith(b"data: "):
                    self.seen.append(json.loads(line[6:]))
        self._connection.close()

    @property
    def reload(self) -> bool:
        """Whether the page was told that it is not what it was."""
        return any(event["page"] for event in self.seen)

    @property
    def touched(self) -> set[str]:
        """Other files that the page was told of."""
        return {address for event in self.seen for address in event["touched"]}
