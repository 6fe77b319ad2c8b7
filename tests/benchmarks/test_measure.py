"""What the harness says of a process: time, children, orphans, memory, failure."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.measure import RunFailed, children, pss, run, tree

BURN = "import time\nend = time.process_time() + {seconds}\nwhile time.process_time() < end: pass\n"


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-S", "-c", code)


def test_wall_and_cpu_of_a_process(tmp_path: Path) -> None:
    sample = run(python(BURN.format(seconds=0.2)), cwd=tmp_path, log=tmp_path / "log")
    assert sample.cpu >= 0.2 and sample.wall >= 0.2
    assert 0 <= sample.foreign <= 1


def test_children_count(tmp_path: Path) -> None:
    code = f"import subprocess, sys\nsubprocess.run([sys.executable, '-S', '-c', {BURN.format(seconds=0.2)!r}], check=True)"
    assert run(python(code), cwd=tmp_path, log=tmp_path / "log").cpu >= 0.2


ORPHAN = """
import os, time
if os.fork() == 0:
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass
    open("done", "w").close()
"""


def test_orphans_count_and_are_waited_for(tmp_path: Path) -> None:
    assert run(python(ORPHAN), cwd=tmp_path, log=tmp_path / "log").cpu >= 0.2
    assert (tmp_path / "done").exists()


#: two processes that hold 40 MiB each at the same time
TWO = """
import os, time
ready, say = os.pipe()
child = os.fork()
if child == 0:
    mine = bytearray(b"x") * (40 << 20)
    os.write(say, b"1")
    time.sleep(5)
    os._exit(0)
os.read(ready, 1)
mine = bytearray(b"x") * (40 << 20)
time.sleep(0.6)
os.kill(child, 9)
os.wait()
"""


def test_memory_of_all_processes_together(tmp_path: Path) -> None:
    sample = run(python(TWO), cwd=tmp_path, log=tmp_path / "log", memory=True)
    assert 80 << 20 < sample.peak < 140 << 20


def test_memory_is_looked_at_on_request_only(tmp_path: Path) -> None:
    assert run(python("pass"), cwd=tmp_path, log=tmp_path / "log").peak == 0


def test_a_failure_names_the_end_of_the_output(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="ended with 3:\nfirst\nlast"):
        run(python("print('first'); print('last'); raise SystemExit(3)"), cwd=tmp_path, log=tmp_path / "log")
    assert run(python("raise SystemExit(3)"), cwd=tmp_path, log=tmp_path / "log", accept=(3,)).wall > 0


def test_the_environment_is_the_one_given(tmp_path: Path) -> None:
    run(python("import os; print(sorted(os.environ))"), cwd=tmp_path, log=tmp_path / "log", env={"A": "1"})
    assert "PATH" not in (tmp_path / "log").read_text()


def test_a_process_tree_starts_with_its_root() -> None:
    assert tree(os.getpid())[0] == os.getpid()
    assert pss(os.getpid()) > 1 << 20
    assert children(2**22 + 1) == [] and pss(2**22 + 1) == 0
