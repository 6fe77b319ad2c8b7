"""How large things become: only coarse thresholds, so that one change does not move them (docs/search-format.md §9)."""

from __future__ import annotations

#: compressed bytes of a head posting and of a term's own entry, about
_POSTING, _TERM = 2.5, 8
#: compressed bytes of a shard, at most on average
_SHARD = 16_000
#: Shards are counted from the terms whose hash is below: a sixteenth of all.
SAMPLE = 1 << 28
#: characters of the texts of a pack, about, and documents at most
_TEXTS, _MOST = 2048, 16


def term_weight(documents: int, head: int) -> int:
    """What a term of the sample with so many documents adds to the measure that `shard_bits` takes."""
    return round(_TERM + _POSTING * min(documents, head)) if documents else 0


def shard_bits(measure: int) -> int:
    """Binary digits of a shard's number, from the sum of `term_weight` over the sample."""
    return max(0, (measure * (1 << 32) // SAMPLE // _SHARD)).bit_length()


def mean_characters(characters: int, documents: int) -> int:
    """Mean length of a text, rounded down to a power of two."""
    return 1 << max(0, (characters // max(documents, 1)).bit_length() - 1)


def text_documents(mean: int) -> float:
    """Documents of a text pack, on average."""
    return min(max(_TEXTS / (mean * 1.5), 1.0), _MOST)
