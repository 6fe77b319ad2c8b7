"""Figures as readers see them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.derive.values import number_text


@pytest.mark.parametrize(
    ("value", "text"),
    [(2021, "2021"), (12345, "12,345"), (Decimal("9999.50"), "9999.50"), (Decimal("-12345.60"), "-12,345.60"), (0, "0")],
)
def test_figures_are_grouped_from_five_digits_on(value: int | Decimal, text: str) -> None:
    assert number_text(value) == text
