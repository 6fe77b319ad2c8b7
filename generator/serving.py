"""`gongkai serve`: a local preview that follows the files. The last good site stays while the input is broken."""

from __future__ import annotations

import functools
import http.server
import os
import sys
import threading
import time
from pathlib import Path

from generator.building import SITE, build_site_once
from generator.errors import GongkaiError, UsageError

WATCHED = ("content", "catalog", "theme", "mkdocs.yml")
INTERVAL = 0.5  # seconds between looks at the files


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the site without a log line per request, and 404.html for what is not there."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for addresses that lead nowhere."""
        page = Path(str(self.directory)) / "404.html"
        if code == 404 and page.is_file():
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        super().send_error(code, message, explain)


def snapshot(root: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every watched file."""
    found: dict[str, tuple[int, int]] = {}
    for name in WATCHED:
        path = root / name
        files = [path] if path.is_file() else [Path(f) / n for f, _, names in os.walk(path) for n in names]
        for file in files:
            try:
                stat = file.lstat()
            except OSError:
                continue
            found[str(file)] = (stat.st_size, stat.st_mtime_ns)
    return found


def rebuild(root: Path, as_of: str, engine: str) -> bool:
    """One build, told on the terminal; whether it succeeded."""
    from generator.reporters import text

    started = time.monotonic()
    try:
        outcome = build_site_once(root, as_of=as_of, engine=engine)
    except GongkaiError as error:
        print(f"gongkai：{error}", file=sys.stderr, flush=True)
        return False
    if not outcome.built:
        sys.stdout.write(text.report(outcome.findings, colour=sys.stdout.isatty()))
        print("仍显示上一次的网站", flush=True)
        return False
    print(f"{outcome.sentence}，用时 {time.monotonic() - started:.1f} 秒", flush=True)
    return True


def serve_forever(root: Path, *, as_of: str, engine: str, port: int) -> int:
    """Build, serve on this machine only, rebuild on every change until interrupted."""
    rebuild(root, as_of, engine)
    if not (root / SITE).is_dir():
        return 1
    handler = functools.partial(_Quiet, directory=str(root / SITE))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise UsageError(f"端口 {port} 用不了（{error.strerror}），请用 --port 换一个") from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"正在 http://127.0.0.1:{server.server_port}/ 预览，按 Ctrl+C 结束", flush=True)
    before = snapshot(root)
    try:
        while True:
            time.sleep(INTERVAL)
            after = snapshot(root)
            if after != before:
                before = after
                rebuild(root, as_of, engine)
    except KeyboardInterrupt:
        print("\n预览结束")
        return 0
    finally:
        server.shutdown()
