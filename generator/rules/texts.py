"""What readers will see of an entry, as pairs of key and text; and where a character of the body stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping

from generator.findings import Place
from generator.model.entry import Entry, Value

BODY = "正文"
#: one rule lists at most so many places of one text; a file full of them needs no list
MOST = 20


def texts_of(entry: Entry, internal: Container[str], body: str) -> tuple[tuple[str, str], ...]:
    """Key and text of everything readers may see, the body last; `internal` fields stay in the repository."""
    found = [pair for key, value in entry.values.items() if key not in internal for pair in _leaves(key, value)]
    if body:
        found.append((BODY, body))
    return tuple(found)


def words_of(entry: Entry, internal: Container[str]) -> list[str]:
    """The texts of `texts_of` without their keys and without the body: on the way of every entry, so no more than that."""
    found: list[str] = []
    for key, value in entry.values.items():
        if key not in internal:
            if type(value) is str:
                found.append(value)
            elif not isinstance(value, dt.date):
                _add_words(value, found)
    return found


def _add_words(value: Value, found: list[str]) -> None:
    if type(value) is str:
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _add_words(item, found)
    elif isinstance(value, Mapping):
        for item in value.values():
            _add_words(item, found)


def attachment_texts_of(entry: Entry, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Key and text of what the attachments say; the key leads to the attachment's place in the entry."""
    for attachment in entry.attachments:
        text = texts.get(attachment.file.name, "")
        if text:
            yield f"附件[{attachment.number - 1}].{attachment.file.name} 的内容", text


def _leaves(key: str, value: Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _leaves(f"{key}[{index}]", item)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _leaves(f"{key}.{name}", item)


def body_place(entry: Entry, body: str, offset: int) -> Place:
    """The place of character `offset` of `body`, which is the entry's."""
    line = body.count("\n", 0, offset)
    column = offset - (body.rfind("\n", 0, offset) + 1) + 1
    return Place(entry.body_path or entry.path, entry.body_line + line, column)
