"""Stock lunr as the oracle: the same documents for every query, the same order but for the step of quantisation."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from lunr.builder import Builder
from lunr.index import Index as LunrIndex
from lunr.query import QueryPresence

from generator.derive.search_documents import SearchDocument
from generator.search.build import build
from generator.search.folding import fold
from generator.search.ranking import ranked
from generator.search.reader import Index
from generator.search.terms import field_texts, key_terms, query_terms, text_terms
from generator.search.weights import AVERAGES, BOOSTS, FIELDS
from tests.search.samples import document

DOCUMENTS, QUERIES = 3000, 200
#: docs/search-format.md §6: scores that differ by more are in the right order
STEP = 1.138**2

SUBJECTS = re.findall(
    r"\w+",
    "不动产登记 住房公积金 城乡居民医疗保险 农村宅基地 义务教育入学 残疾人补贴 环境影响评价 食品安全监督 "
    "公共租赁住房 建设工程招标 财政预算 行政许可",
)
VERBS = re.findall(r"\w+", "办理 申请 审核 公示 管理 调整 补助 核准 复核 监督 收费 服务 备案 注销 变更 提取")
NOUNS = re.findall(r"\w+", "通知 办法 细则 意见 方案 指南 结果 名单 材料 标准 期限 条件 机构 窗口 资金 ABC12 2021 85120000")


def sentence(chance: random.Random) -> str:
    parts = [chance.choice((SUBJECTS, VERBS, NOUNS)[n % 3]) for n in range(chance.randrange(3, 9))]
    return "".join(parts) + chance.choice("。；，")


@pytest.fixture(scope="module")
def documents() -> list[SearchDocument]:
    chance = random.Random(20211126)
    return [
        document(
            n,
            "关于" + "".join(chance.choice(words) for words in (SUBJECTS, VERBS, NOUNS)),
            number=f"示政办发〔{2019 + n % 3}〕{n}号" if n % 4 else "",
            date=f"{2019 + n % 3}-{1 + n % 12:02d}-{1 + n % 28:02d}" if n % 50 else "",
            text="".join(sentence(chance) for _ in range(chance.randrange(1, 7))),
        )
        for n in range(DOCUMENTS)
    ]


class GivenAverages(Builder):  # type: ignore[misc]
    """Stock lunr, but for the average lengths, which are given."""

    def _calculate_average_field_lengths(self) -> None:
        self.average_field_length = dict(zip(FIELDS, AVERAGES, strict=True))


@pytest.fixture(scope="module")
def lunr(documents: list[SearchDocument]) -> LunrIndex:
    builder = GivenAverages()
    builder.ref("id")
    builder.pipeline.reset()
    builder.search_pipeline.reset()
    for name, boost in zip(FIELDS, BOOSTS, strict=True):
        builder.field(name, boost=boost)
    for one in documents:
        tokens = (list(text_terms(fold(text))) for text in field_texts(one))
        builder.add({"id": one.id, **dict(zip(FIELDS, tokens, strict=True))})
    return builder.build()


def queries() -> Iterator[tuple[str, ...]]:
    chance = random.Random(4)
    for n in range(QUERIES):
        words = [chance.choice(chance.choice((SUBJECTS, VERBS, NOUNS))) for _ in range(1 + n % 3)]
        text = ("" if n % 2 else " ").join(words)
        if n % 5 == 0:
            start = chance.randrange(len(words[0]))
            text = words[0][start : start + 1 + n % 4]
        yield query_terms(fold(f"{text} {SUBJECTS[n % 12][n % 4 : n % 4 + 2]}" if n > 100 else text))


@pytest.fixture(scope="module")
def answers(lunr: LunrIndex) -> dict[tuple[str, ...], dict[str, float]]:
    """What lunr says: score by id, by the terms that are required."""
    found = {}
    for terms in queries():
        query = lunr.create_query(list(FIELDS))
        for term in terms:
            query.term(term, presence=QueryPresence.REQUIRED)
        found[terms] = {result["ref"]: result["score"] for result in lunr.query(query)}
    return found


@pytest.mark.parametrize("head", [512, 16])
def test_lunr_is_the_oracle(
    documents: list[SearchDocument], answers: dict[tuple[str, ...], dict[str, float]], head: int
) -> None:
    index = Index(dict(build(documents, head=head)).get)
    ids = {row[0]: row[1] for row in index.rows(all_numbers(index, documents)).values()}
    answered = long = compared = 0
    for terms, wanted in answers.items():
        got = ranked(index, terms)
        assert {ids[one.number] for one in got} == set(wanted), terms
        least = float("inf")
        for one in got:
            score = wanted[ids[one.number]]
            assert score < least * STEP, (terms, ids[one.number])
            compared += 1
            least = min(least, score)
        for before, after in pairwise(got):
            assert (-before.score, before.number) < (-after.score, after.number)
        answered += bool(got)
        long += any(stored is not None and stored.documents > head for stored in map(index.term, terms))
    assert len(answers) > QUERIES * 0.9
    assert answered > len(answers) / 2
    assert long > len(answers) / 3
    assert compared > 10_000


def all_numbers(index: Index, documents: list[SearchDocument]) -> set[int]:
    """Numbers of all documents: every one has its unit among its marks."""
    units = {one.organization[:1] for one in documents}
    return {one.number for unit in units for one in ranked(index, [fold(unit)])}


def test_scores_are_lunrs_within_the_step(documents: list[SearchDocument], lunr: LunrIndex) -> None:
    """Score by score, for terms that are alone: what is stored is within 13.8 % of what lunr has."""
    index = Index(dict(build(documents)).get)
    for term in ("登记", "2021", "办", "公积"):
        query = lunr.create_query(list(FIELDS))
        query.term(term)
        wanted = {result["ref"]: result["score"] for result in lunr.query(query)}
        got = ranked(index, [term])
        rows = index.rows(one.number for one in got)
        ratios = [one.score / wanted[rows[one.number][1]] for one in got]
        assert 1 / 1.138 < min(ratios) <= max(ratios) < 1.138
        assert 0.97 < sum(ratios) / len(ratios) < 1.03


def test_key_terms_select_and_weigh_nothing(documents: list[SearchDocument]) -> None:
    index = Index(dict(build(documents)).get)
    one = next(one for one in documents if one.number)
    for term in key_terms(one):
        found = ranked(index, [term])
        assert found
        assert {hit.score for hit in found} == {0.0}
        assert one.id in {row[1] for row in index.rows(hit.number for hit in found).values()}
