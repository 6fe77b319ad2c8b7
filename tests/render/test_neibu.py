"""Pages and data of neibu/: what they say of a small city, that they lead somewhere, and that they are marked."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace

import pytest

from generator.catalog.model import Deadline
from generator.derive import duties
from generator.derive.coverage import coverage
from generator.derive.membership import items_by_organization
from generator.derive.office import office_of
from generator.derive.site import Site
from generator.findings import Finding, Place, Severity
from generator.model.entry import Waiver
from generator.publish.office_data import office_files
from generator.publish.office_tables import COVERAGE_COLUMNS
from generator.render.contexts.office import CoveragePage, UnitPage, WaiversPage
from generator.render.neibu_marks import MARKS, QUIET, mark
from generator.render.page import PageDoc
from generator.render.pages import internal_pages
from tests.derive.sites import make_entry, make_site, stamp

FINDINGS = (
    Finding("D203", Severity.ERROR, Place("content/entries/caizhengju/2021/1.yaml", 5, 7), "日期写错", entry="caizhengju/2021/1"),
    Finding("C504", Severity.WARNING, Place("content/entries/shifuban/2021/1.yaml", 2, 1), "超过时限", entry="shifuban/2021/1", waiver="法律另有规定"),
    Finding("K801", Severity.WARNING, Place("catalog/site.yaml", 1, 1), "缺少热线"),
)


@pytest.fixture(scope="module")
def site() -> Site:
    """20 working days for everybody, 31 January for 财政局; a waiver that is needed and one that is not."""
    waivers = (Waiver("C504", "法律另有规定"), Waiver("T302", "用不着的说明"))
    late = replace(make_entry("shifuban/2021/1", "成文日期: 2021-05-06"), waivers=waivers)
    base = make_site(
        {
            "shifuban/2021/1": late,
            "caizhengju/2021/1": "{发文机关: [caizhengju], 成文日期: 2021-07-01}",
            "caizhengju/2021/2": "{类型: 本期未产生, 发文机关: [caizhengju], 目录事项: [zdjc-002]}",
        },
        {"shifuban/2021/1": stamp("2021-07-20"), "caizhengju/2021/1": stamp("2021-07-05"), "caizhengju/2021/2": stamp("2021-07-05")},
    )
    fixed = replace(base.catalog.items["czyjs-001"], deadlines=(Deadline("fixed", month=1, day=31),))
    items = base.catalog.items | {"czyjs-001": fixed}
    fields = {id_: replace(f, items=tuple(items[i.id] for i in f.items)) for id_, f in base.catalog.fields.items()}
    catalog = replace(base.catalog, items=items, fields=fields)
    return replace(base, catalog=catalog, items_of=items_by_organization(items.values(), catalog.organizations))


@pytest.fixture(scope="module")
def docs(site: Site) -> dict[str, PageDoc]:
    pages = list(internal_pages(office_of(site), FINDINGS))
    assert len({page.path for page in pages}) == len(pages)
    return {page.path: page for page in pages}


def test_which_pages_there_are(docs: dict[str, PageDoc]) -> None:
    units = {"shifuban", "caizhengju", "hexizhen", "xuanchuanbu", "jiaotongju", "wuliuban"}
    whole = {"index.html", "luoshi.html", "daoqi.html", "qingkuang.html", "taizhang.html", "koujing.html"}
    assert set(docs) == whole | {f"danwei/{unit}.html" for unit in units}
    assert all(page.description == "仅供内部参考" and not page.listed for page in docs.values())


def test_the_sentence_counts_what_the_cells_are(site: Site, docs: dict[str, PageDoc]) -> None:
    page = docs["luoshi.html"].context
    assert isinstance(page, CoveragePage)
    counts = Counter(cell.state for cell in coverage(site))
    assert (page.due, page.on_time, page.share) == (3, 1, 33)
    assert page.total == counts.total() - counts[duties.NOT_APPLICABLE]
    assert {line.mark.word: line.count for line in page.legend} == {state: counts[state] for state in duties.ORDER}
    assert (page.units, page.items) == (4, 6)


def test_what_is_late_stands_first_with_its_days(docs: dict[str, PageDoc]) -> None:
    page = docs["luoshi.html"].context
    assert isinstance(page, CoveragePage)
    (missing,) = page.missing
    (line,) = missing.lines
    assert (missing.unit.text, line.item.text, line.item.href, line.days) == ("财政局", "政府预算", "danwei/caizhengju.html#czyjs-001", 180)
    assert line.last and line.last.iso == "2021-01-31"
    (late,) = page.late
    assert (late.unit.href, late.lines[0].days) == ("danwei/shifuban.html", 48)


def test_the_matrix_has_a_cell_for_every_duty_and_each_leads_to_its_explanation(site: Site, docs: dict[str, PageDoc]) -> None:
    page = docs["luoshi.html"].context
    assert isinstance(page, CoveragePage)
    shown = [
        (cell.href, cell.mark.word)
        for table in page.tables for row in table.rows for cell in row.cells if cell.href
    ]
    owed = {f"danwei/{c.unit}.html#{c.item.id}": c.state for c in coverage(site)}
    addresses = dict(shown)
    assert len(shown) == len(addresses)
    assert {href: word.split("（")[0] for href, word in shown} == {h: s for h, s in owed.items() if h in addresses}
    assert {href for href, state in owed.items() if state != duties.NOT_APPLICABLE} <= dict(shown).keys()
    for table in page.tables:
        assert all(len(row.cells) == len(table.items) for row in table.rows)
    for href, state in shown:
        path, anchor = href.split("#")
        unit = docs[path].context
        assert isinstance(unit, UnitPage)
        lines = {line.id: line for section in unit.sections for line in section.lines}
        quiet = {line.id for line in unit.quiet}
        assert (anchor in quiet) == (state == QUIET.word)
        assert anchor in quiet or (lines[anchor].mark.word == state and lines[anchor].why)


def test_a_unit_s_page_explains_and_lists_what_is_its_own(docs: dict[str, PageDoc]) -> None:
    page = docs["danwei/caizhengju.html"].context
    assert isinstance(page, UnitPage)
    assert page.sections[0].title == "应公开未公开"
    assert [(f.rule, f.place) for f in page.findings] == [("D203", "content/entries/caizhengju/2021/1.yaml:5:7")]
    assert [(line.word, line.period) for line in page.signed] == [("本期未产生", "2021年第二季度")]
    done = next(line for s in page.sections for line in s.lines if line.id == "zcwj-001")
    facts = {fact.text: fact.note for fact in done.facts}
    assert facts["起算"] == "成文日期2021年7月1日（当天不算）" and facts["时间"] == "20个工作日" and facts["最后一天"] == "2021年7月29日"
    assert facts["依据的条目"].endswith("（caizhengju/2021/1）") and facts["填有这个事项的条目"] == "1条"
    other = docs["danwei/shifuban.html"].context
    assert isinstance(other, UnitPage)
    assert other.findings == () and len(other.waivers) == 2, "what a waiver covers is not listed twice"


def test_waivers_with_rule_reason_entry_and_what_they_cover(docs: dict[str, PageDoc]) -> None:
    page = docs["qingkuang.html"].context
    assert isinstance(page, WaiversPage)
    assert (page.count, page.covered) == (2, 1)
    (group,) = page.groups
    assert [(w.rule, w.rule_title, w.reason, w.entry, w.count) for w in group.lines] == [
        ("C504", "超过目录规定的公开时限", "法律另有规定", "content/entries/shifuban/2021/1", 1),
        ("T302", group.lines[1].rule_title, "用不着的说明", "content/entries/shifuban/2021/1", 0),
    ]


def test_states_differ_without_colour() -> None:
    marks = [MARKS[state] for state in duties.ORDER]
    assert len({m.sign for m in marks}) == len({m.icon for m in marks}) == len(marks)
    assert (mark("试行期").word, mark("试行期").sign) == ("试行期", "试")


def test_the_data_say_what_the_page_says(site: Site) -> None:
    files = office_files(office_of(site))
    kinds = {"luoshi.csv", "luoshi.json", "daoqi.csv", "daoqi.json", "daoqi.ics", "daoqi.xml", "yinggengxin.csv", "qushi.csv", "qushi.json"}
    assert {path.removeprefix("data/") for path in files if path.count("/") == 1} == kinds
    data = json.loads(files["data/luoshi.json"])
    cells = coverage(site)
    assert data["说明"] == "仅供内部参考" and len(data["事项"]) == len(cells)
    assert {state: count for state, count in data["计数"].items() if count} == dict(Counter(cell.state for cell in cells))
    rows = list(csv.DictReader(io.StringIO(files["data/luoshi.csv"].decode("utf-8-sig"))))
    assert tuple(rows[0]) == COVERAGE_COLUMNS
    late = next(row for row in rows if row["状态"] == "超期公开")
    assert (late["单位"], late["起算日期"], late["最后一天"], late["发布日期"], late["超过天数"]) == (
        "示例市人民政府办公室", "2021-05-06", "2021-06-02", "2021-07-20", "48",
    )
    assert office_files(office_of(site)) == files
