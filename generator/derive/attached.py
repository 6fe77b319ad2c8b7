"""Words of an entry's attachments in its searched text (docs/search-format.md §11), and how they are told apart again.

Behind the entry's own text each attachment has a piece that begins with a line break and a mark: a control character that
folding drops, so that neither engine sees it when it compares. The piece is the attachment's name, a line break, its words.
The nth piece is the attachment of number n; a number that is not published has a piece without a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

#: has a reading view and words; has a reading view, but no words were recognised in it (a scan); is of another kind
READ, UNREAD, OTHER = "\x1d", "\x1e", "\x1f"
#: characters kept of one attachment's words, and of all of one entry: a phone loads the texts of ten results
PER_FILE, PER_ENTRY = 20_000, 40_000
_PIECES = re.compile(f"\n?([{READ}{UNREAD}{OTHER}])")


class AttachedFile(NamedTuple):
    """A published attachment as a plan knows it: facts only."""

    number: int
    #: 名称, what readers see
    name: str
    #: name of the file, which its words are known by
    file: str
    #: of a kind that has a reading view
    readable: bool


class Piece(NamedTuple):
    """An attachment's part of a searched text."""

    #: READ, UNREAD or OTHER
    mark: str
    name: str
    #: the name and the words, as they are searched
    text: str


def with_attached(own: str, files: Sequence[AttachedFile], words: Mapping[str, str]) -> str:
    """An entry's `own` text with its attachments' `words`, by name of the file, in at most PER_ENTRY characters."""
    own = _unmarked(own)
    room = PER_ENTRY
    pieces = {file.number: OTHER for file in files}
    for file in files:
        said = _unmarked(words.get(file.file, "")).strip() if file.readable else ""
        kept = said[: min(PER_FILE, room)]
        room -= len(kept)
        mark = OTHER if not file.readable else READ if said else UNREAD
        pieces[file.number] = mark + "\n".join(filter(None, (" ".join(_unmarked(file.name).split()), kept)))
    last = max(pieces, default=0)
    return "\n".join(filter(None, (own, *(pieces.get(number, OTHER) for number in range(1, last + 1)))))


def _unmarked(text: str) -> str:
    """Without what an author may have written of our marks."""
    return _PIECES.sub(" ", text) if any(mark in text for mark in (READ, UNREAD, OTHER)) else text


def own_text(text: str) -> str:
    """A searched text without its attachments."""
    return _PIECES.split(text, maxsplit=1)[0]


def attached_pieces(text: str) -> tuple[str, tuple[Piece, ...]]:
    """A searched text taken apart: the entry's own, and its attachments in order of number."""
    own, *rest = _PIECES.split(text)
    return own, tuple(
        Piece(mark, said.partition("\n")[0], said) for mark, said in zip(rest[::2], rest[1::2], strict=True)
    )


def page_address(href: str, number: int) -> str:
    """The reading view of attachment `number` of the entry at `href` (`permalinks.attachment_page`)."""
    return f"{href.removesuffix('.html')}/{number}.html"
