"""The files of understanding, `data/s/u/…` (docs/search-format.md §10): a function of the catalogue, titles and answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from string import ascii_lowercase

from generator.catalog.search_table import SearchWords
from generator.search.compression import deflated
from generator.search.folding import fold
from generator.search.layout import FOLDER, twin, twin_address
from generator.search.understand.answers import Answer, answer_tables
from generator.search.understand.characters import gb2312_code, parse_pinyin
from generator.search.understand.phrases import phrase_shards

KIND = "u"
#: level 1 of GB 2312: the common characters
_COMMON = range(0xB0A1, 0xD7FA)


def understanding_files(
    words: SearchWords, titles: Iterable[str], answers: Iterable[Answer]
) -> Iterator[tuple[str, bytes]]:
    """Every table and its twin by address."""
    yield from _encoded(understanding_tables(words, titles, answers))


def answer_files(answers: Iterable[Answer]) -> Iterator[tuple[str, bytes]]:
    """Those of `understanding_files` that hold answers."""
    yield from _encoded(answer_tables(answers))


def _encoded(tables: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, bytes]]:
    for name, payload in tables.items():
        data = deflated(json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 9)
        yield table_address(name), data
        yield twin_address(KIND, name), twin(KIND, name, {0: data})


def table_address(name: str) -> str:
    """Address of a table below the site's root."""
    return f"{FOLDER}/{KIND}/{name}.bin"


def understanding_tables(
    words: SearchWords, titles: Iterable[str], answers: Iterable[Answer]
) -> dict[str, Mapping[str, object]]:
    """All payloads by name."""
    payload = words_payload(words)
    syllables = _data("pinyin.txt").rstrip("\n")
    shards = phrase_shards(titles, parse_pinyin({"syllables": syllables}))
    needed = {character for text in (*payload.values(), *(line for s in shards.values() for line in s["tiers"])) for character in text}
    origin, target = _data("traditional.txt").splitlines()
    return {
        "words": payload,
        "pinyin": {"syllables": _kept_syllables(syllables, needed)},
        "traditional": {"from": origin, "to": target},
        **{f"p-{letter}": shards.get(letter, {"tiers": []}) for letter in ascii_lowercase},
        **answer_tables(answers),
    }


def words_payload(words: SearchWords) -> dict[str, str]:
    """The table of words, folded as queries are."""
    groups = (
        "/".join(_folded(part) for part in (group.formal, group.plain, group.related)) for group in words.groups
    )
    return {
        "groups": "\n".join(groups),
        "places": _folded(words.towns),
        "void": _folded(words.void),
        "weak": _folded(words.weak),
    }


def _folded(words: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(fold(word) for word in words))


def _kept_syllables(syllables: str, needed: set[str]) -> str:
    """Without rare characters that no phrase has."""
    lines = []
    for line in syllables.split("\n"):
        syllable, _, characters = line.partition(" ")
        kept = "".join(c for c in characters if gb2312_code(c) in _COMMON or c in needed)
        if kept:
            lines.append(f"{syllable} {kept}")
    return "\n".join(lines)


def _data(name: str) -> str:
    return resources.files("generator.search.understand").joinpath("data", name).read_text(encoding="utf-8")
