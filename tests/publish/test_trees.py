"""Two alternating trees: what one build changed is replayed, and nothing that was touched from outside is trusted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import PublishError
from generator.publish import exchange
from generator.publish.trees import SiteTree


def publish(root: Path, files: dict[str, str], *, keep: tuple[str, ...] = ()) -> SiteTree:
    with SiteTree(root / "site", root / "cache" / "tree") as tree:
        for path, text in files.items():
            tree.put(path, text.encode())
        tree.keep(keep)
        tree.publish()
    return tree


def contents(target: Path) -> dict[str, str]:
    return {p.relative_to(target).as_posix(): p.read_text() for p in sorted(target.rglob("*")) if p.is_file()}


def test_the_second_build_alternates_and_counts_what_changed(tmp_path: Path) -> None:
    assert not publish(tmp_path, {"a.html": "1", "x/b.html": "2", "x/c.html": "3"}).alternating
    tree = publish(tmp_path, {"a.html": "1", "x/b.html": "new"})
    assert tree.alternating
    assert (tree.written, tree.reused, tree.removed) == (1, 1, 1)
    assert contents(tmp_path / "site") == {"a.html": "1", "x/b.html": "new"}


def test_kept_files_need_no_bytes(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1", "b.html": "2"})
    publish(tmp_path, {"a.html": "new"}, keep=("b.html",))
    publish(tmp_path, {"b.html": "newer"}, keep=("a.html",))
    assert contents(tmp_path / "site") == {"a.html": "new", "b.html": "newer"}


def test_keep_all_keeps_what_is_not_placed_or_dropped(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1", "b.html": "2", "c.html": "3"})
    with SiteTree(tmp_path / "site", tmp_path / "cache" / "tree") as tree:
        tree.keep_all()
        tree.put("a.html", b"new")
        tree.drop("c.html")
        tree.publish()
    assert contents(tmp_path / "site") == {"a.html": "new", "b.html": "2"}


def test_a_file_that_was_not_there_cannot_be_kept(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1"})
    with pytest.raises(KeyError):
        publish(tmp_path, {}, keep=("b.html",))


def test_a_reader_of_the_old_file_keeps_it(tmp_path: Path) -> None:
    for text in ("0", "1", "2"):
        publish(tmp_path, {"a.html": text})
        with open(tmp_path / "site" / "a.html") as reader:
            publish(tmp_path, {"a.html": text + "!"})
            assert reader.read() == text


@pytest.mark.parametrize("harm", ["edit", "touch", "delete", "add", "twin-edit", "twin-delete", "twin-add", "twin-gone",
                                  "record", "record-foreign", "record-gone", "link"])
def test_whatever_was_touched_the_next_site_is_right(tmp_path: Path, harm: str) -> None:
    publish(tmp_path, {"a.html": "1", "x/b.html": "2"})
    publish(tmp_path, {"a.html": "3", "x/b.html": "2"})
    site, twin, record = tmp_path / "site", tmp_path / ".site.twin", tmp_path / "cache" / "tree"
    match harm:
        case "edit":
            (site / "x/b.html").write_text("evil")
        case "touch":
            os.utime(site / "x/b.html")
        case "delete":
            (site / "x/b.html").unlink()
        case "add":
            (site / "foreign.html").write_text("evil")
        case "twin-edit":
            (twin / "x/b.html").unlink()
            (twin / "x/b.html").write_text("evil")
        case "twin-delete":
            (twin / "x/b.html").unlink()
        case "twin-add":
            (twin / "foreign.html").write_text("evil")
        case "twin-gone":
            shutil.rmtree(twin)
        case "record":
            record.write_bytes(record.read_bytes()[:-3])
        case "record-foreign":
            record.write_bytes(b"foreign")
        case "record-gone":
            record.unlink()
        case "link":
            (site / "x/b.html").unlink()
            (site / "x/b.html").symlink_to("/etc/hostname")
    tree = publish(tmp_path, {"a.html": "3", "x/b.html": "2"})
    assert tree.alternating == (harm == "twin-gone")  # a twin that is not there is made again
    assert contents(site) == {"a.html": "3", "x/b.html": "2"}
    assert not (site / "x/b.html").is_symlink()
    assert publish(tmp_path, {"a.html": "3"}).alternating
    assert contents(site) == {"a.html": "3"}


def test_an_error_leaves_the_site_and_heals(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1", "b.html": "2"})
    with pytest.raises(RuntimeError), SiteTree(tmp_path / "site", tmp_path / "cache" / "tree") as tree:
        tree.put("a.html", b"half")
        raise RuntimeError
    assert contents(tmp_path / "site") == {"a.html": "1", "b.html": "2"}
    publish(tmp_path, {"a.html": "1", "b.html": "2"})
    assert contents(tmp_path / "site") == {"a.html": "1", "b.html": "2"}


def test_empty_folders_go(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1", "x/y/b.html": "2"})
    for _ in range(3):
        publish(tmp_path, {"a.html": "1"})
        assert not (tmp_path / "site" / "x").exists()


def test_without_renameat2_the_twin_still_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    for text in "1234":
        publish(tmp_path, {"a.html": text, "b.html": "same"})
        assert contents(tmp_path / "site") == {"a.html": text, "b.html": "same"}


def test_without_hard_links_every_build_is_fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    for text in "123":
        assert not publish(tmp_path, {"a.html": text, "b.html": "same"}).alternating
        assert contents(tmp_path / "site") == {"a.html": text, "b.html": "same"}


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(tmp_path, {"x/a.html": "1"})
    finally:
        os.umask(before)
    assert oct((tmp_path / "site/x/a.html").stat().st_mode & 0o777) == "0o644"
    assert oct((tmp_path / "site/x").stat().st_mode & 0o777) == "0o755"
    assert oct((tmp_path / "site").stat().st_mode & 0o777) == "0o755"


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "", "a//b", "./a", "a/", "x/.."])
def test_addresses_outside_the_site_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PublishError), SiteTree(tmp_path / "site", tmp_path / "tree") as tree:
        tree.put("x/known.html", b"x")
        tree.put(path, b"x")


NAMES = st.sampled_from(["a.html", "b.html", "x/a.html", "x/b.html", "x/y/c.html"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dictionaries(NAMES, st.sampled_from("123")), min_size=2, max_size=6))
def test_any_history_of_sites_ends_as_the_last_one(tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, str]]) -> None:
    root = tmp_path_factory.mktemp("history")
    last: dict[str, str] = {}
    for files in history:
        keep = tuple(address for address, text in files.items() if last.get(address) == text)
        with SiteTree(root / "site", root / "tree") as tree:
            for address, text in files.items():
                if not (tree.alternating and address in keep):
                    tree.put(address, text.encode())
            if tree.alternating:
                tree.keep(keep)
            tree.publish()
        assert contents(root / "site") == files
        last = files


@pytest.mark.parametrize("record", ["cache/tree", ""])
def test_killing_a_writer_at_any_moment_leaves_a_whole_site(tmp_path: Path, record: str) -> None:
    """SIGKILL at many moments: the site is the old or the new one, never half, and the next build goes on from it."""
    site, count = tmp_path / "site", 200
    publish(tmp_path, {f"p{n}.html": "0" for n in range(count)})
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from generator.publish.trees import SiteTree
        root, generation = Path(sys.argv[1]), 0
        record = root / sys.argv[3] if sys.argv[3] else None
        while True:
            generation += 1
            with SiteTree(root / "site", record) as tree:
                for n in range(int(sys.argv[2])):
                    tree.put(f"p{n}.html", str(generation).encode())
                tree.publish()
            print(generation, flush=True)
        """
    )
    for round_ in range(8):
        process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path), str(count), record], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        try:
            process.wait(timeout=0.011 * round_ + 0.005)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        process.stdout.close()
        exchange.recover(site)
        found = contents(site)
        assert len(found) == count and len(set(found.values())) == 1
