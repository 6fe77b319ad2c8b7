"""Pages before rendering: which there are, what their contexts say, and that every address in them leads somewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

import pytest

from generator.catalog.model import Contact, Deadline, Organization
from generator.derive.office import office_of
from generator.derive.site import Site, build_site
from generator.findings import Finding, Place, Severity
from generator.model.entry import Origin, Withdrawal
from generator.render import contexts as c
from generator.render.page import PageDoc
from generator.render.pages import internal_pages, portal_context, public_pages
from generator.render.titles import title_parts
from tests.derive.sites import SETTINGS, make_entry, make_site, stamp
from tests.render.presses import finished, page_docs

RICH: Mapping[str, str] = {
    "shifuban/2021/1": "{标题: 示例市人民政府办公室关于印发示例办法的通知, 主题分类: 综合政务/政务公开, 曾用地址: [shifuban/2021/90]}",
    "shifuban/2021/2": "{类型: 政策解读, 关系: [{名称: 解读对象, 目标: shifuban/2021/1}]}",
    "shifuban/2021/3": "{标题: 旧办法, 文号: 示政办发〔2021〕3号, 有效期至: 2021-06-30}",
    "caizhengju/2021/1": "{类型: 征求意见, 发文机关: [caizhengju]}",
    "caizhengju/2021/2": "{类型: 本期未产生, 发文机关: [caizhengju], 目录事项: [czyjs-001]}",
}


@pytest.fixture(scope="module")
def site() -> Site:
    gone = replace(make_entry("shifuban/2021/9"), withdrawal=Withdrawal(dt.date(2021, 7, 20), "内容有误"))
    stamps = {"shifuban/2021/1": stamp("2021-07-20", number="999999000001/2021-00001", updated="2021-07-25")}
    return make_site({**RICH, "shifuban/2021/9": gone}, stamps)


@pytest.fixture(scope="module")
def docs(site: Site) -> dict[str, PageDoc]:
    pages = page_docs(site)
    assert len({page.path for page in pages}) == len(pages), "no two pages share an address"
    return {page.path: page for page in pages}


def addresses(value: object) -> Iterator[str]:
    """Every relative address anywhere in a context."""
    if isinstance(value, c.Link | c.HeaderFact | c.Row | c.FileLink | c.Card | c.Related | c.StateLine | c.ItemRow):
        yield value.href
    if isinstance(value, tuple):
        for part in value:
            yield from addresses(part)
    elif is_dataclass(value):
        for field in fields(value):
            part = getattr(value, field.name)
            if isinstance(part, str) and field.name in ("feed", "data_href", "latest_href", "consultations_href"):
                yield part
            elif not isinstance(part, str):
                yield from addresses(part)


def test_every_address_in_a_context_leads_somewhere(site: Site, docs: dict[str, PageDoc]) -> None:
    hand_written = {"zhinan.html", "shenqing.html", "jiucuo.html", "bangzhu.html", "wuzhangai.html", "guanyu.html"}
    files = {f"xx/{r.id}/{a.published_name}" for r in site.records for a in r.entry.attachments}
    for path, page in [*docs.items(), ("portal", portal_context(site))]:
        context = page.context if isinstance(page, PageDoc) else page
        crumbs = page.crumbs if isinstance(page, PageDoc) else ()
        for address in (*addresses(context), *addresses(crumbs)):
            if not address or address.startswith(("https:", "mailto:", "tel:", "data/")):
                continue
            target = address.removeprefix("/zwgk/") if path == "404.html" else address
            target = target.split("#")[0].split("?")[0]
            assert target in docs or target in hand_written or target in files, (path, address)


def test_which_pages_there_are(docs: dict[str, PageDoc]) -> None:
    for path in (
        "index.html", "lanmu/fading/index.html", "lanmu/guifanxing/index.html", "lanmu/nianbao/index.html",
        "lanmu/quanbu/index.html", "mulu/index.html", "mulu/czyjs-001.html", "jigou/index.html", "jigou/wuliuban.html",
        "zhuti/index.html", "zhuti/02.html", "gongzuo/2021.html", "search.html", "ditu.html", "404.html",
        "xx/shifuban/2021/1.html", "xx/caizhengju/2021/2.html", "xx/shifuban/2021/9.html", "xx/shifuban/2021/90.html",
    ):
        assert path in docs, path
    for path in ("lanmu/caizheng/index.html", "zhuti/04.html", "jigou/gexingzhengjiguan.html", "lanmu/fading/2.html"):
        assert path not in docs, path


def test_the_names_of_the_guideline_stand_on_every_page(docs: dict[str, PageDoc]) -> None:
    for path, page in docs.items():
        names = [name for name, _ in page.meta]
        assert names[:4] == ["ColumnName", "ColumnType", "ColumnDescription", "ColumnKeywords"], path
        assert all(content for _, content in page.meta), path
        assert page.title and page.description, path


def test_article_names(docs: dict[str, PageDoc]) -> None:
    meta = dict(docs["xx/shifuban/2021/1.html"].meta)
    assert meta["ColumnName"] == "行政规范性文件"
    assert meta["ArticleTitle"] == "示例市人民政府办公室关于印发示例办法的通知"
    assert meta["PubDate"] == "2021-07-20 09:30"
    assert meta["ContentSource"] == "示例市人民政府办公室"
    assert meta["Keywords"] == "政策文件，综合政务，政务公开，示政办发〔2021〕24号"
    assert meta["Url"] == "https://www.example.invalid/zwgk/xx/shifuban/2021/1.html"
    assert "PubDate" not in dict(docs["xx/shifuban/2021/3.html"].meta), "an unstamped entry has no publication time"


def test_an_entrys_page(docs: dict[str, PageDoc]) -> None:
    page = docs["xx/shifuban/2021/1.html"]
    p = page.context
    assert isinstance(p, c.RecordPage)
    assert [crumb.text for crumb in page.crumbs] == [
        "政府信息公开", "法定主动公开内容", "行政规范性文件", "示政办发〔2021〕24号",
    ]
    assert page.column == "fading" and page.modified == "2021-07-25"
    assert [(f.label, f.value) for f in p.header] == [
        ("索引号", "999999000001/2021-00001"), ("发文字号", "示政办发〔2021〕24号"), ("发文机关", "示例市人民政府办公室"),
        ("主题分类", "综合政务/政务公开"), ("成文日期", "2021年7月16日"), ("发布日期", "2021年7月20日"), ("体裁", "通知"),
        ("效力", "有效"), ("公开方式", "主动公开"),
    ]
    assert [(r.label, r.href) for r in p.related] == [("解读本文件的", "xx/shifuban/2021/2.html")]
    assert [(e.day.iso, e.text) for e in p.history] == [
        ("2021-07-25", "更新"), ("2021-07-20", "首次公开"), ("2021-07-16", "公开政策解读"),
    ]
    assert p.official and p.state is not None and (p.state.tone, p.state.icon) == ("ok", "ok")
    assert "".join(p.title_parts) == p.title
    assert (p.pending, p.sample, p.permalink) == (False, True, "https://www.example.invalid/zwgk/xx/shifuban/2021/1.html")


def test_a_page_says_nothing_internal(docs: dict[str, PageDoc]) -> None:
    for name in ("示例甲", "示例乙", "示例丙"):
        assert not [path for path, page in docs.items() if name in repr(page)]


def test_the_red_head_is_not_set_twice() -> None:
    body = "示例市人民政府办公室文件\n\n示政办发〔2021〕24号\n\n# 示例办法\n\n各镇人民政府：\n正文。"
    entry = make_entry("shifuban/2021/1", "标题: 示例办法", body=body)
    page = finished(make_site({"shifuban/2021/1": entry}), {"shifuban/2021/1": body})["shifuban/2021/1"].page.decode()
    assert '<h2 class="gw-title">示例办法</h2>\n<p class="flush">各镇人民政府：</p>\n<p>正文。</p>\n</article>' in page


def test_an_open_consultation_says_how_and_until_when(docs: dict[str, PageDoc]) -> None:
    p = docs["xx/caizhengju/2021/1.html"].context
    assert isinstance(p, c.RecordPage) and p.window is not None
    assert p.state == c.StateMark("征求意见中", "open", "clock"), "the box says until when"
    assert (p.window.open, p.window.days_left, p.window.end.text) == (True, 17, "2021年8月16日")
    assert p.window.ways == (c.Link("电子邮件", "mailto:yijian@example.invalid", "yijian@example.invalid"),)
    assert p.window.feedback is None and p.window.feedback_due is not None
    assert [(f.name, f.href, f.kind, f.size) for f in p.files] == [
        ("示例办法（草案）", "xx/caizhengju/2021/1/1.pdf", "PDF", "10 字节"),
        ("起草说明", "xx/caizhengju/2021/1/2.pdf", "PDF", "10 字节"),
    ]


def test_a_migrated_entry_says_where_it_comes_from() -> None:
    origin = Origin("迁移", "原门户网站迁入", "https://old.example.invalid/1.html", dt.date(2020, 5, 6), "x/2020-00001")
    site = make_site({"shifuban/2020/1": replace(make_entry("shifuban/2020/1"), origin=origin)})
    page = next(p for p in page_docs(site) if p.path == "xx/shifuban/2020/1.html")
    assert isinstance(page.context, c.RecordPage)
    assert page.context.origin == "迁移：原发布于2020年5月6日（原门户网站迁入）。原网址：https://old.example.invalid/1.html"
    assert not page.context.pending and dict(page.meta)["PubDate"] == "2020-05-06 00:00"


def test_a_list_row_says_each_thing_once(docs: dict[str, PageDoc]) -> None:
    column = docs["lanmu/fading/index.html"].context
    assert isinstance(column, c.ColumnPage)
    rows = {row.href: row for row in column.rows}
    assert rows["xx/caizhengju/2021/1.html"].facts == ("示例市财政局",)
    old = rows["xx/shifuban/2021/3.html"]
    assert old.facts == ("示政办发〔2021〕3号", "示例市人民政府办公室", "成文2021-07-16")
    assert old.void and old.state is not None and old.state.detail == "有效期满，2021年7月1日起失效"


def test_columns_have_facts_children_and_paging() -> None:
    site = make_site({f"shifuban/2021/{n}": "" for n in range(1, 13)})
    docs = {page.path: page for page in page_docs(site)}
    assert [f"lanmu/guifanxing/{n}.html" in docs for n in ("index", 2, 3, 4)] == [True, True, True, False]
    first, second = docs["lanmu/guifanxing/index.html"].context, docs["lanmu/guifanxing/2.html"].context
    assert isinstance(first, c.ColumnPage) and isinstance(second, c.ColumnPage)
    assert [(f.text, f.note) for f in first.facts] == [
        ("牵头单位", "示例市人民政府办公室"), ("出处", "示政办发〔2021〕99号一（一）"), ("更新周期", "实时更新"),
    ]
    assert second.facts == () and second.paging.previous == "lanmu/guifanxing/index.html"
    assert docs["lanmu/guifanxing/2.html"].title == "行政规范性文件（第2页）"
    top = docs["lanmu/fading/index.html"].context
    assert isinstance(top, c.ColumnPage)
    assert top.children == (c.Link("规范性文件", "lanmu/guifanxing/index.html", "12"),)


def test_long_lists_have_pages_of_their_own_everywhere() -> None:
    site = make_site({f"shifuban/2021/{n}": "主题分类: 综合政务/政务公开" for n in range(1, 13)})
    docs = {page.path: page for page in page_docs(site)}
    for path in ("zhuti/02/2.html", "mulu/zcwj-001/index.html", "mulu/zcwj-001/3.html", "jigou/shifuban/index.html"):
        assert path in docs
    item, unit = docs["mulu/zcwj-001.html"].context, docs["jigou/shifuban.html"].context
    assert isinstance(item, c.ItemPage) and isinstance(unit, c.OrganizationPage)
    assert len(item.rows) == 5 and item.all_rows == c.Link("全部12条", "mulu/zcwj-001/index.html")
    assert {section.name: len(section.rows) for section in unit.sections}["法定主动公开内容"] == 5


def test_an_empty_statutory_column_says_what_will_be_there(docs: dict[str, PageDoc]) -> None:
    p = docs["lanmu/zhidu/index.html"].context
    assert isinstance(p, c.ColumnPage) and p.rows == ()
    assert p.empty == "这里将公开：政府信息公开制度。由示例市人民政府办公室负责，每年更新。"


def test_an_item_with_a_signed_state_and_one_without_anything(docs: dict[str, PageDoc]) -> None:
    p = docs["mulu/czyjs-001.html"].context
    assert isinstance(p, c.ItemPage)
    assert [(s.word, s.period, s.reason, s.organization) for s in p.states] == [
        ("本期未产生", "2021年第二季度", "本季度没有新的采购项目", "示例市财政局"),
    ]
    assert p.deadline_plain == "本级人大（常委会）批准之日起20日内公开（当天不算）"
    assert p.channels == (("政府网站", True), ("政府公报", False), ("掌上公开平台", True))
    assert p.rows == () and p.apply.href == "shenqing.html"


def test_the_home_page(docs: dict[str, PageDoc]) -> None:
    p = docs["index.html"].context
    assert isinstance(p, c.HomePage)
    assert [link.text for link in p.statutory] == [
        "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开工作年度报告",
    ]
    assert [(k.row.href, k.days_left) for k in p.consultations] == [("xx/caizhengju/2021/1.html", 17)]
    assert p.consultations_href == "lanmu/zhongda-juece/index.html"
    assert [card.name for card in p.cards] == ["行政规范性文件", "重大行政决策"], "a key area without entries is not shown"
    assert (p.year, p.year_count, p.item_count) == (2021, 1, 8)
    assert p.hot == (c.Link("公积金", "search.html?q=%E5%85%AC%E7%A7%AF%E9%87%91"),)


def test_a_unit_has_the_four_statutory_columns(docs: dict[str, PageDoc]) -> None:
    p = docs["jigou/caizhengju.html"].context
    assert isinstance(p, c.OrganizationPage)
    assert [(s.name, len(s.rows), bool(s.empty)) for s in p.sections] == [
        ("政府信息公开指南", 0, True), ("政府信息公开制度", 0, True), ("法定主动公开内容", 1, False),
        ("政府信息公开工作年度报告", 0, True),
    ]
    assert p.sections[0].links == (c.Link("全市的政府信息公开指南", "zhinan.html"),)
    assert [link.text for link in p.tasks] == ["深化重要政府信息公开"], "各行政机关 includes it"
    assert {row.title: row.count for row in p.items if row.count} == {"决策草案征求意见": 1}, "its own entries only"


def test_a_unit_that_ended_names_its_successor_and_a_party_organ_owes_nothing(docs: dict[str, PageDoc]) -> None:
    ended, party = docs["jigou/wuliuban.html"].context, docs["jigou/xuanchuanbu.html"].context
    assert isinstance(ended, c.OrganizationPage) and isinstance(party, c.OrganizationPage)
    assert ended.ended == "本单位已于2020年12月31日撤并"
    assert ended.successor == c.Link("示例市交通运输局", "jigou/jiaotongju.html")
    assert party.sections == () and "不适用政府信息公开条例" in party.note


def test_a_units_contact_follows_article_12() -> None:
    unit = Organization("shifuban", "市府办", "示例市人民政府办公室", "部门", office="政务公开科",
                        contact=Contact("0000-81000000", "0000-81000050", "示例路1号", "000000", "a@example.invalid", "工作日"))
    base = make_site({}).catalog
    site = build_site(replace(base, organizations={"shifuban": unit}), (), {}, dt.date(2021, 7, 30), _Calendar())
    page = next(p for p in public_pages(site) if p.path == "jigou/shifuban.html")
    assert isinstance(page.context, c.OrganizationPage)
    assert [(f.label, f.href) for f in page.context.contact] == [
        ("公开工作机构", ""), ("联系电话", "tel:0000-81000000"), ("传真", ""), ("办公地址", ""), ("邮政编码", ""),
        ("电子邮箱", "mailto:a@example.invalid"), ("办公时间", ""),
    ]


class _Calendar:
    def add_months(self, day: dt.date, count: int) -> dt.date:
        return day


def test_tasks_link_what_is_known_and_keep_the_words_of_the_rest(docs: dict[str, PageDoc]) -> None:
    p = docs["gongzuo/2021.html"].context
    assert isinstance(p, c.TasksPage)
    (task,) = p.parts[0].tasks
    assert task.lead == (c.Link("市府办", "jigou/shifuban.html"),)
    assert task.responsible == (c.Link("各行政机关"), c.Link("某某办"))
    assert [(link.text, link.href) for link in task.columns] == [
        ("行政规范性文件", "lanmu/guifanxing/index.html"), ("财政信息", ""),
    ]
    assert task.count == 3 and p.source.href == "xx/shifuban/2021/1.html"


def test_a_tombstone_and_an_old_address(docs: dict[str, PageDoc]) -> None:
    stone, moved = docs["xx/shifuban/2021/9.html"], docs["xx/shifuban/2021/90.html"]
    assert isinstance(stone.context, c.TombstonePage) and stone.context.reason == "内容有误"
    assert not stone.listed and not moved.listed
    assert moved.refresh == "xx/shifuban/2021/1.html"


def test_the_page_for_wrong_addresses_is_absolute(docs: dict[str, PageDoc]) -> None:
    p = docs["404.html"].context
    assert isinstance(p, c.NotFoundPage)
    assert p.home == "/zwgk/index.html" and all(link.href.startswith("/zwgk/") for link in p.links)


def test_the_chrome(site: Site) -> None:
    portal = portal_context(site)
    assert [(link.text, link.note) for link in portal.nav] == [
        ("政府信息公开指南", "指南"), ("政府信息公开制度", "制度"), ("法定主动公开内容", "法定主动公开内容"),
        ("政府信息公开工作年度报告", "年度报告"),
    ]
    assert portal.noindex and portal.demonstration.startswith("演示站")
    assert portal.meta == (("SiteName", "示例市人民政府"), ("SiteDomain", "www.example.invalid"), ("SiteIDCode", "待填"))
    real = make_site({}, settings=replace(SETTINGS, demonstration=None, id_code="9999990001", unconfirmed="待确认：电话"))
    assert portal_context(real).demonstration == "待确认：电话" and portal_context(real).noindex


def test_no_page_grows_with_the_number_of_entries() -> None:
    def largest(count: int) -> int:
        site = make_site({f"shifuban/2021/{n}": "主题分类: 综合政务/政务公开" for n in range(1, count + 1)})
        return max(len(repr(page)) for page in page_docs(site))

    assert largest(200) < largest(20) * 1.1


def test_types_are_never_asked_for_by_name() -> None:
    """A type of another name with the same 特性 gets the same page."""
    entry = make_entry("shifuban/2021/1")
    other = replace(entry, type=replace(entry.type, id="banfa", name="办法"))
    one, two = (next(p for p in page_docs(make_site({"shifuban/2021/1": e})) if p.path.startswith("xx/")) for e in (entry, other))
    assert one.context == two.context


def test_findings_by_unit() -> None:
    site = make_site({"shifuban/2021/1": ""})
    findings = [
        Finding("D203", Severity.ERROR, Place("content/entries/shifuban/2021/1.yaml", 5, 7), "日期", entry="shifuban/2021/1", fix="成文日期: 2021-07-16"),
        Finding("K801", Severity.WARNING, Place("catalog/site.yaml", 1, 1), "目录"),
        Finding("R401", Severity.WARNING, Place("content/entries/shifuban/2021/1.yaml", 9, 1), "关系", waiver="见附件"),
    ]
    page = next(iter(internal_pages(office_of(site), findings)))
    p = page.context
    assert isinstance(p, c.FindingsPage) and page.path == "index.html" and not page.listed
    assert (p.errors, p.warnings, p.notices, p.waived) == (1, 1, 0, 1)
    assert [(g.name, g.count) for g in p.groups] == [("标准目录和网站设置", 1), ("示例市人民政府办公室", 2)]
    assert p.groups[1].lines[0].place == "content/entries/shifuban/2021/1.yaml:5:7"
    assert [line.tone for line in p.groups[1].lines] == ["late", "none"]


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("示例市人民政府办公室关于印发示例办法的通知", ("示例市人民政府办公室", "关于印发", "示例办法", "的通知")),
        ("关于《示例办法（草案）》公开征求意见的公告", ("关于", "《示例办法", "（草案）》", "公开征求意见", "的公告")),
        ("公告", ("公告",)),
        ("关于2021年度预算的公告", ("关于", "2021年度预算", "的公告")),
    ],
)
def test_titles_break_between_words(title: str, parts: tuple[str, ...]) -> None:
    assert title_parts(title) == parts


def test_an_items_deadline_without_a_normal_form_stays_as_written() -> None:
    base = make_site({}).catalog
    item = replace(base.items["zcwj-001"], deadlines=(Deadline("unknown"),), deadline_text="同上")
    field = replace(base.fields["zcwj"], items=(item,))
    full = replace(base, items={"zcwj-001": item}, fields={"zcwj": field}, tasks={})
    site = build_site(full, (), {}, dt.date(2021, 7, 30), _Calendar())
    page = next(p for p in public_pages(site) if p.path == "mulu/zcwj-001.html")
    assert isinstance(page.context, c.ItemPage)
    assert (page.context.deadline, page.context.deadline_plain) == ("同上", "")
