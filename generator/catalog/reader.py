"""Taking values out of a catalogue file: every access is declared, every surprise is a problem with its place."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator
from collections.abc import Sequence as Seq

from generator.catalog.patterns import pattern_fault
from generator.findings import Place, Problem
from generator.source.nodes import Mapping, Node, Sequence, Text, place_of

YES, NO = "是", "否"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def suggestion(word: str, accepted: Seq[str]) -> str:
    """The accepted word nearest to `word`, or empty."""
    near = difflib.get_close_matches(word, accepted, n=1, cutoff=0.5)
    return near[0] if near else ""


def parse_date(text: str) -> dt.date | None:
    """A date written 2021-07-16, or None."""
    if not _DATE.match(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class Reader:
    """One mapping of a catalogue file. Values are asked for by key; `close` reports the keys nobody asked for."""

    def __init__(self, node: Node, path: str, problems: list[Problem], label: str = "") -> None:
        self.path = path
        self.problems = problems
        self.label = label
        self.node = node if isinstance(node, Mapping) else Mapping(node.line, node.column)
        self._asked: set[str] = set()
        if not isinstance(node, Mapping):
            self.report("K804", place_of(node, path), f"{label or '这里'}应是“键: 值”的形式")

    @property
    def place(self) -> Place:
        """The place of this mapping."""
        return self.node.place(self.path)

    def place_of(self, key: str) -> Place:
        """The place of a key's value, or of the mapping."""
        node = self.node.get(key)
        return place_of(node, self.path) if node is not None else self.place

    def report(self, rule: str, place: Place, message: str, *, key: str = "", found: str = "", fix: str = "") -> None:
        """Add a problem."""
        self.problems.append(Problem(rule, place, message, field=key, found=found, fix=fix))

    def missing(self, key: str) -> None:
        """Report that a needed key is not there."""
        self.report("K803", self.place, f"{self.label}缺少「{key}」", key=key, fix=f"{key}: ")

    def get(self, key: str) -> Node | None:
        """The raw node under `key`; counts as asked for."""
        self._asked.add(key)
        return self.node.get(key)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text; blank counts as not given."""
        node = self.get(key)
        if node is None or (isinstance(node, Text) and not node.strip()):
            if required:
                self.missing(key)
            return default
        if not isinstance(node, Text):
            self.report("K804", place_of(node, self.path), f"「{key}」应是一段文字", key=key)
            return default
        return str(node).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        node = self.get(key)
        if node is None or (isinstance(node, Text) and not node.strip()):
            return ()
        if isinstance(node, Text):
            return (str(node).strip(),)
        if isinstance(node, Mapping) or not all(isinstance(item, Text) for item in node.items):
            self.report("K804", place_of(node, self.path), f"「{key}」应是一列文字，如 [甲, 乙]", key=key)
            return ()
        return tuple(str(item).strip() for item in node.items if isinstance(item, Text))

    def flag(self, key: str, default: bool = False) -> bool:
        """是 or 否."""
        word = self.choice(key, (YES, NO), YES if default else NO)
        return word == YES

    def choice(self, key: str, accepted: Seq[str], default: str = "", *, rule: str = "K804") -> str:
        """One of the accepted words."""
        word = self.text(key, default)
        if word and word not in accepted:
            near = suggestion(word, accepted)
            self.report(
                rule,
                self.place_of(key),
                f"「{key}」写的是“{word}”，可以写：{'、'.join(accepted)}",
                key=key,
                found=word,
                fix=f"{key}: {near}" if near else "",
            )
            return default
        return word

    def integer(self, key: str, default: int = 0) -> int:
        """A whole number."""
        word = self.text(key)
        if not word:
            return default
        if not re.fullmatch(r"\d{1,9}", word):
            self.report("K804", self.place_of(key), f"「{key}」写的是“{word}”，应是整数", key=key, found=word)
            return default
        return int(word)

    def date(self, key: str) -> dt.date | None:
        """A date."""
        word = self.text(key)
        if not word:
            return None
        day = parse_date(word)
        if day is None:
            self.report("K804", self.place_of(key), f"「{key}」写的是“{word}”，应为日期，如 2021-07-16", key=key, found=word)
        return day

    def pattern(self, key: str) -> str:
        """A regular expression that compiles."""
        word = self.text(key)
        if not word:
            return ""
        fault = pattern_fault(word)
        if fault:
            self.report("K811", self.place_of(key), f"「{key}」{fault}：{word[:60]}", key=key, found=word[:60])
            return ""
        return word

    def child(self, key: str, label: str = "") -> Reader | None:
        """A nested mapping, or None."""
        node = self.get(key)
        if node is None or (isinstance(node, Text) and not node.strip()):
            return None
        return Reader(node, self.path, self.problems, label or f"「{key}」")

    def children(self, key: str, label: str = "") -> Iterator[Reader]:
        """Readers of a list of mappings."""
        node = self.get(key)
        if node is None or (isinstance(node, Text) and not node.strip()):
            return
        if not isinstance(node, Sequence):
            self.report("K804", place_of(node, self.path), f"「{key}」应是一列，每项以“- ”开头", key=key)
            return
        for item in node.items:
            yield Reader(item, self.path, self.problems, label or f"「{key}」里的一项")

    def pairs(self, key: str) -> dict[str, str]:
        """A flat mapping of texts."""
        node = self.get(key)
        if node is None or (isinstance(node, Text) and not node.strip()):
            return {}
        if not isinstance(node, Mapping):
            self.report("K804", place_of(node, self.path), f"「{key}」应是“键: 值”的形式", key=key)
            return {}
        return {str(k): str(v) for k, v in node.items() if isinstance(v, Text)}

    def close(self) -> None:
        """Report keys that nobody asked for."""
        known = sorted(self._asked)
        for key in self.node.keys.values():
            if key not in self._asked:
                near = suggestion(key, known)
                hint = f"，是不是「{near}」" if near else f"；可用的有：{'、'.join(known)}"
                self.report("K802", key.place(self.path), f"不认识「{key}」{hint}", key=key, found=key)
