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
from generator.source.yaml_lines import COLONS
from generator.source.yaml_slips import looks_odd

#: a value with its position (`nodes.position`): a text, a list of values, or a group of values by key
Simple = tuple[int, Union[str, "list[Simple]", "dict[str, Simple]"]]
#: by key, in order of the file
SimpleFields = dict[str, Simple]

MAX_CHARACTERS = 60_000
#: Nothing that a value holds is one of these: breaks and blanks but the plain one, controls, what is no character; what
#: means something to YAML within a value; colons of every kind. Sets are written by what they lack: that compiles fast.
_NEVER = (
    "\x00-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufeff\ufffe\uffff"
    f":#,\\[\\]{{}}\"'\\\\&*!|>`?{COLONS}"
)
_BLOCK = f"[^{_NEVER}]"
#: what a value does not begin with, and what does not stand within a list or group
_FIRST = f"[^ {_NEVER}%@~=<.\\-－—–―─•·●﹣“”‘’「」【】［］｛｝，、；;。…]"
_FLOW = f"[^{_NEVER}“”‘’【】［］｛｝，、；;]"
_WORD = f"{_FIRST}{_FLOW}*+(?<! )(?:, (?![\\]}}])|(?=[\\]}}]))"
_LINK = "https?://[0-9A-Za-z][0-9A-Za-z./_=~%-]*"
#: a field or an item, with its value: plain, in quotes, a list, a group
_LINE = re.compile(
    f"(?:([^\\s:]{{1,16}}):|( +)-)(?: (?:({_FIRST}{_BLOCK}*+(?<! )|{_LINK})|([\"'])({_BLOCK}+)\\4|\\[((?:{_WORD})+)\\]"
    f"|\\{{((?:[^\\s:,]{{1,16}}: {_WORD})+)\\}}))?\n"
)
#: numbers of the groups
_KEY, _DASH, _PLAIN, _QUOTED, _LIST = 1, 2, 3, 5, 6
#: the only thing that `yaml_slips` looks closer at and that passes here: these after a dash
_AFTER_DASH = "“【［｛"
#: field names met before; bounded, for hostile files
_REMEMBERED = 4096
_names: set[str] = set()


def scan(text: str, first_line: int = 1) -> SimpleFields | None:
    """The fields of `text`, which begins on line `first_line` of its file; None where it is not simple enough."""
    if not text.endswith("\n"):
        text += "\n"
    end = len(text)
    if end > MAX_CHARACTERS or (any([sign in text for sign in _AFTER_DASH]) and looks_odd(text)):
        return None
    fields: SimpleFields = {}
    at, line = 0, first_line
    match_line = _LINE.match
    while at < end:
        match = match_line(text, at)
        if match is None:
            return None
        key = match[_KEY]
        if key is None or key in fields or not (key in _names or _is_name(key)):
            return None
        if match.lastindex == _KEY:
            read = _items(text, match.end(), line + 1)
            if read is None:
                return None
            fields[key], at, line = read
            continue
        value = _value(match, at, line << COLUMN_BITS)
        if value is None:
            return None
        fields[key] = value
        at = match.end()
        line += 1
    return fields or None


def _is_name(key: str) -> bool:
    """Whether a key is all common Han: then no other spelling folds to it."""
    good = min(key) >= "\u4e00" and max(key) <= "\u9fff"
    if good and len(_names) < _REMEMBERED:
        _names.add(key)
    return good


def _value(match: re.Match[str], start: int, line: int) -> Simple | None:
    """The value of a line that begins at `start`; `line` is its position without column."""
    kind = match.lastindex or 0
    content = match[kind]
    where = line | match.start(kind) - start + 1
    if kind == _PLAIN:
        return where, content
    if kind == _QUOTED:
        return where - 1, content
    if kind == _LIST:
        words: list[Simple] = []
        at = where
        for word in content.split(", "):
            words.append((at, word))
            at += len(word) + 2
        return where - 1, words
    return _group(content, where)


def _group(content: str, where: int) -> Simple | None:
    """`键: 值, 键: 值` at position `where`; None where a key stands twice or is no name."""
    group: dict[str, Simple] = {}
    opening = where - 1
    for pair in content.split(", "):
        key, _, word = pair.partition(": ")
        if key in group or not (key in _names or _is_name(key)):
            return None
        group[key] = (where + len(key) + 2, word)
        where += len(pair) + 2
    return opening, group


def _items(text: str, at: int, line: int) -> tuple[Simple, int, int] | None:
    """The list that begins at `at`, where it ends, and the line after it; None where there is no simple one."""
    items: list[Simple] = []
    first = line
    indent = ""
    while (match := _LINE.match(text, at)) is not None and match[_DASH]:
        indent = indent or match[_DASH]
        item = _value(match, at, line << COLUMN_BITS) if match.lastindex != _DASH else None
        if match[_DASH] != indent or item is None:
            return None
        items.append(item)
        at = match.end()
        line += 1
    if not items:
        return None
    return (first << COLUMN_BITS | len(indent) + 1, items), at, line
