"""What a number was measured on, and whether anybody else was at work meanwhile."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Callable
from pathlib import Path

#: a load average (1 min) above this, or a foreign share of the CPU above FOREIGN, marks a series as busy
BUSY = 1.5
FOREIGN = 0.05


def machine() -> dict[str, str | int]:
    """The machine in one flat table, no name and no path of it."""
    return {
        "cores": os.cpu_count() or 1,
        "memory GiB": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.release().split('-')[0]} {platform.machine()}",
        "Python": platform.python_version(),
    }


def _processor() -> str:
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.processor() or "unknown"


def load() -> float:
    """Load average of the last minute."""
    return os.getloadavg()[0]


def settle(patience: float, say: Callable[[str], None]) -> float:
    """Wait up to `patience` seconds for the load (our own preparations count too) to fall; the load then."""
    ends = time.monotonic() + patience
    if load() > BUSY and patience:
        say(f"load {load():.1f}: waiting up to {patience:.0f} s for a quiet machine")
    while load() > BUSY and time.monotonic() < ends:
        time.sleep(1)
    return load()
