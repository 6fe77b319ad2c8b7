"""All phrases at hand with their readings: what pinyin and typos are compared with.

Table `p-<letter>`: `{"tiers": ["phrases of titles, apart by blanks", …]}`; tier n holds those of 2^n titles and more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.search.understand.characters import Readings
from generator.search.understand.words import PLACE, WEAK, WORD, Words

#: what is a word of the table comes before what is a phrase of titles
WORD_RANK, PLACE_RANK, WEAK_RANK = 100, 60, 40
#: marks of the sign for a candidate that is only the beginning of phrases
MOST_CANDIDATES = 3
MIN_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by the first letters of their readings and by their characters, each with its rank (higher is better)."""

    ranks: Mapping[str, int]
    readings: Readings
    by_letter: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by_character: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def sharing(self, text: str) -> list[str]:
        """Phrases that have a character of `text`, each once."""
        return list(dict.fromkeys(phrase for character in text for phrase in self.by_character.get(character, ())))


def build_lexicon(words: Words, phrases: Iterable[Mapping[str, Sequence[str]]], readings: Readings) -> Lexicon:
    """From the table of words and the loaded shards of phrases."""
    ranks: dict[str, int] = {}
    for shard in phrases:
        for tier, line in enumerate(shard["tiers"]):
            for phrase in filter(None, line.split(" ")):
                ranks[phrase] = tier
    by_kind = {WORD: WORD_RANK, PLACE: PLACE_RANK, WEAK: WEAK_RANK}
    for word, kind in words.kinds.items():
        if kind in by_kind and len(word) > 1:
            formal = kind == WORD and word in words.groups[words.places[word]].formal
            ranks[word] = by_kind[kind] + formal
    by_letter: dict[str, list[str]] = {}
    for phrase in ranks:
        for letter in sorted({sound[0] for sound in readings.get(phrase[0], ())}):
            by_letter.setdefault(letter, []).append(phrase)
    by_character: dict[str, list[str]] = {}
    for phrase in ranks:
        for character in dict.fromkeys(phrase):
            by_character.setdefault(character, []).append(phrase)
    return Lexicon(ranks, readings, by_letter, by_character)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of letters and the phrases that are read so, the best first."""

    texts: tuple[str, ...]


def read_letters(letters: str, lexicon: Lexicon) -> list[Segment] | None:
    """`letters` as the fewest phrases, or None."""
    size = len(letters)
    best: list[tuple[int, int] | None] = [None] * (size + 1)
    chosen: list[tuple[int, tuple[str, ...]]] = [(0, ())] * (size + 1)
    best[0] = (0, 0)
    for start in range(size):
        reached = best[start]
        if reached is None:
            continue
        for end, texts in _readable(letters, start, lexicon).items():
            cost = (reached[0] + 1, reached[1] - max(_rank(text, lexicon) for text in texts))
            known = best[end]
            if known is None or cost < known:
                best[end], chosen[end] = cost, (start, texts)
    if best[size] is None:
        return None
    segments: list[Segment] = []
    end = size
    while end:
        start, texts = chosen[end]
        segments.append(Segment(texts))
        end = start
    return segments[::-1]


def _rank(text: str, lexicon: Lexicon) -> int:
    return lexicon.ranks.get(text, -1)


def _readable(letters: str, start: int, lexicon: Lexicon) -> dict[int, tuple[str, ...]]:
    """By end: the phrases read from `start` to there; where there is none, the common beginnings of phrases."""
    whole: dict[int, list[str]] = {}
    parts: dict[int, dict[str, int]] = {}
    for phrase in lexicon.by_letter.get(letters[start], ()):
        for count, ends in _walk(letters, start, phrase, lexicon.readings):
            for end in ends:
                if count == len(phrase):
                    whole.setdefault(end, []).append(phrase)
                elif count >= MIN_PREFIX:
                    tally = parts.setdefault(end, {})
                    tally[phrase[:count]] = tally.get(phrase[:count], 0) + (4 if lexicon.ranks[phrase] >= WORD_RANK else 1)
    found = {end: _best(texts, lexicon) for end, texts in whole.items()}
    for end, tally in parts.items():
        if end not in found:
            ordered = sorted(tally, key=lambda text: (-tally[text], text))
            found[end] = tuple(ordered[:MOST_CANDIDATES])
    return found


def _best(texts: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (-lexicon.ranks[text], len(text), text))[:MOST_CANDIDATES])


def _walk(letters: str, start: int, phrase: str, readings: Readings) -> Iterator[tuple[int, set[int]]]:
    """After each character that can be read, how many there were and where the reading may have come to."""
    ends = {start}
    for count, character in enumerate(phrase, 1):
        ends = {
            end + len(sound) for end in ends for sound in readings.get(character, ()) if letters.startswith(sound, end)
        }
        if not ends:
            return
        yield count, ends


def read_initials(letters: str, lexicon: Lexicon) -> Segment | None:
    """Phrases whose characters begin with these letters (gjj); longer phrases that begin so when there is none."""
    whole: list[str] = []
    begun: list[str] = []
    for phrase in lexicon.by_letter.get(letters[0], ()):
        if len(phrase) >= len(letters) and all(
            any(sound[0] == letter for sound in lexicon.readings.get(character, ()))
            for letter, character in zip(letters, phrase, strict=False)
        ):
            (whole if len(phrase) == len(letters) else begun).append(phrase)
    texts = _best(whole, lexicon) or (_best(begun, lexicon) if len(letters) > MIN_PREFIX else ())
    return Segment(texts) if texts else None


def read_unfinished(letters: str, lexicon: Lexicon) -> Segment | None:
    """Phrases whose reading begins with `letters`, at least half of it typed (gongshangbaox)."""
    found: list[str] = []
    for phrase in lexicon.by_letter.get(letters[0], ()):
        spelled = "".join(lexicon.readings.get(character, ("?",))[0] for character in phrase)
        if spelled.startswith(letters) and len(letters) * 2 >= len(spelled):
            found.append(phrase)
    texts = _best(found, lexicon)
    return Segment(texts) if texts else None
