"""The page that compares two issued versions of a normative document."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Day, Link


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of a paragraph; `tag` is `ins`, `del` or empty."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph that differs (`word` says how), or `skipped` ones that do not."""

    word: str
    pieces: tuple[TextPiece, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """xx/<entry>/duizhao-<n>.html."""

    title: str
    old: Link  # `note`: number and date
    new: Link
    paragraphs: tuple[TextParagraph, ...]
    #: paragraphs changed, added, removed
    counts: tuple[int, int, int]
    #: the texts are too long to be compared
    too_long: bool
    as_of: Day
