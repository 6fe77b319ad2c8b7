"""Packs of titles and of texts, and their twins (docs/search-format.md §7)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from generator.derive.search_documents import SearchDocument
from generator.search.compression import LEVEL, TEXT_LEVEL, deflated, inflated
from generator.search.layout import TWINS, Parameters, text_address, title_address, twin, twin_address

Row = Sequence[object]


def title_files(
    documents: Iterable[tuple[int, SearchDocument]], parameters: Parameters
) -> Iterator[tuple[str, bytes]]:
    """The packs of titles of (number, document), ascending, and their twins."""
    rows = (title_row(number, document) for number, document in documents)
    yield from _files("d", rows, parameters.titles, title_address, LEVEL)


def text_files(texts: Iterable[tuple[int, str]], parameters: Parameters) -> Iterator[tuple[str, bytes]]:
    """The packs of (number, text), ascending, and their twins. Slices cut at multiples of `text_span` add up."""
    yield from _files("t", (text for text in texts if text[1]), parameters.texts, text_address, TEXT_LEVEL)


def text_span(parameters: Parameters) -> int:
    """So many numbers share one twin: work on texts may be cut at its multiples."""
    return 1 << (parameters.texts + TWINS["t"])


def title_row(number: int, document: SearchDocument) -> Row:
    """What a result shows and what a query is verified against, but for the text."""
    return (
        number, document.id, document.href, document.title, document.number, document.index_number,
        document.organization, document.type, document.columns, document.topic, document.date, document.state,
        int(document.sample), document.aliases,
    )  # fmt: skip


def document_of(row: Sequence[Any], text: str) -> SearchDocument:
    """The document of a row of a title pack and its text. ValueError when it is no such row."""
    try:
        _, id_, href, title, number, index_number, unit, type_, columns, topic, date, state, sample, aliases = row
    except (TypeError, ValueError):
        raise ValueError("not a row of titles") from None
    return SearchDocument(
        id=id_, href=href, title=title, number=number, index_number=index_number, organization=unit, type=type_,
        columns=tuple(columns), topic=topic, date=date, state=state, sample=bool(sample), text=text,
        aliases=tuple(aliases),
    )  # fmt: skip


def pack(rows: Iterable[Row], level: int = LEVEL) -> bytes:
    """A pack of rows that begin with their number."""
    return deflated(written_rows(rows), level)


def written_rows(rows: Iterable[Row]) -> bytes:
    """Rows as JSON; a lone surrogate, which UTF-8 cannot hold, as JSON's own escape."""
    text = json.dumps(list(rows), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def unpack(content: bytes) -> dict[int, Sequence[Any]]:
    """The rows of a pack by number. ValueError when it is damaged."""
    rows = json.loads(inflated(content))
    if not isinstance(rows, list) or not all(isinstance(row, list) and row for row in rows):
        raise ValueError("not a pack")
    return {row[0]: row for row in rows}


def _files(
    kind: str, rows: Iterable[Row], shift: int, address: Callable[[int], str], level: int
) -> Iterator[tuple[str, bytes]]:
    def place(row: Row) -> int:
        number = row[0]
        assert isinstance(number, int)
        return number >> shift

    packed = ((number, pack(members, level)) for number, members in groupby(rows, key=place))
    for group, files in groupby(packed, key=lambda one: one[0] >> TWINS[kind]):
        members = dict(files)
        for number, content in members.items():
            yield address(number), content
        yield twin_address(kind, group), twin(kind, group, members)
