"""The comparison of two issued texts: by example, and by what must hold for any two texts."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from generator.derive.text_changes import ADDED, CHANGED, REMOVED, SAME, Paragraph, Piece, compare

OLD = "第一条 为规范管理，制定本办法。\n第二条 本办法自2020年1月1日起施行，有效期三年。\n第三条 由市府办解释。\n"
NEW = "第一条 为规范管理，制定本办法。\n第二条 本办法自2021年8月1日起施行，有效期五年。\n第四条 另行通知的除外。\n"


def test_clauses_and_paragraphs() -> None:
    found = compare(OLD, NEW)
    assert found is not None
    assert [paragraph.kind for paragraph in found] == [SAME, CHANGED, REMOVED, ADDED]
    assert found[1].pieces == (
        Piece(SAME, "第二条 本办法自"), Piece(REMOVED, "2020年1"), Piece(ADDED, "2021年8"), Piece(SAME, "月1日起施行，"),
        Piece(SAME, "有效期"), Piece(REMOVED, "三"), Piece(ADDED, "五"), Piece(SAME, "年。"),
    )


def test_nothing_against_something() -> None:
    assert compare("", "") == () and compare("\n\n", "甲") == (Paragraph(ADDED, (Piece(ADDED, "甲"),)),)
    assert compare("甲", "") == (Paragraph(REMOVED, (Piece(REMOVED, "甲"),)),)
    assert compare(OLD, OLD) == tuple(Paragraph(SAME, (Piece(SAME, line),)) for line in OLD.strip().split("\n"))


LINE = st.text("甲乙丙，。", max_size=12)
TEXT = st.lists(LINE, max_size=8).map("\n".join)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_back(old: str, new: str) -> None:
    found = compare(old, new)
    assert found is not None
    for side, kinds in ((old, {SAME, REMOVED}), (new, {SAME, ADDED})):
        lines = ["".join(piece.text for piece in one.pieces if piece.kind in kinds) for one in found]
        assert [line for line in lines if line] == [line.strip() for line in side.split("\n") if line.strip()]
    assert all(piece.text for one in found for piece in one.pieces)


def test_what_is_too_long_is_not_compared_and_hostile_texts_cost_little() -> None:
    long = "\n".join(f"第{n}条" for n in range(800))
    other = "\n".join(f"第{n}款" for n in range(800))
    assert compare(long, other) is None
    assert compare(long, f"{long}\n附则") is not None, "long texts that hardly differ are compared"
    started = time.process_time()
    compare("\n".join(["甲"] * 499), "\n".join(["甲", "乙"] * 249))
    compare("甲，" * 50_000, "乙，甲，" * 50_000)
    assert time.process_time() - started < 5
