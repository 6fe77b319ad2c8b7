"""The order in which documents are searched and shown."""

from __future__ import annotations

from collections.abc import Iterable

from generator.derive.search_documents import SearchDocument


def newest_first(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """By date, newest first, undated last; by id within a day. Ties in a result stand in this order."""
    ordered = sorted(documents, key=lambda document: document.id)
    ordered.sort(key=lambda document: document.date, reverse=True)
    return ordered
