"""Document numbers (文号) as people type them: one key for every bracket form.

`示政办发〔2021〕24号`, `示政办发[2021]24`, `示政办发 2021年第24号` and `示政办发2021 24` have the key
`示政办发2021-24`; `国令第713号` has `国令-713`. `theme/src/search/numbers.mjs` is the twin of this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.search.folding import fold

# On folded text without blanks. All quantifiers are bounded and the parts exclude one another: no backtracking.
_YEARLY = re.compile(r"([^0-9()]{0,20})(\(?)((?:19|20)[0-9]{2})(年?)(\)?)(第?)([0-9]{1,5})(号?)")
_PLAIN = re.compile(r"([^0-9()]{1,20}?)第?([0-9]{1,5})号")
_STARTED = re.compile(r"([^0-9()]{1,20})\(?((?:19|20)[0-9]{2})年?\)?第?")

# A number in the form of the 条例, which folding leaves as it is but for the brackets.
_WRITTEN = re.compile(r"([\u4e00-\u9fff]{1,20})〔((?:19|20)[0-9]{2})〕([1-9][0-9]{0,4})号")


@dataclass(frozen=True, slots=True)
class NumberQuery:
    """What a query says as a document number. `exact` decides whether `key` is whole or a beginning."""

    key: str
    exact: bool
    #: the number as a text would cite it, folded: 示政办发(2021)24号
    cited: str


def number_key(number: str) -> str:
    """The key of a document's own number; empty when it has no number in it."""
    text = fold(number).replace(" ", "")
    match = _YEARLY.fullmatch(text)
    if match:
        return f"{match[1]}{match[3]}-{int(match[7])}"
    match = _PLAIN.fullmatch(text)
    return f"{match[1]}-{int(match[2])}" if match else ""


def parse_number(folded: str) -> NumberQuery | None:
    """A folded query as a number, or None. Bare digits (dates, phone numbers) are no number."""
    text = folded.replace(" ", "")
    match = _YEARLY.fullmatch(text)
    if match and (match[1] or match[2] or match[4] or match[6] or match[8] or " " in folded):
        digits = str(int(match[7]))
        return NumberQuery(f"{match[1]}{match[3]}-{digits}", True, f"{match[1]}({match[3]}){digits}号")
    match = _PLAIN.fullmatch(text)
    if match:
        return NumberQuery(f"{match[1]}-{int(match[2])}", True, text)
    match = _STARTED.fullmatch(text)
    return NumberQuery(f"{match[1]}{match[2]}-", False, f"{match[1]}({match[2]})") if match else None


def number_matches(query: NumberQuery, key: str) -> bool:
    """Whether a document with `key` is meant: whole, without its issuer's word ([2021]24), or by its beginning."""
    if not key:
        return False
    if not query.exact:
        return key.startswith(query.key)
    return key == query.key or (query.key[0].isdigit() and key.endswith(query.key) and not key[0].isdigit())


def number_terms(numbers: str) -> tuple[str, ...]:
    """Terms of the search index for a document's own numbers (文号, 登记号, apart by blanks): whole, without
    the issuer's word, and by issuer and year; see `numbers_asked`."""
    written = _WRITTEN.fullmatch(numbers)
    if written:
        issuer, year, serial = written.groups()
        return f"#{issuer}{year}-{serial}", f"#{year}-{serial}", f"#{issuer}{year}-"
    found: dict[str, None] = {}
    for candidate in dict.fromkeys((numbers, *numbers.split(" "))):
        key = number_key(candidate)
        if not key:
            continue
        found[f"#{key}"] = None
        issuer, year, serial = _parts(key)
        if year:
            found[f"#{year}-{serial}"] = None
            if issuer:
                found[f"#{issuer}{year}-"] = None
    return tuple(found)


def number_asked(query: NumberQuery) -> str:
    """The term that the documents meant by `query` have."""
    return f"#{query.key}"


def _parts(key: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"(.*?)((?:19|20)[0-9]{2})-([0-9]+)", key)
    return (match[1], match[2], match[3]) if match else (key, "", "")
