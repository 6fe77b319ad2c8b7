"""Document numbers inside a query, in any bracket, width, spacing or part: `〔2018118号`, `2019 4号`, `711号令`.

Keys are those of `generator.search.numbers`. All quantifiers are bounded and neighbours exclude one another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.search.understand.plan import NumberKeys

_ISSUER = r"([^0-9()\s\"'.,:;!?·，。、：；！？《》-]{0,20})"
# Issuer, a year with at most one sign on each side, a number. Signs may be missing or double.
_YEARLY = re.compile(_ISSUER + r"\s?[(-]{0,2}\s?((?:19|20)[0-9]{2})\s?年?\s?[)-]{0,2}\s?(第?)\s?([0-9]{1,5})\s?(号?)")
_STARTED = re.compile(_ISSUER + r"\s?\(?\s?((?:19|20)[0-9]{2})\s?年?\s?\)?\s?第?")
_ORDER = re.compile(r"([^0-9()\s]{0,20}?)令?\s?\(?第?\s?([0-9]{1,4})\s?号\)?\s?(令?)")
_TAIL = re.compile("(?<=号)\\s?(?:文件|文)$")
# A number amid other words: only with both brackets, so that nothing is taken for one.
_WITHIN = re.compile(r"([^0-9()\s\"'.,:;!?·，。、：；！？《》-]{0,20})\(((?:19|20)[0-9]{2})\)\s?第?([0-9]{1,5})号")
_DATE = re.compile(r"(?:19|20)[0-9]{2}\s?[-年.]\s?[0-9]{1,2}\s?[-月.]\s?[0-9]{1,2}\s?日?")
_PHONE = re.compile(r"[0-9]{7,}")
_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "o": "0"}
_WRITTEN_YEAR = re.compile("[一二][〇零○o一二三四五六七八九]{3}")
#: beginnings of the issuer's word that are tried
MOST_KEYS = 12
_ISSUER_TAIL = re.compile("(?:发|办|函|字|文|令|通|规|告|批|任|电|征|法|财|建|教|卫|人社|公告|政|秘|党|委|局)$")
#: what people call the orders of the State Council
_STATE_COUNCIL = frozenset(("", "国令", "国务院", "国务院令", "国", "中华人民共和国国务院", "中华人民共和国国务院令"))
_PRESIDENT = frozenset(("主席", "主席令", "国家主席", "国家主席令", "中华人民共和国主席", "中华人民共和国主席令"))


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a query: keys to ask for, what a text would cite, and whether the query is that number alone."""

    keys: NumberKeys
    cited: tuple[str, ...]
    #: an issuer's word that may be a part of the real one (国办 for 国办发), to be met by the text of the number
    issuer: str
    loose: NumberKeys | None = None


def find_number(folded: str) -> FoundNumber | None:
    """The number a folded query is, or None. Dates, years and telephone numbers are none."""
    text = _TAIL.sub("", written_year(folded).strip(" "))
    if _DATE.fullmatch(text) or _PHONE.fullmatch(text):
        return None
    return _yearly(text) or _order(text) or _started(text)


def number_within(folded: str) -> FoundNumber | None:
    """A number with brackets amid other words; its issuer may have words before it, so it is asked for loosely too."""
    match = _WITHIN.search(written_year(folded))
    if not match:
        return None
    issuer, year, number = match[1], match[2], str(int(match[3]))
    keys = [f"{issuer[start:]}{year}-{number}" for start in range(len(issuer))] or [f"{year}-{number}"]
    return FoundNumber(NumberKeys(tuple(keys[:MOST_KEYS])), (), issuer)


def written_year(text: str) -> str:
    """二〇二一 as 2021."""
    return _WRITTEN_YEAR.sub(lambda match: "".join(_DIGITS.get(c, c) for c in match[0]), text)


def _yearly(text: str) -> FoundNumber | None:
    match = _YEARLY.fullmatch(text)
    if not match:
        return None
    issuer, year, number, plain = match[1], match[2], str(int(match[4])), not (match[3] or match[5])
    bare = plain and not issuer and not re.search(r"[()年\s-]", text)
    if bare or (issuer and plain and not _ISSUER_TAIL.search(issuer) and "(" not in text):
        return None  # 20211 or 预算2021 24
    exact = NumberKeys((f"{issuer}{year}-{number}",))
    loose = NumberKeys((f"{year}-{number}",)) if issuer else None
    return FoundNumber(exact, (f"{issuer}({year}){number}号",), issuer, loose)


def _order(text: str) -> FoundNumber | None:
    match = _ORDER.fullmatch(text)
    if not match or not (match[3] or match[1]):
        return None
    issuer, number = match[1], str(int(match[2]))
    command = bool(match[3]) or "令" in text
    named = f"{issuer}令" if command and not issuer.endswith("令") else issuer
    names = [named, issuer] if issuer else []
    if command and issuer in _STATE_COUNCIL:
        names += ["国务院令", "中华人民共和国国务院令", "国令"]
    if command and issuer in _PRESIDENT:
        names += ["主席令", "中华人民共和国主席令"]
    keys = tuple(dict.fromkeys(f"{name}-{number}" for name in names if name))
    cited = tuple(dict.fromkeys(f"{name}第{number}号" for name in names if name))
    return FoundNumber(NumberKeys(keys), cited, issuer) if keys else None


def _started(text: str) -> FoundNumber | None:
    match = _STARTED.fullmatch(text)
    if not match or not match[1] or not (_ISSUER_TAIL.search(match[1]) or "(" in text):
        return None
    return FoundNumber(NumberKeys((f"{match[1]}{match[2]}-",), True), (f"{match[1]}({match[2]})",), match[1])
