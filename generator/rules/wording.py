"""表述: wordings that official texts should not have, from catalog/words and from a list outside the repository (P660)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.model import Wording
from generator.model.entry import Entry
from generator.rules.context import LocalContext
from generator.rules.rule import WARNING, Flaw, rule
from generator.rules.texts import BODY, MOST, body_place


@dataclass(frozen=True, slots=True)
class WordFinder:
    """All wordings of a catalogue in one expression; longer ones win where two begin at the same place."""

    pattern: re.Pattern[str] | None
    words: dict[str, Wording]

    def hits(self, text: str) -> Iterator[tuple[int, Wording]]:
        """Offset and wording of everything found, exceptions left out."""
        if self.pattern is None:
            return
        for match in self.pattern.finditer(text):
            word = self.words[match[0]]
            if not any(_covers(text, match.start(), word.wrong, longer) for longer in word.exceptions):
                yield match.start(), word


def _covers(text: str, offset: int, wrong: str, longer: str) -> bool:
    """Whether the hit at `offset` lies inside an occurrence of `longer`."""
    at = longer.find(wrong)
    while at >= 0:
        start = offset - at
        if start >= 0 and text.startswith(longer, start):
            return True
        at = longer.find(wrong, at + 1)
    return False


def finder(words: tuple[Wording, ...]) -> WordFinder:
    """The finder of a catalogue's lists."""
    table = {word.wrong: word for word in words}
    longest_first = sorted(table, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first))) if table else None
    return WordFinder(pattern, table)


@rule(
    "P660",
    title="不规范的表述",
    severity=WARNING,
    on="local",
    does="标题、各字段和正文里不出现词表（catalog/words 和仓库外的词表）里写错的、不规范的词。",
    why="严重表述错误是检查中的单项否决；错别字扣分。",
    accepted="词表里“对”一栏的词；“除外”里的词不算错。",
    remedy="改成提示的词；确属引用原文的，写情况说明。",
    basis="政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）",
    waivable=True,
    passing=("正文: 补贴资金打入农户账户。",),
    failing=("正文: 补贴资金打入农户帐户。", "标题: 关于布署防汛工作的通知"),
    near=("正文: 公园满地落叶，应及时清扫。", "正文: 预订金额以合同为准。"),
)
def wording(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A wording of the lists."""
    find = context.scope.memo.get("P660")
    if not isinstance(find, WordFinder):
        find = context.scope.memo["P660"] = finder(context.catalog.words)
    if find.pattern is None or not find.pattern.search(context.whole):
        return
    for key, text in context.pairs:
        hits = list(find.hits(text))
        for offset, word in hits[:MOST]:
            yield _flaw(entry, key, text, offset, word)


def _flaw(entry: Entry, key: str, text: str, offset: int, word: Wording) -> Flaw:
    at = body_place(entry, text, offset) if key == BODY else None
    where = f"正文第 {at.line} 行" if at else f"「{key}」"
    if word.secret:
        message, found, right = f"{where}有内部词表里的词（第 {offset + 1} 个字起），请向市府办询问怎样改", "", ""
    else:
        right = word.right
        advice = f"，应为“{right}”" if right else "，不应使用"
        message, found = f"{where}写的是“{word.wrong}”{advice}（{word.list_name}）", word.wrong
    line = _line(text, offset).replace(word.wrong, right) if right and at else ""
    return Flaw(message, key, found, right, line, word.basis, at=at, severity=word.severity)


def _line(text: str, offset: int) -> str:
    """The whole line around `offset`."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text[start:] if end < 0 else text[start:end]


