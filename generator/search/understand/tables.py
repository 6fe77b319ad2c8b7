"""The tables of understanding as they are loaded: payloads by name, parsed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from generator.search.understand.characters import Readings, parse_pinyin, parse_traditional
from generator.search.understand.lexicon import Lexicon, build_lexicon
from generator.search.understand.plan import Direct
from generator.search.understand.words import NO_WORDS, Words, parse_words

#: prepared answers in one table `a-<n>`
PACK = 16


def answer_pack(place: int) -> str:
    """The table that has the prepared answer at `place`."""
    return f"a-{place // PACK}"


class Tables:
    """`payloads[name]` is the JSON value of table `name`; what is not there is not loaded."""

    def __init__(self, payloads: Mapping[str, Mapping[str, Any]]) -> None:
        self._payloads = payloads

    @cached_property
    def words(self) -> Words:
        """Synonyms, places, words of questions."""
        payload = self._payloads.get("words")
        return parse_words(payload) if payload else NO_WORDS

    @cached_property
    def readings(self) -> Readings:
        """Syllables by character; empty while the table is not loaded."""
        payload = self._payloads.get("pinyin")
        return parse_pinyin(payload) if payload else {}

    @cached_property
    def simplified(self) -> Mapping[str, str]:
        """Simplified by traditional character; empty while the table is not loaded."""
        payload = self._payloads.get("traditional")
        return parse_traditional(payload) if payload else {}

    @cached_property
    def lexicon(self) -> Lexicon:
        """All phrases at hand."""
        shards = [self._payloads[name] for name in sorted(self._payloads) if name.startswith("p-")]
        return build_lexicon(self.words, shards, self.readings)

    @cached_property
    def questions(self) -> Sequence[str]:
        """The questions of prepared answers; empty while the table is not loaded."""
        payload = self._payloads.get("answers")
        return payload["questions"] if payload else ()

    @cached_property
    def sure(self) -> int:
        """How many of the questions are the catalogue's or service guides'."""
        payload = self._payloads.get("answers")
        return int(payload["sure"]) if payload else 0

    def answer(self, place: int) -> Direct | None:
        """The prepared answer at a place of the questions, if its pack is loaded."""
        payload = self._payloads.get(answer_pack(place))
        return Direct(*payload["answers"][place % PACK]) if payload else None

    def simplify(self, text: str) -> str:
        """`text` in simplified characters, as far as the table is loaded."""
        return "".join(self.simplified.get(character, character) for character in text)


NO_TABLES = Tables({})
