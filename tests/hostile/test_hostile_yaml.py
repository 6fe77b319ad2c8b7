"""Hostile field files: each ends fast, with findings, and without an exception or a crash."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.source.yaml_events import parse_yaml
from tests.source.repository import Repository

#: Seconds one file may take on a loaded machine; alone each takes well under one.
LIMIT = 10

BOMB = 'a: &a ["lol"]\n' + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(9))
MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 30))

CASES: dict[str, tuple[bytes, set[str]]] = {
    "brackets": (b"[" * 100_000, {"S107"}),
    "braces": (b"a: " + b"{" * 100_000, {"S107"}),
    "nested dashes": (b"- " * 100_000, {"S107"}),
    "nested questions": (b"? " * 100_000, {"S104", "S107"}),
    "nested pairs": (b"{a: " * 60_000, {"S107"}),
    "indented steps": ("".join(" " * n + "a:\n" for n in range(400)).encode(), {"S107"}),
    "billion laughs": (BOMB.encode(), {"S106"}),
    "merge keys": (MERGES.encode(), {"S106"}),
    "quotes": (b'"' * 100_001, {"S104"}),
    "colons": (b": " * 100_000, {"S104", "S107"}),
    "colon lines": (b"a: b: c\n" * 20_000, {"S104"}),
    "full-width lines": ("标题：关于\n".encode() * 10_000, {"S103", "S104", "S105"}),
    "full-width flow": (("审查: {" + "甲：乙，" * 10_000 + "}\n").encode(), {"S103", "S105"}),
    "duplicate keys": (b"a: 1\n" * 40_000, {"S105"}),
    "odd duplicate keys": ("".join(f"A{n}: 1\na{n}: 2\n" for n in range(8_000)).encode(), {"S105"}),
    "tabs": (b"\t" * 200_000 + b"a: 1\n", {"S104"}),
    "tab lines": (b"\ta: 1\n" * 30_000, {"S104"}),
    "blanks": (b" " * 200_000 + b"a", {"S104"}),
    "hashes": (b"a: b #" + b"c #" * 50_000 + b"\n", {"S113"}),
    "hash lines": ("".join(f"k{n}: b #c\n" for n in range(15_000)).encode(), {"S113"}),
    "documents": (b"---\na: 1\n" * 20_000, {"S106"}),
    "tags": (b"!" * 100_000, {"S106", "S112"}),
    "anchors": ("".join(f"k{n}: &a{n} x\n" for n in range(15_000)).encode(), {"S106"}),
    "percent": (b"%" * 100_000 + b"\n", {"S104", "S106"}),
    "escapes": (b'a: "' + b"\\" * 100_001 + b'"\n', {"S104"}),
    "surrogate": (b'a: "\\ud800"\n', {"S102", "S104"}),
    "surrogate pair": (b'a: "\\ud83d\\ude00"\n', {"S102", "S104"}),
    "beyond Unicode": (b'a: "\\U00110000"\n', {"S104"}),
    "escaped NUL": (b'a: "\\0b"\n', {"S102"}),
    "NUL": (b"a: x\0y\nbbbbbbbbbb: cccc\n", {"S102"}),
    "separators": ("标题: x\u2028evil: y\n说明: a\x85b: c\n".encode(), {"S102", "S104"}),
    "bidi key": ("标\u202e题: x\n".encode(), {"S102"}),
    "zero-width twin": ("标题: x\n标\u200b题: y\n".encode(), {"S102", "S105"}),
    "GBK": (("标题: 关于公开征求意见的公告\n" * 500).encode("gbk"), {"S101"}),
    "UTF-16": ("标题: 关于\n".encode("utf-16"), {"S101"}),
    "UTF-16 without mark": (("title: x\n" * 9).encode("utf-16-be"), {"S101"}),
    "overlong": (b"a: \xc0\xaf\n", {"S101"}),
    "surrogate bytes": (b"a: \xed\xa0\x80\n", {"S101"}),
    "random": (bytes(range(256)) * 100, {"S101"}),
    "zeros": (b"\0" * 100_000, {"S101"}),
    "flow bomb of commas": (b"[" + b"," * 100_000 + b"]", {"S104"}),
    "long key": (b"a" * 200_000 + b": b\n", {"S104"}),
    "very long line of pairs": (b"a: {" + b"b: c, " * 30_000 + b"}\n", {"S105"}),
    "apostrophes": (b"a: '" + b"''" * 100_000 + b"\n", {"S104"}),
    "block header": (b"a: |999999999999\n  b\n", {"S104"}),
    "unclosed everything": (b'a: [{"b', {"S104"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_hostile_fields(tmp_path: Path, name: str) -> None:
    data, rules = CASES[name]
    repo = Repository(tmp_path)
    repo.entry("24.yaml", data)
    repo.entry("24.md", "正文\n")
    start = time.perf_counter()
    result = repo.read()
    assert time.perf_counter() - start < LIMIT
    found = {problem.rule for problem in result.problems}
    assert found, "a hostile file must be told"
    assert found <= rules, f"{found} {[p.message for p in result.problems][:3]}"
    assert len(result.problems) <= 40
    for problem in result.problems:
        assert problem.place.path.startswith("content/entries/shifuban/2021/24.")
        assert problem.place.line >= 1 and problem.place.column >= 1
        (problem.message + problem.found + problem.expected + problem.fix).encode("utf-8")
        assert len(problem.message) < 400


@pytest.mark.parametrize("name", CASES)
def test_hostile_fields_in_front_matter(tmp_path: Path, name: str) -> None:
    repo = Repository(tmp_path)
    repo.entry("24.md", b"---\n" + CASES[name][0] + b"\n---\nx\n")
    start = time.perf_counter()
    result = repo.read()
    assert time.perf_counter() - start < LIMIT
    assert result.problems


def test_many_keys_are_read_in_linear_time() -> None:
    def seconds(count: int) -> float:
        text = "".join(f"K{n}: x\n" for n in range(count))
        start = time.perf_counter()
        tree, problems = parse_yaml(text, "f")
        assert tree is not None and not problems
        return time.perf_counter() - start

    seconds(100)
    few, many = min(seconds(2_500) for _ in range(3)), min(seconds(10_000) for _ in range(3))
    assert many < few * 12
