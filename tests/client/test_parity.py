"""The browser's engine and `generator.search.query` answer every query alike, over the same files."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from generator.catalog.search_table import SearchWords
from generator.derive.attached import AttachedFile, with_attached
from generator.derive.search_documents import SearchDocument
from generator.search.build import build
from generator.search.query import Answer, Hit, searcher_of
from generator.search.understand.files import understanding_files
from tests.client.test_node import answers
from tests.search.samples import ANSWERS, DOCUMENTS, document

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed: parity was not tested")

SUBJECTS = ("不动产登记", "住房公积金", "居民医疗保险", "农村宅基地", "义务教育", "残疾人补贴", "行政许可", "财政预算")
ACTS = ("办理", "申请", "审核", "公示", "管理办法", "补助标准", "收费标准", "名单", "通知", "实施细则")
MORE = (
    "公积金怎么提取", "义务教育 通知", "gongjijin", "gjj", "公基金", "房產登記", "医保", "低保 示例镇", "财政预算 2021", "登", "号",
    "不动产登记 公积金 名单 完全没有", "示政办发〔2021〕", "2021年第3号", "〔2021〕3", "iso9001", "办法", "通知 2020", "残疾人补助标准是多少",
    "收费目录", "扫描图", "停放独木舟", "独木舟的停放", "泊位 独木舟", "码头独木舟收费", "独木舟 公积金", "压缩包",
)


def sentence(chance: random.Random) -> str:
    return "".join(chance.choice(SUBJECTS) + chance.choice(ACTS) for _ in range(chance.randrange(1, 5))) + "。"


def attached(chance: random.Random, text: str) -> str:
    """`text` with up to four attachments: words, scans, kinds that are not read, numbers left out."""
    kinds = ("pdf", "pdf", "docx", "zip")
    files = [
        AttachedFile(n, name, f"{n}.{kinds[n % 4]}", kinds[n % 4] != "zip")
        for n, name in enumerate(("收费目录", "扫描图", "码头泊位表", "压缩包", "停放（独木舟）须知"), 1) if chance.randrange(2)
    ]
    rare = ("停放独木舟，每日2.5元。", "独木舟在码头停放；泊位收费。", "")
    words = {one.file: "".join(sentence(chance) for _ in range(9)) + chance.choice(rare) for one in files if one.number != 2}
    return with_attached(text, files, words)


def many(count: int) -> list[SearchDocument]:
    chance = random.Random(11)
    return [
        document(
            1000 + n,
            f"关于{chance.choice(SUBJECTS)}{chance.choice(ACTS)}的{chance.choice(ACTS)}",
            number=f"示政发〔202{n % 3}〕{n}号" if n % 4 == 0 else "",
            date=f"202{n % 3}-{1 + n % 12:02d}-{1 + n % 28:02d}",
            text=(attached if n % 5 == 0 else lambda _, text: text)(
                chance, "".join(sentence(chance) for _ in range(chance.randrange(0, 6)))
            ),
        )
        for n in range(count)
    ]


def written(folder: Path, documents: list[SearchDocument], head: int) -> Path:
    titles = [one.title for one in documents]
    for address, content in (*build(documents, head=head), *understanding_files(SearchWords(), titles, ())):
        target = folder / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def shown(hit: Hit) -> dict[str, object]:
    attachment = hit.attachment and {"name": hit.attachment.name, "href": hit.attachment.href}
    return {
        "id": hit.document.id, "title": hit.document.title, "score": hit.score, "why": hit.why, "label": hit.label,
        "titleParts": [list(piece) for piece in hit.title], "excerpt": [list(piece) for piece in hit.excerpt],
        "attachment": attachment, "unread": hit.unread,
    }  # fmt: skip


def said(answer: Answer) -> dict[str, object]:
    return {
        "folded": answer.folded, "total": answer.total, "more": answer.more, "also": list(answer.also),
        "instead": list(answer.instead), "relaxed": answer.relaxed,
    }  # fmt: skip


@pytest.mark.parametrize(("count", "head"), [(0, 512), (700, 40), (3200, 60)])
def test_browser_and_python_answer_alike(tmp_path: Path, count: int, head: int) -> None:
    documents = [*DOCUMENTS, *many(count)]
    folder = written(tmp_path, documents, head)
    titles = [one.title for one in documents[:: max(1, len(documents) // 30)]]
    queries = [*ANSWERS, *MORE, *(title[n : n + 2 + n % 5] for n, title in enumerate(titles))]
    asked: list[dict[str, object]] = [{"query": query, "limit": 10} for query in queries]
    asked += [{"query": query, "limit": 30, "offset": 10} for query in MORE]
    asked += [{"query": query, "limit": 20, "sort": "date"} for query in MORE]
    searcher = searcher_of(folder)
    compared = attachments = 0
    for options, got in zip(asked, answers(str(folder), asked), strict=True):
        assert got["complete"], options
        limit, offset = int(str(options["limit"])), int(str(options.get("offset", 0)))
        wanted = searcher.search(str(options["query"]), limit=limit, offset=offset, by_date="sort" in options)
        assert {key: got[key] for key in said(wanted)} == said(wanted), options
        hits = [{key: hit[key] for key in shown(one)} for hit, one in zip(got["hits"], wanted.hits, strict=True)]
        assert hits == [shown(one) for one in wanted.hits], options
        compared += len(hits)
        attachments += sum(hit["attachment"] is not None for hit in hits)
    assert compared > 80
    assert attachments > 30 or not count
