"""Unsigned LEB128, one by one; `shards.py` writes many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import sub


def encode(values: Iterable[int]) -> bytes:
    """The varints of `values`."""
    held = list(values)
    if not held or max(held) <= 0x7F:
        return bytes(held)
    found = bytearray()
    for value in held:
        while value > 0x7F:
            found.append(value & 0x7F | 0x80)
            value >>= 7
        found.append(value)
    return bytes(found)


def decode(data: bytes, position: int, count: int) -> tuple[list[int], int]:
    """`count` values from `position`, and where they end. ValueError when `data` ends before."""
    values = list(data[position : position + count])
    if len(values) == count and max(values, default=0) <= 0x7F:
        return values, position + count
    values = []
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


def numbers_of(stream: bytes) -> list[int]:
    """The ascending numbers whose differences `stream` holds. ValueError when it ends within one."""
    numbers: list[int] = []
    total = value = shift = 0
    for byte in stream:
        if byte > 0x7F:
            value |= (byte & 0x7F) << shift
            shift += 7
        else:
            total += value | byte << shift
            numbers.append(total)
            value = shift = 0
    if shift:
        raise ValueError("truncated varint")
    return numbers


def locate(stream: bytes, number: int) -> tuple[int, int, int, int, int]:
    """Where `number` stands among the ascending numbers of `stream`, or would stand.

    Its place, begin and end of the varint that is there, the number before it (0 for none) and the one that is there
    (-1 for none).
    """
    total = value = shift = place = start = 0
    for end, byte in enumerate(stream, 1):
        if byte > 0x7F:
            value |= (byte & 0x7F) << shift
            shift += 7
            continue
        found = total + (value | byte << shift)
        if found >= number:
            return place, start, end, total, found
        total, start = found, end
        value = shift = 0
        place += 1
    return place, start, start, total, -1


def ascending(values: Sequence[int]) -> list[int]:
    """Differences of ascending values; the first as it is."""
    return [*values[:1], *map(sub, values[1:], values)]
