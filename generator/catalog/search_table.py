"""What the search knows of words: catalog/search/*.yaml as values."""

from __future__ import annotations

from dataclasses import dataclass

from generator.findings import Place

NOWHERE = Place("catalog", 1, 1)


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """An item of catalog/search/*.yaml `词组`: words for one thing."""

    formal: tuple[str, ...]  # 正式: the words of official texts, the most exact first
    plain: tuple[str, ...] = ()  # 俗称: the words of the street, abbreviations
    related: tuple[str, ...] = ()  # 相关: another thing, where the answer may be
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PreparedAnswer:
    """An item of catalog/search/*.yaml `问答`: a question and where it is answered."""

    questions: tuple[str, ...]  # 问: the ways to ask
    answer: str = ""  # 答, in the words of the source; empty takes them from the entry
    entry: str = ""  # 条目, an entry id
    page: str = ""  # 页面, the slug of a hand-written page
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class SearchWords:
    """catalog/search/*.yaml: what the search knows of words."""

    groups: tuple[SynonymGroup, ...] = ()
    void: tuple[str, ...] = ()  # 虚词: taken out of questions
    weak: tuple[str, ...] = ()  # 泛词: they order answers and choose none
    towns: tuple[str, ...] = ()  # 地名
    answers: tuple[PreparedAnswer, ...] = ()
