"""Random histories of a repository: what departments, the office and bad luck do between two builds."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.reuse.town import age

WORDS = "道路养护补贴标准办理条件公示结果监督举报咨询电话便民服务窗口材料清单调整说明"


@dataclass
class History:
    """A repository and the chance that drives it."""

    root: Path
    random: random.Random
    as_of: str = "2021-07-30"
    told: list[str] = field(default_factory=list)

    def step(self) -> str:
        """Let something happen; returns its name."""
        name, act = self.random.choices(ACTS, weights=WEIGHTS)[0]
        act(self)
        if self.random.random() < 0.5:
            age(self.root / "content", self.random.uniform(3, 90))
        self.told.append(name)
        return name

    def one(self, pattern: str, below: str = "content/entries") -> Path | None:
        found = sorted((self.root / below).rglob(pattern))
        return self.random.choice(found) if found else None

    def sentence(self) -> str:
        return "".join(self.random.choices(WORDS, k=self.random.randint(4, 30))) + "。"


def _body(history: History) -> None:
    path = history.one("*.md")
    if path:
        lines = path.read_text(encoding="utf-8").split("\n")
        place = history.random.randrange(len(lines) + 1)
        if history.random.random() < 0.3 and len(lines) > 3:
            del lines[place - 1]
        else:
            lines[place:place] = ["", history.sentence(), ""]
        path.write_text("\n".join(lines), encoding="utf-8")


def _bodies(history: History) -> None:
    for _ in range(history.random.randint(2, 5)):
        _body(history)


def _title(history: History) -> None:
    path = history.one("*.yaml")
    if path:
        text = path.read_text(encoding="utf-8")
        new = re.sub(r"(?m)^标题: (.{0,20}).*$", lambda m: f"标题: {m[1]}{history.sentence()[:-1]}", text)
        path.write_text(new, encoding="utf-8")


def _rename(history: History) -> None:
    path = history.one("*.yaml")
    if path:
        new = f"{path.stem}-{history.random.randrange(1000)}"
        for old in (path, path.with_suffix(".md"), path.with_suffix("")):
            if old.exists():
                old.rename(old.with_name(new + old.suffix))


def _remove(history: History) -> None:
    path = history.one("*.yaml")
    if path:
        path.unlink()
        path.with_suffix(".md").unlink(missing_ok=True)
        shutil.rmtree(path.with_suffix(""), ignore_errors=True)


def _add(history: History) -> None:
    path = history.one("*.yaml")
    if path:
        new = path.with_name(f"xin-{history.random.randrange(10**6)}.yaml")
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^(文号|登记号|索引号|曾用地址):.*\n", "", text)
        new.write_text(text, encoding="utf-8")
        if path.with_suffix(".md").exists():
            shutil.copy(path.with_suffix(".md"), new.with_suffix(".md"))
        if path.with_suffix("").is_dir():
            shutil.copytree(path.with_suffix(""), new.with_suffix(""))


def _empty_body(history: History) -> None:
    path = history.one("*.md")
    if path:
        path.write_text("" if history.random.random() < 0.5 else "\n", encoding="utf-8")


def _attachment(history: History) -> None:
    """An attachment with other bytes: any of another entry of the same kind."""
    path, other = history.one("*.pdf"), history.one("*.pdf")
    if path and other:
        data = other.read_bytes()
        path.unlink()
        path.write_bytes(data)


def _catalogue(history: History) -> None:
    path = history.root / "catalog" / "organizations.yaml"
    text = path.read_text(encoding="utf-8")
    phone = f"0000-8{history.random.randrange(10**7):07d}"
    path.write_text(re.sub(r"0000-\d{8}", phone, text, count=1), encoding="utf-8")


def _comment(history: History) -> None:
    path = history.root / "catalog" / "topics.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"# {history.sentence()}\n", encoding="utf-8")


def _page(history: History) -> None:
    path = history.root / "content" / "pages" / "guanyu.md"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{history.sentence()}\n", encoding="utf-8")


def _theme(history: History) -> None:
    path = history.root / "theme" / "templates" / "record.html"
    path.write_text(path.read_text(encoding="utf-8") + f"<!-- {history.random.randrange(1000)} -->\n", encoding="utf-8")


def _day(history: History) -> None:
    history.as_of = f"2021-{history.random.randint(1, 12):02d}-{history.random.randint(1, 28):02d}"


def _ledger(history: History) -> None:
    """The newest stamps are lost: those entries wait again."""
    path = history.one("*.csv", "content/ledger")
    if path:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[: max(1, len(lines) - history.random.randint(1, 5))]), encoding="utf-8")


def _touch(history: History) -> None:
    for _ in range(5):
        path = history.one("*.yaml")
        if path:
            path.touch()


def _torn_cache(history: History) -> None:
    files = [path for path in sorted((history.root / ".cache").rglob("*")) if path.is_file() and path.name != "lock"]
    for path in history.random.sample(files, min(len(files), history.random.randint(1, 8))):
        data = path.read_bytes()
        match history.random.randrange(4):
            case 0:
                path.unlink()
            case 1:
                path.write_bytes(data[: len(data) // 2])
            case 2:
                path.write_bytes(b"foreign")
            case _:
                path.write_bytes(history.random.choice(files).read_bytes() if files else b"")


def _hand_in_site(history: History) -> None:
    """Somebody edits the published tree, or loses a file of it."""
    tree = history.root / history.random.choice(("site", "neibu", ".site.twin"))
    files = sorted(path for path in tree.rglob("*") if path.is_file()) if tree.is_dir() else []
    if files:
        path = history.random.choice(files)
        path.unlink()
        if history.random.random() < 0.5:
            path.write_text("手改的内容", encoding="utf-8")


def _mistake(history: History) -> None:
    """An entry with an error: nothing may be built until it is mended, which happens at once."""
    path = history.one("*.yaml")
    if path:
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "不认识的字段: 值\n", encoding="utf-8")
        os.utime(path)


ACTS: tuple[tuple[str, Callable[[History], None]], ...] = (
    ("正文", _body), ("几处正文", _bodies), ("标题", _title), ("改名", _rename), ("删除", _remove), ("新增", _add),
    ("清空正文", _empty_body), ("附件", _attachment), ("目录", _catalogue), ("目录注释", _comment), ("手写页面", _page),
    ("主题", _theme), ("日期", _day), ("台账", _ledger), ("碰一碰", _touch), ("坏缓存", _torn_cache),
    ("手改网站", _hand_in_site), ("写错", _mistake),
)
WEIGHTS = (8, 3, 4, 2, 2, 3, 1, 2, 1, 1, 1, 1, 2, 1, 2, 3, 2, 2)
