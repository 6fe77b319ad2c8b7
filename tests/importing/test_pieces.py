"""The small parts: YAML that is read back word for word, dates, fields by name, headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing import header_words as words
from generator.importing.conversion import as_date
from generator.importing.fields import field_in, field_of
from generator.importing.texts import plain, storable
from generator.importing.yaml_text import flow, flow_map, scalar
from generator.source.nodes import plain as tree
from generator.source.yaml_events import parse_yaml

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=40).map(storable)


@given(TEXTS, TEXTS)
def test_what_is_written_is_read_word_for_word(key: str, text: str) -> None:
    source = f"甲: {scalar(text)}\n乙: {flow([text, key])}\n丙: {flow_map({'丁': key})}\n"
    node, problems = parse_yaml(source, "草稿.yaml")
    assert problems == []
    assert node is not None
    assert tree(node) == {"甲": text, "乙": [text, key], "丙": {"丁": key}}


@pytest.mark.parametrize(
    ("text", "format_", "day"),
    [
        ("2021-03-04", "", "2021-03-04"), ("2021年3月4日", "", "2021-03-04"), ("２０２１．３．４", "", "2021-03-04"),
        ("2021/03/04 09:30:00", "", "2021-03-04"), ("2021-03-04T09:30:00Z", "", "2021-03-04"), ("20210304", "", "2021-03-04"),
        ("04.03.2021", "%d.%m.%Y", "2021-03-04"), ("03/04/2021", "", ""), ("2021-02-30", "", ""), ("去年", "", ""),
        ("2021-03-04", "%d.%m.%Y", ""),
    ],
)
def test_dates_of_old_portals(text: str, format_: str, day: str) -> None:
    assert as_date(text, format_) == day


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("示例县社会救助领域基层政务公开标准目录", "shjz"), ("（二）养老服务领域基层政务公开标准目录（试行）", "ylfw"),
        ("附件1：涉农补贴领域基层政务公开标准目录", "snbt"), ("示例乡救灾领域基层政务公开标准目录", "jz"),
        ("国有土地上房屋征收与补偿领域标准目录", "fwzs"), ("就业创业", "jy"), ("示例县公共资源配置领域政府信息公开标准目录(2025版)", "ggzyjy"),
        ("示例县低空经济领域标准目录", ""),
    ],
)
def test_fields_by_their_names(title: str, id: str) -> None:
    found = field_of(title)
    assert found is not None
    assert found.id == id


def test_a_text_that_names_no_field() -> None:
    assert field_of("填报说明") is None
    assert field_in("2021年社会救助目录表") == field_of("社会救助领域标准目录")
    assert field_in("表") is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("序 号", words.SEQ), ("公开内容\n(要素)", words.ELEMENTS), ("公开渠道和载体“■”表示必选项", words.CHANNELS),
        ("公开责任主体", words.UNIT), ("公开时限", words.DEADLINE), ("领域", words.FIELD), ("《预算法》", ""), ("1", ""),
    ],
)
def test_headings(text: str, role: str) -> None:
    assert words.heading(text) == role


@pytest.mark.parametrize(
    ("text", "levels"),
    [("县级", ("县级",)), ("乡、村级", ("乡级", "村级")), ("镇(街)级", ("乡级",)), ("州级县级", ("市级", "县级")), ("区级", ("县级",))],
)
def test_levels_of_government(text: str, levels: tuple[str, ...]) -> None:
    assert words.sub_heading(text) == words.LEVEL
    assert words.government_levels(text) == levels


def test_a_line_for_readers() -> None:
    assert plain("城镇燃\n气 管理 GB T\n32939") == "城镇燃气管理GB T 32939"
