"""How far long work is: one line that is written over on a terminal, plain lines in a log, nothing when asked for.

Times of the stages can be had as JSON (`GONGKAI_TIMINGS=FILE`): seconds on the wall and of the processor, this process
and its children together.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

#: seconds between two writings of the line on a terminal, and between two lines in a log
_OFTEN, _SELDOM = 0.1, 10.0
_CLEAR = "\r\x1b[K"


@dataclass(slots=True)
class Stage:
    """One stage and what it took."""

    name: str
    #: seconds on the wall, and of the processor (children that have ended included)
    wall: float
    cpu: float
    count: int = 0


@dataclass(slots=True)
class Progress:
    """Tells `stream` about stages. Without a stream it only takes the times."""

    stream: TextIO | None = None
    #: the line is written over (a terminal), or lines follow each other (a log)
    terminal: bool = False
    clock: Callable[[], float] = time.monotonic
    stages: list[Stage] = field(default_factory=list)
    _began: tuple[float, float] = (0.0, 0.0)
    _told: float = 0.0
    _open: str = ""
    _count: int = 0

    def stage(self, name: str) -> None:
        """A stage begins; the one before has ended."""
        self.done()
        self._open, self._count = name, 0
        self._began = (self.clock(), _processor())
        self._told = self._began[0]
        self._say(f"{name} …")

    def step(self, done: int, of: int) -> None:
        """`done` of `of` things of the stage are finished."""
        self._count = done
        now = self.clock()
        if now - self._told >= (_OFTEN if self.terminal else _SELDOM) and done < of:
            self._told = now
            self._say(f"{self._open} {done:,}/{of:,}{_rest(done, of, now - self._began[0])}")

    def note(self, text: str) -> None:
        """A line that stays."""
        if self.stream is not None:
            self.stream.write(f"{_CLEAR if self.terminal else ''}{text}\n")
            self.stream.flush()

    def done(self) -> None:
        """The open stage has ended."""
        if self._open:
            wall, cpu = self.clock() - self._began[0], _processor() - self._began[1]
            self.stages.append(Stage(self._open, round(wall, 4), round(cpu, 4), self._count))
            self._open = ""
            if self.terminal and self.stream is not None:
                self.stream.write(_CLEAR)
                self.stream.flush()

    def _say(self, text: str) -> None:
        if self.stream is not None:
            self.stream.write(f"{_CLEAR}{text}" if self.terminal else f"{text}\n")
            self.stream.flush()

    def save(self, path: Path) -> None:
        """The times as JSON."""
        rows = [{"stage": one.name, "wall": one.wall, "cpu": one.cpu, "count": one.count} for one in self.stages]
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _rest(done: int, of: int, seconds: float) -> str:
    """Rate and remaining time, once both mean something."""
    if done < 20 or seconds < 0.5:
        return ""
    rate = done / seconds
    return f"（每秒 {rate:,.0f} 个，还要 {_span((of - done) / rate)}）"


def _span(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole} 秒" if whole < 100 else f"{whole // 60} 分 {whole % 60} 秒"


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
