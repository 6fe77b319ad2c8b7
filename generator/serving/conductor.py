"""Decides: a change is shown at once by the desk, and a build follows; the last good site stays while input is broken."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path

from generator.errors import GongkaiError
from generator.findings import Finding, Severity, Summary
from generator.reporters.text import closing_line, finding_line
from generator.reuse.static import theme_folder
from generator.serving.answers import Answers
from generator.serving.board import Board, Shown, entry_of
from generator.serving.launching import Launched, launch
from generator.serving.messages import Built, Checked, Edited, Failed, Order, Provisional, Ready, Told

#: errors that are said on the terminal; all are in the panel
REPORTED = 20
#: more edited entries than this at once are left to the build
MOST = 20
_ENTRIES = "content/entries/"


@dataclass(slots=True)
class Conductor:
    """Owns the processes and the board. Everything but `changed` runs in one thread."""

    root: Path
    as_of: str
    engine: str
    board: Board
    answers: Answers
    #: a line for the terminal
    say: Callable[[str], None]
    #: told what to watch
    watch: Callable[[Iterable[str]], None]
    _desk: Launched | None = None
    _builder: Launched | None = None
    #: has built and will be the desk
    _coming: Launched | None = None
    #: number of the last change, and of the last one a build has seen from its start
    _change: int = 0
    _seen: int = -1
    #: the last change that a check has seen, and the last one that is in the site
    _checked: int = -1
    _done: int = -1
    #: edited entries that no desk has answered for yet, with the number of their last change
    _open: dict[str, int] = field(default_factory=dict)
    _waiting: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _wake: tuple[int, int] = field(default_factory=os.pipe)

    def changed(self, paths: frozenset[str]) -> None:
        """These files changed. Called from the watching thread."""
        with self._lock:
            self._waiting |= paths
        os.write(self._wake[1], b"x")

    def run(self) -> None:
        """Work until interrupted."""
        self._build()
        while True:
            processes = {process.pipe: process for process in self._processes()}
            for ready in wait([self._wake[0], *processes]):
                if ready == self._wake[0]:
                    os.read(self._wake[0], 4096)
                    self._take()
                elif processes[ready] in self._processes():  # type: ignore[index]
                    self._hear(processes[ready])  # type: ignore[index]

    def _processes(self) -> list[Launched]:
        return [one for one in (self._desk, self._builder, self._coming) if one is not None]

    def end(self) -> None:
        """End all processes."""
        for process in self._processes():
            process.end()

    # -- changes --------------------------------------------------------------------------------------------

    def _take(self) -> None:
        with self._lock:
            paths, self._waiting = self._waiting, set()
        if not paths:
            return
        self._change += 1
        relative = [os.path.relpath(path, self.root) for path in paths]
        ids = {entry_of(path) for path in relative if path.startswith(_ENTRIES)} - {""}
        if len(ids) <= MOST:
            self._open.update(dict.fromkeys(ids, self._change))
            self._ask(ids)
        self._theme_files(relative)
        self._build()

    def _ask(self, ids: Iterable[str]) -> None:
        """Ask the desk for these entries; where there is none yet, the next one is asked when it stands."""
        wanted = tuple(sorted(ids))
        if self._desk is None or not wanted:
            return
        try:
            self._desk.pipe.send(Edited(self._change, wanted))
        except OSError:
            self._ended(self._desk)

    def _theme_files(self, relative: Iterable[str]) -> None:
        """Styles, scripts and pictures of the theme reach the site as they are."""
        found = {}
        with suppress(GongkaiError, OSError):
            head = os.path.relpath(theme_folder(self.root), self.root) + "/"
            for path in relative:
                address = path[len(head):] if path.startswith(f"{head}assets/") else ""
                if address and self.answers.data(address) is not None:
                    found[address] = Shown((self.root / path).read_bytes(), self._change)
        if found:
            self.board.update(found, shown={**self.board.shown, **found})

    # -- processes ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        """Start a build, unless one is under way or has seen all changes."""
        if self._builder is not None or self._seen >= self._change:
            return
        holds = self._coming or self._desk
        order = Order(str(self.root), self.as_of, self.engine, self._change, holds.facts if holds else b"")
        self._seen = self._change
        try:
            self._builder = launch(order)
        except OSError as error:
            self.board.update(busy=False, failure=f"不能开始生成：{error.strerror or error}")
            return
        self.board.update(busy=True)

    def _hear(self, process: Launched) -> None:
        try:
            told: Told = process.pipe.recv()
        except (EOFError, OSError):
            self._ended(process)
            return
        if isinstance(told, Checked):
            self._judged(process, told)
        elif isinstance(told, Built):
            self._built(process, told)
        elif isinstance(told, Failed):
            self.say(f"gongkai：{told.sentence}")
            self.board.update(busy=False, failure=told.sentence)
        elif isinstance(told, Ready):
            self._stand(process)
        else:
            self._show(told)

    def _ended(self, process: Launched) -> None:
        process.end()
        if process is self._desk:
            self._desk = None
        elif process is self._coming:
            self._coming = None
        else:
            self._builder = None
            if self.board.busy:
                sentence = "生成的进程被系统结束了（多半是内存不够）"
                self.say(f"gongkai：{sentence}")
                self.board.update(busy=False, failure=sentence)
            self._build()

    def _make_way(self, process: Launched, facts: bytes) -> None:
        """The process has built: the next build may begin, while this one gets ready to be the desk, or ends."""
        process.facts = facts
        self._builder = None
        holds = self._coming or self._desk
        if holds is not None and holds.facts == facts:
            process.leave()
            return
        if self._coming is not None:
            self._coming.end()
        self._coming = process

    def _stand(self, process: Launched) -> None:
        """The process is the desk now. What the one before was asked and did not answer, it is asked again."""
        if self._desk is not None:
            self._desk.end()
        self._desk, self._coming = process, None
        self._ask(self._open)

    # -- what is shown --------------------------------------------------------------------------------------

    def _show(self, told: Provisional) -> None:
        """Pages of edited entries, before they are built."""
        self._open = {id_: change for id_, change in self._open.items() if id_ not in told.ids or change > told.change}
        if told.change <= self._done:
            return  # the build was quicker
        if told.change <= self._checked:
            self._show_beside_errors(told)
            return
        shown = {address: file for address, file in self.board.shown.items() if file.entry not in told.ids}
        gone = self.board.shown.keys() - shown.keys()
        for id_, files in told.files.items():
            shown.update({address: Shown(data, told.change, id_) for address, data in files.items()})
        kept = tuple(finding for finding in self.board.findings if finding.entry not in told.ids)
        findings = tuple(sorted((*kept, *told.findings), key=Finding.sort_key))
        touched = {*gone, *(address for files in told.files.values() for address in files)}
        self.board.update(touched, shown=shown, findings=findings)

    def _show_beside_errors(self, told: Provisional) -> None:
        """The check was quicker and knows all findings: pages of sound entries are shown, because errors may keep a build away."""
        wrong = {one.entry for one in self.board.findings if one.severity is Severity.ERROR and not one.waiver}
        found = {
            address: Shown(data, told.change, id_)
            for id_, files in told.files.items() if id_ not in wrong for address, data in files.items()
        }
        kept = {address: file for address, file in self.board.shown.items() if file.entry not in told.ids}
        self.board.update({*found, *(self.board.shown.keys() - kept.keys())}, shown={**kept, **found})

    def _judged(self, process: Launched, checked: Checked) -> None:
        process.checked = checked
        self._checked = process.change
        self.watch(checked.watched)
        if checked.clean:
            self.board.update(findings=checked.findings, subpath=checked.subpath)
            return
        wrong = {finding.entry for finding in checked.findings if finding.severity is Severity.ERROR}
        kept = {
            address: file for address, file in self.board.shown.items()
            if file.change > process.change or (file.entry and file.entry not in wrong)
        }
        self._report(checked)
        gone = self.board.shown.keys() - kept.keys()
        self.board.update(gone, findings=checked.findings, shown=kept, stands=True, busy=False, failure="",
                          subpath=checked.subpath)

    def _report(self, checked: Checked) -> None:
        errors = [one for one in checked.findings if one.severity is Severity.ERROR and not one.waiver]
        for finding in errors[:REPORTED]:
            self.say(finding_line(finding))
        self.say(f"{closing_line(Summary.of(checked.findings))}；仍显示上一次的网站")

    def _built(self, process: Launched, built: Built) -> None:
        """The new site is in place: what was shown before it is dropped, and differs from it nowhere as a rule."""
        self._done = process.change
        self._open = {id_: change for id_, change in self._open.items() if change > process.change}
        kept = {address: file for address, file in self.board.shown.items() if file.change > process.change}
        self.say(f"{built.sentence}，用时 {time.monotonic() - process.started:.1f} 秒")
        self.board.update(built.changed, shown=kept, stands=False, busy=False, failure="")
        self._make_way(process, built.facts)
        self._build()
