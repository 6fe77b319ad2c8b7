"""One postings file read and written in plain Python (docs/search-format.md §6): for searching and for small updates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from generator.search import varints

#: number and impact code
Posting = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """A term as a file holds it; the streams are as they stand there."""

    documents: int
    #: (document, field) pairs that have the term
    occurrences: int
    numbers: bytes
    codes: bytes
    #: file of the full list; None when the streams are the full list
    part: int | None = None

    def columns(self) -> tuple[list[int], bytes]:
        """Numbers, ascending, and their codes. ValueError when damaged."""
        differences, end = varints.decode(self.numbers, 0, len(self.codes))
        if end != len(self.numbers):
            raise ValueError("damaged postings")
        return varints.summed(differences), self.codes

    def postings(self) -> list[Posting]:
        """In ascending order of numbers. ValueError when damaged."""
        return list(zip(*self.columns(), strict=True))

    def size(self) -> int:
        """Bytes of both streams."""
        return len(self.numbers) + len(self.codes)

    def cut(self, head: int, part: int) -> Stored:
        """The head of this full list, which has more than `head` postings: the best codes, equal ones by lower number."""
        numbers, codes = self.columns()
        missing, border = head, 256
        counts = Counter(codes)
        while counts[border - 1] < missing:
            border -= 1
            missing -= counts[border]
        border -= 1
        kept = [place for place, code in enumerate(codes) if code >= border]
        equal = [place for place in kept if codes[place] == border][missing:]
        if equal:
            dropped = set(equal)
            kept = [place for place in kept if place not in dropped]
        short = varints.encode(varints.ascending([numbers[place] for place in kept]))
        return Stored(self.documents, self.occurrences, short, bytes(codes[place] for place in kept), part)


def stored(numbers: Sequence[int], codes: bytes, occurrences: int) -> Stored:
    """A full list, from its columns."""
    return Stored(len(numbers), occurrences, varints.encode(varints.ascending(numbers)), codes)


def read_postings(payload: bytes, head: int | None) -> dict[str, Stored]:
    """The terms of a head file (`head` postings at most), or of a part of full lists (None). ValueError when damaged."""
    names, position = _names(payload)
    documents, position = varints.decode(payload, position, len(names))
    extra, position = varints.decode(payload, position, len(names))
    sizes, position = varints.decode(payload, position, len(names))
    long = [head is not None and count > head for count in documents]
    parts, position = varints.decode(payload, position, sum(long))
    counts = [count if head is None else min(count, head) for count in documents]
    codes = position + sum(sizes)
    if codes + sum(counts) != len(payload):
        raise ValueError("damaged postings file")
    found: dict[str, Stored] = {}
    part = iter(parts)
    for place, name in enumerate(names):
        end, last = position + sizes[place], codes + counts[place]
        found[name] = Stored(
            documents[place], documents[place] + extra[place], payload[position:end], payload[codes:last],
            next(part) if long[place] else None,
        )  # fmt: skip
        position, codes = end, last
    return found


def _names(payload: bytes) -> tuple[list[str], int]:
    (count,), position = varints.decode(payload, 0, 1)
    names: list[str] = []
    for _ in range(count):
        (size,), position = varints.decode(payload, position, 1)
        names.append(payload[position : position + size].decode())
        position += size
    return names, position


def written_postings(terms: Mapping[str, Stored]) -> bytes:
    """The file that `read_postings` reads."""
    ordered = [(name.encode(), one) for name, one in terms.items()]
    ordered.sort(key=itemgetter(0))
    held = [one for _, one in ordered]
    return b"".join(
        (
            varints.encode((len(ordered),)),
            *(varints.encode((len(name),)) + name for name, _ in ordered),
            varints.encode(one.documents for one in held),
            varints.encode(stored.occurrences - one.documents for one in held),
            varints.encode(len(one.numbers) for one in held),
            varints.encode(one.part for one in held if one.part is not None),
            *(one.numbers for one in held),
            *(one.codes for one in held),
        )
    )
