"""The simple way of reading takes a text only where the real parser gives the same, silently."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.source.nodes import Mapping, Node, Sequence, place_at, position
from generator.source.yaml_events import parse_yaml
from generator.source.yaml_simple import SimpleFields, scan
from generator.source.yaml_slips import looks_odd

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "content/entries").glob("*/*/*.yaml"))


def located(node: Node) -> object:
    """A node in the form that `scan` gives."""
    where = position(node.line, node.column)
    if isinstance(node, Mapping):
        return where, {str(key): located(child) for key, child in node.items()}
    if isinstance(node, Sequence):
        return where, [located(child) for child in node.items]
    return where, str(node)


def agrees(text: str, first_line: int = 1) -> SimpleFields | None:
    """`scan`, which must be what the parser says where it says anything."""
    found = scan(text, first_line)
    if found is not None:
        assert not looks_odd(text)
        node, problems = parse_yaml(text, "a.yaml", first_line=first_line)
        assert problems == [] and isinstance(node, Mapping)
        assert (node.line, node.column) == (first_line, 1)
        assert [(key, located(node.values[key])) for key in node.values] == list(found.items())
    return found


def test_the_sample_city_is_nearly_always_simple() -> None:
    taken = [agrees(path.read_text("utf-8")) is not None for path in FILES]
    assert sum(taken) > 0.8 * len(taken)


def test_what_is_simple() -> None:
    text = (
        '类型: 政策文件\n标题: 关于“五化”的通知（第2号）\n发文机关: [shifuban, caizhengju]\n收到意见: "37"\n'
        "审查: {保密审查: 示例甲, 日期: 2021-07-16}\n原网址: https://www.example.invalid/a/1.html\n"
        "关系:\n  - {名称: 依据, 标题: 示例条例}\n  - 甲\n  - '乙 '\n示例: 是"
    )
    found = agrees(text, 2)
    assert found is not None
    assert found["审查"] == (position(6, 5), {"保密审查": (position(6, 12), "示例甲"), "日期": (position(6, 21), "2021-07-16")})
    assert found["关系"][0] == position(9, 3) and place_at("x", found["示例"][0]).line == 12


@pytest.mark.parametrize("text", [
    "", "\n", "# 说明\n标题: 甲\n", "标题： 甲\n", "标题:甲\n", "标题: 甲 # 注\n", "标题: 甲: 乙\n", "标题: 甲 \n", "标题: \n", "标题:\n",
    "标题: 甲\n标题: 乙\n", "标题: 甲\n  接着写\n", "标题: *甲\n", "标题: !甲\n", "标题: |\n  甲\n", "标题: - 甲\n", "标题: ?\n", "标题: “甲”\n",
    "标题: 甲 - “乙”\n", "标题: '甲''乙'\n", '标题: "甲\\n"\n', "标题: [甲，乙]\n", "标题: [甲 , 乙]\n", "标题: [甲, 乙]丙\n", "标题: {甲: 乙, 甲: 丙}\n",
    "标题: {甲：乙}\n", "标题: [a: b]\n", "标题: [[甲]]\n", "标题:\n- 甲\n", "标题:\n  - 甲\n   - 乙\n", "标题:\n  -甲\n", "标题:\n  甲: 乙\n",
    "标题: http://a.b:80/\n", "标题: https://a.b/?c\n", "--- \n标题: 甲\n", "标题: 甲\n---\n", "标题: ~\n", "标题: 甲\t乙\n", "标题: 甲\u200b乙\n", "<<: 甲\n",
    "标\u3000题: 甲\n", "标题: 甲\u2028乙\n", "标题: \ufeff甲\n", "标题: ，甲\n", "标题: 10:30\n", " 标题: 甲\n",
])
def test_what_is_left_to_the_parser(text: str) -> None:
    assert scan(text) is None


SIGNS = st.sampled_from([
    *"甲乙《》（）〔〕·—，。、；：！？“”‘’…－ \t-_#:,[]{}&*!|>'\"%@`~=+/.\\0a\u3000\u200b\u2028\ufeff\U00020000",
    *"\x01\x7f\u00a0\ufffe【】［｛；﹕─", ": ", "- ", " #", ", ",
])
WORDS = st.lists(st.sampled_from(["甲", "示例办法", "2021-07-16", "shifuban", "a b", "0.5%"]) | SIGNS, min_size=1, max_size=5).map("".join)
PLAIN = st.sampled_from(["示例办法（试行）", "2021-07-16", "shifuban", "关于甲、乙的通知", "37"]) | WORDS
GROUPS = st.lists(st.tuples(st.sampled_from(["名称", "目标", "日期"]), PLAIN), min_size=1, max_size=3).map(
    lambda pairs: "{" + ", ".join(f"{key}: {word}" for key, word in pairs) + "}"
)
LISTS = st.lists(PLAIN, max_size=3).map(lambda words: f"[{', '.join(words)}]")
QUOTED = st.tuples(st.sampled_from("\"'"), WORDS).map(lambda pair: f"{pair[0]}{pair[1]}{pair[0]}")
INLINE = PLAIN | GROUPS | LISTS | QUOTED
BLOCKS = st.lists(st.tuples(st.sampled_from(["  - ", "  - ", "  - ", "    - ", "- ", "  "]), INLINE), min_size=1, max_size=3).map(
    lambda rows: "\n" + "\n".join(dash + item for dash, item in rows)
)
FIELD = st.tuples(
    st.sampled_from(["标题", "类型", "关系", "目录事项", "成文日期", "标题 ", "a", "审查：", "# 注", ""]),
    st.sampled_from([": ", ": ", ": ", ": ", ":", ":  ", "： "]),
    INLINE | BLOCKS | st.just(""),
).map("".join)


@settings(max_examples=700, deadline=None)
@given(st.lists(FIELD, min_size=1, max_size=4).map("\n".join), st.sampled_from(["\n", "", "\n\n", " \n"]))
@example("标题: 甲 - “乙”", "\n")
@example("关系:\n  - 甲 - 【乙", "\n")
def test_any_text_near_the_simple_form(text: str, end: str) -> None:
    agrees(text + end)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["标题", "类型", "关系", "主题", "日期"]), PLAIN | QUOTED | LISTS | GROUPS), min_size=1, max_size=5))
def test_any_fields(pairs: list[tuple[str, str]]) -> None:
    agrees("".join(f"{key}: {value}\n" for key, value in dict(pairs).items()))
