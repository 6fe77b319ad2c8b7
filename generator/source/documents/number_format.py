"""Number formats of spreadsheets (ECMA-376 part 1 §18.8.30-31): what a cell shows, as far as reading needs it.

Digits, grouping, percent, literal units and scientific notation as the format says; dates and times always ISO 8601.
Colours, conditions, fill characters and fractions are left aside: the value is shown in the plain way then.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

#: ids that have no text in the file (§18.8.30), and those of Chinese versions for dates
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm", 27: "yyyy-mm", 28: "m-d", 29: "m-d", 30: "m-d-yy", 31: "yyyy-mm-dd", 32: "h:mm", 33: "h:mm:ss",
    34: "h:mm", 35: "h:mm:ss", 36: "yyyy-mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0",
    42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
    50: "yyyy-mm", 51: "m-d", 52: "yyyy-mm", 53: "m-d", 54: "m-d", 55: "h:mm", 56: "h:mm:ss", 57: "yyyy-mm", 58: "m-d",
}
_MAX_FORMAT = 255
_NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?")
#: quoted text, escaped character, fill (`*x`), space as wide as a character (`_x`), bracket, AM/PM, the rest by character
_PART = re.compile(r'"([^"]*)"|\\(.)|\*.|_.|\[([^\]]*)\]|(?i:AM/PM|A/P|上午/下午)|(General|G/通用格式)|(.)', re.DOTALL)
#: years, months, days, weekdays, clock
_DATE_LETTERS = re.compile(r"[ydhsm]|aaa")
_DECIMALS = Context(prec=60)
_ELAPSED = re.compile(r"h{1,2}|m{1,2}|s{1,2}", re.IGNORECASE)
#: serial numbers of 9999-12-31, and of the day that the 1900 calendar has and no other (1900-02-29)
_LAST_DAY, _FALSE_DAY = 2_958_465, 60
_MAX_DECIMALS = 15


@dataclass(frozen=True, slots=True)
class Format:
    """A format (one of its sections), read."""

    #: general, text, number, date, or literal: shows `prefix` and no number
    kind: str = "general"
    prefix: str = ""
    suffix: str = ""
    decimals: int = 0
    #: the first decimal places that are shown even when zero
    fixed: int = 0
    grouped: bool = False
    percent: bool = False
    scientific: bool = False
    #: thousands taken away by trailing commas
    thousands: int = 0
    #: which of `ymd` and `hs` a date shows; `H` counts hours beyond a day
    date: str = ""


def shown(value: str, code: str, *, date1904: bool = False) -> tuple[str, bool]:
    """The number `value` (as it stands in the file) under format `code`, and whether it is still a number.

    Anything that is no number comes back as it is.
    """
    if not _NUMBER.fullmatch(value):
        return value, False
    number = Decimal(value)
    sections = _sections(code or "General")
    negative = number < 0 and len(sections) > 1
    section = sections[1] if negative else sections[2] if number == 0 and len(sections) > 2 else sections[0]
    form = read_format(section)
    if form.kind == "date":
        text = _date(number, form.date, date1904)
        return (text, False) if text else (_general(number), True)
    if form.kind == "literal":
        return form.prefix, False
    if form.kind in ("general", "text"):
        return f"{form.prefix}{_general(number)}{form.suffix}", True
    # a section of its own for negative numbers writes their sign itself; accountants' brackets are read as one
    if negative and "-" not in section and "(" not in section:
        return _number(abs(number), form), True
    return _number(number, form), True


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[str, ...]:
    parts, begin = [], 0
    for match in _PART.finditer(code[:_MAX_FORMAT]):
        if match[5] == ";":
            parts.append(code[begin : match.start()])
            begin = match.end()
    return (*parts, code[begin:_MAX_FORMAT])


@lru_cache(maxsize=1024)
def read_format(section: str) -> Format:
    """One section of a format code."""
    tokens = [_token(match) for match in _PART.finditer(section[:_MAX_FORMAT])]
    bare = "".join(text for kind, text in tokens if kind == "code")
    elapsed = any(kind == "elapsed" for kind, _ in tokens)
    letters = bare.lower()
    if elapsed or (_DATE_LETTERS.search(letters) and not re.search(r"[0#?]", letters.split(".")[0])):
        return Format("date", date=_date_parts(letters, elapsed))
    if "@" in bare:
        return Format("text")
    if any(kind == "general" for kind, _ in tokens):
        return Format("general", *_literals(tokens, "general"))
    if not re.search(r"[0#?]", bare):  # `"—"` for zero, nothing at all for what must not be seen
        return Format("literal", "".join(text for _, text in tokens).strip()) if section else Format("literal")
    if "/" in bare or "!" in bare or _interrupted(tokens):  # fractions; digits moved by literals: 0!.0,"万"
        return Format()
    return _number_format(bare, *_literals(tokens, "code"))


def _interrupted(tokens: list[tuple[str, str]]) -> bool:
    """Whether literal text stands between the digits."""
    places = [index for index, (kind, text) in enumerate(tokens) if kind == "code" and text in "0#?"]
    return any(kind == "text" for kind, _ in tokens[places[0] : places[-1]])


def _token(match: re.Match[str]) -> tuple[str, str]:
    if match[1] is not None or match[2] is not None:
        return "text", match[1] if match[1] is not None else match[2]
    if match[3] is not None:
        currency = re.match(r"\$([^-]*)", match[3])
        return ("text", currency[1]) if currency else ("elapsed" if _ELAPSED.fullmatch(match[3]) else "none", "")
    if match[4] is not None:
        return "general", ""
    if match[5] is None:
        return "none", ""
    return ("text" if match[5] in "¥￥$€£() " else "code"), match[5]


def _literals(tokens: list[tuple[str, str]], around: str) -> tuple[str, str]:
    """Literal text before and after the digits; brackets round negative numbers are no text."""
    places = [index for index, (kind, text) in enumerate(tokens)
              if kind == around and (around == "general" or text in "0#?.,%E")]
    first, last = places[0], places[-1]
    before = "".join(text for kind, text in tokens[:first] if kind == "text" and text not in "()")
    after = "".join(text for kind, text in tokens[last + 1 :] if kind == "text" and text not in "()")
    return before.strip(), after.rstrip()


def _number_format(bare: str, prefix: str, suffix: str) -> Format:
    whole, _, behind = re.split(r"[eE][+-]", bare)[0].partition(".")
    places = re.match(r"[0#?]*", behind)
    decimals = places[0] if places else ""
    digits = whole.rstrip("%-+ ") if not behind else whole
    trailing = re.search(r"[0#?](,+)$", digits) if not behind else re.search(r"[0#?](,+)", behind)
    return Format(
        "number",
        prefix,
        suffix,
        decimals=min(len(decimals), _MAX_DECIMALS),
        fixed=min(len(decimals.rstrip("#")), _MAX_DECIMALS),
        grouped=bool(re.search(r"[0#?],+[0#?]", whole)),
        percent="%" in bare,
        scientific=bool(re.search(r"[eE][+-]", bare)),
        thousands=len(trailing[1]) if trailing else 0,
    )


def _number(number: Decimal, form: Format) -> str:
    if form.scientific:
        return f"{form.prefix}{number:.{form.decimals}E}{form.suffix}"
    if number.adjusted() > 30:
        return _general(number)
    scaled = number.scaleb(2 if form.percent else 0, _DECIMALS).scaleb(-3 * form.thousands, _DECIMALS)
    rounded = scaled.quantize(Decimal(1).scaleb(-form.decimals), ROUND_HALF_UP, _DECIMALS)
    text = f"{abs(rounded):,f}" if form.grouped else f"{abs(rounded):f}"
    if form.decimals > form.fixed:
        whole, _, places = text.partition(".")
        places = places[: form.fixed] + places[form.fixed :].rstrip("0")
        text = f"{whole}.{places}" if places else whole
    sign = "-" if rounded < 0 else ""
    return f"{sign}{form.prefix}{text}{'%' if form.percent else ''}{form.suffix}"


def _general(number: Decimal) -> str:
    """As the format General: eleven digits, no noise of binary fractions (0.30000000000000004)."""
    if number == 0:
        return "0"
    if not -10 < number.adjusted() < 15:
        return f"{number:.5E}"
    digits = max(11, number.adjusted() + 1)
    text = f"{Context(prec=digits, rounding=ROUND_HALF_UP).plus(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date_parts(letters: str, elapsed: bool) -> str:
    """Which parts a date format shows. `m` after h or before s is minutes."""
    parts = "".join(letter for letter in "yd" if letter in letters)
    if elapsed:
        return "H" + ("s" if "s" in letters else "")
    has_clock = "h" in letters or "s" in letters
    months = re.sub(r"h+[^a-z]*m+|m+[^a-z]*s+", "", letters)
    if "aaa" in letters:
        parts = "yd"
    if "m" in months and not (has_clock and not parts):
        parts += "m"
    return parts + ("h" if has_clock else "") + ("s" if "s" in letters else "")


def _date(number: Decimal, parts: str, date1904: bool) -> str:
    """ISO 8601, in the precision that the format shows; empty outside the calendar."""
    if not 0 <= number <= _LAST_DAY:
        return ""
    seconds = int((number * 86400).to_integral_value(ROUND_HALF_UP))
    clock = f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if "s" in parts else "")
    if "H" in parts:
        return f"{seconds // 3600}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if "s" in parts else "")
    if not set(parts) & set("ymd"):
        return clock
    days = seconds // 86400
    base = dt.date(1904, 1, 1) if date1904 else dt.date(1899, 12, 30) if days > _FALSE_DAY else dt.date(1899, 12, 31)
    if date1904 and days > _LAST_DAY - 1462:
        return ""
    day = base + dt.timedelta(days)
    if set(parts) & set("ymd") == {"y"}:
        return f"{day.year}"
    text = day.isoformat() if "d" in parts else f"{day:%Y-%m}"
    return f"{text} {clock}" if "h" in parts else text
