"""`understand(query, tables) -> Plan`: pure and total. `theme/src/search/understand/understand.mjs` is the twin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from generator.search.folding import fold, query_words
from generator.search.understand.characters import Readings, looks_traditional
from generator.search.understand.lexicon import (
    Lexicon,
    Segment,
    build_lexicon,
    read_initials,
    read_letters,
    read_unfinished,
)
from generator.search.understand.numbers import FoundNumber, find_number
from generator.search.understand.plan import ALWAYS, FEW, NONE, Alternative, Plan, need
from generator.search.understand.readings import Reading, pieces_of, words_alternative
from generator.search.understand.typos import corrected
from generator.search.understand.words import NO_WORDS, Words

#: a query longer than this without a blank is read as a sentence
SENTENCE = 9
LETTERS = re.compile("[a-z]{2,40}")
#: weights of the first, second and third guess
GUESSES = (1.0, 0.6, 0.4)
INITIALS = range(2, 9)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that are loaded, parsed."""

    words: Words = NO_WORDS
    simplified: Mapping[str, str] = field(default_factory=dict)
    readings: Readings = field(default_factory=dict)
    phrases: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def lexicon(self) -> Lexicon:
        """All phrases at hand."""
        return build_lexicon(self.words, [self.phrases[letter] for letter in sorted(self.phrases)], self.readings)


def understand(query: str, tables: Tables = Tables()) -> Plan:
    """Read `query` as it was typed."""
    folded, words = query_words(query)
    if not words:
        return Plan("")
    if not looks_traditional(folded):
        return Plan(folded, tuple(_alternatives(folded, words, tables)))
    if not tables.simplified:
        return Plan(folded)
    simple = "".join(tables.simplified.get(character, character) for character in folded)
    found = _alternatives(simple, query_words(simple)[1], tables)
    if simple != folded:
        found = [replace(one, kind="traditional" if one.kind == "words" else one.kind) for one in found]
        found.append(replace(words_alternative(folded, words), when=NONE))
    return Plan(folded, tuple(found))


def _alternatives(folded: str, words: Sequence[str], tables: Tables) -> list[Alternative]:
    number = find_number(folded)
    if number:
        return number_alternatives(number)
    read = Reading(words, tables.words) if tables.words is not NO_WORDS else None
    found: list[Alternative] = []
    if max(map(len, words)) <= SENTENCE or len(words) > 1:
        found.append(words_alternative(folded, words))
    if read is None:
        return found
    rest = [] if read.empty else list(read.alternatives())
    found.extend(rest[:1])
    if tables.readings:
        found.extend(_guesses(words, tables))
    return found + rest[1:]


def number_alternatives(number: FoundNumber) -> list[Alternative]:
    """The document with the number; those that cite it."""
    found = [Alternative("number", (), number=number.keys)]
    if number.loose and number.issuer:
        found.append(Alternative("number", (need(number.issuer),), 0.9, NONE, number=number.loose))
    return found + [Alternative("words", (need(text),), phrases=(text,)) for text in number.cited[:2]]


def _guesses(words: Sequence[str], tables: Tables) -> Iterator[Alternative]:
    """Pinyin, then misspelt words."""
    lexicon = tables.lexicon()
    if any(LETTERS.fullmatch(word) and word not in tables.words.kinds for word in words):
        for weight, guess in zip(GUESSES, _spelled(words, lexicon, tables.words), strict=False):
            yield from _read_again(guess, tables.words, "pinyin", weight, ALWAYS)
    else:
        for weight, (guess, certain) in zip(GUESSES, _respelled(words, lexicon, tables.words), strict=False):
            yield from _read_again(guess, tables.words, "typo", weight, ALWAYS if certain else FEW)


def _read_again(guess: Sequence[str], words: Words, kind: str, weight: float, when: str) -> Iterator[Alternative]:
    """A guess read like a query; its label is the guess itself."""
    label = " ".join(guess)
    for one in islice(Reading(guess, words).alternatives(), 2 if weight == 1.0 else 1):
        own = FEW if one.when != ALWAYS else when
        yield replace(one, kind=kind, label=label, weight=round(one.weight * weight, 3), when=own)


def _spelled(words: Sequence[str], lexicon: Lexicon, known: Words) -> Iterator[tuple[str, ...]]:
    """The query with its letters read as pinyin, up to three readings."""
    runs: list[list[str]] = []
    for word in words:
        letters = bool(LETTERS.fullmatch(word)) and word not in known.kinds
        if letters and runs and LETTERS.fullmatch(runs[-1][0]):
            runs[-1].append(word)
        else:
            runs.append([word])
    read = [segments for run in runs for segments in _segments(run, lexicon, known)]
    seen: set[tuple[str, ...]] = set()
    for choice in range(max((len(segment.texts) for segment in read), default=0)):
        guess = tuple(segment.texts[min(choice, len(segment.texts) - 1)] for segment in read)
        if guess not in seen and guess != tuple(words):
            seen.add(guess)
            yield guess


def _segments(run: Sequence[str], lexicon: Lexicon, known: Words) -> list[Segment]:
    if not LETTERS.fullmatch(run[0]) or run[0] in known.kinds:
        return [Segment((text,)) for text in run]
    whole = read_letters("".join(run), lexicon)
    if whole:
        return whole
    found: list[Segment] = []
    for letters in run:
        one = read_letters(letters, lexicon)
        if one:
            found.extend(one)
            continue
        guess = read_initials(letters, lexicon) if len(letters) in INITIALS else None
        guess = guess or read_unfinished(letters, lexicon)
        if guess:
            found.append(guess)
    return found


def _respelled(words: Sequence[str], lexicon: Lexicon, known: Words) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The query with one word corrected."""
    for n, word in enumerate(words):
        for text, certain in corrected(word, pieces_of(word, known), lexicon):
            yield (*words[:n], text, *words[n + 1 :]), certain


def fold_words(words: Sequence[str]) -> str:
    """Words of a table as they are compared, apart by blanks."""
    return " ".join(dict.fromkeys(fold(word) for word in words))
