"""What is served for an address, and what never is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from generator.serving.answers import OWN, Answers, address_of, type_of, with_script
from generator.serving.board import Board, Shown
from generator.serving.server import Server, is_local

PAGE = b"<html><head><title>t</title>\n</head><body></body></html>\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "xx/a/2021").mkdir(parents=True)
    (root / "index.html").write_bytes(PAGE)
    (root / "404.html").write_bytes(PAGE.replace(b"t<", b"404<"))
    (root / "xx/a/2021/1.html").write_bytes(PAGE)
    (root / "data.json").write_bytes(b"{}")
    (root / "link.json").symlink_to(tmp_path / "neibu/secret.json")
    (tmp_path / "neibu").mkdir()
    (tmp_path / "neibu/secret.json").write_bytes(b"secret")
    return root


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    board = Board(subpath="/zfxxgk/")
    running = Server("127.0.0.1", 0, Answers(site, board), board)
    threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize("path", [
    "/../neibu/secret.json", "/%2e%2e/neibu/secret.json", "/xx/../../neibu/secret.json", "/..%2fneibu/secret.json",
    "//neibu/secret.json", "/%5c..%5cneibu", "/xx/%00", "/link.json", "/zfxxgk/../../neibu/secret.json", "/%ff",
    "/neibu/secret.json", "/./index.html", f"/{OWN}../../desk.py", f"/{OWN}desk.py",
])
def test_nothing_outside_the_site_is_served(server: Server, path: str) -> None:
    response, body = ask(server, path)
    assert response.status == 404 and b"secret" not in body and b"Desk" not in body


def test_a_page_has_one_script_more_and_is_not_kept(server: Server, site: Path) -> None:
    response, body = ask(server, "/xx/a/2021/1.html")
    assert response.status == 200 and response.headers["Cache-Control"] == "no-store"
    assert body.count(f'src="/{OWN}serve.js"'.encode()) == 1 and body.index(OWN.encode()) < body.index(b"</head>")
    assert OWN.encode() not in (site / "xx/a/2021/1.html").read_bytes()
    assert ask(server, "/zfxxgk/xx/a/2021/1.html")[1] == body, "the site also answers below its own path"
    assert ask(server, "/")[1] == ask(server, "/index.html")[1] == ask(server, "/zfxxgk/")[1]


def test_other_files_are_asked_for_again(server: Server, site: Path) -> None:
    response, _ = ask(server, "/data.json")
    assert response.headers["Cache-Control"] == "no-cache"
    again, body = ask(server, "/data.json", If_None_Match=response.headers["ETag"])
    assert again.status == 304 and body == b""
    (site / "data.json").write_bytes(b"{ }")
    assert ask(server, "/data.json", If_None_Match=response.headers["ETag"])[0].status == 200
    head, nothing = ask(server, "/data.json", "HEAD")
    assert head.headers["Content-Length"] == "3" and nothing == b""


def test_a_folder_leads_to_its_page(server: Server) -> None:
    response, _ = ask(server, "/xx")
    assert (response.status, response.headers["Location"]) == (301, "/xx/")


def test_only_this_machine_asks(server: Server) -> None:
    assert ask(server, "/", Host="evil.example")[0].status == 421
    for name in ("localhost:8000", "127.0.0.1", "[::1]:8000"):
        assert ask(server, "/", Host=name)[0].status == 200
    assert [is_local(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.0.2.1", "example")] == [
        True, True, True, False, False, False,
    ]


@pytest.mark.parametrize(("name", "type_"), [
    ("a.ics", "text/calendar; charset=utf-8"), ("a.js", "text/javascript; charset=utf-8"),
    ("a.json", "application/json; charset=utf-8"), ("a.bin", "application/octet-stream"),
    ("a.xml", "application/xml; charset=utf-8"), ("A.PDF", "application/pdf"), ("a", "application/octet-stream"),
    ("a.png", "image/png"),
])
def test_types(name: str, type_: str) -> None:
    assert type_of(name) == type_


def test_what_is_shown_in_place_of_a_file(site: Path) -> None:
    board = Board(shown={"xx/a/2021/1.html": Shown(b"<p>now</p>", 3, "a/2021/1"), "xx/a/2021/2.html": Shown(b"new", 3)})
    answers = Answers(site, board)
    assert answers.of("/xx/a/2021/1.html").data.startswith(b"<p>now</p>")
    assert answers.of("/xx/a/2021/2.html").status == 200
    before = answers.page_digest("xx/a/2021/1.html")
    board.update(shown={})
    assert answers.page_digest("xx/a/2021/1.html") != before
    assert answers.page_digest("xx/a/2021/2.html") == "none"


def test_addresses_and_scripts() -> None:
    assert address_of("/%E4%B8%AD.html", "/") == "中.html"
    assert address_of("/gk", "/gk/") == ""
    assert address_of("x", "/") is None
    assert with_script(b"no head", "v", "m").startswith(b"no head<script")
