"""`understand(query, tables) -> Plan`: pure and total. `theme/src/search/understand/understand.mjs` is the twin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from generator.search.folding import query_words
from generator.search.understand.answering import asks, best_answer
from generator.search.understand.characters import first_letter, looks_traditional
from generator.search.understand.lexicon import Lexicon, Segment, read_initials, read_letters, read_unfinished
from generator.search.understand.numbers import FoundNumber, find_number, number_within
from generator.search.understand.plan import ALWAYS, FEW, NONE, Alternative, Direct, Plan, need
from generator.search.understand.readings import Reading, is_question, pieces_of, words_alternative
from generator.search.understand.tables import NO_TABLES, Tables, answer_pack
from generator.search.understand.typos import corrected, suspicious
from generator.search.understand.words import NO_WORDS, UNKNOWN, Words

#: a query longer than this without a blank is read as a sentence
SENTENCE = 9
LETTERS = re.compile("[a-z]{2,40}")
#: weights of the first, second and third guess
GUESSES = (1.0, 0.6, 0.4)
INITIALS = range(2, 9)
LONGEST_TYPO = 8


def understand(query: str, tables: Tables = NO_TABLES) -> Plan:
    """Read `query` as it was typed."""
    folded, words = query_words(query)
    if not words:
        return Plan("")
    if not looks_traditional(folded):
        return Plan(folded, tuple(_alternatives(folded, words, tables)), _direct(folded, tables))
    as_typed = words_alternative(folded, words, NONE)
    if not tables.simplified:
        return Plan(folded, (as_typed,))
    simple = tables.simplify(folded)
    found = _alternatives(simple, query_words(simple)[1], tables)
    if simple == folded:
        return Plan(folded, tuple(found), _direct(simple, tables))
    named = (replace(one, kind="traditional") if one.kind == "words" else one for one in found)
    return Plan(folded, (*named, as_typed), _direct(simple, tables))


def _direct(folded: str, tables: Tables) -> Direct | None:
    """The prepared answer, when one is near enough."""
    if tables.words is NO_WORDS or not tables.questions or find_number(folded):
        return None
    place = best_answer(folded, tables.questions, tables.sure, tables.words)
    return tables.answer(place) if place >= 0 else None


def tables_for(query: str, tables: Tables = NO_TABLES) -> list[str]:
    """Names of the tables a query wants. With `tables` those that are loaded say more: ask again when `words` has come,
    then those for misspelt words are named too (they are only worth a request where few documents were found)."""
    folded, typed = query_words(query)
    if not typed or find_number(folded):
        return ["traditional"] if looks_traditional(folded) else []
    names = ["words", "traditional"] if looks_traditional(folded) else ["words"]
    names += _answers_for(tables.simplify(folded), tables)
    letters = [word for word in typed if _is_letters(word, tables.words)]
    if letters:
        return [*names, "pinyin", *_shard_names(word[0] for word in letters)]
    simple = [tables.simplify(word) for word in typed]
    wrong = [word for word in simple if tables.words is not NO_WORDS and _maybe_misspelt(word, tables.words)]
    if not wrong:
        return names
    first = [text for word in wrong for text in (word, *_unknown(word, tables.words))]
    return [*names, "pinyin", *_shard_names(first_letter(text[0]) for text in first)]


def _answers_for(folded: str, tables: Tables) -> list[str]:
    if tables.words is NO_WORDS or not asks(folded, tables.words):
        return []
    place = best_answer(folded, tables.questions, tables.sure, tables.words)
    return ["answers"] if place < 0 else ["answers", answer_pack(place)]


def _shard_names(letters: Iterable[str]) -> list[str]:
    return [f"p-{letter}" for letter in sorted(set(filter(None, letters)))]


def _is_letters(word: str, words: Words) -> bool:
    return bool(LETTERS.fullmatch(word)) and word not in words.kinds


def _maybe_misspelt(word: str, words: Words) -> bool:
    if not 1 < len(word) <= LONGEST_TYPO or LETTERS.fullmatch(word):
        return False
    pieces = pieces_of(word, words)
    return suspicious(pieces) and not is_question(pieces)


def _unknown(word: str, words: Words) -> list[str]:
    return [piece.text for piece in pieces_of(word, words) if piece.kind == UNKNOWN]


def _alternatives(folded: str, words: Sequence[str], tables: Tables) -> list[Alternative]:
    number = find_number(folded)
    if number:
        return number_alternatives(number)
    within = number_within(folded)
    pinned = number_alternatives(within) if within else []
    short = len(words) > 1 or len(words[0]) <= SENTENCE
    as_typed = [words_alternative(folded, words, ALWAYS if short else NONE)]
    if tables.words is NO_WORDS:
        return [*pinned, *as_typed]
    read = Reading(words, tables.words)
    rest = [] if read.empty else list(read.alternatives())
    guesses = list(_guesses(words, read, tables))
    # of several words the reading has all that was typed, and knows which of them are places
    first = as_typed if short and (len(words) == 1 or not rest) else []
    if rest and len(words) > 1 and not rest[0].label:
        rest[0] = replace(rest[0], kind="words")
    return [*pinned, *first, *rest[:1], *guesses, *rest[1:], *([] if short else as_typed)]


def number_alternatives(number: FoundNumber) -> list[Alternative]:
    """The document with the number; those that cite it."""
    found = [Alternative("number", (), number=number.keys)]
    if number.loose:
        found.append(Alternative("number", (need(number.issuer),), 0.9, NONE, number=number.loose))
    return found + [Alternative("words", (need(text),), phrases=(text,)) for text in number.cited[:2]]


def _guesses(words: Sequence[str], read: Reading, tables: Tables) -> Iterator[Alternative]:
    """Pinyin, or misspelt words: of the table of words at once, of titles and by their sound when those are loaded."""
    letters = any(_is_letters(word, tables.words) for word in words)
    if letters and not tables.readings:
        return
    lexicon = tables.lexicon
    if letters:
        for weight, guess in zip(GUESSES, _spelled(words, lexicon, tables.words), strict=False):
            yield from _read_again(guess, tables.words, "pinyin", weight, ALWAYS)
    elif read.kind != "question":
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
        if runs and _is_letters(word, known) and _is_letters(runs[-1][0], known):
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
    if not _is_letters(run[0], known):
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
        fixes = corrected(word, pieces_of(word, known), lexicon) if len(word) <= LONGEST_TYPO else []
        for text, certain in fixes:
            yield (*words[:n], text, *words[n + 1 :]), certain

