"""The output is exchanged as a whole or not at all (design.md D10)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.errors import PublishError
from generator.publish import exchange
from generator.publish.exchange import build_lock, recover
from generator.publish.placing import Placer
from generator.publish.trees import SiteTree


def publish(target: Path, files: dict[str, str]) -> SiteTree:
    """Without a record: every tree is a fresh one, as under a plain engine build."""
    with SiteTree(target, None) as tree:
        for path, text in files.items():
            tree.put(path, text.encode())
        tree.publish()
    return tree


def contents(target: Path) -> dict[str, str]:
    return {p.relative_to(target).as_posix(): p.read_text() for p in sorted(target.rglob("*")) if p.is_file()}


def test_a_new_tree_replaces_the_old_one_whole(tmp_path: Path) -> None:
    publish(tmp_path / "site", {"a.html": "1", "gone/b.html": "2"})
    tree = publish(tmp_path / "site", {"a.html": "1", "c.html": "3"})
    assert contents(tmp_path / "site") == {"a.html": "1", "c.html": "3"}
    assert (tree.reused, tree.written) == (1, 1)


def test_nothing_is_left_beside_the_target(tmp_path: Path) -> None:
    publish(tmp_path / "site", {"a.html": "1"})
    publish(tmp_path / "site", {"a.html": "2"})
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_changed_file_is_never_written_in_place(tmp_path: Path) -> None:
    publish(tmp_path / "site", {"a.html": "old"})
    keep = tmp_path / "reader"
    os.link(tmp_path / "site" / "a.html", keep)
    publish(tmp_path / "site", {"a.html": "new"})
    assert keep.read_text() == "old"


def test_an_error_while_writing_leaves_the_old_site(tmp_path: Path) -> None:
    publish(tmp_path / "site", {"a.html": "old"})
    with pytest.raises(RuntimeError), SiteTree(tmp_path / "site", None) as tree:
        tree.put("a.html", b"new")
        raise RuntimeError
    assert contents(tmp_path / "site") == {"a.html": "old"}
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_full_disk_is_told_in_chinese_and_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path / "site", {"a.html": "old"})

    def full(self: Placer, path: str, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Placer, "_write", full)
    with pytest.raises(PublishError, match="原来的网站没有动"), SiteTree(tmp_path / "site", None) as tree:
        tree.put("a.html", b"new")
    assert contents(tmp_path / "site") == {"a.html": "old"}


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "", "a//b", "./a"])
def test_addresses_outside_the_site_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PublishError), SiteTree(tmp_path / "site", None) as tree:
        tree.put(path, b"x")
    assert not (tmp_path / "a").exists() and not (tmp_path / "b").exists()


def test_without_renameat2_two_renames_with_a_journal_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    publish(tmp_path / "site", {"a.html": "1"})
    publish(tmp_path / "site", {"a.html": "2"})
    assert contents(tmp_path / "site") == {"a.html": "2"}
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_crash_between_the_two_renames_heals_itself(tmp_path: Path) -> None:
    old = tmp_path / ".site.old"
    old.mkdir()
    (old / "a.html").write_text("1")
    (tmp_path / ".site.journal").write_text("swap\n")
    recover(tmp_path / "site")
    assert contents(tmp_path / "site") == {"a.html": "1"}


def test_a_symbolic_link_in_place_of_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match="符号链接"):
        publish(tmp_path / "site", {"a.html": "1"})


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(tmp_path / "site", {"x/a.html": "1"})
    finally:
        os.umask(before)
    assert oct((tmp_path / "site/x/a.html").stat().st_mode & 0o777) == "0o644"
    assert oct((tmp_path / "site/x").stat().st_mode & 0o777) == "0o755"


def test_two_builds_at_once_give_a_clear_message(tmp_path: Path) -> None:
    with build_lock(tmp_path / "cache"), pytest.raises(PublishError, match="另一个 gongkai"), build_lock(tmp_path / "cache"):
        pass
