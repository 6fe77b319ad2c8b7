"""Cutting the claims of a repository into batches that are read, kept and looked up together."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from generator.source.walk import Claim

#: claims of a batch on average, and at most
BATCH, MOST = 64, 256


def batches(claims: Sequence[Claim]) -> list[list[Claim]]:
    """`claims` in order of id, cut where the hash of an id says so: an entry more or less changes one batch."""
    made: list[list[Claim]] = []
    batch: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: claim.id):
        batch.append(claim)
        if len(batch) >= MOST or crc32(claim.id.encode("utf-8", "surrogateescape")) % BATCH == 0:
            made.append(batch)
            batch = []
    return [*made, batch] if batch else made
