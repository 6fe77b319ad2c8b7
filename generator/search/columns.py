"""Columns of facets: which value each document has, in chunks of many documents (docs/search-format.md §7)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from generator.derive.search_documents import SearchDocument
from generator.search import varints
from generator.search.compression import deflated
from generator.search.layout import FACETS, Parameters, facet_address, twin, twin_address

#: (id, name) of the values of one document, by facet
Values = Mapping[str, tuple[tuple[str, str], ...]]


def document_values(document: SearchDocument) -> Values:
    """The values that a document states itself."""
    found = {
        "lanmu": tuple((name, name) for name in document.columns),
        "jigou": ((document.organization_id or document.organization, document.organization),),
        "leixing": ((document.type_id or document.type, document.type),),
        "niandu": ((document.date[:4], document.date[:4]),),
        "xiaoli": ((document.state, document.state),),
        "zhuti": ((document.topic_id or document.topic, document.topic),),
        "shixiang": document.items,
        "duixiang": tuple((name, name) for name in document.audiences),
    }
    return {facet: values for facet, values in found.items() if values and values[0][0]}


def facet_files(documents: Iterable[tuple[int, Values]], parameters: Parameters) -> Iterator[tuple[str, bytes]]:
    """The chunks of every facet for (number, values), ascending, and the twin of each facet."""
    twins: dict[str, dict[int, bytes]] = {facet: {} for facet in FACETS}
    for chunk, members in groupby(documents, key=lambda one: one[0] >> parameters.facets):
        held = list(members)
        numbers = varints.ascending([number for number, _ in held])
        for facet in FACETS:
            content = _column(numbers, [values.get(facet, ()) for _, values in held])
            twins[facet][chunk] = content
            yield facet_address(facet, chunk), content
    for facet, chunks in twins.items():
        yield twin_address("f", facet), twin("f", facet, chunks)


def _column(numbers: Sequence[int], values: Sequence[tuple[tuple[str, str], ...]]) -> bytes:
    distinct = set(values)
    known = sorted({value for row in distinct for value in row})
    code = {value: place for place, value in enumerate(known)}
    codes = {row: _codes([code[value] for value in row]) for row in distinct}
    rows = [codes[row] for row in values]
    found = {"numbers": numbers, "values": known, "rows": rows}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return deflated(text.encode("utf-8", "backslashreplace"))


def _codes(codes: list[int]) -> int | list[int]:
    return codes[0] if len(codes) == 1 else codes or -1
