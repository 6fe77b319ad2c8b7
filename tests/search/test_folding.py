"""Folding and document numbers against the vectors that the browser's scripts run too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.search.folding import QUERY_LIMIT, bigrams, fold, query_words
from generator.search.numbers import number_key, number_matches, number_terms, parse_number

VECTORS: dict[str, list[Any]] = json.loads((Path(__file__).parent / "folding.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "folded"), VECTORS["fold"])
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded, "folding twice changes nothing"


@pytest.mark.parametrize(("query", "folded", "words"), VECTORS["words"])
def test_words(query: str, folded: str, words: list[str]) -> None:
    assert query_words(query) == (folded, tuple(words))


@pytest.mark.parametrize(("word", "pairs"), VECTORS["bigrams"])
def test_bigrams(word: str, pairs: list[str]) -> None:
    assert list(bigrams(word)) == pairs


@pytest.mark.parametrize(("number", "key"), VECTORS["keys"])
def test_key(number: str, key: str) -> None:
    assert number_key(number) == key


@pytest.mark.parametrize(("query", "expected"), VECTORS["numbers"])
def test_number(query: str, expected: dict[str, Any] | None) -> None:
    found = parse_number(fold(query))
    assert (found and {"key": found.key, "exact": found.exact, "cited": found.cited}) == expected


@pytest.mark.parametrize(("query", "key", "expected"), VECTORS["matches"])
def test_match(query: str, key: str, expected: bool) -> None:
    found = parse_number(fold(query))
    assert found is not None
    assert number_matches(found, key) is expected


@pytest.mark.parametrize("issuer", ["示政办发", "义政发", "一", "龥" * 20])
@pytest.mark.parametrize("serial", ["1", "24", "12345"])
def test_terms_of_a_number_do_not_depend_on_its_form(issuer: str, serial: str) -> None:
    wanted = (f"#{issuer}2021-{serial}", f"#2021-{serial}", f"#{issuer}2021-")
    for form in (f"{issuer}〔2021〕{serial}号", f"{issuer}[2021]{serial}号", f"{issuer}（２０２１）{serial}号", f"{issuer}2021年第{serial}号"):
        assert number_terms(form) == wanted


def test_terms_of_several_numbers_and_of_none() -> None:
    assert number_terms("示政发〔2021〕3号 ZJGC00-2021-0001") == ("#示政发2021-3", "#2021-3", "#示政发2021-")
    assert number_terms("国令第713号") == ("#国令-713",)
    assert number_terms("") == number_terms("无") == ()


def test_a_query_is_bounded() -> None:
    folded, words = query_words("公积金" * 10_000)
    assert len(folded) == QUERY_LIMIT
    assert len(words) == 1
    # One character that folds into eighteen.
    assert len(query_words("ﷺ" * 10_000)[0]) <= QUERY_LIMIT
