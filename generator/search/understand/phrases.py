"""Phrases of titles, for suggestions, pinyin and typos: what is left of a title without its unit and its form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from generator.search.folding import fold
from generator.search.understand.characters import Readings

SHORTEST, LONGEST = 2, 10
#: phrases kept at most, the frequent ones first
MOST = 6000
#: lengths of a beginning that is a phrase by itself, when it goes on in so many ways
STEM, BRANCHES = range(4, 7), 3

_SPLIT = re.compile(
    "[^\u4e00-\u9fff]+|中华人民共和国|关于|印发|转发|公布|发布|开展|做好|落实|贯彻|推进|进一步|加强|全面|深入|实施|若干|有关|部分|的|了|和|及|与|对|在|等|第.{1,3}[次批期届]"
)
_REGION = re.compile("^[\u4e00-\u9fff]{2,7}?(?:特别行政区|自治区|自治州|自治县|经济特区|省|市(?!场|民|容|政|区)|县(?!域|级)|区(?!域|块))")
_FORM = re.compile(
    "(?:(?:管理|保护|保障|促进|监督|监督管理|安全|服务|防治)?(?:暂行|试行|实施)?(?:条例|办法|规定|细则|规则|方案|意见|通知|公告|通告|公示|决定|报告|计划|规划|指南|解释|批复|函))$"
)
_SMALL_FORM = re.compile("(?:暂行|试行|实施)?(?:条例|办法|规定|细则|规则|方案|意见|通知|公告|通告|公示|决定|报告|解释|批复|函)$")


def title_phrases(title: str) -> set[str]:
    """The phrases of one title."""
    found: set[str] = set()
    for part in _SPLIT.split(fold(title)):
        part = _REGION.sub("", part)
        for text in (part, _SMALL_FORM.sub("", part), _FORM.sub("", part)):
            if SHORTEST <= len(text) <= LONGEST:
                found.add(text)
    return found


def phrase_shards(titles: Iterable[str], readings: Readings) -> dict[str, dict[str, list[str]]]:
    """Payloads of the tables `p-<letter>` by letter."""
    counted: Counter[str] = Counter()
    for title in titles:
        counted.update(title_phrases(title))
    for stem, count in _stems(counted).items():
        counted[stem] = max(counted[stem], count)
    kept = sorted(counted, key=lambda phrase: (-(counted[phrase].bit_length()), phrase))[:MOST]
    return shards_of({phrase: counted[phrase].bit_length() - 1 for phrase in kept}, readings)


def _stems(phrases: Iterable[str]) -> dict[str, int]:
    """Beginnings that several phrases go on from differently (科学技术), with the number of those phrases."""
    following: dict[str, set[str]] = {}
    for phrase in phrases:
        for end in STEM:
            if len(phrase) > end:
                following.setdefault(phrase[:end], set()).add(phrase[end:])
    return {stem: len(rests) for stem, rests in following.items() if len({rest[0] for rest in rests}) >= BRANCHES}


def shards_of(tiers: Mapping[str, int], readings: Readings) -> dict[str, dict[str, list[str]]]:
    """Phrases by the first letters of their first character, in tiers."""
    shards: dict[str, list[list[str]]] = {}
    for phrase in sorted(tiers):
        for letter in sorted({sound[0] for sound in readings.get(phrase[0], ())}):
            lines = shards.setdefault(letter, [])
            while len(lines) <= tiers[phrase]:
                lines.append([])
            lines[tiers[phrase]].append(phrase)
    return {letter: {"tiers": [" ".join(line) for line in shards[letter]]} for letter in sorted(shards)}
