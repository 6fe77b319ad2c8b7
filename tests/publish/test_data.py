"""Open data, feeds and sitemap, by exact example."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from generator.derive.site import Site
from generator.model.entry import Withdrawal
from generator.publish.data import CSV_COLUMNS, safe_cell
from generator.publish.feeds import feed_files, plan_feeds
from generator.publish.json_text import script_safe
from generator.publish.sitemap import sitemap_files
from tests.derive.sites import SETTINGS, make_entry, make_site, stamp
from tests.render.presses import data_files, page_docs

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def site() -> Site:
    gone = replace(make_entry("shifuban/2021/9", "标题: 撤回的文件"), withdrawal=Withdrawal(dt.date(2021, 7, 20), "有误"))
    return make_site(
        {
            "shifuban/2021/1": make_entry(
                "shifuban/2021/1", "{主题分类: 综合政务/政务公开, 施行日期: 2021-09-01}", body="第一句。\n第二句。\n"),
            "caizhengju/2021/1": "{类型: 征求意见, 发文机关: [caizhengju]}",
            "caizhengju/2021/2": "{类型: 本期未产生, 发文机关: [caizhengju], 目录事项: [czyjs-001]}",
            "shifuban/2021/5": "{公开方式: 不予公开, 标题: 不予公开的文件}",
            "shifuban/2021/9": gone,
        },
        {"shifuban/2021/1": stamp("2021-07-20", number="999999000001/2021-00001", updated="2021-07-25")},
    )


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return data_files(site)


def test_which_files_there_are(files: dict[str, bytes]) -> None:
    columns = ("fading", "guifanxing", "zhongda-juece", "quanbu")
    lists = {f"data/lanmu/{name}{part}.{kind}" for name in columns for part in ("", "/2021") for kind in ("json", "js")}
    assert set(files) == lists | {
        "data/entries.json", "data/entries.csv", "data/catalog.json", "data/xx/shifuban/2021/1.json",
        "data/xx/caizhengju/2021/1.json", "data/xx/caizhengju/2021/2.json",
    }


def test_the_list_of_entries(files: dict[str, bytes]) -> None:
    data = json.loads(files["data/entries.json"])
    assert (data["数据截至"], data["条数"]) == ("2021-07-30", 2)
    assert data["条目"][0] == {
        "编号": "shifuban/2021/1", "标题": "示例市公共租赁住房管理办法", "类型": "政策文件",
        "索引号": "999999000001/2021-00001", "文号": "示政办发〔2021〕24号", "发文机关": ["示例市人民政府办公室"],
        "公开主体": "示例市人民政府办公室", "发布机构": "示例市人民政府办公室", "主题分类": "综合政务/政务公开",
        "成文日期": "2021-07-16", "发布日期": "2021-07-20 09:30", "公开方式": "主动公开", "状态": "尚未施行",
        "目录事项": ["zcwj-001"], "栏目": ["法定主动公开内容", "行政规范性文件"],
        "网址": "https://www.example.invalid/zwgk/xx/shifuban/2021/1.html", "示例": True,
    }
    assert data["条目"][1]["待发布"] is True


def test_every_row_of_a_sample_says_so(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.startswith("data/xx/"):
            assert json.loads(data)["示例"] is True, path
        elif path.startswith("data/lanmu/") and path.endswith("/2021.json"):
            assert all(row["sample"] == 1 for row in json.loads(data)["rows"]), path
    rows = list(csv.DictReader(io.StringIO(files["data/entries.csv"].decode("utf-8-sig"))))
    assert [row["示例"] for row in rows] == ["是", "是"]


def test_nothing_internal_withheld_or_taken_back_is_in_any_file(site: Site, files: dict[str, bytes]) -> None:
    listed = {page.path: page.modified for page in page_docs(site) if page.listed}
    everything = b"".join([*files.values(), *feeds(site).values(), *sitemap_files(site, listed).values()]).decode()
    for word in ("示例甲", "示例乙", "示例丙", "审查", "情况说明", "不予公开的文件", "撤回的文件", "shifuban/2021/5", "shifuban/2021/9"):
        assert word not in everything, word


def test_one_entry_with_its_own_fields(files: dict[str, bytes]) -> None:
    data = json.loads(files["data/xx/caizhengju/2021/1.json"])
    assert data["截止日期"] == "2021-08-16"
    assert data["意见途径"] == [{"内容": "yijian@example.invalid", "方式": "电子邮件"}]
    assert data["附件"][0] == {
        "名称": "示例办法（草案）", "角色": "决策草案", "文件名": "决策草案.pdf", "字节": 10, "SHA-256": "0" * 64,
        "网址": "https://www.example.invalid/zwgk/xx/caizhengju/2021/1/1.pdf",
    }
    assert data["正文"] == "正文。\n"


def test_the_index_of_a_list(files: dict[str, bytes]) -> None:
    data = json.loads(files["data/lanmu/guifanxing.json"])
    (part,) = data.pop("parts")
    assert data == {
        "version": 2, "name": "行政规范性文件", "count": 1, "page": 5, "width": 1, "map": "0,0,0,0,0,0|A",
        "facets": [
            {"key": "jg", "name": "发布机关", "options": [["shifuban", "示例市人民政府办公室", 1]]},
            {"key": "lx", "name": "信息类型", "options": [["zhengce", "政策文件", 1]]},
            {"key": "zt", "name": "主题分类", "options": [["02", "综合政务", 1]]},
            {"key": "nf", "name": "成文年份", "options": [["2021", "2021年", 1]]},
            {"key": "xl", "name": "状态", "options": [["尚未施行", "尚未施行", 1]]},
            {"key": "sx", "name": "目录事项", "options": [["zcwj-001", "行政规范性文件", 1]]},
        ],
    }
    assert (part["name"], part["rows"], len(part["digest"])) == ("2021", 1, 12)
    script = files["data/lanmu/guifanxing.js"].decode()
    assert script.startswith('gongkaiData("lanmu/guifanxing",{') and script.endswith("});\n")
    assert json.loads(script[script.index("{") : script.rindex("}") + 1]) == data | {"parts": [part]}


def test_the_rows_of_a_year(files: dict[str, bytes]) -> None:
    data = json.loads(files["data/lanmu/guifanxing/2021.json"])
    assert data["rows"] == [{
        "href": "xx/shifuban/2021/1.html", "title": "示例市公共租赁住房管理办法", "date": "2021-07-20", "sample": 1,
        "state": ["尚未施行", "soon", "clock", "自2021年9月1日起施行"],
        "facts": ["示政办发〔2021〕24号", "示例市人民政府办公室", "成文2021-07-16"],
        "jg": "shifuban", "lx": "zhengce", "zt": "02", "nf": "2021", "xl": "尚未施行", "sx": "zcwj-001",
    }]
    assert files["data/lanmu/guifanxing/2021.js"].startswith(b'gongkaiData("lanmu/guifanxing/2021",{"digest":')


def test_files_are_the_same_for_the_same_input_and_end_with_a_newline(site: Site, files: dict[str, bytes]) -> None:
    assert data_files(site) == files
    assert all(data.endswith(b"\n") for data in files.values())


def test_a_row_cannot_leave_its_script() -> None:
    assert script_safe('"</script>\u2028\u2029"') == '"\\u003c/script>\\u2028\\u2029"'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x"])
def test_no_cell_runs_as_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_other_cells_stay_as_they_are() -> None:
    assert [safe_cell(text) for text in ("", "示例", "1-1", "2021-07-16")] == ["", "示例", "1-1", "2021-07-16"]


def test_the_csv_opens_in_a_spreadsheet() -> None:
    site = make_site({"shifuban/2021/1": "标题: '=HYPERLINK(\"x\")，“引号”'"})
    data = data_files(site)["data/entries.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == list(CSV_COLUMNS) and rows[1][1] == "'=HYPERLINK(\"x\")，“引号”"


# --- feeds ---------------------------------------------------------------------------------------------------------


def feeds(site: Site) -> dict[str, bytes]:
    return feed_files(plan_feeds(site), {"shifuban/2021/1": "第一句。 第二句。"})


def test_which_feeds_there_are(site: Site) -> None:
    assert set(feeds(site)) == {
        "data/feed/index.xml", "data/feed/lanmu/fading.xml", "data/feed/lanmu/guifanxing.xml",
        "data/feed/lanmu/zhongda-juece.xml", "data/feed/jigou/shifuban.xml", "data/feed/jigou/caizhengju.xml",
    }


def test_a_feed_is_valid_atom_and_leaves_waiting_entries_out(site: Site) -> None:
    for path, data in feeds(site).items():
        feed = ElementTree.fromstring(data)
        assert feed.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated"):
            assert feed.findtext(ATOM + name), (path, name)
        for entry in feed.findall(f"{ATOM}entry"):
            assert [len(entry.findall(ATOM + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
    feed = ElementTree.fromstring(feeds(site)["data/feed/index.xml"])
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == "https://www.example.invalid/zwgk/xx/shifuban/2021/1.html"
    assert entry.findtext(f"{ATOM}title") == "【示例】示例市公共租赁住房管理办法"
    assert entry.findtext(f"{ATOM}published") == "2021-07-20T09:30:00+08:00"
    assert entry.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}updated") == "2021-07-25T09:30:00+08:00"
    assert entry.findtext(f"{ATOM}summary") == "第一句。 第二句。"


def test_a_changed_body_changes_the_feeds_that_quote_it(site: Site) -> None:
    plan = plan_feeds(site)
    leads = {"shifuban/2021/1": "改过的一句。"}
    changed = feed_files(plan, leads, {"shifuban/2021/1"})
    assert set(changed) == {f"data/feed/{name}.xml" for name in ("index", "lanmu/fading", "lanmu/guifanxing", "jigou/shifuban")}
    assert changed.items() <= feed_files(plan, leads).items()
    assert all("改过的一句。".encode() in data for data in changed.values())
    assert feed_files(plan, leads, {"caizhengju/2021/1"}) == {}, "it waits for its stamp"


def test_a_feed_holds_the_newest_thirty() -> None:
    ids = [f"shifuban/2021/{n}" for n in range(1, 41)]
    site = make_site({id_: "" for id_ in ids}, {id_: stamp("2021-07-20") for id_ in ids})
    feed = ElementTree.fromstring(feeds(site)["data/feed/index.xml"])
    assert len(feed.findall(f"{ATOM}entry")) == 30


def test_titles_and_attributes_are_escaped() -> None:
    title = "甲<b>&\"'\x0b乙"
    entry = replace(make_entry("shifuban/2021/1"), title=title)
    site = make_site({"shifuban/2021/1": entry}, {"shifuban/2021/1": stamp("2021-07-20")})
    feed = ElementTree.fromstring(feeds(site)["data/feed/index.xml"])
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "【示例】甲<b>&\"'乙"


# --- sitemap -------------------------------------------------------------------------------------------------------


def test_the_sitemap_lists_pages_with_their_dates(site: Site) -> None:
    listed = {"index.html": "2021-07-20", "xx/a.html": ""}
    files = sitemap_files(site, listed, ["zhinan.html", "404.html", "index.html"])
    urls = ElementTree.fromstring(files["sitemap.xml"]).findall(f"{MAP}url")
    assert [(u.findtext(f"{MAP}loc"), u.findtext(f"{MAP}lastmod")) for u in urls] == [
        ("https://www.example.invalid/zwgk/", "2021-07-20"),
        ("https://www.example.invalid/zwgk/xx/a.html", None),
        ("https://www.example.invalid/zwgk/zhinan.html", None),
    ]


def test_a_large_sitemap_is_cut(site: Site) -> None:
    files = sitemap_files(site, {f"xx/{n}.html": "" for n in range(5)}, per_file=2)
    assert set(files) == {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "robots.txt"}
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert [s.findtext(f"{MAP}loc") for s in index] == [f"https://www.example.invalid/zwgk/sitemap-{n}.xml" for n in (1, 2, 3)]


def test_robots(site: Site) -> None:
    assert sitemap_files(site, {})["robots.txt"] == b"User-agent: *\nAllow: /\n"
    real = make_site({}, settings=replace(SETTINGS, demonstration=None))
    assert sitemap_files(real, {})["robots.txt"].endswith(b"Sitemap: https://www.example.invalid/zwgk/sitemap.xml\n")
