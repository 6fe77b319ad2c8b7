"""Whether and how well one document answers a query; `theme/src/search/matching.mjs` is the twin of this module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.derive.search_documents import SearchDocument
from generator.search.folding import bigrams, fold, query_words
from generator.search.numbers import NumberQuery, number_key, number_matches, parse_number

# number > title > index number, unit > column > text; the text's count only decides within a level.
NUMBER, NUMBER_START = 10000, 8000
TITLE_EQUAL, TITLE_START, TITLE = 6000, 5000, 4000
MARK, COLUMN, TEXT = 2000, 1500, 1000
COUNT_LIMIT = 99

WHY_NUMBER, WHY_TITLE, WHY_MARK, WHY_COLUMN, WHY_TEXT = "文号", "标题", "机关或编号", "栏目", "正文"
WHY_PARTS = "包含部分字词"


@dataclass(frozen=True, slots=True)
class Plan:
    """A query, folded and bounded."""

    folded: str
    words: tuple[str, ...]
    number: NumberQuery | None

    @property
    def as_words(self) -> Plan:
        """The same query not read as a number: asked when no document has or cites that number."""
        return Plan(self.folded, self.words, None)

    @property
    def needles(self) -> tuple[str, ...]:
        """What is marked in titles and excerpts, the most telling first."""
        cited = (self.number.cited,) if self.number else ()
        return tuple(dict.fromkeys((*cited, self.folded, *self.words)))


@dataclass(frozen=True, slots=True)
class Folded:
    """A document, folded once for many queries."""

    title: str
    number: str  # key
    #: number, index number, unit, date: one text, the parts apart by a line break that no query contains
    marks: str
    #: type, columns, topic
    columns: str
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """How well a document answers; `parts` are the pieces that were found when the whole was not."""

    score: int
    why: str
    parts: tuple[str, ...] = ()


def plan(query: str) -> Plan:
    """Read a query as typed. A query without words finds nothing."""
    folded, words = query_words(query)
    return Plan(folded, words, parse_number(folded) if words else None)


def folded_document(document: SearchDocument) -> Folded:
    """`document` as it is compared."""
    marks = (document.number, document.index_number, document.organization, *document.aliases, document.date)
    columns = (document.type, *document.columns, document.topic)
    return Folded(
        title=fold(document.title),
        number=number_key(document.number),
        marks="\n".join(fold(mark) for mark in marks),
        columns="\n".join(fold(column) for column in columns),
        text=fold(document.text),
    )


def match(asked: Plan, document: Folded) -> Match | None:
    """The document's answer to the whole query or to all of its words, or None."""
    if not asked.words:
        return None
    if asked.number:
        return _match_number(asked.number, document)
    whole = _level(asked.folded, document)
    if whole[0]:
        return Match(whole[0], whole[1])
    if len(asked.words) == 1 and asked.words[0] == asked.folded:
        return None
    levels = [_level(word, document) for word in asked.words]
    if not all(level for level, _ in levels):
        return None
    best = max(levels, key=lambda level: level[0])
    return Match(sum(level for level, _ in levels) // len(levels), best[1])


def _match_number(number: NumberQuery, document: Folded) -> Match | None:
    """The document that has the number, or cites it; 〔2021〕24 must not find 〔2021〕240."""
    if number_matches(number, document.number):
        return Match(NUMBER if number.exact else NUMBER_START, WHY_NUMBER)
    score, why = _level(number.cited, document)
    return Match(score, why) if score else None


def _level(word: str, document: Folded) -> tuple[int, str]:
    count = min(document.text.count(word), COUNT_LIMIT)
    if word in document.title:
        start = TITLE_EQUAL if word == document.title else TITLE_START if document.title.startswith(word) else TITLE
        return start + count, WHY_TITLE
    if word in document.marks:
        return MARK + count, WHY_MARK
    if word in document.columns:
        return COLUMN + count, WHY_COLUMN
    return (TEXT + count, WHY_TEXT) if count else (0, "")


def match_parts(asked: Plan, document: Folded) -> Match | None:
    """A document that holds at least 60 % of the query's character pairs; asked when nothing has all of it."""
    pairs = tuple(dict.fromkeys(pair for word in asked.words for pair in bigrams(word)))
    if len(pairs) < 2:
        return None
    everything = "\n".join((document.title, document.marks, document.columns, document.text))
    present = sum(pair in everything for pair in pairs)
    if present * 5 < len(pairs) * 3:
        return None
    titled = sum(pair in document.title for pair in pairs)
    parts = common_parts(asked.words, everything)
    longest = max((len(part) for part in parts), default=0)
    return Match(present * 600 // len(pairs) + titled * 300 // len(pairs) + longest, WHY_PARTS, parts)


def common_parts(words: Sequence[str], text: str) -> tuple[str, ...]:
    """The longest pieces (two characters and more) of `words` in `text`, none within another, longest first."""
    parts: dict[str, None] = {}
    for word in words:
        end = reached = 0
        for start in range(len(word) - 1):
            end = max(end, start + 1)
            while end < len(word) and word[start : end + 1] in text:
                end += 1
            if end - start > 1 and end > reached:
                parts[word[start:end]] = None
                reached = end
    return tuple(sorted(parts, key=lambda part: -len(part)))
