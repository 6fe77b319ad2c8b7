"""Entries survive packing whole, and nothing else is taken for packed entries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.findings import Place
from generator.model.packing import pack, unpack
from generator.model.places import Places
from generator.sealed import freeze
from generator.source.nodes import position
from tests.builders import BASES, catalog, entry

SNIPPETS = (
    *(f"类型: {name}" for name in BASES),
    "关系: [{名称: 依据, 标题: 示例条例}, {名称: 废止, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {}}",
    "附件: [{文件: 甲.pdf, 名称: 甲, 角色: 附表}, {文件: 乙.xlsx, 名称: 乙}]\n文件夹: [甲.pdf, 乙.xlsx]",
    "情况说明: [{规则: N302, 理由: 原文如此}]\n撤回: {日期: 2021-07-20, 理由: 内容有误}",
    "来源: 迁移\n来源说明: 原网站迁入\n原网址: https://www.example.invalid/1.html\n发布日期: 2021-07-20",
)


def test_entries_come_back_as_they_were() -> None:
    entries = [entry(snippet) for snippet in SNIPPETS]
    back = unpack(pack(entries), catalog())
    assert back == entries
    for before, after in zip(entries, back, strict=True):
        assert after.type is catalog().types[before.type.id]
        assert dict(after.places) == dict(before.places) and list(after.values) == list(before.values)
        assert [ref.place for ref in after.relations] == [ref.place for ref in before.relations]


@pytest.mark.parametrize("data", [b"", b"\x80", freeze(None), freeze((0, [])), freeze((2, [(1, 2)])), freeze((2, [("x",) * 11]))])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        unpack(data, catalog())


def test_equal_entries_are_equal_bytes_whoever_made_them() -> None:
    entries = [entry(snippet) for snippet in SNIPPETS]
    data = pack(entries)
    assert pack(unpack(data, catalog())) == data
    assert pack([*entries, *entries]) == pack([*entries, *unpack(data, catalog())])
    assert pack([replace(own, title="".join(own.title), places=dict(own.places)) for own in entries]) == data


def test_a_type_that_is_gone_is_refused() -> None:
    with pytest.raises(ValueError, match="not packed"):
        unpack(pack([entry()]), replace(catalog(), types={}))


KEYS = st.lists(st.text(max_size=8), unique=True, max_size=12)
NUMBERS = st.integers(1, 2**18)


@settings(max_examples=60, deadline=None)
@given(KEYS, st.data())
def test_places_are_a_mapping_of_places(keys: list[str], data: st.DataObject) -> None:
    pairs = [(data.draw(NUMBERS), data.draw(NUMBERS)) for _ in keys]
    places = Places("a.yaml", keys, (position(*pair) for pair in pairs))
    wanted = {key: Place("a.yaml", *pair) for key, pair in zip(keys, pairs, strict=True)}
    assert dict(places) == wanted and places == wanted and len(places) == len(keys)
    missing = "没有的键" * 3  # longer than any key drawn
    assert missing not in places and places.get(missing) is None
    assert Places(*places.parts()) == places


def test_facts_only_leave_the_digest_empty() -> None:
    full = replace(entry(SNIPPETS[0]), digest="abc")
    assert unpack(pack([full], facts_only=True), catalog()) == [replace(full, digest="")]
