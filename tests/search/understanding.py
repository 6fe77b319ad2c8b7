"""The tables of understanding as the repository's own catalogue gives them, for tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from generator.catalog.load import load_catalog
from generator.catalog.model import SearchWords
from generator.derive.search_documents import SearchDocument
from generator.rules.check_declarations import complaint
from generator.search.understand.answers import answers_in
from generator.search.understand.files import understanding_tables

ROOT = Path(__file__).resolve().parents[2]

#: titles as a portal has them
TITLES = (
    "示例市公共租赁住房管理办法",
    "示例市人民政府关于印发示例市养犬管理规定的通知",
    "示例市城市绿化条例",
    "示例市科学技术进步条例",
    "示例市科学技术普及办法",
    "示例市科学技术奖励规定",
    "示例市妇女权益保障法实施办法",
    "示例市妇女权益保障法",
    "示例市古树名木保护办法",
    "关于做好2021年义务教育招生工作的通知",
    "示例市蓝莓种植扶持办法",
)


def guide(title: str, text: str) -> SearchDocument:
    """A document of which only title and text matter."""
    return SearchDocument(
        id=f"shifuban/2021/{abs(hash(title)) % 1000}",
        href="xx/shifuban/2021/1.html",
        title=title,
        number="",
        index_number="",
        organization="示例市人民政府办公室",
        type="政府信息",
        columns=(),
        topic="",
        date="2021-07-16",
        state="",
        sample=True,
        text=text,
    )


GUIDES = (
    guide("最低生活保障申请办事指南", "一、什么样的家庭可以申请\n共同生活的家庭成员人均收入低于标准的，可以申请。"),
    guide("工伤认定和工伤保险待遇申领办事指南", "单位应当在30日内申请工伤认定。"),
    guide("常见问题", "汇总如下。\n问：水电过户还要另外跑吗？\n答：不用，一次申请同步办理。\n问：要收费吗？\n答：不收费。"),
)


@cache
def search_words() -> SearchWords:
    """The words of the repository."""
    return load_catalog(ROOT, complaint).catalog.search


@cache
def payloads() -> dict[str, Any]:
    """All tables by name."""
    answers = [answer for one in GUIDES for answer in answers_in(one)]
    return dict(understanding_tables(search_words(), TITLES, answers))
