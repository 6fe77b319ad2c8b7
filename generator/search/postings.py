"""One postings file read and written in plain Python (docs/search-format.md §6): for searching and for small updates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from typing import NamedTuple

from generator.search import varints

#: number and impact code
Posting = tuple[int, int]


class Stored(NamedTuple):
    """A term as a file holds it; the streams are as they stand there."""

    documents: int
    #: (document, field) pairs that have the term, beyond one per document
    extra: int
    numbers: bytes
    codes: bytes
    #: file of the full list; -1 when the streams are the full list
    part: int = -1

    @property
    def occurrences(self) -> int:
        """(document, field) pairs that have the term."""
        return self.documents + self.extra

    def columns(self) -> tuple[list[int], bytes]:
        """Numbers, ascending, and their codes. ValueError when damaged."""
        numbers = varints.numbers_of(self.numbers)
        if len(numbers) != len(self.codes):
            raise ValueError("damaged postings")
        return numbers, self.codes

    def postings(self) -> list[Posting]:
        """In ascending order of numbers. ValueError when damaged."""
        return list(zip(*self.columns(), strict=True))

    def edited(self, number: int, code: int | None, fields: int) -> Stored:
        """This full list with one posting put in, given another code, or (None) taken out.

        `fields` is what that adds to the (document, field) pairs.
        """
        place, start, end, before, found = varints.locate(self.numbers, number)
        there = found == number
        codes = self.codes[:place] + (b"" if code is None else bytes((code,))) + self.codes[place + there :]
        extra = self.extra + fields - (len(codes) - self.documents)
        stream = self.numbers
        if code is None and there and end < len(stream):
            (following,), after = varints.decode(stream, end, 1)
            stream = stream[:start] + varints.encode((found - before + following,)) + stream[after:]
        elif code is None and there:
            stream = stream[:start]
        elif code is not None and not there:
            differences = (number - before, found - number) if found >= 0 else (number - before,)
            stream = stream[:start] + varints.encode(differences) + stream[end:]
        return Stored(len(codes), extra, stream, codes)

    def size(self) -> int:
        """Bytes of both streams."""
        return len(self.numbers) + len(self.codes)

    def cut(self, head: int, part: int) -> Stored:
        """The head of this full list, which has more than `head` postings: the best codes, equal ones by lower number."""
        numbers, codes = self.columns()
        counts = Counter(codes)
        missing, border = head, 255
        while counts[border] < missing:
            missing -= counts[border]
            border -= 1
        kept = [place for place, code in enumerate(codes) if code >= border]
        dropped = {place for place in [place for place in kept if codes[place] == border][missing:]}
        if dropped:
            kept = [place for place in kept if place not in dropped]
        stream = varints.encode(varints.ascending([numbers[place] for place in kept]))
        return Stored(self.documents, self.extra, stream, bytes(map(codes.__getitem__, kept)), part)


#: a term that no document has
NOTHING = Stored(0, 0, b"", b"")


def read_postings(payload: bytes, head: int | None) -> dict[str, Stored]:
    """The terms of a head file (`head` postings at most), or of a part of full lists (None). ValueError when damaged."""
    names, position = _names(payload)
    documents, position = varints.decode(payload, position, len(names))
    extra, position = varints.decode(payload, position, len(names))
    sizes, position = varints.decode(payload, position, len(names))
    parts, counts = [-1] * len(names), documents
    if head is not None and any(count > head for count in documents):
        counts = [min(count, head) for count in documents]
        long = [place for place, count in enumerate(documents) if count > head]
        found, position = varints.decode(payload, position, len(long))
        for place, part in zip(long, found, strict=True):
            parts[place] = part
    middle = position + sum(sizes)
    if middle + sum(counts) != len(payload):
        raise ValueError("damaged postings file")
    numbers, codes = _slices(payload, position, sizes), _slices(payload, middle, counts)
    return dict(zip(names, map(Stored, documents, extra, numbers, codes, parts), strict=True))


def _slices(payload: bytes, start: int, sizes: Iterable[int]) -> list[bytes]:
    return [payload[a:b] for a, b in pairwise(accumulate(sizes, initial=start))]


def _names(payload: bytes) -> tuple[list[str], int]:
    (count,), position = varints.decode(payload, 0, 1)
    if count > len(payload):
        raise ValueError("damaged postings file")
    names: list[str] = []
    try:
        for _ in range(count):
            # No term has more than 24 characters, so its length is one byte.
            start = position + 1
            position = start + payload[position]
            names.append(payload[start:position].decode())
    except IndexError:
        raise ValueError("damaged postings file") from None
    return names, position


def written_postings(terms: Mapping[str, Stored]) -> bytes:
    """The file that `read_postings` reads."""
    names = sorted(name.encode() for name in terms)
    held = [terms[name.decode()] for name in names]
    documents, extra, numbers, codes, parts = zip(*held, strict=True) if held else ((),) * 5
    return b"".join(
        (
            varints.encode((len(names),)),
            *(bytes((len(name),)) + name for name in names),
            varints.encode(documents),
            varints.encode(extra),
            varints.encode(map(len, numbers)),
            varints.encode(part for part in parts if part >= 0),
            *numbers,
            *codes,
        )
    )
