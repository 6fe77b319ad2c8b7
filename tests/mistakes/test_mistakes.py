"""Ten typical clerk's mistakes, each tried as it would be committed: the line, the words and the line to paste."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
import yaml

from generator.findings import Finding, Severity
from generator.preparing import prepare

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(Path(__file__).parent.glob("*.yaml"))
AS_OF = dt.date(2021, 7, 30)


def findings(case: dict[str, object], tmp_path: Path) -> list[Finding]:
    """What gongkai says of the case's files beside the demonstration's catalogue."""
    (tmp_path / "catalog").symlink_to(ROOT / "catalog", target_is_directory=True)
    entries = tmp_path / "content" / "entries"
    for name, text in case["文件"].items():  # type: ignore[attr-defined]
        path = entries / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for target, source in (case.get("附件") or {}).items():  # type: ignore[attr-defined]
        (entries / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "content" / "entries" / source, entries / target)
    prepared = prepare(tmp_path, as_of=AS_OF, today=lambda: AS_OF)
    return [f for f in prepared.findings if f.place.path.startswith("content/entries")]


def test_there_are_ten() -> None:
    assert len(CASES) == 10


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_mistake_is_told_where_it_is_and_how_to_mend_it(path: Path, tmp_path: Path) -> None:
    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    found = findings(case, tmp_path)
    allowed = {want["规则"] for want in case["期待"]} | set(case.get("另有") or ())
    assert not [f for f in found if f.rule not in allowed and f.severity is Severity.ERROR], found
    for want in case["期待"]:
        where = f"content/entries/{want['文件']}"
        hits = [
            f for f in found if f.rule == want["规则"] and f.place.path == where and str(f.place.line) == want["行"]
        ]
        assert hits, (want, found)
        hit = hits[0]
        assert want.get("列") in (None, "", str(hit.place.column))
        for word in want["包含"]:
            assert word in hit.message, hit.message
        assert hit.fix == (want.get("可粘贴") or ""), hit.fix
        assert hit.basis or hit.rule.startswith("S")


MENDABLE = [path for path in CASES if "可粘贴: \"\"" not in path.read_text(encoding="utf-8")]


def test_most_mistakes_have_a_line_to_paste() -> None:
    assert len(MENDABLE) >= 7  # in the others the fact itself is wrong, or a file is missing


@pytest.mark.parametrize("path", MENDABLE, ids=lambda p: p.stem)
def test_the_line_to_paste_mends_it(path: Path, tmp_path: Path) -> None:
    """Putting the pasted line in the place of the wrong one (or adding it) makes the finding go away."""
    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for want in case["期待"]:
        lines = case["文件"][want["文件"]].split("\n")
        if want["规则"] == "D202":
            lines.insert(0, want["可粘贴"])
        else:
            lines[int(want["行"]) - 1] = want["可粘贴"]
        case["文件"][want["文件"]] = "\n".join(lines)
    rules = {want["规则"] for want in case["期待"]}
    assert not [f for f in findings(case, tmp_path) if f.rule in rules and f.severity is Severity.ERROR]
