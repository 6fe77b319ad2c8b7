"""The handbook's page of common mistakes: what the check says of each case in tests/mistakes, word for word."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.findings import Finding
from generator.preparing import prepare
from generator.reporters.text import finding_line

#: the day on which the cases were written (tests/mistakes/README.md)
AS_OF = dt.date(2021, 7, 30)

HEAD = """\
# 十种常见错误

<!-- 本页由 tools/handbook 根据 tests/mistakes 生成，不要手改；改了提示或例子后运行 make handbook -->

检查的每一处问题都写成一行：

    文件:行:列 级别 规则 哪一项写的是什么，应当怎样写。依据：……。可直接粘贴：……

- **行、列**从 1 数起。在网页上打开那个文件，左边就是行号。
- **错误**必须改正，否则不能合并；**提醒**请看一看，确实没有问题的可以写“情况说明”；**提示**只是告诉您。
- **可直接粘贴**后面的内容，整行复制，换掉原来那一行就行。
- 一处写错有时会带出几条提示，先改最前面的一条，再提交一次，别的常常就没有了。
- 还是不明白，运行 `gongkai explain 规则编号`，或者把整行提示贴到“填报求助”里。

下面十种最常见，提示是检查的原话。
"""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One case of tests/mistakes: what a clerk did, with the files as committed."""

    title: str
    files: dict[str, str]
    attachments: dict[str, str]


def load(folder: Path) -> Iterator[Mistake]:
    """The cases in order of their names."""
    for path in sorted(folder.glob("*.yaml")):
        case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield Mistake(case["说明"], case["文件"], case.get("附件") or {})


def findings(mistake: Mistake, root: Path) -> tuple[Finding, ...]:
    """What the check says of a repository that holds this case alone, with the catalogue and pages of `root`."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("catalog", "content/pages"):
            shutil.copytree(root / part, copy / part)
        entries = copy / "content/entries"
        for name, text in mistake.files.items():
            (entries / name).parent.mkdir(parents=True, exist_ok=True)
            (entries / name).write_text(text, encoding="utf-8")
        for name, source in mistake.attachments.items():
            (entries / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / "content/entries" / source, entries / name)
        return prepare(copy, as_of=AS_OF, today=lambda: AS_OF).findings


def section(number: int, mistake: Mistake, found: tuple[Finding, ...]) -> str:
    """The case as a section: the lines as written, what the check says, what to write instead."""
    lines = [f"## {number}. {mistake.title}", "", "写的是：", "", "```yaml", *_written(mistake, found), "```", ""]
    lines += ["检查会说：", "", "```text", *(finding_line(one) for one in found), "```", ""]
    fixes = [fix for fix in dict.fromkeys(one.fix for one in found) if fix]
    if fixes:
        lines += ["改成：", "", "```yaml", *fixes, "```", ""]
    return "\n".join(lines)


def _written(mistake: Mistake, found: tuple[Finding, ...]) -> Iterator[str]:
    """The lines that findings point at; the first three of the file where something is missing altogether."""
    places = sorted({(one.place.path.removeprefix("content/entries/"), one.place.line) for one in found})
    for path, line in places:
        text = mistake.files[path].splitlines()
        if line == 1:
            yield from [*text[:3], "…"]
        else:
            yield text[line - 1]


def page(root: Path) -> str:
    """The whole page, from the cases and the catalogue of the repository at `root`."""
    sections = (section(n, one, findings(one, root)) for n, one in enumerate(load(root / "tests/mistakes"), 1))
    return "\n".join([HEAD, *sections])
