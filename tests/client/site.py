"""A small site for the scripts: the look's own sample pages, a column of 45 rows, and a search index."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from generator.catalog.search_table import SearchWords, SynonymGroup
from generator.derive.attached import AttachedFile, with_attached
from generator.derive.listings import FacetCount, Option
from generator.derive.search_documents import SearchDocument
from generator.publish.json_text import Json, compact, for_pages
from generator.publish.lists import ListRow, index_files
from generator.render.contexts import ColumnPage, Day, Link, Paging, Row, StateMark
from generator.search.build import build
from generator.search.understand.answers import Answer
from generator.search.understand.files import understanding_files
from tests.search.samples import DOCUMENTS, document
from tests.theme import preview
from tests.theme.samples import COLUMN

PAGE = 20
UNITS = {"caizhengju": "示例市财政局", "jiaoyuju": "示例市教育局"}
IN_FORCE = StateMark("有效", "ok", "ok", "自2021年1月1日起施行")
REPEALED = StateMark("废止", "void", "ban")


def write(folder: Path) -> None:
    """Write pages, assets and data below `folder`."""
    preview.write(folder)
    rows = [_row(number) for number in range(45)]
    _data(folder, rows)
    pages = {1: "lanmu/guifanxing/index.html", 2: "lanmu/guifanxing/2.html", 3: "lanmu/guifanxing/3.html"}
    for number, address in pages.items():
        page = ("column.html", _page(number, rows, pages), "规范性文件", address, "guifanxing", "list")
        (folder / address).write_text(preview.whole(page), encoding="utf-8")
    for path, content in (*build([*DOCUMENTS, *_bulletins(), _with_attachments()]), *_tables()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for one in DOCUMENTS:
        target = folder / one.href
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            f'<!doctype html><link rel="icon" href="../../../assets/favicon.svg"><title>{one.id}</title>',
            encoding="utf-8",
        )


def _tables() -> list[tuple[str, bytes]]:
    """What the search knows besides documents: words, prepared answers, items of the catalogue."""
    words = SearchWords(
        groups=(SynonymGroup(("住房公积金", "公积金"), ("房补",)), SynonymGroup(("不动产登记",), ("房产证",))),
        void=("怎么", "怎么办", "吗", "的"),
        weak=("材料", "办理"),
    )
    answer = Answer(("提取公积金要什么材料", "公积金怎么提取"), "提供租赁合同。", DOCUMENTS[2].href, DOCUMENTS[2].title, 0)
    units: Json = [["示例市财政局", "0000 0001", "jigou/caizhengju.html"]]
    items: Json = [["财政预算决算", "预算 决算", "mulu/czyjs-001.html", [0], 2], ["政府采购", "采购", "mulu/czyjs-002.html", [0], 0]]
    table = compact({"version": 1, "units": units, "items": items})
    titles = [one.title for one in DOCUMENTS]
    return [*understanding_files(words, titles, [answer]), *for_pages("data/s/items", table).items()]


def _bulletins() -> list[SearchDocument]:
    """30 titles for paging, and texts for several packs."""
    filler = "内容说明若干。" * 2000
    return [document(100 + n, f"物价公报第{n}期", date=f"{2000 + n % 20}-02-01", text=filler) for n in range(30)]


def _with_attachments() -> SearchDocument:
    """One whose attachment says something, beside a scan."""
    files = (AttachedFile(1, "泊位收费表", "a.pdf", True), AttachedFile(2, "照片", "b.pdf", True))
    text = with_attached("见附件。", files, {"a.pdf": "码头停放独木舟，每日二元。"})
    return document(90, "码头管理事项", date="2001-01-01", text=text)


def _unit(number: int) -> str:
    return "caizhengju" if number % 3 else "jiaoyuju"


def _row(number: int) -> Row:
    iso = f"{2021 - number // 15}-05-{1 + number % 28:02d}"
    state = REPEALED if number % 5 == 4 else IN_FORCE
    return Row(
        title=f"第{number}号办法",
        href=f"xx/a/2021/{number}.html",
        state=state,
        facts=(f"示政发〔2021〕{number}号", UNITS[_unit(number)]),
        date=Day(iso, iso, iso),
        organization=UNITS[_unit(number)],
        sample=True,
        void=state is REPEALED,
        pending=number == 0,
    )


def _json(number: int, row: Row) -> dict[str, Any]:
    assert row.state and row.date
    return {
        "href": row.href,
        "title": row.title,
        "state": [row.state.word, row.state.tone, row.state.icon, row.state.detail],
        "facts": row.facts,
        "date": row.date.iso,
        "sample": int(row.sample),
        "void": int(row.void),
        "pending": int(row.pending),
        "jg": _unit(number),
        "nf": row.date.iso[:4],
        "xl": row.state.word,
        "sx": f"zcwj-{number:03d}",
    }


def _page(number: int, rows: list[Row], pages: dict[int, str]) -> ColumnPage:
    shown = tuple(rows[(number - 1) * PAGE : number * PAGE])
    links = tuple(Link(str(n), address, current=n == number) for n, address in pages.items())
    first = (number - 1) * PAGE + 1
    paging = Paging(
        number, 3, first, first + len(shown) - 1, 45, links, pages.get(number - 1, ""), pages.get(number + 1, "")
    )
    return dataclasses.replace(COLUMN, rows=shown, paging=paging, filter="data/lanmu/guifanxing", fixed="")


def _data(folder: Path, rows: list[Row]) -> None:
    """The list's data in parts of a few rows, so that a page takes several."""
    found = [
        FacetCount("jg", "发布机关", tuple(Option(key, name, 0) for key, name in UNITS.items())),
        FacetCount("nf", "成文年份", tuple(Option(str(y), f"{y}年", 15) for y in (2021, 2020, 2019))),
        FacetCount("xl", "状态", (Option("有效", "有效", 36), Option("废止", "废止", 9))),
        FacetCount("sx", "目录事项", tuple(Option(f"zcwj-{n:03d}", f"第{n}项", 1) for n in range(45))),
    ]
    made = [_json(number, row) for number, row in enumerate(rows)]
    keys = [facet.key for facet in found]
    listed = [ListRow(compact(one), {key: (str(one[key]),) for key in keys}) for one in made]
    years = [str(one["nf"]) for one in made]
    files = index_files("data/lanmu/guifanxing", "规范性文件", listed, years, found, page_size=PAGE, part_bytes=2000)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
