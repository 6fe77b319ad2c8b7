"""What a clerk's keyboard does to YAML: the right line, one plain sentence, and the line to paste.

Each row: file, then (rule, line, column, message, fix) for each finding, then the tree that is handed on (None: no tree).
"""

from __future__ import annotations

from typing import Any

import pytest

from generator.findings import Severity
from generator.source.nodes import plain
from generator.source.yaml_events import parse_yaml
from tests.source.repository import Short, short


def colon(key: str) -> str:
    return f"“{key}”后面用了全角冒号“：”，应为英文冒号加一个空格“: ”"


FULL_WIDTH: list[tuple[str, list[Short], Any]] = [
    # libyaml sees the error of a full-width colon on the next line, or not at all
    (
        "类型: 征求意见\n标题：关于《示例》的公告\n发文机关: [shifuban]\n",
        [("S103", 2, 3, colon("标题"), "标题: 关于《示例》的公告")],
        {"类型": "征求意见", "标题": "关于《示例》的公告", "发文机关": ["shifuban"]},
    ),
    (
        "类型：征求意见\n标题: 关于\n",
        [("S103", 1, 3, colon("类型"), "类型: 征求意见")],
        {"类型": "征求意见", "标题": "关于"},
    ),
    (
        "类型：征求意见\n标题：关于\n",
        [("S103", 1, 3, colon("类型"), "类型: 征求意见"), ("S103", 2, 3, colon("标题"), "标题: 关于")],
        {"类型": "征求意见", "标题": "关于"},
    ),
    (
        "类型: x\n审查:\n  保密审查：示例甲\n",
        [("S103", 3, 7, colon("保密审查"), "  保密审查: 示例甲")],
        {"类型": "x", "审查": {"保密审查": "示例甲"}},
    ),
    (
        "审查:\n  保密审查：示例甲\n  审核: 示例乙\n",
        [("S103", 2, 7, colon("保密审查"), "  保密审查: 示例甲")],
        {"审查": {"保密审查": "示例甲", "审核": "示例乙"}},
    ),
    (
        "关系:\n  - 名称：依据\n    目标: a/2021/1\n",
        [("S103", 2, 7, colon("名称"), "  - 名称: 依据")],
        {"关系": [{"名称": "依据", "目标": "a/2021/1"}]},
    ),
    (
        "说明: |\n  标题：不是字段\n  a:b\n类型：x\n",
        [("S103", 4, 3, colon("类型"), "类型: x")],
        {"说明": "标题：不是字段\na:b\n", "类型": "x"},
    ),
    # inside brackets
    (
        "关系:\n  - {名称：依据, 目标: x}\n  - {名称: 依据，目标: x}\n",
        [
            ("S103", 2, 8, "用了中文的“：”，应为英文冒号加一个空格“: ”", "  - {名称: 依据, 目标: x}"),
            ("S103", 3, 12, "用了中文的“，”，应为英文逗号“,”", "  - {名称: 依据, 目标: x}"),
        ],
        {"关系": [{"名称": "依据", "目标": "x"}, {"名称": "依据", "目标": "x"}]},
    ),
    (
        "发文机关: [shifuban，caizhengju]\n",
        [("S103", 1, 16, "用了中文的“，”，应为英文逗号“,”", "发文机关: [shifuban, caizhengju]")],
        {"发文机关": ["shifuban", "caizhengju"]},
    ),
    (
        "发文机关: [shifuban、caizhengju]\n",
        [("S103", 1, 16, "用了中文的“、”，应为英文逗号“,”", "发文机关: [shifuban, caizhengju]")],
        {"发文机关": ["shifuban", "caizhengju"]},
    ),
    (
        "发文机关: ［shifuban］\n类型: x\n",
        [
            (
                "S103",
                1,
                7,
                "用了中文的“［”，应为英文方括号“[”；用了中文的“］”，应为英文方括号“]”",
                "发文机关: [shifuban]",
            )
        ],
        {"发文机关": ["shifuban"], "类型": "x"},
    ),
    (
        "目录事项: 【gkgl-001】\n",
        [
            (
                "S103",
                1,
                7,
                "用了中文的“【”，应为英文方括号“[”；用了中文的“】”，应为英文方括号“]”",
                "目录事项: [gkgl-001]",
            )
        ],
        {"目录事项": ["gkgl-001"]},
    ),
    (
        "情况说明: [{规则：D207，理由：法律另有规定，见附件}]\n",
        [
            (
                "S103",
                1,
                11,
                "用了中文的“：”，应为英文冒号加一个空格“: ”；用了中文的“，”，应为英文逗号“,”",
                "情况说明: [{规则: D207, 理由: 法律另有规定，见附件}]",
            )
        ],
        {"情况说明": [{"规则": "D207", "理由": "法律另有规定，见附件"}]},
    ),
    # quotes, dashes, blanks
    (
        '标题: “关于"\n',
        [("S103", 1, 5, '引号一头是““”，一头是“"”，要都用英文双引号', '标题: "关于"')],
        {"标题": "关于"},
    ),
    (
        '标题: "关于”\n类型: x\n',
        [("S103", 1, 5, '引号一头是“"”，一头是“””，要都用英文双引号', '标题: "关于"')],
        {"标题": "关于", "类型": "x"},
    ),
    (
        "“标题”: x\n类型: y\n",
        [("S103", 1, 1, "字段名“标题”外面写了中文引号，应去掉", "标题: x")],
        {"标题": "x", "类型": "y"},
    ),
    (
        "关系:\n  －名称: x\n",
        [("S103", 2, 3, "清单项前写了“－”，应为英文减号加一个空格“- ”", "  - 名称: x")],
        {"关系": [{"名称": "x"}]},
    ),
    (
        "标题:　x\n类型: y\n",
        [("S103", 1, 4, "“标题:”后面是全角空格，应为一个英文空格", "标题: x")],
        {"标题": "x", "类型": "y"},
    ),
    (
        "　标题: x\n",
        [("S103", 1, 1, "行首用了全角空格缩进，应为英文空格", "标题: x")],
        {"标题": "x"},
    ),
    (
        "审查:\n　保密审查: x\n　审核: y\n类型: z\n",
        [
            ("S103", 2, 1, "行首用了全角空格缩进，应为英文空格", "  保密审查: x"),
            ("S103", 3, 1, "行首用了全角空格缩进，应为英文空格", "  审核: y"),
        ],
        {"审查": {"保密审查": "x", "审核": "y"}, "类型": "z"},
    ),
    (
        "类型: x\n＃ 说明\n标题: y\n",
        [("S103", 2, 1, "注释写了全角“＃”，应为英文“#”", "# 说明")],
        {"类型": "x", "标题": "y"},
    ),
]

SYNTAX: list[tuple[str, list[Short], Any]] = [
    ("标题:关于\n类型: x\n", [("S104", 1, 3, "“标题:”后面少一个空格", "标题: 关于")], {"标题": "关于", "类型": "x"}),
    ("标题:关于\n", [("S104", 1, 3, "“标题:”后面少一个空格", "标题: 关于")], {"标题": "关于"}),
    (
        "关系:\n  - {名称:依据}\n",
        [("S104", 2, 8, "冒号后面少一个空格", "  - {名称: 依据}")],
        {"关系": [{"名称": "依据"}]},
    ),
    (
        "关系:\n  -名称: x\n",
        [("S104", 2, 3, "清单项的“-”后面少一个空格", "  - 名称: x")],
        {"关系": [{"名称": "x"}]},
    ),
    (
        "标题: 关于: 公告\n类型: x\n",
        [("S104", 1, 7, "值里有英文冒号加空格“: ”，被当成了另一个字段：关于: 公告", '标题: "关于: 公告"')],
        {"标题": "关于: 公告", "类型": "x"},
    ),
    (
        "类型: x\n 标题: y\n发文: z\n",
        [("S104", 2, 1, "缩进不对：这一行前面有 1 个空格，与上面各行对不齐", "标题: y")],
        {"类型": "x", "标题": "y", "发文": "z"},
    ),
    (
        "审查:\n  审核: x\n   签发: y\n类型: z\n",
        [("S104", 3, 3, "缩进不对：这一行前面有 3 个空格，与上面各行对不齐", "  签发: y")],
        {"审查": {"审核": "x", "签发": "y"}, "类型": "z"},
    ),
    (
        "审查:\n\t审核: x\n\t签发: y\n",
        [
            ("S104", 2, 1, "行首用了 Tab 键缩进，应为英文空格", "  审核: x"),
            ("S104", 3, 1, "行首用了 Tab 键缩进，应为英文空格", "  签发: y"),
        ],
        {"审查": {"审核": "x", "签发": "y"}},
    ),
    (
        '标题: "关于\n类型: x\n',
        [("S104", 1, 5, '引号没有成对："关于', '标题: "关于"')],
        {"标题": "关于", "类型": "x"},
    ),
    (
        "标题: [a, b\n类型: x\n",
        [("S104", 1, 5, "“[”没有配对的另一半", "标题: [a, b]")],
        {"标题": ["a", "b"], "类型": "x"},
    ),
    (
        "文号: [2021]5号\n类型: x\n",
        [("S104", 1, 5, "值以“[”开头，被当成清单或一组字段，后面却还有别的字", '文号: "[2021]5号"')],
        {"文号": "[2021]5号", "类型": "x"},
    ),
    (
        '标题: "关于"办法\n类型: x\n',
        [("S104", 1, 5, '引号没有包住整个值："关于"办法', "标题: '\"关于\"办法'")],
        {"标题": '"关于"办法', "类型": "x"},
    ),
    (
        '路径: "C:\\文件"\n',
        [("S104", 1, 8, "双引号里的“\\”有特殊含义，这样写读不了", "路径: 'C:\\文件'")],
        {"路径": "C:\\文件"},
    ),
    ("标题: @abc\n", [("S104", 1, 5, "值以“@”开头，在 YAML 里有特殊含义", '标题: "@abc"')], {"标题": "@abc"}),
    ("标题: `abc`\n", [("S104", 1, 5, "值以“`”开头，在 YAML 里有特殊含义", '标题: "`abc`"')], {"标题": "`abc`"}),
    ("说明: >5000元\n", [("S104", 1, 5, "值以“>”开头，在 YAML 里有特殊含义", '说明: ">5000元"')], {"说明": ">5000元"}),
    ("标题: - a\n", [("S104", 1, 5, "值以“-”开头，在 YAML 里有特殊含义", '标题: "- a"')], {"标题": "- a"}),
    (
        "标题: *重要*通知\n",
        [("S106", 1, 5, "值以“*”开头，在 YAML 里有特殊含义", '标题: "*重要*通知"')],
        {"标题": "*重要*通知"},
    ),
    ("标题: %abc\n", [("S106", 1, 5, "值以“%”开头，在 YAML 里有特殊含义", '标题: "%abc"')], {"标题": "%abc"}),
    (
        "标题 关于什么\n类型: x\n",
        [("S104", 1, 3, "“标题”后面少了冒号“: ”", "标题: 关于什么")],
        {"标题": "关于什么", "类型": "x"},
    ),
    (
        "类型: x\n这是一行没有冒号的话\n标题: y\n",
        [("S104", 2, 1, "这一行没有“字段名: ”，不知道属于哪个字段：这是一行没有冒号的话", "")],
        {"类型": "x", "标题": "y"},
    ),
    ("类型: x\n\t\n标题: y\n", [("S104", 2, 1, "空行里有 Tab 键，应为真正的空行", "")], {"类型": "x", "标题": "y"}),
    (
        "标题: @一\n发文机关：[a，b]\n审查: {审核: 甲\n说明: 二: 三\n",
        [
            (
                "S103",
                2,
                5,
                "“发文机关”后面用了全角冒号“：”，应为英文冒号加一个空格“: ”；用了中文的“，”，应为英文逗号“,”",
                "发文机关: [a, b]",
            ),
            ("S104", 1, 5, "值以“@”开头，在 YAML 里有特殊含义", '标题: "@一"'),
            ("S104", 3, 5, "“{”没有配对的另一半", "审查: {审核: 甲}"),
            ("S104", 4, 6, "值里有英文冒号加空格“: ”，被当成了另一个字段：二: 三", '说明: "二: 三"'),
        ],
        {"标题": "@一", "发文机关": ["a", "b"], "审查": {"审核": "甲"}, "说明": "二: 三"},
    ),
    # no sure repair: said, and no tree
    ("- a\nb: 1\n", [("S104", 2, 1, "这一行应是清单项“- ”，或缩进不对：b: 1", "")], None),
    (
        "标题: x\n- a\n",
        [("S104", 2, 1, "这一行与上面各行对不齐，或值的引号、括号后面还有别的字：- a", "")],
        None,
    ),
    ("{标题: x", [("S104", 1, 1, "花括号“{”没有配对的“}”，或两项之间少了英文逗号：{标题: x", "")], None),
]

WARNINGS: list[tuple[str, list[Short], Any]] = [
    (
        "标题: “关于”\n",
        [("S103", 1, 5, "值外面的中文引号“”会原样显示：“关于”", "标题: 关于")],
        {"标题": "“关于”"},
    ),
    (
        "要素: [甲，乙]\n",
        [("S103", 1, 7, "方括号里用了中文逗号“，”，“甲，乙”会当成一项", "要素: [甲, 乙]")],
        {"要素": ["甲，乙"]},
    ),
    (
        "标题: 关于 #1号\n",
        [("S113", 1, 8, "空格后的“#”开始注释，“#1号”不算值", '标题: "关于 #1号"')],
        {"标题": "关于"},
    ),
    ("编号: #12\n", [("S113", 1, 5, "空格后的“#”开始注释，“#12”不算值", '编号: "#12"')], {"编号": ""}),
]

#: Right as they stand: no finding, the tree as libyaml reads it.
NEAR_MISSES = [
    "标题: 通知：关于\n",
    "标题: “十四五”规划\n",
    "标题: 关于“放管服”\n",
    '标题: "“关于”"\n',
    "网址: http://a.invalid/c\n时间: 12:30\n",
    "标题: x  # 两个空格的注释\n",
    "# 注释：说明\n标题: x\n",
    "标题: C#语言\n",
    "字段:\n  - {键: 开始日期, 种类: 日期, 说明: 收意见的最后一天，含当天}\n",
    "说明: |\n  标题：x\n\n    - a:b\n  “引”\n类型: y\n",
    "说明: >\n  甲\n  #乙\n类型: y\n",
    '说明: "第一行\n  标题：第二行\n  第三行"\n类型: y\n',
    "标题: 关于\n  印发的通知\n类型: x\n",
    "要素: [办理流程、时限]\n",
    "依据: [{名称: 国令第711号，第十条, 条款: 一}]\n",
    "空:\n下:\n  - 一\n  - 二\n",
    "理由: a:b\n",
    "---\n标题: x\n...\n",
    "标题: a\tb\n",
    "电话: 0579-85310000\n比例: -1.5%\n",
    "金额: 【待定】\n",
    "名称: 《办法》（试行）\n",
    "列:\n  - 说明文字：有冒号的一项\n  - 另一项\n",
    "原文: {公开时限（工作日）: 20, 主体: 各镇街}\n",
]


def check(text: str, expected: list[Short], tree: Any) -> list[Severity | None]:
    node, problems = parse_yaml(text, "f")
    assert short(problems) == expected
    assert (node if node is None else plain(node)) == tree
    return [problem.severity for problem in problems]


@pytest.mark.parametrize(("text", "expected", "tree"), FULL_WIDTH)
def test_slips_of_the_input_method(text: str, expected: list[Short], tree: Any) -> None:
    check(text, expected, tree)


@pytest.mark.parametrize(("text", "expected", "tree"), SYNTAX)
def test_syntax_in_plain_chinese(text: str, expected: list[Short], tree: Any) -> None:
    check(text, expected, tree)


@pytest.mark.parametrize(("text", "expected", "tree"), WARNINGS)
def test_likely_slips_are_warnings(text: str, expected: list[Short], tree: Any) -> None:
    severities = check(text, expected, tree)
    assert all(severity is Severity.WARNING for severity in severities) or expected[0][0] == "S113"


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    node, problems = parse_yaml(text, "f")
    assert short(problems) == []
    assert node is not None


@pytest.mark.parametrize(("text", "expected", "tree"), [*FULL_WIDTH, *SYNTAX])
def test_the_line_to_paste_is_right(text: str, expected: list[Short], tree: Any) -> None:
    """Pasting every fix gives a file that reads clean and as the tree handed on."""
    if tree is None:
        return
    lines = text.split("\n")
    for _, line, _, _, fix in expected:
        lines[line - 1] = fix
    node, problems = parse_yaml("\n".join(lines), "f")
    assert problems == []
    assert node is not None
    assert plain(node) == tree


def test_lines_are_those_of_the_file() -> None:
    _, problems = parse_yaml("类型: x\n标题：关于\n", "f", first_line=2)
    assert short(problems) == [("S103", 3, 3, colon("标题"), "标题: 关于")]
    _, problems = parse_yaml("标题: @关于\n", "f", first_line=2)
    assert [(p.rule, p.place.line) for p in problems] == [("S104", 2)]


@pytest.mark.parametrize("text", [text for text, _, _ in [*FULL_WIDTH, *SYNTAX, *WARNINGS]] + NEAR_MISSES)
def test_no_english_parser_text(text: str) -> None:
    _, problems = parse_yaml(text.replace("x", "二"), "f")
    for problem in problems:
        for word in ("expected", "found", "while", "could not", "mapping", "scalar", "token"):
            assert word not in problem.message
