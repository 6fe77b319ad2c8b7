"""Whatever bytes, whatever text: reading answers with findings, never with an exception, and always the same."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.source.nodes import Mapping, Node, Sequence, Text, plain
from generator.source.office import inspect
from generator.source.text import decode, gate, refused, visible
from generator.source.yaml_events import parse_yaml
from tests.source.repository import Repository

#: Pieces that YAML, the input method or an editor give meaning to.
PIECES = st.sampled_from(
    [
        *"\n\n\n  \t-:：,，[]{}［］｛｝【】\"'“”‘’#＃&*!|>%@`?~=<\\\r\0",
        "- ", ": ", "标题", "类型", "审查:", "关系:\n  - ", "名称：依据", "---\n", "...", "<<", "\u3000", "\u00a0", "\u200b",
        "\u202e", "\u2028", "\x85", "\ufeff", "\ud800", "\U0001f469\u200d\U0001f33e", "𰻞", "a: b\n", "a:b\n", " #", "|\n  x\n",
        '"\\ud800"', '"\\x', "!!python/object:os.system", "\n    ",
    ]
)  # fmt: skip
YAML_LIKE = st.lists(PIECES, max_size=60).map("".join)
QUIET = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


def well_formed(node: Node | None, depth: int = 0) -> None:
    """Every text is a located str without refused characters; depth is bounded."""
    assert depth <= 17
    if isinstance(node, Mapping):
        assert list(node.keys) == list(node.values)
        for key, value in node.items():
            assert key and next(refused(key), None) is None
            well_formed(value, depth + 1)
    elif isinstance(node, Sequence):
        for item in node.items:
            well_formed(item, depth + 1)
    elif node is not None:
        assert isinstance(node, Text) and node.line >= 1 and node.column >= 1


@QUIET
@given(st.binary(max_size=3000))
def test_any_bytes_decode_or_are_told(data: bytes) -> None:
    text, problems = decode(data, "f")
    assert (text is None) <= bool(problems)
    if text is not None:
        assert next(refused(text), None) is None
        assert "\r" not in text
        assert decode(text.encode(), "f") == (text, [])


@QUIET
@given(YAML_LIKE | st.text(max_size=500))
def test_any_text_parses_or_is_told(text: str) -> None:
    parse_yaml(text, "f")
    text, _ = gate(text, "f")  # as reading hands it on
    node, problems = parse_yaml(text, "f")
    again, same = parse_yaml(text, "f")
    assert problems == same
    assert (node is None) == (again is None) and (node is None or again is None or plain(node) == plain(again))
    for problem in problems:
        (problem.message + problem.found + problem.expected + problem.fix).encode("utf-8")
    well_formed(node)


@QUIET
@given(YAML_LIKE)
def test_clean_trees_survive_quoting(text: str) -> None:
    """A text accepted without a finding reads the same with its line ends as Windows writes them."""
    clean, problems = decode(text.encode("utf-8", "replace"), "f")
    if clean is None or problems:
        return
    if not parse_yaml(clean, "f")[1]:
        windows, _ = decode(clean.replace("\n", "\r\n").encode(), "f")
        assert windows == clean


@QUIET
@given(st.text(max_size=200))
def test_visible_text_shows_everything(text: str) -> None:
    shown = visible(text)
    assert next(refused(shown), None) is None and "\n" not in shown


@QUIET
@given(
    first=st.binary(max_size=400) | YAML_LIKE.map(lambda t: t.encode("utf-8", "replace")),
    second=st.binary(max_size=400),
)
def test_any_pair_of_files_is_read(tmp_path_factory, first: bytes, second: bytes) -> None:  # type: ignore[no-untyped-def]
    repo = Repository(tmp_path_factory.mktemp("r"))
    repo.entry("1.yaml", first)
    repo.entry("1.md", second)
    repo.entry("2.md", b"---\n" + first + b"\n---\n" + second)
    result = repo.read()
    assert len(result.entries) + len(result.broken) == 2
    for id_ in result.broken:
        assert any(problem.entry == id_ for problem in result.problems)


@QUIET
@given(
    st.sampled_from(["pdf", "docx", "xlsx", "csv", "jpg", "png"]),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]),
    st.binary(max_size=600),
    st.sampled_from([b"", b"%%EOF", b"\xff\xd9", b"PK\x05\x06" + b"\0" * 18]),
)
def test_any_attachment_is_judged(tmp_path_factory, extension: str, head: bytes, middle: bytes, tail: bytes) -> None:  # type: ignore[no-untyped-def]
    path: Path = tmp_path_factory.mktemp("a") / f"a.{extension}"
    path.write_bytes(head + middle + tail)
    inspect(path, path.name)
