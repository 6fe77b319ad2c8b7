"""A Dask scheduler and workers of our own, in processes, for tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]


class Cluster:
    """Use as a context manager; `address` is host:port of the scheduler."""

    def __init__(self, folder: Path, *, workers: int) -> None:
        self.folder = folder
        self.count = workers
        self.address = ""
        self._scheduler: subprocess.Popen[bytes] | None = None
        self._workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Cluster:
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self.address = self._wait_for("scheduler", r"Scheduler at:\s+tcp://(\S+)")
        for number in range(self.count):
            name = f"worker-{number}"
            # no nanny: a killed worker stays away, as a machine that fell out would
            self._workers.append(
                self._start("worker", f"tcp://{self.address}", "--no-nanny", "--nthreads", "1", "--no-dashboard", name=name)
            )
        for number in range(self.count):
            self._wait_for(f"worker-{number}", r"(Registered to)")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in (*self._workers, self._scheduler):
            if process is not None:
                process.kill()
                process.wait()

    def kill_one(self) -> None:
        """SIGKILL for the first worker."""
        self._workers[0].kill()

    def _start(self, program: str, *arguments: str, name: str = "") -> subprocess.Popen[bytes]:
        folder = self.folder / (name or program)
        folder.mkdir()
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s"}
        command = [sys.executable, "-m", "distributed.cli.dask_" + program, *arguments]
        with open(folder / "log", "wb") as log:
            return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)

    def _wait_for(self, name: str, pattern: str) -> str:
        log = self.folder / name / "log"
        for _ in range(600):
            found = re.search(pattern, log.read_text(encoding="utf-8", errors="replace"))
            if found:
                return found[1]
            time.sleep(0.05)
        raise AssertionError(f"{name} did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
