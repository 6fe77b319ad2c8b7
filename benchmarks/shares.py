"""`python -m benchmarks profile`: where the CPU seconds of our build go.

By the product's own clock when it has one (`GONGKAI_TIMINGS` names a JSON file it writes: per stage its CPU seconds with
those of its children), else by cProfile, grouped by package; time inside built-in functions counts for the caller.
"""

from __future__ import annotations

import json
import pstats
import sys
import sysconfig
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.contestants import environment, gongkai_command
from benchmarks.measure import run
from benchmarks.trees import Trash

ROOT = Path(__file__).resolve().parents[1]
BUILT_IN = "~"


def shares(repository: Path, work: Path, *, cold: bool, trace: bool) -> tuple[str, Counter[str]]:
    """Run one build; how it was measured, and seconds by stage or package."""
    trash = Trash(work / "trash")
    if cold:
        trash.take(repository / "site", repository / "neibu", repository / ".cache")
    timings = work / "timings.json"
    timings.unlink(missing_ok=True)
    try:
        if not trace:
            command = (*gongkai_command(), "build", "--quiet")
            run(command, cwd=repository, env=environment(GONGKAI_TIMINGS=str(timings)), log=work / "profile.log")
            if timings.exists():
                return "stages, all processes added up", stages(json.loads(timings.read_text(encoding="utf-8")))
            trash.take(*((repository / "site", repository / "neibu", repository / ".cache") if cold else ()))
        file = work / "profile.out"
        command = (sys.executable, "-m", "cProfile", "-o", str(file), "-m", "generator", "build", "--quiet")
        run(command, cwd=repository, env=environment(), log=work / "profile.log")
        return "cProfile (slower than a plain run; of the first process only)", by_package(pstats.Stats(str(file)))
    finally:
        trash.empty()


def stages(data: Any) -> Counter[str]:
    """Seconds by stage, over all processes of the file whatever their nesting."""
    found: Counter[str] = Counter()
    if isinstance(data, list):
        for one in data:
            found.update(stages(one))
    elif isinstance(data, Mapping) and "stage" in data:
        found[data["stage"]] += data["cpu"]
    elif isinstance(data, Mapping):
        for name, value in data.items():
            if isinstance(value, int | float):
                found[str(name)] += value  # type: ignore[assignment]  # a Counter of seconds
            else:
                found.update(stages(value))
    return found


def by_package(stats: pstats.Stats) -> Counter[str]:
    """Own time by package: `generator.<part>`, third-party distributions, `python` for the standard library."""
    found: Counter[str] = Counter()
    table: dict[tuple[str, int, str], Any] = stats.stats  # type: ignore[attr-defined]  # documented by use only
    for (file, _, _), (_, _, own, _, callers) in table.items():
        if file == BUILT_IN and callers:
            for (caller, _, _), (_, _, part, _) in callers.items():
                found[package(caller)] += part
        else:
            found[package(file)] += own
    return found


def package(file: str) -> str:
    """`…/generator/render/rows.py` -> `generator.render`; a template -> `templates`; else the library's name."""
    path = Path(file)
    if file.endswith((".html", ".xml")) or file.startswith("<template"):
        return "templates"
    if path.is_relative_to(ROOT):
        parts = path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:2])
    for folder in (sysconfig.get_paths()["purelib"], sysconfig.get_paths()["platlib"]):
        if path.is_relative_to(folder):
            return path.relative_to(folder).parts[0].removesuffix(".py")
    return "python"


def table(found: Counter[str], least: float = 0.005) -> str:
    """Lines of seconds and shares, the largest first; what is below `least` of all in one line."""
    total = sum(found.values()) or 1.0
    large = [(name, value) for name, value in found.most_common() if value / total >= least]
    rest = total - sum(value for _, value in large)
    lines = [f"{value:9.2f} s {value / total:6.1%}  {name}" for name, value in large]
    return "\n".join([*lines, f"{rest:9.2f} s {rest / total:6.1%}  (all smaller ones)", f"{total:9.2f} s          sum"])
