"""Words with a wrong character: the phrase that sounds the same, or differs in one character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.search.understand.characters import Readings
from generator.search.understand.lexicon import WORD_RANK, Lexicon
from generator.search.understand.words import UNKNOWN, WEAK, Piece

SHORTEST, MOST_FIXES = 2, 3
#: a phrase so long that differs in one character is what was meant
CERTAIN = 4


@dataclass(frozen=True, slots=True)
class Fix:
    """A phrase for the stretch of `length` characters from `start`; compared by how sure it is."""

    start: int
    length: int
    phrase: str
    #: 2 sounds the same, 1 is alike in all but one character, 0 is what it is short for
    sure: int


def suspicious(pieces: Sequence[Piece]) -> bool:
    """Whether a run has characters that no table knows: only such a run may be misspelt."""
    return any(piece.kind == UNKNOWN or (piece.kind == WEAK and len(piece.text) == 1) for piece in pieces)


def corrected(run: str, pieces: Sequence[Piece], lexicon: Lexicon) -> list[tuple[str, bool]]:
    """What `run` may have been meant to be, the most likely first, and whether that is nearly certain."""
    if len(run) < SHORTEST or run in lexicon.ranks or not suspicious(pieces):
        return []
    unknown = _unknown(pieces)
    fixes = sorted(_fixes(run, unknown, lexicon), key=lambda fix: (-_merit(fix), -lexicon.ranks[fix.phrase], fix.phrase))
    texts: dict[str, bool] = {}
    for fix in fixes:
        covers = unknown <= set(range(fix.start, fix.start + fix.length))
        certain = covers and (fix.sure != 1 or fix.length >= CERTAIN)
        texts.setdefault(run[: fix.start] + fix.phrase + run[fix.start + fix.length :], certain)
    return list(texts.items())[:MOST_FIXES]


def _unknown(pieces: Sequence[Piece]) -> set[int]:
    """Places of the characters that no table knows."""
    places: set[int] = set()
    at = 0
    for piece in pieces:
        if suspicious((piece,)):
            places.update(range(at, at + len(piece.text)))
        at += len(piece.text)
    return places


def _merit(fix: Fix) -> int:
    """Long phrases leave less to chance; the same sound is worth a character and a half. Of full forms, the shortest."""
    if fix.sure == 0:
        return 40 * fix.length + 20 - len(fix.phrase)
    return 40 * len(fix.phrase) + (60 if fix.sure == 2 else 0)


def _fixes(run: str, unknown: set[int], lexicon: Lexicon) -> Iterator[Fix]:
    for phrase in lexicon.sharing(run):
        size = len(phrase)
        for start in range(len(run) - size + 1):
            wrong = [start + i for i in range(size) if run[start + i] != phrase[i]]
            if not wrong or len(wrong) > 2 or not unknown.intersection(range(start, start + size)):
                continue
            alike = all(_sounds_alike(run[i], phrase[i - start], lexicon.readings) for i in wrong)
            if alike and (len(wrong) == 1 or size > 2):
                yield Fix(start, size, phrase, 2)
            elif len(wrong) == 1 and (size > 2 or (size == len(unknown) and lexicon.ranks[phrase] >= WORD_RANK)):
                yield Fix(start, size, phrase, 1)
        yield from _miscounted(run, phrase)
        if len(unknown) == len(run) and short_for(run, phrase):
            yield Fix(0, len(run), phrase, 0)


def short_for(run: str, phrase: str) -> bool:
    """Whether `run` is short for `phrase`: 文保 for 文物保护, 妇保法 for 妇女权益保障法."""
    if len(run) == 2:
        return len(phrase) == 4 and run == phrase[0] + phrase[2]
    if not 3 <= len(run) <= 5 or not len(run) < len(phrase) <= 3 * len(run):
        return False
    if run[0] != phrase[0] or run[-1] != phrase[-1]:
        return False
    rest = iter(phrase)
    return all(character in rest for character in run)


def _miscounted(run: str, phrase: str) -> Iterator[Fix]:
    """One character too many or too few; only for the whole run and phrases of four characters and more."""
    if len(phrase) < 4 or abs(len(phrase) - len(run)) != 1:
        return
    longer, shorter = (run, phrase) if len(run) > len(phrase) else (phrase, run)
    if any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))):
        yield Fix(0, len(run), phrase, 1)


def _sounds_alike(first: str, second: str, readings: Readings) -> bool:
    return bool({_blurred(s) for s in readings.get(first, ())} & {_blurred(s) for s in readings.get(second, ())})


def _blurred(syllable: str) -> str:
    """Sounds that southern speakers do not tell apart: zh z, ch c, sh s, ng n, l n."""
    if len(syllable) > 1 and syllable[1] == "h":
        syllable = syllable[0] + syllable[2:]
    return syllable[:-1] if syllable.endswith("ng") else syllable
