"""Hostile trees: links, devices, names and permissions. Nothing outside the repository is read, nothing hangs."""

from __future__ import annotations

import errno
import os
import socket
import sys
import time
from pathlib import Path

import pytest

from generator.source.tree import read_claim, read_entries, read_yaml_file
from generator.source.walk import Claim
from tests.source.repository import Repository

BASE = "content/entries/shifuban/2021"


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    root = tmp_path / "repo"
    root.mkdir()
    (tmp_path / "secret.yaml").write_text("标题: 机密\n", encoding="utf-8")
    repository = Repository(root)
    repository.entry("24.yaml")
    repository.entry("24/甲.pdf", b"x")
    return repository


def told(repo: Repository) -> list[tuple[str, str, str]]:
    start = time.perf_counter()
    result = repo.read()
    assert time.perf_counter() - start < 10
    assert "机密" not in repr(result)
    assert "root:" not in repr(result)
    return [(p.place.path, p.rule, p.message) for p in result.problems]


LINK = "这是符号链接（快捷方式），不是普通文件，不读"


@pytest.mark.parametrize("target", ["/etc/passwd", "../../../../../secret.yaml", "25.yaml", "nowhere", "/dev/zero"])
@pytest.mark.parametrize("name", ["25.yaml", "24.md", "24/乙.pdf", "26"])
def test_links_are_not_followed(repo: Repository, name: str, target: str) -> None:
    os.symlink(target, repo.root / BASE / name)
    assert told(repo) == [(f"{BASE}/{name}", "S109", LINK)]


@pytest.mark.parametrize("level", ["content/entries/loop", "content/entries/shifuban/2022", f"{BASE}/24/loop"])
def test_cyclic_folders(repo: Repository, level: str) -> None:
    os.symlink(repo.root / "content", repo.root / level)
    assert told(repo) == [(level, "S109", LINK)]


def test_linked_roots(repo: Repository, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "content").mkdir(parents=True)
    os.symlink(repo.root / "content/entries", other / "content/entries")
    assert told(Repository(other)) == [("content/entries", "S109", LINK)]
    os.unlink(other / "content/entries")
    os.rmdir(other / "content")
    os.symlink(repo.root / "content", other / "content")
    assert told(Repository(other)) == [("content", "S109", LINK)]


def test_linked_folder_on_the_way_of_a_single_file(repo: Repository, tmp_path: Path) -> None:
    os.symlink(tmp_path, repo.root / "catalog")
    node, problems = read_yaml_file(repo.root, "catalog/secret.yaml")
    assert node is None
    assert [(p.rule, p.message) for p in problems] == [("S109", LINK)]


def test_pipes_and_sockets(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(repo.root / BASE / "25.yaml")
    os.mkfifo(repo.root / BASE / "24/乙.pdf")
    monkeypatch.chdir(repo.root / BASE)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("26.md")
        assert told(repo) == [
            (f"{BASE}/24/乙.pdf", "S109", "这是管道，不是普通文件，不读"),
            (f"{BASE}/25.yaml", "S109", "这是管道，不是普通文件，不读"),
            (f"{BASE}/26.md", "S109", "这是套接字，不是普通文件，不读"),
        ]


def test_a_pipe_put_there_after_the_walk(repo: Repository) -> None:
    """What was a file when listed and is a pipe, a link or gone when opened is told and not waited for."""
    path = repo.root / BASE / "25.yaml"
    claim = Claim(BASE, "shifuban", "2021", "25", yaml="25.yaml")
    os.mkfifo(path)
    assert [p.rule for p in read_claim(str(repo.root), claim)[1]] == ["S109"]
    path.unlink()
    path.symlink_to("/etc/passwd")
    assert [p.rule for p in read_claim(str(repo.root), claim)[1]] == ["S109"]
    path.unlink()
    assert [p.rule for p in read_claim(str(repo.root), claim)[1]] == ["S114"]
    path.mkdir()
    assert [p.rule for p in read_claim(str(repo.root), claim)[1]] == ["S109"]


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.EACCES, "文件读不出来：没有读这个文件的权限"),
        (errno.EIO, "文件读不出来：磁盘读错误"),
        (errno.EMFILE, "文件读不出来：同时打开的文件太多"),
        (errno.ESTALE, "文件读不出来：系统不让读这个文件"),
    ],
)
def test_unreadable_files(repo: Repository, monkeypatch: pytest.MonkeyPatch, number: int, message: str) -> None:
    real = os.open

    def failing(path: str, flags: int, *args: object, **named: object) -> int:
        if str(path).endswith("24.yaml"):
            raise OSError(number, "x")
        return real(path, flags, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", failing)
    assert told(repo) == [(f"{BASE}/24.yaml", "S114", message)]


@pytest.mark.parametrize("call", ["read", "fstat"])
def test_errors_while_reading(repo: Repository, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    real = getattr(os, call)

    def failing(*arguments: object) -> object:
        if sys._getframe(1).f_code.co_filename.endswith("guard.py"):
            raise OSError(errno.EIO, "x")
        return real(*arguments)

    monkeypatch.setattr(os, call, failing)
    assert {rule for _, rule, _ in told(repo)} == {"S114"}


def test_unreadable_folder(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def failing(path: str) -> object:
        if str(path).endswith("2021"):
            raise PermissionError(errno.EACCES, "x")
        return real(path)

    monkeypatch.setattr(os, "scandir", failing)
    assert told(repo) == [(BASE, "S114", "文件读不出来：没有读这个文件的权限")]


@pytest.mark.parametrize("name", [b"\xd4\xa4\xcb\xe3.yaml", b"24/\xff\xfe.pdf", b"\xff", b"\xff/x.pdf"])
def test_names_that_are_not_utf_8(repo: Repository, name: bytes) -> None:
    path = os.fsencode(repo.root / BASE) + b"/" + name
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write("标题: x\n".encode())
    result = repo.read()
    assert result.problems
    for problem in result.problems:
        repr(problem).encode("utf-8")
        problem.place.path.encode("utf-8")
        assert problem.rule in ("S108", "S110")
    for name_of_broken in result.broken:
        name_of_broken.encode("utf-8")


@pytest.mark.parametrize("name", ["a\nb.yaml", "24/\x1b[31m.pdf", "::error::x.yaml", "\u202e.yaml", "24/a\nb.pdf"])
def test_names_cannot_forge_output(repo: Repository, name: str) -> None:
    repo.entry(name, "标题: x\n")
    problems = repo.read().problems
    assert [p.rule for p in problems] == ["S110"]
    for problem in problems:
        text = problem.place.path + problem.message + problem.fix + problem.found + problem.entry
        assert not any(char in text for char in "\n\x1b\u202e")


def test_deep_and_wide_trees(repo: Repository) -> None:
    deep = repo.root / BASE / "24" / "/".join(["d"] * 500)
    deep.mkdir(parents=True)
    for number in range(3000):
        (repo.root / BASE / f"{number}.txt").touch()
    problems = told(repo)
    assert len(problems) == 3001


def test_entries_is_a_file(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    repo.write("content/entries", "x")
    assert [rule for _, rule, _ in told(repo)] == ["S109"]


def test_no_repository_at_all(tmp_path: Path) -> None:
    result = read_entries(tmp_path / "nowhere")
    assert result.entries == () and result.problems == ()
