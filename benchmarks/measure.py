"""One whole process with all its children: wall clock, CPU, and the memory of all of them together.

CPU is what the kernel accounts to the process and everything below it (`wait4`), orphans included: this process is
made their reaper. Memory is the peak of the sum of PSS over the process tree, looked at every 20 ms: pages that forked
workers share count once. Looking costs time, so it is done in the untimed first run of a series only.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: seconds between two looks at the memory of the tree
EVERY = 0.02
#: at least so many times what a look took: the kernel walks the pages of large processes, which holds them up
PAUSES = 5
#: how long children may outlive the process before they are ended
GRACE = 5.0
TICKS = os.sysconf("SC_CLK_TCK")
PR_SET_CHILD_SUBREAPER = 36


class RunFailed(Exception):
    """A measured command ended with an error; the text holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run. Seconds; `peak` in bytes, 0 where memory was not looked at."""

    wall: float
    user: float
    system: float
    #: share of the machine's CPU time that others used meanwhile, 0 to 1
    foreign: float
    peak: int = 0

    @property
    def cpu(self) -> float:
        """User and system seconds."""
        return self.user + self.system


def run(
    command: Sequence[str], *, cwd: Path, log: Path, env: Mapping[str, str] | None = None, memory: bool = False,
    accept: Sequence[int] = (0,),
) -> Sample:
    """Run `command` to its end. Its output goes to `log`. Raises RunFailed on an exit code not in `accept`."""
    _become_reaper()
    os.sync()
    before = busy_seconds()
    with log.open("wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=None if env is None else dict(env), stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, start_new_session=True,
        )
        watch = Watch(process.pid) if memory else None
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            # Ctrl-C reaches us alone: the command has a session of its own
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = watch.end() if watch else 0
    user, system = usage.ru_utime, usage.ru_stime
    for rest in _orphans(process.pid):
        user, system = user + rest[0], system + rest[1]
    if process.returncode not in accept:
        raise RunFailed(f"{' '.join(command[:4])} … ended with {process.returncode}:\n{tail(log)}")
    foreign = max(0.0, busy_seconds() - before - user - system) / max(wall * (os.cpu_count() or 1), 1e-9)
    return Sample(wall, user, system, min(foreign, 1.0), peak)


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def busy_seconds() -> float:
    """CPU seconds the whole machine has spent on anything but idling and waiting for disks."""
    fields = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:]
    user, nice, system, _, _, irq, soft, *_ = (int(one) for one in fields)
    return (user + nice + system + irq + soft) / TICKS


def _become_reaper() -> None:
    """Processes whose parent ends before them become our children, so that their CPU time is not lost."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _orphans(session: int) -> list[tuple[float, float]]:
    """Wait for what the process of this session left behind; user and system seconds of each."""
    times = []
    ends = time.monotonic() + GRACE
    while left := [pid for pid in children(os.getpid()) if _session(pid) == session]:
        for pid in left:
            if time.monotonic() > ends:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            done, _, usage = os.wait4(pid, os.WNOHANG)
            if done:
                times.append((usage.ru_utime, usage.ru_stime))
        time.sleep(0.002)
    return times


def _session(pid: int) -> int:
    """The session of a process, also of one that ended and waits to be reaped; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[3])
    except (OSError, ValueError, IndexError):
        return 0


def children(pid: int) -> list[int]:
    """Direct children, as the kernel lists them per thread."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError):
                found += map(int, Path(f"/proc/{pid}/task/{task}/children").read_bytes().split())
    return found


def tree(pid: int) -> list[int]:
    """The process and everything below it."""
    found = [pid]
    for one in found:
        found += children(one)
    return found


def pss(pid: int) -> int:
    """Proportional set size in bytes: private pages and a fair part of shared ones. 0 for a process that ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return 0


class Watch:
    """A thread that keeps the largest sum of PSS over a process tree."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        pause = EVERY
        while not self._over.wait(pause):
            start = time.perf_counter()
            self._peak = max(self._peak, sum(map(pss, tree(self._pid))))
            pause = max(EVERY, PAUSES * (time.perf_counter() - start))

    def end(self) -> int:
        """Stop looking; the peak in bytes."""
        self._over.set()
        self._thread.join()
        return self._peak
