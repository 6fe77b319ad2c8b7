"""Which changes of files are told, and when."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.serving.watching import Burst, Watcher, is_passing


@pytest.mark.parametrize("name", [
    ".24.yaml.swp", "4913", "24.yaml~", "#24.yaml#", ".#24.yaml", "~$附件.docx", ".goutputstream-X1", "24.tmp",
    "24.yaml___jb_tmp___", "sedAb12Cd", ".DS_Store", "附件.pdf.crdownload",
])
def test_files_of_editors_are_no_content(name: str) -> None:
    assert is_passing(f"content/entries/a/2021/{name}")


@pytest.mark.parametrize("name", ["24.yaml", "24.md", "附件.docx", "sedan.yaml", "template.html", "49130.yaml"])
def test_content_is_content(name: str) -> None:
    assert not is_passing(f"content/entries/a/2021/{name}")


def test_changes_close_together_are_told_together() -> None:
    told: list[frozenset[str]] = []
    burst = Burst(told.append)
    burst.add(["a"])
    burst.add(["b", ".b.swp"])
    burst.wait(1)
    burst.wait(0.01)
    assert told == [frozenset({"a", "b"})]
    burst.add([".only.swp"])
    burst.wait(0.01)
    assert len(told) == 1


class Seen:
    """Collects what a watcher tells."""

    def __init__(self) -> None:
        self.paths: set[str] = set()

    def __call__(self, paths: frozenset[str]) -> None:
        self.paths |= paths

    def until(self, *paths: Path, change: Callable[[], object]) -> None:
        self.paths.clear()
        change()
        end = time.monotonic() + 20
        while not {str(path) for path in paths} <= self.paths:
            assert time.monotonic() < end, (paths, self.paths)
            time.sleep(0.01)


@pytest.mark.parametrize("polling", [False, True])
def test_files_are_followed(tmp_path: Path, polling: bool) -> None:
    content, settings = tmp_path / "content", tmp_path / "mkdocs.yml"
    (content / "a").mkdir(parents=True)
    file = content / "a" / "1.yaml"
    file.write_text("1")
    settings.write_text("1")
    seen = Seen()
    watcher = Watcher([str(content), str(settings)], seen, polling=polling)
    watcher.start()
    assert watcher.polling is polling
    seen.until(file, change=lambda: file.write_text("12"))
    beside = content / "a" / "1.yaml~"
    beside.write_text("123")
    seen.until(file, change=lambda: os.replace(beside, file))
    new = content / "b" / "2021" / "2.yaml"
    seen.until(settings, change=lambda: settings.write_text("12"))
    new.parent.mkdir(parents=True)
    time.sleep(0.2)  # folders are watched from the moment the kernel tells of them
    seen.until(new, change=lambda: new.write_text("1"))
    seen.until(new, change=new.unlink)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "x").write_text("1")
    seen.until(settings, change=lambda: settings.write_text("123"))
    assert not {path for path in seen.paths if "/site" in path}


def test_a_folder_that_vanishes_and_comes_back_is_followed(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "1.yaml").write_text("1")
    seen = Seen()
    Watcher([str(content)], seen).start()
    seen.until(content, change=lambda: content.rename(tmp_path / "away"))
    time.sleep(1.5)
    seen.until(content, change=lambda: (tmp_path / "away").rename(content))
    time.sleep(1.5)
    file = content / "1.yaml"
    seen.until(file, change=lambda: file.write_text("12"))


def test_where_the_kernel_cannot_watch_files_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(28, "no watches left")

    seen = Seen()
    watcher = Watcher([str(tmp_path)], seen)
    monkeypatch.setattr(watcher._observer, "schedule", refuse)
    watcher.start()
    assert watcher.polling
    file = tmp_path / "1.yaml"
    seen.until(file, change=lambda: file.write_text("1"))
