"""The catalogue of this repository holds what issue 3 and the founding document ask for."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest

from generator.catalog.load import load_catalog
from generator.catalog.model import Catalog, Item
from generator.derive.membership import expand, items_by_organization, membership, organizations_by_name
from generator.rules.check_declarations import complaint
from generator.rules.registry import check_catalog

ROOT = Path(__file__).parents[2]

#: the 26 fields of the national guides (国办发〔2019〕54号)
NATIONAL = frozenset([
    "zdjsxm", "ggzyjy", "ywjy", "hjgl", "shjz", "ylfw", "ggflfw", "czyjs", "jy", "shbx", "gtkjgh", "zdbc",
    "sthj", "fwzs", "bzxzf", "ncwfgz", "cszhzf", "szfw", "snbt", "ggwhfw", "wsjk", "aqsc", "jz", "spypjg",
    "ssgl", "fp",
])
#: the fixed channels in the order of the national form
CHANNELS = [
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心",
    "便民服务站", "入户/现场", "社区/企事业单位/村公示栏（电子屏）", "精准推送", "其他",
]
#: what 义政办发〔2021〕24号 names in its first part -> the column that shows it
KEY_AREAS = {
    "行政规范性文件": "guifanxing",
    "重大行政决策": "zhongda-juece",
    "规划信息": "guihua",
    "政务服务": "zhengwu-fuwu",
    "市场准入": "shichang-zhunru",
    "市场监管": "shichang-jianguan",
    "信用信息": "xinyong",
    "财政预决算": "caizheng",
    "政府债务": "zhaiwu",
    "政府采购": "caigou",
    "惠民惠农": "huinong",
    "涉疫信息": "sheyi",
}
ELSEWHERE = ("jiedu-huiying", "zhengfu-gongbao", "shuju-kaifang", "sanwu-gongkai")


@cache
def catalog() -> Catalog:
    loaded = load_catalog(ROOT, complaint)
    assert loaded.problems == ()
    return loaded.catalog


def test_nothing_is_wrong_with_it() -> None:
    assert check_catalog(catalog()) == ()


def test_it_has_enough_items_in_enough_national_fields() -> None:
    assert len(catalog().items) >= 150
    fields = {item.field_id for item in catalog().items.values()}
    assert len(fields & NATIONAL) >= 15
    for id in fields & NATIONAL:
        assert "国办发〔2019〕54号" in catalog().fields[id].source


def test_every_item_has_all_its_cells() -> None:
    for item in catalog().items.values():
        cells = (
            item.level1,
            item.elements,
            item.bases,
            item.deadline_text,
            item.deadlines,
            item.responsible,
            item.channels,
            item.audience,
            item.mode,
            item.levels,
            item.types,
        )
        assert all(cells), item.id
        assert len(item.elements) >= 2 and len(set(item.elements)) == len(item.elements), item.id


def test_no_two_items_have_the_same_elements_or_name() -> None:
    items = catalog().items.values()
    assert len({frozenset(item.elements) for item in items}) == len(items)
    assert len({(item.field_id, item.level1, item.level2) for item in items}) == len(items)


def test_few_items_are_to_be_confirmed_and_they_say_why() -> None:
    unsure = [item for item in catalog().items.values() if item.unconfirmed]
    assert len(unsure) <= len(catalog().items) * 0.2
    assert [item.id for item in unsure if not item.note] == []


def test_wordings_of_deadlines_vary_and_every_kind_is_there() -> None:
    items = catalog().items.values()
    kinds = {deadline.kind for item in items for deadline in item.deadlines}
    assert kinds == {"after", "before", "fixed", "periodic", "continuous", "event", "display"}
    assert len({item.deadline_text for item in items}) >= 60


@pytest.mark.parametrize("item", catalog().items.values(), ids=lambda item: item.id)
def test_the_normal_form_of_a_deadline_says_what_the_wording_says(item: Item) -> None:
    """Numbers of the normal form stand in the wording (五个工作日 is not used); a rule without a number has none."""
    for deadline in item.deadlines:
        if deadline.kind in ("after", "before", "display"):
            assert deadline.num > 0 and deadline.unit, item.id
            assert str(deadline.num) in item.deadline_text, item.id
        if deadline.unit == "WD":
            assert "工作日" in item.deadline_text
        if deadline.kind == "fixed":
            assert f"{deadline.month}月{deadline.day}日" in item.deadline_text or "随年度报告" in item.deadline_text


@pytest.mark.parametrize("item", catalog().items.values(), ids=lambda item: item.id)
def test_numbers_of_documents_are_written_as_numbers(item: Item) -> None:
    pattern = re.compile(r"(国令第\d+号|[\u4e00-\u9fff ]+令第\d+号|[\u4e00-\u9fff]+〔\d{4}〕\d+号|[\u4e00-\u9fff]+公告\d{4}年第\d+号)\Z")
    assert [basis for basis in item.bases if basis.number and not pattern.match(basis.number)] == []


def test_publishers_of_items_can_publish() -> None:
    units = catalog().organizations
    for item in catalog().items.values():
        for id in item.responsible:
            members = expand(id, units)
            assert members, (item.id, id)
            # of a collective, units that ended are left out; a named unit must be there and may publish
            assert all(units[member].can_publish for member in members), (item.id, id)


def test_the_levels_of_an_item_are_those_of_its_publishers() -> None:
    units = catalog().organizations
    level = {"政府": "县级", "部门": "县级", "派驻": "县级", "牌子": "县级", "镇街": "乡级", "村社": "村级"}
    for item in catalog().items.values():
        named = [id for id in item.responsible if id != "gexingzhengjiguan"]
        kinds = {units[member].kind for id in named for member in expand(id, units)}
        assert {level[kind] for kind in kinds if kind in level} <= set(item.levels), item.id


def test_editions_are_dated_and_every_field_has_one() -> None:
    editions = catalog().editions
    assert {id: edition.effective for id, edition in editions.items()} == {
        "2020": dt.date(2020, 12, 31),
        "2021": dt.date(2021, 7, 16),
    }
    assert {field.edition for field in catalog().fields.values()} == set(editions)
    assert any(item.edition == "2021" for item in catalog().items.values())


def test_topics_have_22_classes_with_children() -> None:
    topics = catalog().topics
    assert len(topics) == 22
    assert [topic.name for topic in topics.values() if not topic.children] == ["其他"]


def test_the_13_channels_come_first_and_in_order() -> None:
    channels = list(catalog().channels.values())
    assert [channel.name for channel in channels if not channel.local] == CHANNELS
    assert [channel.name for channel in channels[:13]] == CHANNELS


def test_collectives_expand_and_the_vague_one_stays_text() -> None:
    units = catalog().organizations
    towns = expand("gezhenjie", units)
    assert towns and {units[id].kind for id in towns} == {"镇街"}
    kinds = {units[id].kind for id in expand("gexingzhengjiguan", units)}
    assert kinds == {"政府", "部门", "派驻", "镇街"}
    assert not {"wuliuban", "liangshiju", "fupinban"} & set(expand("gexingzhengjiguan", units))
    assert expand("youguandanwei", units) == ("youguandanwei",)


def test_the_city_has_enough_units_of_every_kind() -> None:
    units = catalog().organizations.values()
    real = [unit for unit in units if unit.kind in ("政府", "部门", "派驻", "镇街") and unit.end is None]
    assert len(real) >= 34
    assert sum(unit.kind == "企事业" for unit in units) >= 2
    assert sum(unit.kind == "村社" for unit in units) >= 2
    prefixes = [unit.index_prefix for unit in units if unit.index_prefix]
    assert len(set(prefixes)) == len(prefixes)


def test_party_organs_publish_only_under_a_plaque() -> None:
    units = catalog().organizations
    organs = [unit for unit in units.values() if unit.kind == "党委部门"]
    assert all(not unit.can_publish for unit in organs)
    plaques = [unit.plaque for unit in organs if unit.plaque]
    assert len(plaques) >= 2
    assert sorted(plaques) == sorted(unit.id for unit in units.values() if unit.kind == "牌子")
    names = organizations_by_name(units)
    owners = {names.get(word) for year in catalog().tasks.values() for task in year.tasks for word in task.lead}
    assert {"xuanchuanbu", "zuzhibu", "gaigeban"} <= owners


def test_units_run_from_above_are_marked() -> None:
    units = catalog().organizations
    assert {unit.id for unit in units.values() if unit.vertical} == {"shengtaihuanjingfenju", "guojiashuiwuju"}
    assert all(units[id].kind == "派驻" for id in ("shengtaihuanjingfenju", "guojiashuiwuju"))


def test_units_that_ended_have_a_successor_that_did_not() -> None:
    units = catalog().organizations
    ended = [unit for unit in units.values() if unit.end is not None]
    assert len(ended) >= 3
    assert all(units[unit.successor].end is None and not unit.can_publish for unit in ended)


@pytest.mark.parametrize("area", KEY_AREAS)
def test_every_key_area_has_a_column_with_items(area: str) -> None:
    column = catalog().columns[KEY_AREAS[area]]
    assert area in column.name
    assert (column.parent, column.kind, column.section) == ("fading", "重点领域", "专栏")
    assert column.clause.startswith("一（")
    shown = membership(catalog()).by_item
    assert [id for id, columns in shown.items() if column.id in columns]


def test_the_four_statutory_columns_and_the_application() -> None:
    columns = catalog().columns.values()
    statutory = [c.name for c in columns if c.kind == "法定"]
    assert statutory == ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开工作年度报告"]
    assert [c.name for c in columns if c.kind == "依申请"] == ["依申请公开"]


def test_columns_elsewhere_on_the_site() -> None:
    elsewhere = [c.id for c in catalog().columns.values() if c.section == "站内其他栏目"]
    assert set(ELSEWHERE) <= set(elsewhere)


def test_every_column_says_who_when_and_why() -> None:
    for column in catalog().columns.values():
        assert column.lead or column.responsible, column.id
        assert column.clause and column.cycle and column.description, column.id


def test_every_item_stands_in_a_column() -> None:
    assert [id for id, columns in membership(catalog()).by_item.items() if not columns] == []


def test_every_task_leads_to_items_and_columns() -> None:
    tasks = catalog().tasks[2021].tasks
    assert len(tasks) == 16
    for task in tasks:
        assert task.items and task.columns, task.id


def test_a_task_of_the_first_part_leads_to_the_columns_of_its_clause() -> None:
    for task in catalog().tasks[2021].tasks:
        if task.id.startswith("1-"):
            own = {c.id for c in catalog().columns.values() if c.parent and c.clause.startswith(task.clause)}
            assert own <= set(task.columns), task.id


def test_every_publishing_unit_owes_something() -> None:
    units = catalog().organizations
    owed = items_by_organization(catalog().items.values(), units)
    idle = [u.id for u in units.values() if u.can_publish and u.end is None and u.id not in owed]
    assert idle == ["hulianwangban"], "the plaque of the office for the internet has no item of its own"


def test_the_empty_item_of_the_demonstration_keeps_its_meaning() -> None:
    assert catalog().items["ylfw-001"].name == "养老服务扶持政策措施清单"
