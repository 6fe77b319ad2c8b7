"""Kept files: torn and foreign ones are never believed, and a pickle can call nothing."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from generator.findings import Place, Problem, Severity
from generator.sealed import freeze, read_sealed, thaw, write_sealed


def test_a_sealed_file_comes_back(tmp_path: Path) -> None:
    assert write_sealed(tmp_path / "deep" / "file", b"bytes")
    assert read_sealed(tmp_path / "deep" / "file") == b"bytes"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["file"]


def test_torn_cut_foreign_and_missing_files_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_sealed(path, b"some bytes")
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        assert read_sealed(path) is None
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert read_sealed(path) is None
    assert read_sealed(tmp_path / "missing") is None
    assert read_sealed(tmp_path) is None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not write_sealed(tmp_path / "file" / "below", b"x")


def test_values_come_back() -> None:
    problem = Problem("D203", Place("a.yaml", 2, 3), "写错了", severity=Severity.WARNING)
    assert thaw(freeze((problem, frozenset({1}), {"a": b"b"}))) == (problem, frozenset({1}), {"a": b"b"})


class Evil:
    """What an attacker would put into the cache."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch evil",)


@pytest.mark.parametrize("value", [Evil(), os.path.join, Path.home, pickle.Unpickler])
def test_a_pickle_that_would_call_something_is_refused(value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError):
        thaw(pickle.dumps(value))
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("data", [b"", b"x", b"\x80\x05.", pickle.dumps([1])[:-1], b"cgenerator.cli\nmain\n."])
def test_what_is_no_pickle_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        thaw(data)
