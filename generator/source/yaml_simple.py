"""Fields written in the simple way that nearly all files are: read without libyaml, or not at all.

`scan` takes a text only when it is certain that `yaml_events.parse_yaml` would give the same values at the same places
without a word: one field a line, a value of plain signs or in quotes, a list or a group on one line, or a list of such
items below its key. Whatever else a file holds (a comment, a colon in a value, a sign that means something to YAML, a
character that input methods confuse) leaves it to the real parser. tests/source/test_yaml_simple.py compares both.
"""

from __future__ import annotations

import re
from typing import Union

from generator.source.nodes import COLUMN_BITS
from generator.source.yaml_slips import looks_odd

#: a value with its position (`nodes.position`): a text, a list of values, or a group of values by key
Simple = tuple[int, Union[str, "list[Simple]", "dict[str, Simple]"]]
#: by key, in order of the file
SimpleFields = dict[str, Simple]

MAX_CHARACTERS = 60_000
_HAN = "\u4e00-\u9fff"
#: what a value may begin with, and what may follow within a list or group; nothing here means anything to YAML
_FIRST = f"0-9A-Za-z{_HAN}\u3400-\u4dbf《（〔"
_FLOW = f"{_FIRST}》）〕·—＋％%_./@+()=~ -"
#: what may follow in a value of its own
_BLOCK = f"，。、；！？“”‘’…℃㎡{_FLOW}"
_KEY = f"[{_HAN}]{{1,16}}"
_WORD = f"[{_FIRST}][{_FLOW}]*(?<! )"
_GROUP = f"{_KEY}: {_WORD}(?:, {_KEY}: {_WORD})*"
_LINK = "https?://[0-9A-Za-z][0-9A-Za-z./_=~%-]*"
_VALUE = (
    f"([{_FIRST}][{_BLOCK}]*(?<! )|{_LINK})|\"([{_BLOCK}]+)\"|'([{_BLOCK}]+)'"
    f"|\\[({_WORD}(?:, {_WORD})*)\\]|\\{{({_GROUP})\\}}"
)
_FIELD = re.compile(f"({_KEY}):(?: (?:{_VALUE}))?\n")
_ITEM = re.compile(f"( +)- (?:{_VALUE})\n")
#: numbers of the groups above
_KEY_ONLY, _PLAIN, _DOUBLE, _SINGLE, _LIST = 1, 2, 3, 4, 5


def scan(text: str, first_line: int = 1) -> SimpleFields | None:
    """The fields of `text`, which begins on line `first_line` of its file; None where it is not simple enough."""
    if not text.endswith("\n"):
        text += "\n"
    end = len(text)
    if end > MAX_CHARACTERS or ("“" in text and looks_odd(text)):  # a dash before it is looked at closer
        return None
    fields: SimpleFields = {}
    at, line = 0, first_line
    while at < end:
        match = _FIELD.match(text, at)
        if match is None or match[1] in fields:
            return None
        if match.lastindex == _KEY_ONLY:
            read = _items(text, match.end(), line + 1)
            if read is None:
                return None
            fields[match[1]], at, line = read
            continue
        value = _value(match, at, line << COLUMN_BITS)
        if value is None:
            return None
        fields[match[1]] = value
        at = match.end()
        line += 1
    return fields or None


def _value(match: re.Match[str], start: int, line: int) -> Simple | None:
    """The value of a line that begins at `start`; `line` is its position without column."""
    kind = match.lastindex or 0
    content = match[kind]
    column = match.start(kind) - start + 1
    if kind == _PLAIN:
        return line | column, content
    if kind in (_DOUBLE, _SINGLE):
        return line | column - 1, content
    if kind == _LIST:
        words: list[Simple] = []
        where = line | column
        for word in content.split(", "):
            words.append((where, word))
            where += len(word) + 2
        return line | column - 1, words
    return _group(content, line | column)


def _group(content: str, where: int) -> Simple | None:
    """`键: 值, 键: 值` at position `where`; None where a key stands twice."""
    group: dict[str, Simple] = {}
    opening = where - 1
    for pair in content.split(", "):
        key, _, word = pair.partition(": ")
        if key in group:
            return None
        group[key] = (where + len(key) + 2, word)
        where += len(pair) + 2
    return opening, group


def _items(text: str, at: int, line: int) -> tuple[Simple, int, int] | None:
    """The list that begins at `at`, where it ends, and the line after it; None where there is no simple one."""
    items: list[Simple] = []
    first = line
    indent = ""
    while (match := _ITEM.match(text, at)) is not None:
        indent = indent or match[1]
        item = _value(match, at, line << COLUMN_BITS)
        if match[1] != indent or item is None:
            return None
        items.append(item)
        at = match.end()
        line += 1
    if not items:
        return None
    return (first << COLUMN_BITS | len(indent) + 1, items), at, line
