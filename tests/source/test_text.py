"""Bytes to text: encodings named, unseen characters refused one by one, rare Han kept."""

from __future__ import annotations

import pytest

from generator.source.text import character_name, decode, visible
from tests.source.repository import short

SAMPLE = "类型: 征求意见\n标题: 关于《示例办法》的公告\n"


def test_clean_text_passes_unchanged() -> None:
    assert decode(SAMPLE.encode(), "a.yaml") == (SAMPLE, [])


def test_one_byte_order_mark_is_allowed() -> None:
    assert decode(b"\xef\xbb\xbf" + SAMPLE.encode(), "a.yaml") == (SAMPLE, [])


def test_second_byte_order_mark_is_not() -> None:
    text, problems = decode(b"\xef\xbb\xbf\xef\xbb\xbfa: 1", "a.yaml")
    assert text == "a: 1"
    assert short(problems) == [
        ("S102", 1, 1, "第 1 个字符是 U+FEFF（零宽不换行空格（文件中间的 BOM））", "a: 1"),
    ]


@pytest.mark.parametrize(("end", "count"), [("\r\n", 2), ("\r", 2), ("\n", 2)])
def test_every_line_end_becomes_one(end: str, count: int) -> None:
    text, problems = decode(SAMPLE.replace("\n", end).encode(), "a.yaml")
    assert text == SAMPLE
    assert text.count("\n") == count
    assert not problems


def test_gbk_is_named_and_its_line_read() -> None:
    text, problems = decode(("# yaml\n" + SAMPLE).encode("gbk"), "a.yaml")
    assert text is None
    message = "文件编码不是 UTF-8，疑似 GBK（记事本里叫 ANSI）：按 GBK 读，第 2 行是“类型: 征求意见”"
    assert short(problems) == [("S101", 2, 1, message, "")]
    assert problems[0].found == "GBK"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    ascii_text = "title: x\n" * 5
    for sample in (ascii_text, SAMPLE) if encoding == "utf-16" else (ascii_text,):
        text, problems = decode(sample.encode(encoding), "a.yaml")
        assert text is None
        assert short(problems) == [("S101", 1, 1, "文件编码是 UTF-16（记事本里叫 Unicode），不是 UTF-8", "")]


def test_damaged_utf_8_is_not_called_gbk() -> None:
    text, problems = decode(SAMPLE.encode() + b"\xe4\xbd\n", "a.yaml")
    assert text is None
    assert short(problems) == [("S101", 3, 1, "文件大部分是 UTF-8，但第 3 行有损坏的或按别的编码写入的字节", "")]


@pytest.mark.parametrize("data", [b"\xc0\xaf", b"\xff", b"\x80abc", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"])
def test_overlong_surrogate_and_stray_bytes(data: bytes) -> None:
    text, problems = decode(b"a: " + data, "a.yaml")
    assert text is None
    assert [(p.rule, p.place.line, p.place.column) for p in problems] == [("S101", 1, 4)]


@pytest.mark.parametrize(
    ("char", "name", "left"),
    [
        ("\0", "U+0000（空字符 NUL）", "甲乙"),
        ("\x07", "U+0007（控制字符）", "甲乙"),
        ("\x85", "U+0085（换行控制符 NEL）", "甲 乙"),
        ("\u2028", "U+2028（行分隔符）", "甲 乙"),
        ("\u2029", "U+2029（段分隔符）", "甲 乙"),
        ("\u200b", "U+200B（零宽空格）", "甲乙"),
        ("\u200d", "U+200D（零宽连字符）", "甲乙"),
        ("\u202e", "U+202E（强制从右到左）", "甲乙"),
        ("\u2067", "U+2067（从右到左隔离）", "甲乙"),
        ("\u00ad", "U+00AD（软连字符）", "甲乙"),
        ("\U000e0041", "U+E0041（看不见的标签字符）", "甲乙"),
        ("\ue000", "U+E000（自造字或软件专用符号，别的电脑显示不出来）", "甲乙"),
        ("\uf0b7", "U+F0B7（自造字或软件专用符号，别的电脑显示不出来）", "甲乙"),
        ("\ufdd0", "U+FDD0（非字符）", "甲乙"),
        ("\U0001ffff", "U+1FFFF（非字符）", "甲乙"),
        ("\u0378", "U+0378（未分配的码位，不是字）", "甲乙"),
    ],
)
def test_refused_characters_are_named_in_place(char: str, name: str, left: str) -> None:
    text, problems = decode(f"标题: x\n说明: 甲{char}乙\n".encode(), "a.yaml")
    assert text == f"标题: x\n说明: {left}\n"
    assert short(problems) == [("S102", 2, 6, f"第 6 个字符是 {name}", f"说明: {left}")]


def test_replacement_character_has_no_fix() -> None:
    _, problems = decode("标题: 关于\ufffd的公告".encode(), "a.yaml")
    assert short(problems) == [("S102", 1, 7, "第 7 个字符是 U+FFFD（乱码占位符，原字已经丢失）", "")]


@pytest.mark.parametrize(
    "text",
    [
        "𠮷野家",
        "𰻞𰻞面",
        "\U0002ebf0\U00030000\U000323af",
        "㐀鿿〇々",
        "👩\u200d🌾 与 👩🏽\u200d🚀",
        "é 与 e\u0301",
        "表\t格",
        "全角　空格\u00a0",
        "①②㈠Ⅷ〔2021〕№℃",
        "«»—…·",
    ],
)
def test_visible_text_is_kept(text: str) -> None:
    assert decode(text.encode(), "a.yaml") == (text, [])


def test_joiner_between_letters_is_refused() -> None:
    assert [p.rule for p in decode("甲\u200d👩".encode(), "a.yaml")[1]] == ["S102"]


def test_five_places_then_a_count() -> None:
    text, problems = decode(("甲\u200b\n" * 12).encode(), "a.yaml")
    assert text == "甲\n" * 12
    assert [(p.rule, p.place.line) for p in problems] == [("S102", n) for n in range(1, 7)]
    assert problems[-1].message == "本文件还有 7 处看不见或不能用的字符，从这里起"


def test_names_for_messages() -> None:
    assert character_name("\u202e") == "U+202E（强制从右到左）"
    assert visible("a\u202eb\nc") == "a‹U+202E›b‹U+000A›c"
