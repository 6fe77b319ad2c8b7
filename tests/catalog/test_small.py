"""Each way to break a catalogue gives one finding at its place, in words a clerk understands (K801-K813)."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.judging import missing_pages
from tests.catalog.small import FILES, Found, changed, found, load

Change = tuple[str, str, str]

#: what is changed -> the findings, as (rule, file, line, message)
CASES: dict[str, tuple[Change, list[Found]]] = {
    "empty file": (
        ("topics.yaml", FILES["topics.yaml"], "# 还没有写\n"),
        [("K801", "topics.yaml", 1, "这个目录文件是空的")],
    ),
    "unknown key": (
        ("channels.yaml", "名称: 政府网站", "名称: 政府网站, 别明: [门户]"),
        [("K802", "channels.yaml", 2, "不认识「别明」，是不是「别名」")],
    ),
    "key that resembles nothing": (
        ("topics.yaml", "子类: [政务公开]", "子类: [政务公开], 颜色: 红"),
        [("K802", "topics.yaml", 2, "不认识「颜色」；可用的有：别名、名称、子类、编号")],
    ),
    "missing key": (
        ("organizations.yaml", "简称: 河西镇, ", ""),
        [("K803", "organizations.yaml", 3, "机构里的一项缺少「简称」")],
    ),
    "edition without a day": (
        ("editions.yaml", ", 施行: 2020-12-31", ""),
        [("K803", "editions.yaml", 2, "版本里的一项缺少「施行」")],
    ),
    "no date": (
        ("editions.yaml", "施行: 2021-07-16", "施行: 2021年7月16日"),
        [("K804", "editions.yaml", 3, "「施行」写的是“2021年7月16日”，应为日期，如 2021-07-16")],
    ),
    "no list": (
        ("organizations.yaml", FILES["organizations.yaml"], "机构: {编号: shifuban}\n"),
        [
            ("K804", "organizations.yaml", 1, "「机构」应是一列，每项以“- ”开头"),
            ("K806", "site.yaml", 1, "「主办单位」写的是“shifuban”，没有这个机构"),
            ("K806", "columns.yaml", 3, "「牵头/责任」写的是“shifuban”，没有这个机构"),
            ("K806", "columns.yaml", 3, "「牵头/责任」写的是“gezhenjie”，没有这个机构"),
            ("K806", "items/guih.yaml", 5, "「主体」写的是“shifuban”，没有这个机构"),
            ("K806", "items/guih.yaml", 12, "「主体」写的是“gezhenjie”，没有这个机构"),
        ],
    ),
    "holiday backwards": (
        ("calendar/2021.yaml", "止: 2021-01-03", "止: 2020-01-03"),
        [("K804", "calendar/2021.yaml", 4, "「元旦」的起止日期不对：2021-01-01 至 2020-01-03")],
    ),
    "party organ that publishes": (
        ("organizations.yaml", "种类: 镇街}", "种类: 党委部门}"),
        [("K804", "organizations.yaml", 3, "“河西镇”是党委部门，不是政府信息公开的主体，「可发布」应写 否")],
    ),
    "plaque of another kind": (
        ("organizations.yaml", "种类: 镇街}", "种类: 党委部门, 可发布: 否, 加挂牌子: shifuban}"),
        [("K804", "organizations.yaml", 3, "「加挂牌子」写的是“shifuban”，它的种类应是 牌子")],
    ),
    "plaque nobody knows": (
        ("organizations.yaml", "种类: 镇街}", "种类: 党委部门, 可发布: 否, 加挂牌子: xinwenban}"),
        [("K806", "organizations.yaml", 3, "「加挂牌子」写的是“xinwenban”，没有这个机构")],
    ),
    "id used twice": (
        ("items/guih.yaml", "编号: guih-002", "编号: guih-001"),
        [("K805", "items/guih.yaml", 12, "编号“guih-001”用了两次")],
    ),
    "unit nobody knows": (
        ("items/guih.yaml", "主体: [shifuban]", "主体: [shifubna]"),
        [("K806", "items/guih.yaml", 5, "「主体」写的是“shifubna”，没有这个机构，是不是“shifuban”")],
    ),
    "item nobody knows": (
        ("tasks/2021.yaml", "guih-001", "guhi-001"),
        [("K806", "tasks/2021.yaml", 4, "「事项」写的是“guhi-001”，没有这个目录事项，是不是“guih-001”")],
    ),
    "edition nobody knows": (
        ("items/guih.yaml", '版本: "2021"', '版本: "2022"'),
        [("K806", "items/guih.yaml", 12, "「版本」写的是“2022”，没有这个版本，是不是“2021”")],
    ),
    "field of the page nobody knows": (
        ("types/xinxi.yaml", "头: [标题]", "头: [题目]"),
        [("K806", "types/xinxi.yaml", 1, "「页面」里的“题目”不是本类型的字段")],
    ),
    "column above itself": (
        ("columns.yaml", "种类: 法定}", "种类: 法定, 上级: guihua}"),
        [
            ("K807", "columns.yaml", 2, "栏目“法定主动公开内容”的「上级」绕了一圈"),
            ("K807", "columns.yaml", 3, "栏目“规划信息”的「上级」绕了一圈"),
        ],
    ),
    "successor of itself": (
        ("organizations.yaml", "种类: 镇街}", "种类: 镇街, 承继: hexizhen}"),
        [("K807", "organizations.yaml", 3, "机构“河西镇”的「承继」绕了一圈")],
    ),
    "edition that replaces itself": (
        ("editions.yaml", "取代: \"2020\"", "取代: \"2021\""),
        [("K807", "editions.yaml", 3, "版本“2021年版”的「取代」绕了一圈")],
    ),
    "type that inherits itself": (
        ("types/xinxi.yaml", "名称: 政府信息", "名称: 政府信息\n继承: xinxi"),
        [
            ("K807", "types/xinxi.yaml", 1, "类型的「继承」绕了一圈"),
            ("K806", "columns.yaml", 3, "「类型」写的是“xinxi”，没有这个信息类型"),
            ("K806", "items/guih.yaml", 5, "「可用类型」写的是“xinxi”，没有这个信息类型"),
        ],
    ),
    "kind nobody knows": (
        ("types/xinxi.yaml", "{键: 开始, 种类: 日期}", "{键: 开始, 种类: 日期, 多值: 对}"),
        [("K804", "types/xinxi.yaml", 5, "「多值」写的是“对”，可以写：是、否")],
    ),
    "deadline of an unknown kind": (
        ("items/guih.yaml", "kind: after", "kind: afterwards"),
        [
            (
                "K808",
                "items/guih.yaml",
                8,
                "「kind」写的是“afterwards”，可以写：after、before、fixed、periodic、continuous、event、display",
            )
        ],
    ),
    "malformed item id": (
        ("items/guih.yaml", "编号: guih-002", "编号: guih-2"),
        [("K809", "items/guih.yaml", 12, "事项编号“guih-2”应为领域编号加三位数字，如 guih-001")],
    ),
    "type under another name": (
        ("types/xinxi.yaml", "编号: xinxi", "编号: xinxi2"),
        [
            ("K809", "types/xinxi.yaml", 1, "类型编号“xinxi2”应与文件名“xinxi”相同"),
            ("K806", "columns.yaml", 3, "「类型」写的是“xinxi”，没有这个信息类型，是不是“xinxi2”"),
            ("K806", "items/guih.yaml", 5, "「可用类型」写的是“xinxi”，没有这个信息类型，是不是“xinxi2”"),
        ],
    ),
    "same elements": (
        ("items/guih.yaml", "要素: [评估报告]", "要素: [规划全文, 批准日期]"),
        [("K810", "items/guih.yaml", 12, "事项“guih-002”与“guih-001”的要素完全相同，应合并或写明区别")],
    ),
    "broken pattern": (
        ("types/xinxi.yaml", "{键: 标题, 种类: 文本, 必填: 是}", "{键: 标题, 种类: 文本, 格式: '[甲'}"),
        [("K811", "types/xinxi.yaml", 4, "「格式」不是有效的正则表达式：[甲")],
    ),
    "example that says otherwise": (
        ("types/xinxi.yaml", "不通过: [{开始: 2021-07-03,", "不通过: [{开始: 2021-07-01,"),
        [
            (
                "K812",
                "types/xinxi.yaml",
                8,
                "检查 T901 的例子 {开始: 2021-07-01，截止: 2021-07-02} 写在「不通过」里，实际相反",
            )
        ],
    ),
}


def test_the_small_catalogue_is_clean(tmp_path: Path) -> None:
    assert found(load(tmp_path)) == []


@pytest.mark.parametrize("name", CASES)
def test_what_is_broken_is_found(name: str, tmp_path: Path) -> None:
    change, expected = CASES[name]
    loaded = load(tmp_path, changed(*change))
    assert sorted(found(loaded)) == sorted((rule, f"catalog/{path}", line, text) for rule, path, line, text in expected)


@pytest.mark.parametrize("part", ["columns.yaml", "organizations.yaml", "topics.yaml", "channels.yaml"])
def test_a_needed_file_is_missed(part: str, tmp_path: Path) -> None:
    missing = ("K801", f"catalog/{part}", 1, f"缺少 catalog/{part}，自己的和继承的目录里都没有")
    assert missing in found(load(tmp_path, {part: None}))


@pytest.mark.parametrize("part", ["types", "items", "calendar"])
def test_a_needed_folder_is_missed(part: str, tmp_path: Path) -> None:
    gone: dict[str, str | None] = {name: None for name in FILES if name.startswith(f"{part}/")}
    missing = ("K801", f"catalog/{part}/", 1, f"缺少 catalog/{part}/，自己的和继承的目录里都没有")
    assert missing in found(load(tmp_path, gone))


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    expected = ("K801", "catalog/items/guih.yml", 1, "目录文件应以 .yaml 结尾")
    assert found(load(tmp_path, {"items/guih.yml": "领域: guih\n"})) == [expected]


def test_pages_that_are_missing_are_named_by_column(tmp_path: Path) -> None:
    catalog = load(tmp_path, changed("columns.yaml", "种类: 法定}", "种类: 法定, 相关页面: [zhinan]}")).catalog
    pages = frozenset({"bangzhu", "wuzhangai"})
    assert [(p.rule, p.place.path, p.place.line, p.message) for p in missing_pages(catalog, pages)] == [
        ("K813", "content/pages", 1, "缺少手写页面 content/pages/jiucuo.md（我要纠错）：每一页都有到这里的链接"),
        (
            "K813",
            "catalog/columns.yaml",
            2,
            "栏目“法定主动公开内容”的「相关页面」写了“zhinan”，没有 content/pages/zhinan.md",
        ),
    ]
