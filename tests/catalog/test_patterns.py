"""Expressions of the catalogue: the usual ones are taken, those that could hang a check are refused with the way out."""

from __future__ import annotations

import re

import pytest

from generator.catalog.patterns import pattern_fault


@pytest.mark.parametrize(
    "word",
    [
        r"[A-Z]{3,4}\d{2}-(19|20)\d{2}-\d{4}",
        r"^[\u4e00-\u9fff（）()]{2,12}〔(19|20)\d{2}〕[1-9]\d{0,3}号$",
        r"^(\d{12}|[0-9A-HJ-NPQRTUWXY]{18}|[0-9A-Z]{8}-?[0-9X]|[0-9A-Z-]{9,12})/(\d{4}|\d{6})-\d{4,7}$",
        r"[^a]*foo.*",
        r"(?:abc)?d",
        r"(?:ab){2,}c",
    ],
)
def test_usual_expressions_are_taken(word: str) -> None:
    assert pattern_fault(word) == ""
    re.compile(word).fullmatch("a" * 500 + "!")  # and end


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("(a+)+$", "重复里面又有"),
        ("(a|a)*b", "重复里面又有"),
        ("(a{1,20}){1,20}x", "重复里面又有"),
        (r"(?=(a+))\1", "重复里面又有"),
        ("a*" * 10 + "b", "太多"),
        ("a{0,20}" * 10, "太多"),
        ("[A-Z", "不是有效的正则表达式"),
        ("x" * 301, "最多 300 个字符"),
        ("(" * 200 + ")" * 200, "最多 300"),
    ],
)
def test_what_could_hang_is_refused(word: str, said: str) -> None:
    assert said in pattern_fault(word)
