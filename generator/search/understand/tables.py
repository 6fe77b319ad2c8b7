"""The tables of understanding as they are loaded: payloads by name, parsed once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from generator.search.understand.characters import Readings, parse_pinyin, parse_traditional
from generator.search.understand.lexicon import Lexicon, build_lexicon
from generator.search.understand.words import NO_WORDS, Words, parse_words


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

    def simplify(self, text: str) -> str:
        """`text` in simplified characters, as far as the table is loaded."""
        return "".join(self.simplified.get(character, character) for character in text)


NO_TABLES = Tables({})
