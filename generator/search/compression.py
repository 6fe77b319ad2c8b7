"""Raw deflate, inside every file: not every host compresses (docs/search-format.md §9)."""

from __future__ import annotations

import zlib

#: of titles and facets; of postings, which hardly repeat (1.5 % larger, 40 % less work); of texts, many and small
LEVEL, POSTINGS_LEVEL, TEXT_LEVEL = 6, 2, 3
_WINDOW = -15
#: No file of the index unfolds to more than this.
LIMIT = 1 << 26


def deflated(payload: bytes, level: int = LEVEL) -> bytes:
    """`payload` compressed, without a header."""
    packer = zlib.compressobj(level, zlib.DEFLATED, _WINDOW, 8)
    return packer.compress(payload) + packer.flush()


def inflated(data: bytes) -> bytes:
    """What `deflated` was given. ValueError when it is damaged or larger than any file of the index."""
    unpacker = zlib.decompressobj(_WINDOW)
    try:
        payload = unpacker.decompress(data, LIMIT)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("damaged or too large")
    return payload
