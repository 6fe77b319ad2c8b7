"""Where a date comes from: the ledger, what an entry declares, and when files appeared in git's history."""

from __future__ import annotations

import datetime as dt
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.derive import duties, obligations, provenance
from generator.derive.provenance import NO_HISTORY, History, changes, origin_words
from generator.model.entry import Origin
from generator.reporting.history import CACHED, read_history
from tests.derive.sites import SETTINGS, make_entry, make_site, stamp
from tests.derive.test_coverage import AFTER, city, item

D = dt.date
REAL = replace(SETTINGS, demonstration=None)


def git(root: Path, *arguments: str, day: str = "2021-06-01") -> None:
    when = f"{day}T12:00:00+08:00"
    subprocess.run(
        ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@example.invalid", *arguments],
        check=True, capture_output=True, env={"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin", "HOME": str(root)},
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two entries on two days, the first changed and moved later; one with a Chinese name and a blank."""
    root = tmp_path / "示例 仓库"
    folder = root / "content" / "entries" / "shifuban" / "2021"
    folder.mkdir(parents=True)
    git(root, "init", "-q")
    (folder / "1.yaml").write_text("a", "utf-8")
    git(root, "add", ".")
    git(root, "commit", "-qm", "1", day="2021-06-01")
    (folder / "1.yaml").write_text("b", "utf-8")
    (folder / "示 例.pdf").write_text("c", "utf-8")
    git(root, "add", ".")
    git(root, "commit", "-qm", "2", day="2021-06-03")
    (folder / "1.yaml").rename(folder / "2.yaml")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "3", day="2021-06-05")
    return root


def test_first_appearances_in_one_pass(repository: Path, tmp_path: Path) -> None:
    history = read_history(repository, tmp_path / "cache")
    assert history.known and not history.shallow
    assert history.first == {
        "content/entries/shifuban/2021/1.yaml": D(2021, 6, 1),
        "content/entries/shifuban/2021/示 例.pdf": D(2021, 6, 3),
        "content/entries/shifuban/2021/2.yaml": D(2021, 6, 5),
    }


def test_the_pass_is_kept_until_the_next_commit(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_history(repository, tmp_path)
    asked: list[str] = []
    run = subprocess.run

    def counted(command: list[str], **options: object) -> object:
        asked.extend(word for word in command if word in ("log", "rev-parse"))
        return run(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("generator.reporting.history.subprocess.run", counted)
    assert read_history(repository, tmp_path) == first and asked == ["rev-parse"]
    (tmp_path / CACHED).write_text('{"key": 1', "utf-8")
    assert read_history(repository, tmp_path) == first, "a broken cache is read anew"
    assert asked == ["rev-parse", "rev-parse", "log"]


def test_a_folder_of_a_repository_has_its_own_paths(repository: Path) -> None:
    inner = repository / "examples" / "yiwu" / "content" / "entries" / "a" / "2021"
    inner.mkdir(parents=True)
    (inner / "1.yaml").write_text("x", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "4", day="2021-06-09")
    assert read_history(repository / "examples" / "yiwu", None).first == {"content/entries/a/2021/1.yaml": D(2021, 6, 9)}


def test_a_shallow_clone_is_recognised(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repository}", str(clone)], check=True, capture_output=True)
    assert read_history(clone, None).shallow


def test_without_git_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_history(tmp_path, None) == NO_HISTORY
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(tmp_path, None) == NO_HISTORY


MOVED = Origin("迁移", "原门户网站停用", "https://old.example.invalid/1.html", D(2020, 5, 6), "x/2020-00001")


def test_remarks_on_dates() -> None:
    entries = {f"shifuban/2021/{n}": make_entry(f"shifuban/2021/{n}") for n in range(1, 6)}
    entries["shifuban/2021/2"] = replace(entries["shifuban/2021/2"], origin=MOVED)
    entries["shifuban/2021/3"] = replace(entries["shifuban/2021/3"], origin=replace(MOVED, url=""))
    entries["shifuban/2021/4"] = replace(entries["shifuban/2021/4"], origin=replace(MOVED, kind="补录", published=D(2021, 7, 25)))
    site = make_site(entries, {id_: stamp("2021-07-20") for id_ in entries}, settings=REAL)
    seen = History({"content/entries/shifuban/2021/5.yaml": D(2021, 7, 22), "content/entries/shifuban/2021/1.yaml": D(2021, 7, 19)})
    remarks = [(one.record.id[-1], one.remark) for one in provenance.provenance(site, seen)]
    assert remarks == [
        ("2", provenance.MIGRATED), ("3", provenance.NO_PROOF), ("3", provenance.MIGRATED),
        ("4", provenance.DIFFERS), ("4", provenance.ADDED_LATER), ("5", provenance.BEFORE_FILE),
    ]
    cut = replace(seen, shallow=True)
    assert provenance.BEFORE_FILE not in [one.remark for one in provenance.provenance(site, cut)], "a cut history proves nothing"
    demonstration = make_site(entries, {id_: stamp("2021-07-20") for id_ in entries})
    assert provenance.BEFORE_FILE not in [one.remark for one in provenance.provenance(demonstration, seen)]


def test_the_public_changes_of_an_entry() -> None:
    entry = replace(make_entry("shifuban/2021/1", "发布机构: caizhengju"), origin=MOVED)
    site = make_site({entry.id: entry}, {entry.id: stamp("2021-07-01", updated="2021-07-05")})
    record = site.by_id[entry.id]
    assert [(one.day, one.kind, one.unit) for one in changes(record)] == [
        (D(2020, 5, 6), "原处公开", "caizhengju"), (D(2021, 7, 1), "迁移", "caizhengju"), (D(2021, 7, 5), "更新", "caizhengju"),
    ]
    assert origin_words(record) == "迁移：原发布于2020年5月6日，2021年7月1日迁入本站（原门户网站停用）"
    born = make_site({"shifuban/2021/1": make_entry("shifuban/2021/1")}).by_id["shifuban/2021/1"]
    assert (changes(born), origin_words(born)) == ((), "")


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, (duties.LATE, "")),
        (replace(MOVED, published=D(2021, 6, 10)), (duties.ON_TIME, "")),
        (replace(MOVED, published=D(2021, 6, 10), url=""), (duties.TO_VERIFY, obligations.MIGRATED)),
        (replace(MOVED, published=None), (duties.TO_VERIFY, obligations.MIGRATED)),
        (replace(MOVED, kind="补录", published=D(2021, 6, 10)), (duties.LATE, "")),
    ],
)
def test_which_date_the_clocks_use(origin: Origin | None, expected: tuple[str, str]) -> None:
    """成文 2021-06-01: 20 working days end on 2021-06-30; stamped on 2021-07-20. Only what was moved in with its old
    address keeps its old date; what was added later does not become punctual by saying so."""
    from generator.derive.coverage import coverage

    id_ = "caizhengju/2021/1"
    entry = replace(make_entry(id_, "{发文机关: [caizhengju], 成文日期: 2021-06-01}"), origin=origin)
    (cell,) = coverage(city((item(AFTER),), {id_: entry}, {id_: stamp("2021-07-20")}))
    assert (cell.state, cell.cause) == expected
