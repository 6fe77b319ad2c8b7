"""Whatever comes first, an edit is shown: the answer of the desk, a desk that replaces it, or the end of a check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.findings import Finding, Place, Severity
from generator.serving import conductor as module
from generator.serving.board import Board
from generator.serving.conductor import Conductor
from generator.serving.messages import Built, Checked, Edited, Provisional, Ready

PAGE = "xx/caizhengju/2021/a.html"
ID = "caizhengju/2021/a"


class Pipe:
    """What a process would be sent, and what it says next."""

    def __init__(self) -> None:
        self.sent: list[Edited] = []
        self.next: list[Any] = []

    def send(self, edited: Edited) -> None:
        self.sent.append(edited)

    def recv(self) -> Any:
        return self.next.pop(0)


class Process:
    """Stands for a launched build."""

    def __init__(self, change: int) -> None:
        self.pipe = Pipe()
        self.change = change
        self.started = 0.0
        self.facts = b""
        self.checked: Checked | None = None
        self.ended = False

    def leave(self) -> None:
        self.ended = True

    def end(self) -> None:
        self.ended = True


class Stage:
    """A conductor over processes that do what the test says."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.launched: list[Process] = []
        monkeypatch.setattr(module, "launch", self._launch)
        self.root = root
        self.board = Board()
        nothing: Any = None
        self.conductor = Conductor(root, "", "mkdocs", self.board, nothing, lambda line: None, lambda paths: None)
        self.conductor._build()

    def _launch(self, order: Any) -> Process:
        self.launched.append(Process(order.change))
        return self.launched[-1]

    def edit(self) -> None:
        self.conductor.changed(frozenset({str(self.root / f"content/entries/{ID}.yaml")}))
        self.conductor._take()

    def say(self, process: Process, told: object) -> None:
        process.pipe.next.append(told)
        self.conductor._hear(process)  # type: ignore[arg-type]

    def build(self, process: Process, facts: bytes, *, ready: bool = True) -> None:
        self.say(process, Checked((), True, (), "/"))
        self.say(process, Built("好了", (), facts))
        if ready:
            self.say(process, Ready())

    def answer(self, process: Process, text: bytes = b"new") -> None:
        edited = process.pipe.sent[-1]
        self.say(process, Provisional(edited.change, edited.ids, {ID: {PAGE: text}}, ()))

    @property
    def shown(self) -> bytes | None:
        return self.board.shown[PAGE].data if PAGE in self.board.shown else None


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(tmp_path, monkeypatch)


def wrong(entry: str) -> Checked:
    finding = Finding("D201", Severity.ERROR, Place(f"content/entries/{entry}.yaml"), "写错了", entry=entry)
    return Checked((finding,), False, (), "/")


def test_the_desk_answers_and_the_build_takes_its_place(stage: Stage) -> None:
    first = stage.launched[0]
    stage.build(first, b"1")
    stage.edit()
    stage.answer(first)
    assert stage.shown == b"new"
    stage.build(stage.launched[1], b"2")
    assert stage.shown is None


def test_an_edit_before_there_is_a_desk_is_shown_when_there_is_one(stage: Stage) -> None:
    first = stage.launched[0]
    stage.build(first, b"1", ready=False)
    stage.edit()
    assert not first.pipe.sent
    stage.say(first, Ready())
    stage.answer(first)
    assert stage.shown == b"new"


def test_a_new_desk_is_asked_what_the_old_one_did_not_answer(stage: Stage) -> None:
    first = stage.launched[0]
    stage.build(first, b"1")
    stage.edit()
    second = stage.launched[1]
    stage.build(second, b"2", ready=False)
    stage.edit()
    stage.say(stage.launched[2], wrong("caizhengju/2021/b"))
    stage.say(second, Ready())
    assert first.ended and second.pipe.sent[-1].ids == (ID,)
    stage.answer(second)
    assert stage.shown == b"new", "an error elsewhere stands, so no build would show it"


def test_an_answer_after_the_check_is_shown_beside_another_entrys_error(stage: Stage) -> None:
    first = stage.launched[0]
    stage.build(first, b"1")
    stage.edit()
    checked = wrong("caizhengju/2021/b")
    stage.say(stage.launched[1], checked)
    stage.answer(first)
    assert stage.shown == b"new"
    assert stage.board.findings == checked.findings, "the check knows all findings"
    assert stage.board.stands


def test_an_answer_after_the_check_is_not_shown_when_the_entry_itself_is_wrong(stage: Stage) -> None:
    first = stage.launched[0]
    stage.build(first, b"1")
    stage.edit()
    stage.say(stage.launched[1], wrong(ID))
    stage.answer(first)
    assert stage.shown is None


def test_an_answer_after_the_build_is_dropped_and_asked_of_nobody(stage: Stage) -> None:
    first = stage.launched[0]
    stage.build(first, b"1")
    stage.edit()
    second = stage.launched[1]
    stage.build(second, b"2", ready=False)
    stage.answer(first)
    assert stage.shown is None
    stage.say(second, Ready())
    assert not second.pipe.sent
