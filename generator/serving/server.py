"""The HTTP server of the preview: files of the site, the panel's findings, and a stream of events per open page."""

from __future__ import annotations

import json
import socket
import sys
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from generator.serving.answers import NOWHERE, OWN, Answer, Answers, address_of
from generator.serving.board import Board
from generator.serving.panel import panel

#: seconds between signs of life on a stream: a browser that is gone is noticed then
BEAT = 15.0
_JSON = "application/json; charset=utf-8"


class Server(ThreadingHTTPServer):
    """One thread per connection; none of them keeps the process from ending."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, host: str, port: int, answers: Answers, board: Board) -> None:
        self.answers = answers
        self.board = board
        self.local = is_local(host)
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), Handler)

    def server_bind(self) -> None:
        """Without asking the network for this machine's name, which may take seconds."""
        socket.socket.bind(self.socket, self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """GET and HEAD."""

    protocol_version = "HTTP/1.1"
    server_version = "gongkai"
    sys_version = ""
    #: seconds a connection may stay idle
    timeout = 60
    server: Server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for builds and findings."""

    def do_GET(self) -> None:
        """Answer a request."""
        if self.server.local and not _is_local_name(self.headers.get("Host", "")):
            self._send(Answer(421, "text/plain; charset=utf-8", "请用 127.0.0.1 或 localhost 打开预览\n".encode()))
            return
        url = urlsplit(self.path)
        query = {key: values[-1] for key, values in parse_qs(url.query).items()}
        if url.path == f"/{OWN}events":
            self._stream(query)
        elif url.path == f"/{OWN}findings.json":
            address = self._address(query.get("page", "/"))
            self._send(Answer(200, _JSON, panel(self.server.board, address)))
        else:
            self._send(self.server.answers.of(url.path))

    do_HEAD = do_GET

    def _address(self, path: str) -> str:
        address = address_of(path, self.server.board.subpath)
        if address is None:
            return NOWHERE
        return f"{address}index.html" if not address or address.endswith("/") else address

    def _send(self, answer: Answer) -> None:
        tag = answer.tag
        own = self.path.startswith(f"/{OWN}")
        if answer.status == 200 and tag in self.headers.get("If-None-Match", ""):
            self.send_response(304)
            self._common(answer, tag, own=own)
            self.end_headers()
            return
        self.send_response(answer.status)
        if answer.to:
            self.send_header("Location", answer.to)
        else:
            self.send_header("Content-Type", answer.type)
            self._common(answer, tag, own=own)
        self.send_header("Content-Length", str(len(answer.data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.data)

    def _common(self, answer: Answer, tag: str, *, own: bool) -> None:
        """Pages and the preview's own answers are never kept; other files are asked for again each time."""
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", "no-store" if answer.is_page or own else "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")

    # -- events ---------------------------------------------------------------------------------------------

    def _stream(self, query: dict[str, str]) -> None:
        """Tell the page at `page`, loaded in the state `since` with the digest `mark`, what becomes of it."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        self.wfile.write(b"retry: 1000\n\n")
        board, address = self.server.board, self._address(query.get("page", "/"))
        mark, told = query.get("mark", ""), ""
        loaded = self.headers.get("Last-Event-ID") or query.get("since", "")
        while True:
            state = board.state()
            if state.version != told:
                told = state.version
                event = asdict(state) | {
                    "page": self.server.answers.page_digest(address) != mark,
                    "touched": board.touched_since(loaded),
                }
                self._event(told, event)
                loaded = told
            elif not board.wait(told, BEAT):
                self.wfile.write(b": still here\n\n")

    def _event(self, name: str, event: dict[str, object]) -> None:
        self.wfile.write(f"id: {name}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n".encode())


def is_local(host: str) -> bool:
    """Whether a server at `host` can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_local_name(header: str) -> bool:
    """Whether a Host header names this machine: a foreign name means a page elsewhere asks in its own name."""
    try:
        name = urlsplit(f"//{header}").hostname
    except ValueError:
        return False
    return name is not None and is_local(name)
