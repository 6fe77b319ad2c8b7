"""A batch may begin and end with a word: no character before it or after it parts it from anything."""

from __future__ import annotations

import pytest

from generator.search.batches import terms_of_batch
from tests.search.samples import document


@pytest.mark.parametrize(("title", "text"), [("2025年工作报告", "正文"), ("报告", "第2025"), ("2025", "2026"), ("a", "")])
def test_a_word_at_the_edge_of_a_batch(title: str, text: str) -> None:
    batch = terms_of_batch([document(1, title, text=text)])
    assert len(batch.docs) > 0
