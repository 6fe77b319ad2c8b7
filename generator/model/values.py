"""Converting one written value by its declared kind (design.md D5: strings first, the type converts).

Each converter takes the located text and gives the value, or a complaint (rule, what is accepted, paste value).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

MAX_TEXT = 500
MAX_LONG = 20_000
MAX_LINK = 2_000

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_LOOSE_DATE = re.compile(r"(\d{4})[年./\-－—](\d{1,2})[月./\-－—](\d{1,2})[日号]?\Z")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_INTEGER = re.compile(r"-?\d{1,15}\Z")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,8})?\Z")
_LINK = re.compile(r"https?://[A-Za-z0-9.\-]+(:\d{1,5})?(/[^\s\\<>\"]*)?\Z")


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a value was not taken."""

    rule: str
    #: completes “写的是“…”，…”: what is accepted
    accepted: str
    #: the corrected value where it can be guessed
    better: str = ""


Converted = str | int | dt.date | Decimal
Converter = Callable[[str], "Converted | Complaint"]


def to_text(word: str) -> Converted | Complaint:
    """文本: one line."""
    if len(word) > MAX_TEXT:
        return Complaint("D209", f"最多 {MAX_TEXT} 个字，这里有 {len(word)} 个")
    return word


def to_long_text(word: str) -> Converted | Complaint:
    """长文: Markdown, several lines."""
    if len(word) > MAX_LONG:
        return Complaint("D209", f"最多 {MAX_LONG} 个字，这里有 {len(word)} 个")
    return word


def guess_date(word: str) -> str:
    """The ISO form of a date written in another way, or empty."""
    text = unicodedata.normalize("NFKC", word).replace(" ", "")
    match = _LOOSE_DATE.match(text) or _COMPACT_DATE.match(text)
    if match is None:
        return ""
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return ""


def to_date(word: str) -> Converted | Complaint:
    """日期: 2021-07-16, a day that exists."""
    if _ISO.match(word):
        try:
            return dt.date.fromisoformat(word)
        except ValueError:
            return Complaint("D203", "没有这一天，应为真实存在的日期，如 2021-07-16")
    better = guess_date(word)
    return Complaint("D203", f"应为 {better}" if better else "应为“年-月-日”，如 2021-07-16", better)


def to_integer(word: str) -> Converted | Complaint:
    """整数."""
    if _INTEGER.match(word):
        return int(word)
    better = unicodedata.normalize("NFKC", word).replace(",", "").strip()
    better = better if _INTEGER.match(better) else ""
    return Complaint("D204", f"应为 {better}" if better else "应为整数，不带单位和逗号，如 37", better)


def to_number(word: str) -> Converted | Complaint:
    """金额, 数值: decimal without thousands separators; the unit stands in the type."""
    if _NUMBER.match(word):
        try:
            return Decimal(word)
        except InvalidOperation:  # pragma: no cover - the pattern admits decimals only
            pass
    better = unicodedata.normalize("NFKC", word).replace(",", "").strip()
    better = better if _NUMBER.match(better) else ""
    return Complaint("D204", f"应为 {better}" if better else "应为数字，不带单位和逗号，如 1234.56", better)


def to_link(word: str) -> Converted | Complaint:
    """链接: http or https with a plain host (no user name, no other scheme)."""
    if len(word) <= MAX_LINK and _LINK.match(word):
        return word
    return Complaint("D210", "应为以 https:// 或 http:// 开头的网址，不含空格、反斜杠和用户名")


def pattern_converter(pattern: str) -> Converter:
    """代码 or 文本 with 格式."""
    compiled = re.compile(pattern)

    def convert(word: str) -> Converted | Complaint:
        if len(word) > MAX_TEXT:
            return to_text(word)
        return word if compiled.fullmatch(word) else Complaint("D211", f"应符合格式 {pattern}")

    return convert


#: kind -> converter, for the kinds that need nothing but the text
SIMPLE: dict[str, Converter] = {
    "文本": to_text,
    "长文": to_long_text,
    "日期": to_date,
    "整数": to_integer,
    "金额": to_number,
    "数值": to_number,
    "代码": to_text,
    "事项": to_text,
    "文号": to_text,
    "索引号": to_text,
    "链接": to_link,
}
