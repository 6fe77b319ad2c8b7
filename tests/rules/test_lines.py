"""Lines to paste are read back as what they say."""

from __future__ import annotations

import pytest
import yaml

from generator.rules.lines import added_item, item_line, scalar


@pytest.mark.parametrize(
    "word",
    ["草案.pdf", "a: b", "甲, 乙", "[甲]", "{甲}", "#一", "说 # 明", '引"号', "反\\斜", "", " 空 ", "- 横", "?", "http://a.b/c", "丙:"],
)
def test_a_value_survives_quoting(word: str) -> None:
    assert yaml.load(f"- {{键: {scalar(word)}, 尾: 末}}", Loader=yaml.BaseLoader) == [{"键": word, "尾": "末"}]


def test_plain_words_stay_plain() -> None:
    assert item_line({"名称": "依据", "目标": "shifuban/2021/3"}, {"目标": "shifuban/2021/4"}) == (
        "  - {名称: 依据, 目标: shifuban/2021/4}"
    )


def test_an_added_item_brings_the_lists_own_line_when_there_is_none() -> None:
    assert added_item("附件", {"文件": "甲.pdf"}, written=False) == "附件:\n  - {文件: 甲.pdf}"
    assert added_item("附件", {"文件": "甲.pdf"}, written=True) == "  - {文件: 甲.pdf}"
