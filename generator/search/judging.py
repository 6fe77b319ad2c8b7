"""A found document looked at in its words; `theme/src/search/judging.mjs` is the twin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.derive.attached import Piece, attached_pieces
from generator.derive.search_documents import SearchDocument
from generator.search.folding import fold
from generator.search.terms import WORD, character_class, query_terms
from generator.search.understand.plan import Alternative, Group

WHY_NUMBER, WHY_TITLE, WHY_MARK, WHY_COLUMN, WHY_TEXT, WHY_ATTACHED = (
    "文号", "标题", "机关或编号", "栏目", "正文", "附件"
)  # fmt: skip
WHY_PIECES, WHY_SOME = "包含全部字词", "包含部分字词"

_PART = re.compile("[a-z0-9]")
_NOT_TITLE = re.compile("中华人民共和国|[《》()]")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a document folded, the parts of one apart by a line break, which no query contains."""

    title: str
    marks: str
    columns: str
    text: str
    #: name and words of each attachment, in order of number
    attached: tuple[str, ...]

    def places(self) -> tuple[tuple[str, str], ...]:
        """Each field and what a hit in it is called."""
        return (self.title, WHY_TITLE), (self.marks, WHY_MARK), (self.columns, WHY_COLUMN), (self.text, WHY_TEXT), *(
            (one, WHY_ATTACHED) for one in self.attached
        )

    def why(self, phrase: str) -> str:
        """Where `phrase` stands, the most telling field first; empty where it does not."""
        return next((why for field, why in self.places() if whole_at(field, phrase) >= 0), "")

    def has(self, text: str) -> bool:
        """Whether every term of `text` stands in a field."""
        return all(any(_has_term(field, term) for field, _ in self.places()) for term in query_terms(text))


@dataclass(frozen=True, slots=True)
class Judged:
    """How a document answers: `whole` when it has what was asked as it stands; `texts` are all that was asked for.

    `phrase` is what only an attachment has of it as it stands; empty where there is no such.
    """

    whole: bool
    why: str
    reading: Alternative
    needles: tuple[str, ...]
    texts: tuple[str, ...]
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as it is compared, and its texts as they are written."""

    fields: Fields
    own: str
    pieces: tuple[Piece, ...]


def seen(document: SearchDocument) -> Seen:
    """`document` taken apart and folded."""
    own, pieces = attached_pieces(document.text)
    return Seen(folded_fields(document, own, pieces), own, pieces)


def attachment_of(fields: Fields, judged: Judged, needles: Sequence[str]) -> tuple[int, str] | None:
    """Number and needle of the attachment that shows the hit, when it alone has something of what was asked: `needles`
    are those of `judged` that stand anywhere."""
    numbered = enumerate(fields.attached, 1)
    if judged.phrase:
        return next((number, judged.phrase) for number, text in numbered if whole_at(text, judged.phrase) >= 0)
    own = [field for field, why in fields.places() if why != WHY_ATTACHED]
    if not needles or any(needle in field for needle in needles for field in own):
        return None
    return next((number, needles[0]) for number, text in numbered if needles[0] in text)


def folded_fields(document: SearchDocument, own: str, pieces: Iterable[Piece]) -> Fields:
    """`document` with its `own` text and the `pieces` of its attachments as it is compared."""
    marks = (document.number, document.index_number, document.organization, *document.aliases, document.date)
    return Fields(
        title=fold(document.title),
        marks=_lines(marks),
        columns=_lines((document.type, *document.columns, document.topic)),
        text=fold(own),
        attached=tuple(fold(piece.text) for piece in pieces),
    )


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(fold(part) for part in parts if part)


def judge(fields: Fields, readings: Sequence[Alternative], *, sure: bool) -> Judged | None:
    """How a document answers `readings`, which found it, the best first; None when its words meet none of them, which
    is only asked when the index was not `sure`."""
    own = [one for one in readings if sure or one.number or _meets(fields, one)]
    if not own:
        return None
    texts = _unique((*_texts_of(own), *(phrase for one in own for phrase in one.phrases)))
    needles = _unique((*(phrase for one in own for phrase in one.phrases), *_texts_of(own)))
    number = next((one for one in own if one.number), None)
    if number:
        return Judged(True, WHY_NUMBER, number, needles, texts)
    for one in own:
        if one.least:
            continue
        asked = one.phrases or _texts_of([one])
        places = [fields.why(phrase) for phrase in asked]
        if not one.phrases or all(places):
            why = next(filter(None, places), WHY_TEXT)
            phrase = asked[places.index(WHY_ATTACHED)] if WHY_ATTACHED in places else ""
            return Judged(True, why, one, needles, texts, phrase if one.kind == "words" or why == WHY_ATTACHED else "")
    pairs = _unique(term for text in _texts_of(own) for term in query_terms(text))
    return Judged(False, WHY_SOME if own[0].least else WHY_PIECES, own[0], (*needles, *pairs), texts)


def _meets(fields: Fields, reading: Alternative) -> bool:
    """Whether the words meet all groups of a reading, as the index would say it."""

    def met(group: Group) -> bool:
        return any(fields.has(term.text) for term in group.any)

    if not all(met(group) for group in reading.groups if not group.optional):
        return False
    return sum(met(group) for group in reading.groups if group.optional) >= reading.least


def coverage(title: str, texts: Iterable[str]) -> float:
    """How much of a folded title is what was asked, 0 to 1."""
    bare = _NOT_TITLE.sub("", title)
    covered = bytearray(len(bare))
    for text in texts:
        at = bare.find(text)
        if at >= 0:
            covered[at : at + len(text)] = b"\1" * len(text)
    return sum(covered) / len(bare) if bare else 0.0


def whole_at(folded: str, phrase: str) -> int:
    """Where `phrase` stands, not as a part of a longer word or number; -1 where it does not."""
    before, after = _PART.match(phrase[:1]), _PART.match(phrase[-1:])
    at = folded.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not (before and at and _PART.match(folded[at - 1])) and not (after and _PART.match(folded[end : end + 1])):
            return at
        at = folded.find(phrase, at + 1)
    return -1


def _has_term(folded: str, term: str) -> bool:
    return whole_at(folded, term) >= 0 if character_class(term[0]) == WORD else term in folded


def _texts_of(readings: Iterable[Alternative]) -> list[str]:
    return [term.text for one in readings for group in one.groups for term in group.any]


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
