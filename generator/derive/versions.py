"""Issued versions of normative documents: which texts are compared (only what was published, never a draft)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.derive.record import Record
from generator.derive.site import Site

#: relations by which a document takes the place of an earlier one
SUCCESSIONS = ("替代", "修改")


class Comparison(NamedTuple):
    """A document and the earlier one it replaces or amends."""

    number: int
    old: Record
    new: Record
    #: 替代 or 修改
    relation: str


def comparisons(record: Record, site: Site) -> Iterator[Comparison]:
    """The earlier versions that `record` is compared with, numbered from 1. Facts alone decide it."""
    if not _issued(record):
        return
    found = [
        (relation.name, old)
        for relation in record.relations
        if relation.name in SUCCESSIONS and (old := site.by_id.get(relation.target)) is not None and _issued(old)
    ]
    for number, (name, old) in enumerate(sorted(found, key=lambda pair: pair[1].id), 1):
        yield Comparison(number, old, record, name)


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
