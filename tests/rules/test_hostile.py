"""Texts made to hurt: the rules stay quick and silent, and say what they say a bounded number of times."""

from __future__ import annotations

import time

import pytest

from generator.model.entry import Texts
from generator.rules.texts import MOST
from tests.builders import case

SHAPES = {
    "blank lines": "\n",
    "stars": "*",
    "brackets": "（",
    "digits": "1",
    "digits with blanks": "1 ",
    "links": "https://a.b/13800001234 ",
    "almost mobiles": "1380000123x ",
    "amounts": "13800001234        ",
    "marks": "密\n",
    "inner": "内部",
    "full-width digits": "６",
}


def _seconds(body: str) -> float:
    ready = case()
    started = time.perf_counter()
    ready.problems(texts={ready.entry.id: Texts(body)})
    return time.perf_counter() - started


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_text_and_not_faster(shape: str) -> None:
    unit = SHAPES[shape]
    small = min(_seconds(unit * (40_000 // len(unit))) for _ in range(3))
    large = min(_seconds(unit * (160_000 // len(unit))) for _ in range(3))
    assert large < max(small * 9, 0.25)  # four times the text; quadratic work would take sixteen times as long


def test_a_file_full_of_numbers_is_told_in_few_lines() -> None:
    ready = case("正文: " + "电话 13800001234，" * 500)
    found = ready.problems()
    assert len(found) == MOST
    assert "同处共有 500 个" in found[0].message


def test_five_hundred_dangling_references_are_bounded() -> None:
    refs = ", ".join(f"{{名称: 依据, 目标: shifuban/2021/x{n}}}" for n in range(500))
    others = ", ".join(f"shifuban/2021/y{n}: {{}}" for n in range(50))
    ready = case(f"关系: [{refs}]\n另有: {{{others}}}")
    started = time.perf_counter()
    assert len([p for p in ready.problems() if p.rule == "R401"]) == 500
    assert time.perf_counter() - started < 5
