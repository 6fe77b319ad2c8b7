"""Events to a tree of located values: the hot path of reading."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

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
from generator.source.nodes import Mapping, Node, Sequence, Text
from generator.source.text import character_name, refused, strip_refused, visible
from generator.source.yaml_lines import key_end, quoted, shorten
from generator.source.yaml_parser import MAX_DEPTH

#: Problems of one file beyond this many become a count.
MAX_PROBLEMS = 30
_QUOTE = "值以 * & ! 开头时，用英文引号把整个值包起来"
#: Stands for a key that is a list or a mapping; no text of a file can hold it.
_COMPLEX = "\0"
_NO_NAMES = frozenset({"<<", "", _COMPLEX})

#: Field names met before that are their own folded form, and folded forms of all; bounded, for hostile files.
_REMEMBERED = 4096
_good: set[str] = set()
_folded: dict[str, str] = {}


def fold(key: str) -> str:
    """The key as duplicates are compared: NFKC, then casefold."""
    known = _folded.get(key)
    if known is None:
        known = unicodedata.normalize("NFKC", key).casefold()
        if len(_folded) < _REMEMBERED:
            _folded[str(key)] = known
    return known


class Builder:
    """Builds one tree. The loop is the hot path of reading: everything rare is a method call away."""

    __slots__ = ("base", "documents", "escapes", "folded", "kept", "path", "problems", "root", "text")

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.base = first_line
        self.escapes = "\\" in text
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.documents = 0
        #: folded keys of the mappings that hold a key with another folded form
        self.folded: dict[int, dict[str, Text]] = {}
        #: those mappings, so that no other takes the address of one that was dropped
        self.kept: list[Mapping] = []

    def build(self, next_event: Callable[[], Any]) -> Node | None:
        """The tree of one document; raises `yaml.YAMLError` at a syntax error."""
        base, escapes, folded = self.base, self.escapes, self.folded
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
            elif kind is StreamEndEvent or self._outside(event):
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
            elif key in _good and not folded and key not in top.keys:  # type: ignore[union-attr]
                top.keys[key] = key  # type: ignore[union-attr]
                top.values[key] = node  # type: ignore[union-attr]
                key = None
            else:
                self._put(top, key, node)  # type: ignore[arg-type]
                key = None
            if type(node) is not Text:
                stack.append((top, key))
                top, key = node, None  # type: ignore[assignment]
                if len(stack) > MAX_DEPTH:
                    self._too_deep(node)
                    return None

    def _too_deep(self, node: Node) -> None:
        message = f"嵌套超过 {MAX_DEPTH} 层，从这里起不再读"
        self._say("S107", node, message, expected=f"不超过 {MAX_DEPTH} 层")

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
        if folded == key and len(_good) < _REMEMBERED:
            _good.add(str(key))

    def _folded_twin(self, mapping: Mapping, key: Text, folded: str) -> bool:
        """Whether another spelling of `key` stands in `mapping`; says so when it does."""
        seen = self.folded.get(id(mapping))
        if seen is None:
            self.kept.append(mapping)
            seen = self.folded[id(mapping)] = {fold(known): known for known in mapping.keys.values()}
        twin = seen.get(folded)
        if twin is None:
            seen[folded] = key
            return False
        self._duplicate(twin, key)
        return True

    def _duplicate(self, first: Text, again: Text) -> None:
        same = "" if first == again else f"（另一处写作“{shorten(first)}”，算同一个）"
        where = f"第 {first.line} 行和第 {again.line} 行，只能留一行"
        if first.line == again.line:
            where = f"都在第 {again.line} 行，只能留一处"
        message = f"“{shorten(again)}”写了两次{same}：{where}"
        self._say("S105", again, message, field=shorten(again), expected="每个字段只写一次")

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
        sign = shorten(f"*{event.anchor}")
        message = f"值“{sign}”以“*”开头，在 YAML 里是引用，这里不接受"
        self._say("S106", node, message, found=sign, expected=_QUOTE, fix=self._quoted_line(node))
        return node

    def _decorated(self, event: Any) -> None:
        """A node with an anchor or a tag."""
        node = Text.at("", event.start_mark.line + self.base, event.start_mark.column + 1)
        sign, meaning = shorten(f"&{event.anchor}"), "锚点"
        if event.anchor is None:
            sign, meaning = shorten(str(event.tag).replace("tag:yaml.org,2002:", "!!")), "类型标记"
        message = f"“{sign}”以“{sign[0]}”开头，在 YAML 里是{meaning}，这里不接受"
        self._say("S106", node, message, found=sign, expected=_QUOTE, fix=self._quoted_line(node))

    def _quoted_line(self, node: Text) -> str:
        """The line of `node` with its value in quotes; empty when the value is more than a plain text."""
        lines = self.text.split("\n") if len(self.problems) < MAX_PROBLEMS else []
        if node.line - self.base >= len(lines):
            return ""
        line = lines[node.line - self.base]
        start = key_end(line)
        value = line[start:].rstrip()
        good = start == node.column - 1 and value and not any(sign in value for sign in ("[", "{", ": ", " #"))
        return line[:start] + quoted(value) if good else ""

    def _outside(self, event: Any) -> bool:
        """Events around the document; True when reading must stop here."""
        if isinstance(event, StreamStartEvent | DocumentEndEvent):
            return False
        assert isinstance(event, DocumentStartEvent)
        assert event.start_mark is not None
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
        self,
        rule: str,
        node: Node,
        message: str,
        *,
        field: str = "",
        found: str = "",
        expected: str = "",
        fix: str = "",
    ) -> None:
        problem = Problem(
            rule,
            Place(self.path, node.line, node.column),
            visible(message),
            field=visible(field),
            found=visible(found),
            expected=visible(expected),
            fix=fix,
        )
        self.problems.append(problem)
