"""Events to a tree of strings with places, and what YAML offers beyond that refused."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.source.nodes import Mapping, Sequence, Text, plain
from generator.source.yaml_events import MAX_PROBLEMS, parse_yaml
from tests.source.repository import short


def test_every_scalar_stays_as_written() -> None:
    tree, problems = parse_yaml("a: 011\nb: 12:30\nc: NO\nd: 1.10\ne: ~\nf: 2026-13-45\ng:\nh: 0x1F\n", "f")
    assert not problems
    assert tree is not None
    assert plain(tree) == {
        "a": "011",
        "b": "12:30",
        "c": "NO",
        "d": "1.10",
        "e": "~",
        "f": "2026-13-45",
        "g": "",
        "h": "0x1F",
    }


def test_places_count_characters_from_one() -> None:
    tree, _ = parse_yaml("标题: 关于\n审查: {审核: 甲}\n关系:\n  - 名称: 依据\n", "f", first_line=2)
    assert isinstance(tree, Mapping)
    title, review, relations = tree.values["标题"], tree.values["审查"], tree.values["关系"]
    assert isinstance(title, Text) and isinstance(review, Mapping) and isinstance(relations, Sequence)
    assert (title.line, title.column) == (2, 5)
    assert (tree.keys["审查"].line, tree.keys["审查"].column) == (3, 1)
    assert (review.values["审核"].line, review.values["审核"].column) == (3, 10)
    assert (relations.items[0].line, relations.items[0].column) == (5, 5)


def test_long_texts_and_quotes() -> None:
    tree, problems = parse_yaml("a: |\n  一：二\n  三 #四\nb: 'x: y'\nc: \"一\\t二\"\n", "f")
    assert not problems
    assert tree is not None
    assert plain(tree) == {"a": "一：二\n三 #四\n", "b": "x: y", "c": "一\t二"}


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "---\n"])
def test_nothing_is_no_problem_here(text: str) -> None:
    tree, problems = parse_yaml(text, "f")
    assert not problems
    assert tree is None or tree == ""


@pytest.mark.parametrize(
    ("text", "column", "message", "fix"),
    [
        ("a: *b\n", 4, "值“*b”以“*”开头，在 YAML 里是引用，这里不接受", 'a: "*b"'),
        ("a: &x 1\n", 4, "“&x”以“&”开头，在 YAML 里是锚点，这里不接受", 'a: "&x 1"'),
        ("a: !!str 1\n", 4, "“!!str”以“!”开头，在 YAML 里是类型标记，这里不接受", 'a: "!!str 1"'),
        ("a: !!python/object:os.system 1\n", 4, "“!!python/object:os.system”以“!”开头，在 YAML 里是类型标记，这里不接受",
         'a: "!!python/object:os.system 1"'),
        ("<<: x\n", 1, "用了合并写法“<<”，这里不接受", ""),
        ("a: &x [1]\n", 4, "“&x”以“&”开头，在 YAML 里是锚点，这里不接受", ""),
    ],
)  # fmt: skip
def test_aliases_anchors_tags_merges(text: str, column: int, message: str, fix: str) -> None:
    _, problems = parse_yaml(text, "f")
    assert short(problems) == [("S106", 1, column, message, fix)]


def test_second_document_stops_reading() -> None:
    tree, problems = parse_yaml("a: 1\n---\nb: 2\n", "f")
    assert tree is not None and plain(tree) == {"a": "1"}
    message = "又出现一行“---”，后面是第二份内容；一个文件只放一个条目，正文写在同名的 .md 里"
    assert short(problems) == [("S106", 2, 1, message, "")]


def test_directives() -> None:
    _, problems = parse_yaml("%YAML 1.1\n---\na: 1\n", "f")
    assert [(p.rule, p.message) for p in problems] == [("S106", "用了以“%”开头的 YAML 指令，这里不接受")]


def test_duplicate_key_names_both_lines_and_keeps_the_first() -> None:
    tree, problems = parse_yaml("标题: 甲\n类型: x\n标题: 乙\n", "f", first_line=2)
    assert tree is not None and plain(tree) == {"标题": "甲", "类型": "x"}
    assert short(problems) == [("S105", 4, 1, "“标题”写了两次：第 2 行和第 4 行，只能留一行", "")]


@pytest.mark.parametrize(("first", "second"), [("ICP", "icp"), ("理由(一)", "理由（一）"), ("ＩＤ", "ID")])
def test_duplicates_in_another_spelling(first: str, second: str) -> None:
    _, problems = parse_yaml(f"甲: 1\n{first}: 1\n{second}: 2\n", "f")
    message = f"“{second}”写了两次（另一处写作“{first}”，算同一个）：第 2 行和第 3 行，只能留一行"
    assert short(problems) == [("S105", 3, 1, message, "")]


def test_same_key_in_two_groups_is_no_duplicate() -> None:
    assert parse_yaml("a: {名称: 1, ICP: 2}\nb: {名称: 2, ICP: 3}\n", "f")[1] == []


def test_depth_is_bounded() -> None:
    deep = "[" * 15 + "]" * 15
    assert parse_yaml(f"a: {deep}\n", "f")[1] == []
    tree, problems = parse_yaml(f"a: [{deep}]\n", "f")
    assert tree is None
    assert short(problems) == [("S107", 1, 19, "嵌套超过 16 层，从这里起不再读", "")]


def test_size_is_bounded() -> None:
    tree, problems = parse_yaml("a: " + "甲" * (256 * 1024), "f")
    assert tree is None
    assert [(p.rule, p.message) for p in problems] == [("S107", "字段有 262147 个字符，超过 256 KB")]


def test_complex_and_empty_keys() -> None:
    tree, problems = parse_yaml("? [a, b]\n: c\nd: e\n", "f")
    assert tree is not None and plain(tree) == {"d": "e"}
    assert [(p.rule, p.place.line) for p in problems] == [("S104", 1)]
    assert short(parse_yaml("'': x\n", "f")[1]) == [("S104", 1, 1, "冒号前面没有字段名", "")]


def test_escapes_cannot_bring_in_unseen_characters() -> None:
    tree, problems = parse_yaml('a: "报告\\u202efdp.exe"\n', "f")
    assert tree is not None and plain(tree) == {"a": "报告fdp.exe"}
    message = "值里用反斜杠写法写入了 U+202E（强制从右到左）"
    assert short(problems) == [("S102", 1, 4, message, '"报告fdp.exe"')]


def test_many_problems_become_a_count() -> None:
    text = "a: 1\n" * 100
    _, problems = parse_yaml(text, "f")
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].message == f"本文件从这里起还有 {99 - MAX_PROBLEMS} 处格式问题，先改前面的"


def test_pure_parser_gives_the_same_tree() -> None:
    """Where PyYAML was built without libyaml, the fallback reads the same."""
    program = """
import sys
sys.modules["yaml.cyaml"] = None
from generator.source import yaml_parser
from generator.source.nodes import plain
from generator.source.yaml_events import parse_yaml
assert yaml_parser._parser("a: 1").__class__.__name__ == "_PureParser"
tree, problems = parse_yaml("标题: 关于\\n关系:\\n  - {名称: 依据, 目标: [a, b]}\\n", "f")
print(plain(tree), len(problems))
tree, problems = parse_yaml("类型: x\\n标题：关于\\n", "f")
print(plain(tree), [(p.rule, p.place.line, p.fix) for p in problems])
tree, problems = parse_yaml("a: " + "[" * 5000, "f")
print(tree, [p.rule for p in problems])
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout.splitlines() == [
        "{'标题': '关于', '关系': [{'名称': '依据', '目标': ['a', 'b']}]} 0",
        "{'类型': 'x', '标题': '关于'} [('S103', 2, '标题: 关于')]",
        "None ['S107']",
    ]
