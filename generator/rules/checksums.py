"""Check characters of the numbers that Chinese offices write: pure functions of a text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))


def is_identity_number(text: str) -> bool:
    """Whether `text` is an 18-character 公民身份号码 with a real birth date and check character (GB 11643-1999)."""
    text = text.upper()
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", text, re.ASCII) or not _is_birth_date(text[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECK[total % 11] == text[17]


def is_old_identity_number(text: str) -> bool:
    """Whether `text` has the form of a 15-digit identity number (birth year in two digits, no check character)."""
    return bool(re.fullmatch(r"[1-9][0-9]{14}", text, re.ASCII)) and _is_birth_date("19" + text[6:12])


def is_credit_code(text: str) -> bool:
    """Whether `text` is a valid 统一社会信用代码 (GB 32100-2015)."""
    if len(text) != 18 or any(char not in _CREDIT_ALPHABET for char in text):
        return False
    total = sum(_CREDIT_ALPHABET.index(char) * weight for char, weight in zip(text, _CREDIT_WEIGHTS, strict=False))
    return _CREDIT_ALPHABET[(31 - total % 31) % 31] == text[17]


def is_bank_card(text: str) -> bool:
    """Whether `text` is 16 to 19 digits beginning with 3 to 6 that pass Luhn's check (ISO/IEC 7812)."""
    if not re.fullmatch(r"[3-6][0-9]{15,18}", text, re.ASCII):
        return False
    total = 0
    for position, char in enumerate(reversed(text)):
        digit = int(char) * (1 + position % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def _is_birth_date(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    if not 1850 <= year <= 2100:
        return False
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


#: 算法 of a check 校验码
ALGORITHMS: dict[str, Callable[[str], bool]] = {
    "身份证": is_identity_number,
    "统一社会信用代码": is_credit_code,
    "银行卡": is_bank_card,
}
