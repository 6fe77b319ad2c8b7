"""Issued versions of normative documents: which texts are compared (only what was published, never a draft)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.derive.record import Record
from generator.derive.site import Site

#: by which a document takes the place of an earlier one. A 修改决定 lists changes and is no version of the text
SUCCESSIONS = ("替代",)


class Comparison(NamedTuple):
    """A document and the earlier one it replaces."""

    number: int
    old: Record
    new: Record


def comparisons(record: Record, site: Site) -> Iterator[Comparison]:
    """The earlier versions that `record` is compared with, numbered from 1. Facts alone decide it."""
    if not _issued(record):
        return
    found = [
        old
        for relation in record.relations
        if relation.name in SUCCESSIONS and (old := site.by_id.get(relation.target)) is not None and _issued(old)
    ]
    for number, old in enumerate(sorted(found, key=lambda old: old.id), 1):
        yield Comparison(number, old, record)


def compared(record: Record, site: Site) -> bool:
    """Whether the text of `record` stands on a page of comparison, its own or a later version's."""
    if any(True for _ in comparisons(record, site)):
        return True
    inverse = {f"被{name}" for name in SUCCESSIONS}
    later = (site.by_id.get(relation.target) for relation in record.relations if relation.name in inverse)
    return _issued(record) and any(other is not None and _issued(other) for other in later)


def _issued(record: Record) -> bool:
    """A normative document (特性 效力) with a text, public."""
    return "效力" in record.entry.type.traits and record.entry.has_body and not record.pending
