"""What a person waits for: checks, a build after one body changed, the help, the index alone."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Generator
from pathlib import Path

from benchmarks.contestants import environment, gongkai_command
from benchmarks.machine import load, settle
from benchmarks.measure import Sample, run
from benchmarks.results import Row, row
from benchmarks.trees import Trash

Say = Callable[[str], None]


def warm(entries: int, repository: Path, work: Path, *, rounds: int, patience: float, say: Say) -> list[Row]:
    """Checks and rebuilds of a repository that has been built. Leaves its content as it was."""
    average = settle(patience, say)
    trash = Trash(work / "trash")

    def gongkai(*arguments: str) -> Sample:
        return run((*gongkai_command(), *arguments), cwd=repository, env=environment(), log=work / "warm.log")

    def cold_check() -> Sample:
        trash.take(repository / ".cache")
        return gongkai("check")

    edits = _edits(repository, work / "kept")
    steps: list[tuple[str, str, Callable[[], Sample]]] = [
        ("check-cold", "gongkai check, no cache", cold_check),
        ("check-warm", "gongkai check, nothing changed", lambda: gongkai("check")),
        ("unchanged", "gongkai build, nothing changed", lambda: gongkai("build", "--quiet")),
        ("edit", "gongkai build, one body changed", lambda: (next(edits), gongkai("build", "--quiet"))[1]),
    ]
    rows = []
    for key, title, step in steps:
        if key == "check-warm":
            gongkai("build", "--quiet")
        samples = [step() for _ in range(rounds)]
        rows.append(row(entries, key, title, samples, average))
        say(f"{entries:>7,}  {title}: " + " ".join(f"{s.wall:.2f}" for s in samples) + " s")
    edits.close()
    trash.empty()
    return rows


def _edits(repository: Path, kept: Path) -> Generator[Path]:
    """Change the body of another entry at every step, as an editor saves it; put all back at the end."""
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    bodies = sorted((repository / "content/entries").rglob("*.md"))
    stride = max(1, len(bodies) // 64)
    changed: list[tuple[Path, Path]] = []
    try:
        for number in range(0, len(bodies), stride):
            file = bodies[number]
            copy = kept / str(number)
            shutil.copy2(file, copy)
            changed.append((file, copy))
            text = file.read_text(encoding="utf-8")
            file.write_text(f"{text}\n以上事项由牵头部门负责解释（第{number + 1}次修改）。\n", encoding="utf-8")
            yield file
    finally:
        for file, copy in changed:
            shutil.copy2(copy, file)


def help_row(work: Path, *, rounds: int, say: Say) -> Row:
    """`gongkai --help`."""
    command = (*gongkai_command(), "--help")
    runs = [run(command, cwd=work, env=environment(), log=work / "help.log") for _ in range(rounds + 1)][1:]
    say("         gongkai --help: " + " ".join(f"{s.wall:.3f}" for s in runs) + " s")
    return row(0, "help", "gongkai --help", runs, load())


def index_row(entries: int, repository: Path, work: Path, *, rounds: int, say: Say) -> Row:
    """The index alone: a process of its own reads and judges everything first, and times the index only."""
    samples = []
    for _ in range(rounds):
        log = work / "index.log"
        whole = run((sys.executable, "-m", "benchmarks.index_alone"), cwd=repository, env=environment(), log=log)
        told = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
        samples.append(Sample(told["wall"], told["cpu"], 0.0, whole.foreign))
    say(f"{entries:>7,}  index alone: " + " ".join(f"{s.wall:.2f}" for s in samples) + " s")
    return row(entries, "index", "index alone", samples, load(), bytes=told["bytes"], files=told["files"])
