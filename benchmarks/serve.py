"""`python -m benchmarks.serve`: seconds from saving a file to the open page having been told, by `gongkai serve`.

A page of the edited entry is open (its stream of events is); bodies and titles are edited in turn, each time of another
entry. Not part of `make bench`.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

from benchmarks.__main__ import ROOT, demonstration, say
from benchmarks.contestants import environment, gongkai_command
from benchmarks.machine import load

#: seconds a build may take after an edit
PATIENCE = 600.0
#: makes edits of this run other ones than those of the last, on the same repository
RUN = f"{time.time_ns() // 1_000_000_000 % 1_000_000}-"


class Served:
    """`gongkai serve` on a repository."""

    def __init__(self, repository: Path) -> None:
        self.repository = repository
        self.process = subprocess.Popen(
            (*gongkai_command(), "serve", "--port", "0"), cwd=repository, env=environment(), stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        found = None
        while found is None:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.process.stdout.readline())
        self.port = int(found[1])
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def get(self, path: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        data = connection.getresponse().read()
        connection.close()
        return data

    def settle(self) -> None:
        """Wait until nothing is being built."""
        end = time.monotonic() + PATIENCE
        while json.loads(self.get("/gongkai-serve/findings.json?page=/"))["busy"]:
            if time.monotonic() > end:
                raise SystemExit("a build has not ended")
            time.sleep(0.05)

    def told(self, address: str, edit: Callable[[], None]) -> float:
        """Seconds from `edit` to the event that says that the page has changed."""
        script = re.search(rb'data-version="([^"]+)" data-page="([^"]+)"', self.get(f"/{quote(address)}"))
        if script is None:
            raise SystemExit(f"no page at {address}")
        stream = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        query = f"page=/{quote(address)}&since={script[1].decode()}&mark={script[2].decode()}"
        stream.request("GET", f"/gongkai-serve/events?{query}")
        response = stream.getresponse()
        self._event(response)
        started = time.monotonic()
        edit()
        while not self._event(response)["page"]:
            if time.monotonic() - started > PATIENCE:
                raise SystemExit(f"nobody was told that {address} has changed")
        seconds = time.monotonic() - started
        stream.close()
        return seconds

    def _event(self, response: http.client.HTTPResponse) -> dict[str, object]:
        for line in response:
            if line.startswith(b"data: "):
                return dict(json.loads(line[6:]))
        raise SystemExit("the stream has ended")

    def cpu(self) -> float:
        """Seconds of the processor of all processes of the preview so far, ended ones included."""
        ticks, parents = {}, {}
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(name)], ticks[int(name)] = int(fields[1]), sum(map(int, fields[11:15]))
        own = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in own} - own:
            own |= more
        return sum(ticks.get(pid, 0) for pid in own) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def body(file: Path, number: int) -> None:
    """One sentence more."""
    _save(file, f"{file.read_text(encoding='utf-8')}\n以上事项由牵头部门负责解释（第{number + 1}次修改{RUN}）。\n")


def title(file: Path, number: int) -> None:
    """Another title."""
    yaml = file.with_suffix(".yaml")
    text = yaml.read_text(encoding="utf-8")
    _save(yaml, re.sub(r"(?m)^(标题: .*?)(（[^）]*次改名）)?$", rf"\1（{RUN}第{number + 1}次改名）", text, count=1))


def _save(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, file)


def measure(repository: Path, rounds: int) -> None:
    """Print the figures."""
    served = Served(repository)
    try:
        served.settle()
        say("the preview stands")
        files = sorted((repository / "content/entries").glob("*/*/*.md"))
        for name, edit in (("body", body), ("title", title)):
            chosen = files[:: max(1, len(files) // rounds)][:rounds]
            times, whole, before = [], [], served.cpu()
            for number, file in enumerate(chosen):
                relative = file.relative_to(repository / "content/entries").with_suffix(".html")
                started = time.monotonic()
                times.append(served.told(f"xx/{relative.as_posix()}", partial(edit, file, number)))
                served.settle()
                whole.append(time.monotonic() - started)
            cpu = (served.cpu() - before) / len(chosen)
            print(f"{name:>6}: told after {statistics.median(times):.3f} s (median of {len(times)}; slowest {max(times):.3f}); "
                  f"built after {statistics.median(whole):.1f} s; {cpu:.2f} CPU s per edit; load {load():.1f}", flush=True)
    finally:
        served.end()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--repository", type=Path, help="an existing repository, which is edited; default: a new demonstration")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bench")
    options = parser.parse_args(arguments)
    if options.repository:
        measure(options.repository.resolve(), options.rounds)
        return 0
    folder = options.work.resolve() / f"serve-{options.entries}"
    measure(demonstration(options.entries, folder, reuse=False), options.rounds)
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
