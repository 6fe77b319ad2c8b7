"""Unsigned LEB128, one by one; `shards.py` writes many at once."""

from __future__ import annotations

from collections.abc import Iterable


def encode(values: Iterable[int]) -> bytes:
    """The varints of `values`."""
    found = bytearray()
    for value in values:
        while value > 0x7F:
            found.append(value & 0x7F | 0x80)
            value >>= 7
        found.append(value)
    return bytes(found)


def decode(data: bytes, position: int, count: int) -> tuple[list[int], int]:
    """`count` values from `position`, and where they end. ValueError when `data` ends before."""
    values: list[int] = []
    try:
        for _ in range(count):
            byte = data[position]
            position += 1
            value = byte & 0x7F
            shift = 7
            while byte > 0x7F:
                byte = data[position]
                position += 1
                value |= (byte & 0x7F) << shift
                shift += 7
            values.append(value)
    except IndexError:
        raise ValueError("truncated varint") from None
    return values, position


def ascending(values: Iterable[int]) -> Iterable[int]:
    """Differences of ascending values; the first as it is."""
    before = 0
    for value in values:
        yield value - before
        before = value


def summed(differences: list[int]) -> list[int]:
    """The values whose differences these are."""
    total = 0
    values = []
    for difference in differences:
        total += difference
        values.append(total)
    return values
