"""Reading views: which there are, what they say, each file read once; and the ways on at the end of an entry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest

from generator.catalog.model import ServiceHall
from generator.derive.site import Site
from generator.render import contexts as c
from generator.render.attachment_pages import attachment_plans, finish_attachment, is_listed, parts_of, view_of
from generator.render.record_pages import record_page
from generator.source.documents import CANNOT, Cell, Document, Heading, Item, PageStart, Paragraph, Table
from tests.derive.sites import make_entry, make_site, stamp
from tests.render.presses import finished, press

CONSULTATION = "caizhengju/2021/1"
DOCUMENT = Document(
    "pdf",
    (
        PageStart(1),
        Heading("示例办法", 1),
        Heading("一、总则", 4),
        Paragraph("第一条 <b>为了</b>规范，制定本办法。"),
        Item("甲"),
        Item("乙", "1.", 1),
        Table(((Cell("项目"), Cell("金额")), (Cell("道路"), Cell("3", numeric=True))), header=1, caption="资金表"),
    ),
    "第 2 页是图片，未识别文字。",
)


@pytest.fixture
def site() -> Site:
    entry = make_entry(CONSULTATION, "{类型: 征求意见, 发文机关: [caizhengju], 标题: 关于《示例办法（草案）》公开征求意见的公告}")
    first, second = entry.attachments
    third = replace(second, number=3, file=replace(first.file, name="另一份.csv"))
    again = replace(second, file=replace(second.file, digest=first.file.digest))
    entry = replace(entry, attachments=(first, again, third))
    return make_site({CONSULTATION: entry}, {CONSULTATION: stamp("2021-07-20")})


@dataclass(frozen=True)
class Found:
    """One finished reading view."""

    html: str
    listed: bool

    def meta(self, name: str) -> str:
        match = re.search(rf'<meta name="{name}" content="([^"]*)">', self.html)
        return match[1] if match else ""


def pages(site: Site, document: Document = DOCUMENT) -> dict[str, Found]:
    """Finished reading views by address."""
    own = press(site)
    view = view_of(document, own)
    return {
        plan.path: Found(finish_attachment(plan, view, own.frames).decode(), is_listed(plan, view))
        for record in site.records for plan in attachment_plans(record, own)
    }


def test_a_page_beside_each_readable_file(site: Site) -> None:
    (record,) = site.records
    plans = list(attachment_plans(record, press(site)))
    assert [plan.path for plan in plans] == [f"xx/{CONSULTATION}/1.html", f"xx/{CONSULTATION}/2.html"]
    assert plans[0].digest == plans[1].digest, "one view serves both"
    context = record_page(record, site).context
    assert isinstance(context, c.RecordPage)
    assert [file.read for file in context.files] == [*(plan.path for plan in plans), ""]


def test_what_a_page_says_about_itself(site: Site) -> None:
    page = pages(site)[f"xx/{CONSULTATION}/1.html"]
    assert page.meta("ArticleTitle") == "附件：示例办法（草案）" and "<title>附件：示例办法（草案）_" in page.html
    assert page.meta("Url") == f"https://www.example.invalid/zwgk/xx/{CONSULTATION}/1.html"
    assert page.meta("PubDate").startswith("2021-07-20") and page.meta("ColumnName") == "重大行政决策"
    assert (
        f'<li><a href="../../../../xx/{CONSULTATION}.html">关于《示例办法（草案）》公开征求意见的公告</a></li>'
        '<li aria-current="page">附件：示例办法（草案）</li>'
    ) in page.html
    assert page.meta("description").startswith("示例办法 一、总则 第一条") and page.listed
    assert page.meta("Description") == page.meta("description")


def test_the_page_escapes_everything_and_names_the_file(site: Site) -> None:
    html = pages(site)[f"xx/{CONSULTATION}/1.html"].html
    assert "第一条 &lt;b&gt;为了&lt;/b&gt;规范" in html and "<b>为了" not in html
    assert '<h2 id="' in html and '<h3 id="' in html and "<h4" not in html
    assert '<p class="page-start" id="p-1">第 1 页</p>' in html
    assert '<ul><li>甲</li><li class="marked in-1"><span class="marker">1.</span>乙</li></ul>' in html
    assert '<th scope="row">道路</th><td data-t="金额" class="n">3</td>' in html
    for text in ("以原文件为准", "<p>第 2 页是图片，未识别文字。</p>", "SHA-256 " + "0" * 64, "10 字节", 'download="决策草案.pdf"'):
        assert text in html


def test_a_file_without_text_has_a_page_that_says_so_and_is_in_no_sitemap(site: Site) -> None:
    page = pages(site, Document("pdf", (), CANNOT))[f"xx/{CONSULTATION}/1.html"]
    assert not page.listed and page.meta("description") == "关于《示例办法（草案）》公开征求意见的公告的附件"
    assert CANNOT in page.html and "<article" not in page.html


def test_no_hole_is_left_and_authors_cannot_write_one(site: Site) -> None:
    document = Document("docx", (Paragraph("<gk:notes><gk:text>"),), "<gk:text>")
    html = pages(site, document)[f"xx/{CONSULTATION}/1.html"].html
    assert "<gk:" not in html and "\0" not in html and html.count("&lt;gk:text&gt;") == 4


def test_levels_skip_none_and_anchors_differ() -> None:
    blocks = (Heading("一、甲", 4), Heading("（一）乙", 5), Heading("第一章 丙", 2), Heading("目的", 9), Heading("目的", 9))
    parts, toc = parts_of(Document("docx", blocks))
    assert [(t.text, t.level) for t in toc] == [("一、甲", 2), ("（一）乙", 3), ("第一章 丙", 2), ("目的", 3), ("目的", 4)]
    anchors = [part.anchor for part in parts if isinstance(part, c.TextPart)]
    assert len(set(anchors)) == 5 and anchors[4] == f"{anchors[3]}-2"


def test_a_long_contents_shows_its_highest_level_only() -> None:
    blocks = tuple(Heading(f"第{n}", 1 if n % 10 == 0 else 2) for n in range(200))
    assert len(parts_of(Document("docx", blocks))[1]) == 20


def grid(table: Table) -> c.GridPart:
    (part,) = parts_of(Document("xlsx", (table,)))[0]
    assert isinstance(part, c.GridPart)
    return part


def test_cards_take_their_labels_from_all_rows_of_the_head() -> None:
    head = ((Cell("项目", rows=2), Cell("资金", columns=2)), (Cell("中央"), Cell("地方")))
    found = grid(Table((*head, (Cell("道路"), Cell("1"), Cell("2"))), header=2))
    assert not any(cell.numeric for row in found.head for cell in row)
    assert found.cards and [cell.label for cell in found.body[0]] == ["项目", "资金，中央", "资金，地方"]


def test_the_head_of_figures_stands_over_them() -> None:
    body = ((Cell("道路"), Cell("1", numeric=True), Cell("无")), (Cell("桥梁"), Cell(""), Cell("2", numeric=True)))
    (head,) = grid(Table(((Cell("项目"), Cell("金额"), Cell("其他")), *body), header=1)).head
    assert [cell.numeric for cell in head] == [False, True, False]


@pytest.mark.parametrize(
    "table",
    [
        Table(((Cell("甲"), Cell("乙")),)),
        Table(((Cell("甲"), Cell("乙")), (Cell("丙", columns=2),)), header=1),
        Table(((*(Cell(str(n)) for n in range(20)),), (*(Cell(str(n)) for n in range(20)),)), header=1),
    ],
    ids=["no head", "merged", "wide"],
)
def test_other_tables_stay_tables(table: Table) -> None:
    found = grid(table)
    assert not found.cards and found.name == "表格" and not any(cell.label for row in found.body for cell in row)


@pytest.mark.parametrize(
    ("fields", "hall", "hotline", "links"),
    [
        ("办理链接: 'https://www.example.invalid/ban'", ServiceHall("示例中心"), "12345", [c.Link("网上办理", "https://www.example.invalid/ban")]),
        ("", ServiceHall("示例中心", "示例路2号", "https://www.example.invalid/"), "12345",
         [c.Link("示例中心", "https://www.example.invalid/", "示例路2号"), c.Link("12345", "tel:12345", "热线")]),
        ("", ServiceHall(), "", []),
    ],
)
def test_where_to_deal_with_it(fields: str, hall: ServiceHall, hotline: str, links: list[c.Link]) -> None:
    site = make_site({"shifuban/2021/1": make_entry("shifuban/2021/1", f"{{{fields}}}")}, {})
    settings = replace(site.catalog.site, service_hall=hall, hotline=hotline)
    site = replace(site, catalog=replace(site.catalog, site=settings))
    context = record_page(site.records[0], site).context
    assert isinstance(context, c.RecordPage)
    assert list(context.transact) == links
    html = finished(site)["shifuban/2021/1"].page.decode()
    assert ("我要办理" in html) == bool(links) and "我要咨询" in html and "我要纠错" in html
