"""How the full lists of a shard share files."""

from __future__ import annotations

from collections.abc import Iterable

#: bytes of the streams of a part; a list that is longer has a part of its own
PART_LIMIT = 16 * 1024


def parts_of(sizes: Iterable[int]) -> list[int]:
    """The part of each list, in order, from the sizes of their streams."""
    found: list[int] = []
    part = held = 0
    for size in sizes:
        if held and held + size > PART_LIMIT:
            part, held = part + 1, 0
        held += size
        found.append(part)
    return found
