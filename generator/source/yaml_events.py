"""YAML to located values, from the events of libyaml (design.md D5).

Every scalar stays the text that was written. Anchors, aliases, tags, merge keys, directives and second documents
are refused; depth is bounded while events are read, so that no input can exhaust the stack.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from generator.findings import Place, Problem
from generator.source.guard import MAX_YAML, in_words
from generator.source.nodes import Mapping, Node, Sequence, Text
from generator.source.text import character_name, gate, refused, strip_refused, visible

MAX_DEPTH = 16
#: Problems of one file beyond this many become a count.
MAX_PROBLEMS = 30

try:
    from yaml.cyaml import CParser

    def _parser(text: str) -> Any:
        return CParser(text)

except ImportError:  # PyYAML built without libyaml: slower, the same events
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _PureParser(Reader, Scanner, Parser):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    def _parser(text: str) -> Any:
        return _PureParser(text)


def events_of(text: str) -> Callable[[], Any]:
    """A function that gives the next event of `text` each time; raises `yaml.YAMLError` at a syntax error."""
    next_event: Callable[[], Any] = _parser(text).get_event
    return next_event


def parse_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of `text` and its problems; None when it cannot be read or holds nothing.

    `first_line` is the line of `path` on which `text` begins. Slips that can be put right beyond doubt are
    reported and the tree of the corrected text is returned, so that the rest is judged in the same run.
    """
    if len(text) > MAX_YAML:
        message = f"字段有 {len(text)} 个字符，超过 {in_words(MAX_YAML)}"
        return None, [Problem("S107", Place(path, first_line), message, expected=f"不超过 {in_words(MAX_YAML)}")]
    from generator.source.yaml_slips import looks_odd

    builder = _Builder(path, first_line, "\\" in text)
    try:
        tree = builder.build(events_of(text))
    except (yaml.YAMLError, ValueError, OverflowError):
        return _repaired(text, path, first_line)
    if looks_odd(text):
        return _examined(text, path, first_line, tree, builder.problems)
    return tree, _capped(builder.problems, path)


def _repaired(text: str, path: str, first_line: int) -> tuple[Node | None, list[Problem]]:
    """Diagnose a text that libyaml refuses; the tree of the repaired text when every fault has a sure repair."""
    from generator.source.yaml_repair import repair

    text, character_problems = gate(text, path)
    mended, problems = repair(text, path, first_line)
    problems = character_problems + problems
    if mended is None:
        return None, _capped(problems, path)
    builder = _Builder(path, first_line, "\\" in mended)
    try:
        tree = builder.build(events_of(mended))
    except (yaml.YAMLError, ValueError, OverflowError):
        return None, _capped(problems, path)
    return tree, _capped(problems + builder.problems, path)


def _examined(
    text: str, path: str, first_line: int, tree: Node | None, found: list[Problem]
) -> tuple[Node | None, list[Problem]]:
    """Look closer at a text that libyaml accepts but that hardly means what it says."""
    from generator.source.yaml_slips import examine

    mended, problems = examine(text, path, first_line)
    if mended != text:
        builder = _Builder(path, first_line, "\\" in mended)
        try:
            tree = builder.build(events_of(mended))
            found = builder.problems
        except (yaml.YAMLError, ValueError, OverflowError):
            pass
    return tree, _capped(problems + found, path)


def _capped(problems: list[Problem], path: str) -> list[Problem]:
    if len(problems) <= MAX_PROBLEMS:
        return problems
    rest = problems[MAX_PROBLEMS:]
    more = Problem("S104", rest[0].place, f"本文件从这里起还有 {len(rest)} 处格式问题，先改前面的")
    return [*problems[:MAX_PROBLEMS], more]


#: Stands for a key that is a list or a mapping; no text of a file can hold it.
_COMPLEX = "\0"
_NO_NAMES = frozenset({"<<", "", _COMPLEX})

_folded: dict[str, str] = {}


def fold(key: str) -> str:
    """The key as duplicates are compared: NFKC, then casefold."""
    known = _folded.get(key)
    if known is None:
        known = unicodedata.normalize("NFKC", key).casefold()
        if len(_folded) < 4096:
            _folded[key] = known
    return known


class _Builder:
    """Builds one tree. The loop is the hot path of reading: everything rare is a method call away."""

    __slots__ = ("base", "documents", "escapes", "folded", "path", "problems", "root")

    def __init__(self, path: str, first_line: int, escapes: bool) -> None:
        self.path = path
        self.base = first_line
        self.escapes = escapes
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.documents = 0
        #: folded keys of the mappings that hold a key with another folded form
        self.folded: dict[int, dict[str, Text]] = {}

    def build(self, next_event: Callable[[], Any]) -> Node | None:
        base, escapes = self.base, self.escapes
        stack: list[tuple[Mapping | Sequence | None, Text | None]] = []
        top: Mapping | Sequence | None = None
        key: Text | None = None
        node: Node
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                mark = event.start_mark
                node = Text(event.value)
                node.line, node.column = mark.line + base, mark.column + 1
                if event.tag is not None or event.anchor is not None:
                    self._decorated(event)
                if escapes and event.style == '"':
                    node = self._gated(node)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mark = event.start_mark
                node = (Mapping if kind is MappingStartEvent else Sequence)(mark.line + base, mark.column + 1)
                if event.tag is not None or event.anchor is not None:
                    self._decorated(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                top, key = stack.pop()
                continue
            elif kind is AliasEvent:
                node = self._alias(event)
            elif kind is StreamEndEvent:
                return self.root
            elif self._outside(event):
                return self.root
            else:
                continue
            if top is None:
                self.root = node
            elif type(top) is Sequence:
                top.items.append(node)
            elif key is None:
                if type(node) is Text:
                    key = node
                    continue
                key = self._complex_key(node)
                stack.append((top, key))
                top, key = node, None  # type: ignore[assignment]
                continue
            else:
                self._put(top, key, node)  # type: ignore[arg-type]
                key = None
            if type(node) is not Text:
                stack.append((top, key))
                top, key = node, None  # type: ignore[assignment]
                if len(stack) > MAX_DEPTH:
                    self._say("S107", node, f"嵌套超过 {MAX_DEPTH} 层，从这里起不再读", expected=f"不超过 {MAX_DEPTH} 层")
                    return None

    def _put(self, mapping: Mapping, key: Text, value: Node) -> None:
        """Add a pair unless the key is there already, in any spelling, or is no field name."""
        keys = mapping.keys
        if key in keys:
            self._duplicate(keys[key], key)
            return
        folded = fold(key)
        if key in _NO_NAMES:
            self._no_name(key)
            return
        if (folded != key or id(mapping) in self.folded) and self._folded_twin(mapping, key, folded):
            return
        keys[key] = key
        mapping.values[key] = value

    def _folded_twin(self, mapping: Mapping, key: Text, folded: str) -> bool:
        """Whether another spelling of `key` stands in `mapping`; says so when it does."""
        seen = self.folded.get(id(mapping))
        if seen is None:
            seen = self.folded[id(mapping)] = {fold(known): known for known in mapping.keys.values()}
        twin = seen.get(folded)
        if twin is None:
            seen[folded] = key
            return False
        self._duplicate(twin, key)
        return True

    def _duplicate(self, first: Text, again: Text) -> None:
        same = "" if first == again else f"（另一处写作“{first}”，算同一个）"
        message = f"“{again}”写了两次{same}：第 {first.line} 行和第 {again.line} 行，只能留一行"
        self._say("S105", again, message, field=str(again), expected="每个字段只写一次")

    def _no_name(self, key: Text) -> None:
        if key == "<<":
            self._say("S106", key, "用了合并写法“<<”，这里不接受", found="<<", expected="把字段一行一行写出来")
        elif not key:
            self._say("S104", key, "冒号前面没有字段名", expected="字段名: 值")

    def _complex_key(self, node: Node) -> Text:
        """Stand-in for a key that is a list or a mapping."""
        self._say("S104", node, "字段名的位置写了清单或一组字段，字段名只能是文字", expected="字段名: 值")
        return Text.at(_COMPLEX, node.line, node.column)

    def _alias(self, event: Any) -> Text:
        node = Text.at("", event.start_mark.line + self.base, event.start_mark.column + 1)
        message = f"值“*{event.anchor}”以“*”开头，在 YAML 里是引用，这里不接受"
        self._say("S106", node, message, found=f"*{event.anchor}", expected=f'用英文引号包起来："*{event.anchor}"')
        return node

    def _decorated(self, event: Any) -> None:
        """A node with an anchor or a tag."""
        node = Text.at("", event.start_mark.line + self.base, event.start_mark.column + 1)
        if event.anchor is not None:
            message = f"“&{event.anchor}”以“&”开头，在 YAML 里是锚点，这里不接受"
            self._say("S106", node, message, found=f"&{event.anchor}", expected="值以“&”开头时用英文引号包起来")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"“{tag}”以“!”开头，在 YAML 里是类型标记，这里不接受"
            self._say("S106", node, message, found=tag, expected="值以“!”开头时用英文引号包起来")

    def _outside(self, event: Any) -> bool:
        """Events around the document; True when reading must stop here."""
        if isinstance(event, StreamStartEvent | DocumentEndEvent):
            return False
        if not isinstance(event, DocumentStartEvent):
            raise TypeError(f"unknown event {event!r}")
        node = Text.at("", event.start_mark.line + self.base, event.start_mark.column + 1)
        if event.version or event.tags:
            self._say("S106", node, "用了以“%”开头的 YAML 指令，这里不接受", expected="删去这一行")
        self.documents += 1
        if self.documents == 1:
            return False
        message = "又出现一行“---”，后面是第二份内容；一个文件只放一个条目，正文写在同名的 .md 里"
        self._say("S106", node, message, found="---", expected="一个文件一份内容")
        return True

    def _gated(self, node: Text) -> Text:
        """A double-quoted value: escapes such as \\u202e must not bring in what `text.decode` refuses."""
        bad = next(refused(node), None)
        if bad is None:
            return node
        name = character_name(node[bad])
        clean = Text.at(strip_refused(node), node.line, node.column)
        fix = f'"{clean}"' if clean.isprintable() and '"' not in clean and "\\" not in clean else ""
        self._say("S102", node, f"值里用反斜杠写法写入了 {name}", found=f"U+{ord(node[bad]):04X}", fix=fix)
        return clean

    def _say(
        self, rule: str, node: Node, message: str, *, field: str = "", found: str = "", expected: str = "", fix: str = ""
    ) -> None:
        place = Place(self.path, node.line, node.column)
        self.problems.append(
            Problem(rule, place, visible(message), field=field, found=visible(found), expected=visible(expected), fix=fix)
        )
