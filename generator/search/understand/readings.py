"""Readings of a query's pieces: with synonyms, as a question, relaxed. Numbers here are weights, tuned on benchmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.search.understand.plan import ALWAYS, FEW, NONE, Alternative, Group, Term, need, need_not
from generator.search.understand.words import PARTICLES, PLACE, UNKNOWN, VOID, WEAK, WORD, Piece, Words, cut, trimmed

#: formal words for what was typed, other words of the same thing, words near it
FORMAL, OTHER, RELATED = 0.6, 0.5, 0.3
WEAK_WEIGHT, YEAR_WEIGHT = 0.5, 0.3
#: of what a question asks about, what is named last counts full
EARLIER = 0.6
RELAXED_WEIGHT, ANY_WEIGHT = 0.5, 0.9
PLACE_WEIGHT, UNKNOWN_WEIGHT = 0.3, 0.7
MOST_GROUPS, MOST_PAIRS = 6, 12
#: so many pieces without a blank between them are a sentence
SENTENCE_PIECES = 3

_YEAR = re.compile("(?:19|20)[0-9]{2}年?")


def pieces_of(text: str, words: Words) -> list[Piece]:
    """A word of the query (no blanks in it) in pieces; Latin words and numbers are unknown pieces of their own."""
    found: list[Piece] = []
    for run in re.findall("[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+年?", text):
        if run[0].isascii():
            kind = WEAK if _YEAR.fullmatch(run) else words.kinds.get(run, UNKNOWN)
            found.append(Piece(run, kind, -1 if kind == WEAK else words.places.get(run, -1)))
        else:
            found.extend(cut(run, words))
    return found


def is_question(pieces: Sequence[Piece]) -> bool:
    """Whether words of a question were typed."""
    return any(piece.kind == VOID and (len(piece.text) > 1 or piece.text in PARTICLES) for piece in pieces)


class Reading:
    """A query's pieces sorted by what they are good for."""

    def __init__(self, typed: Sequence[str], words: Words) -> None:
        runs = [pieces_of(text, words) for text in together(typed, words)]
        pieces = [piece for run in runs for piece in run]
        question = is_question(pieces)
        self.sentence = question or any(sum(p.kind != VOID for p in run) >= SENTENCE_PIECES for run in runs)
        self.kind = "question" if question else "synonym"
        self.single = len(typed) == 1
        self.words = words
        kept = [p for p in (trimmed(pieces, words) if question else pieces) if p.kind != VOID]
        known = _unique([p for p in kept if p.kind == WORD])
        unknown = _unique([p for p in kept if p.kind == UNKNOWN and len(p.text) > 1])
        places = _unique([p for p in kept if p.kind == PLACE])
        weak = _unique([p for p in kept if p.kind == WEAK or (p.kind == UNKNOWN and len(p.text) == 1)])
        if not known:
            # 孩子, 房子 say enough when nothing says more
            known = [p for p in weak if p.group >= 0 and len(p.text) > 1]
            weak = [p for p in weak if p not in known]
        if not (known or unknown):
            known, weak = (places, weak) if places else (_unique(whole_words(kept)), [])
            places = []
        self.known, self.unknown, self.places = known[:MOST_GROUPS], unknown[:MOST_GROUPS], places[:MOST_GROUPS]
        self.weak = weak[:MOST_GROUPS]

    @property
    def empty(self) -> bool:
        """Whether nothing was asked."""
        return not (self.known or self.unknown)

    def label(self) -> str:
        """The words searched in addition, as they are shown."""
        shown: list[str] = []
        for piece in self.known:
            shown.extend(term.text for term in self._terms(piece)[1:3])
        return "、".join(dict.fromkeys(shown))

    def alternatives(self) -> Iterator[Alternative]:
        """All that says something; then less and less."""
        places = [(p, PLACE_WEIGHT, self.sentence) for p in self.places]
        core = self.known or self.unknown
        rest = [] if core is self.unknown else self.unknown
        extra = [(p, UNKNOWN_WEIGHT if self.sentence else 1.0, self.sentence) for p in rest]
        whole = [(p, factor, False) for p, factor in zip(core, self._factors(core), strict=True)]
        yield self._alternative(self.kind, [*whole, *extra, *places])
        soft = [(p, weight, True) for p, weight, _ in (*extra, *places)]
        if soft and not self.sentence:
            yield self._alternative("relaxed", [*whole, *soft], weight=RELAXED_WEIGHT, when=FEW)
        if len(core) > 1:
            every = [(p, weight, True) for p, weight, _ in whole]
            weight = ANY_WEIGHT if self.sentence else RELAXED_WEIGHT
            when = ALWAYS if self.sentence or (self.single and len(self.known) > 1) else FEW
            yield self._alternative("relaxed", [*every, *soft], weight=weight, when=when, least=1)
        yield from self._pairs()

    def _alternative(
        self,
        kind: str,
        pieces: Sequence[tuple[Piece, float, bool]],
        *,
        weight: float = 1.0,
        when: str = ALWAYS,
        least: int = 0,
    ) -> Alternative:
        groups = tuple(self._group(piece, factor, optional) for piece, factor, optional in pieces)
        # what says little must not be what is met
        weak = () if least else self._weak_groups()
        return Alternative(kind, (*groups, *weak), weight, when, self.label(), least=least)

    def _group(self, piece: Piece, factor: float, optional: bool) -> Group:
        return Group(tuple(Term(t.text, round(t.weight * factor, 3)) for t in self._terms(piece)), optional)

    def _terms(self, piece: Piece) -> list[Term]:
        terms = {piece.text: 1.0}
        if piece.group >= 0:
            group = self.words.groups[piece.group]
            formal = piece.text in group.formal
            for word in group.formal[:2]:
                terms.setdefault(word, OTHER if formal else FORMAL)
            for word in group.plain[: 1 if formal else 0]:
                terms.setdefault(word, OTHER)
            for word in group.related[:2]:
                terms.setdefault(word, RELATED)
        return [Term(text, weight) for text, weight in terms.items()]

    def _weak_groups(self) -> tuple[Group, ...]:
        return tuple(
            need_not(p.text.rstrip("年"), YEAR_WEIGHT) if p.text[0].isascii() else need_not(p.text, WEAK_WEIGHT)
            for p in self.weak
        )

    def _factors(self, core: Sequence[Piece]) -> list[float]:
        last = len(core) - 1
        return [EARLIER if self.sentence and n < last else 1.0 for n in range(last + 1)]

    def _pairs(self) -> Iterator[Alternative]:
        """The pairs of unknown words, half of them, then any: the last resort."""
        long = [p.text for p in self.unknown if len(p.text) > 2 and not p.text[0].isascii()]
        pairs = list(dict.fromkeys(text[i : i + 2] for text in long for i in range(len(text) - 1)))[:MOST_PAIRS]
        groups = tuple(need_not(pair) for pair in pairs)
        for least in dict.fromkeys(((len(pairs) + 1) // 2, 1)) if pairs else ():
            yield Alternative("relaxed", groups, RELAXED_WEIGHT, NONE, least=least)


def together(typed: Sequence[str], words: Words) -> list[str]:
    """Words typed with blanks that are one word of the table (拖欠 账款)."""
    found: list[str] = []
    for text in typed:
        if found and words.kinds.get(found[-1] + text) == WORD:
            found[-1] += text
        else:
            found.append(text)
    return found


def whole_words(pieces: Sequence[Piece]) -> list[Piece]:
    """Words that say little, when nothing says more: single characters with their neighbours (女 + 职工)."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and (len(piece.text) == 1 or len(last.text) == 1):
            found[-1] = Piece(last.text + piece.text, UNKNOWN)
        else:
            found.append(piece)
    return found


def _unique(pieces: Sequence[Piece]) -> list[Piece]:
    return list({piece.text: piece for piece in pieces}.values())


def words_alternative(folded: str, words: Sequence[str], when: str = ALWAYS) -> Alternative:
    """What was typed, as typed."""
    phrases = (folded,) if len(words) == 1 else tuple(words)
    return Alternative("words", tuple(need(word) for word in words), when=when, phrases=phrases)
