"""Progress: one line on a terminal, plain lines in a log, times as data."""

from __future__ import annotations

import io
import json
from pathlib import Path

from generator.progress import Progress


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def run(*, terminal: bool) -> str:
    clock, out = Clock(), io.StringIO()
    progress = Progress(out, terminal, clock)
    progress.stage("读取条目")
    for second in range(1, 13):
        clock.now = float(second)
        progress.step(second * 1000, 12000)
    progress.stage("生成网页")
    progress.note("完成")
    progress.done()
    return out.getvalue()


def test_a_terminal_sees_one_line_written_over_with_rate_and_rest() -> None:
    text = run(terminal=True)
    assert "\r\x1b[K读取条目 3,000/12,000（每秒 1,000 个，还要 9 秒）" in text
    assert text.count("\n") == 1 and "\r\x1b[K完成\n" in text
    assert text.endswith("\r\x1b[K")


def test_a_log_gets_few_plain_lines() -> None:
    assert run(terminal=False) == "读取条目 …\n读取条目 10,000/12,000（每秒 1,000 个，还要 2 秒）\n生成网页 …\n完成\n"


def test_quiet_takes_the_times_all_the_same(tmp_path: Path) -> None:
    clock = Clock()
    progress = Progress(clock=clock)
    progress.stage("读取条目")
    clock.now = 2.5
    progress.step(10, 10)
    progress.done()
    progress.save(tmp_path / "times.json")
    (row,) = json.loads((tmp_path / "times.json").read_text(encoding="utf-8"))
    assert (row["stage"], row["wall"], row["count"]) == ("读取条目", 2.5, 10)
