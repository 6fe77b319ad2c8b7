"""The grammar of 公开时限. Wordings are quotations of official catalogues and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalog.deadlines import number, read_deadlines
from generator.catalog.model import Deadline

FORMED = Deadline("after", "形成或变更", 20, "WD")


def after(anchor: str, num: int, unit: str = "WD", **rest: object) -> Deadline:
    return Deadline("after", anchor, num, unit, **rest)  # type: ignore[arg-type]


ONE = {
    "信息形成或者变更之日起20个工作日内": FORMED,
    "信息形成或变更之日起20个工作日内": FORMED,
    "自该信息形成或者变更之日起20个工作日内予以公开": FORMED,
    "自该政府信息形成或者变更之日起20个工作日内及时公开": FORMED,
    "公开事项信息形成或变更之日起20个工作日内公开": FORMED,
    "信息形成（变更）20个工作日内": FORMED,
    "形成或者变更之日起２０ 个 工作\n日内予以公开": FORMED,
    "自信息形成或者变更之日起二十个工作日内": FORMED,
    "信息形成之日起20个工作日内": after("形成", 20),
    "信息形成20个工作日内公开": after("形成", 20),
    "信息形成或变更之日起3个工作日内": after("形成或变更", 3),
    "自制作或获取该信息之日起20个工作日内公开": after("制作或获取", 20),
    "制定或获取信息之日起10个工作日内": after("制作或获取", 10),
    "制 定 或 获 取 信 息之日起 10 个 工作日内": after("制作或获取", 10),
    "制定或获取扶持政策措施之日起10个工作日内": after("制作或获取", 10),
    "本级人民代表大会或其常务委员会批准后20日内": after("本级人大（常委会）批准", 20, "CD"),
    "财政部门批复后20日内": after("财政批复", 20, "CD"),
    "本级政府财政部门批复后20日内": after("财政批复", 20, "CD"),
    "收到征地批准文件之日起10个工作日内公开": after("收到征地批准文件", 10),
    "拟征收土地现状调查结束后5个工作日内，在村公示栏公开": after("现状调查结束", 5),
    "分配结果确定后20个工作日内": after("分配结果确定", 20),
    "自收到申请之日起20个工作日内公开": after("收到申请", 20),
    "信息形成（变更）下发至本单位20个工作日内": after("收到", 20),
    "作出行政决定之日起7个工作日内": after("作出行政决定", 7),
    "征求意见活动结束后1个月内": after("征求活动结束", 1, "M"),
    "信息形成后24小时内": after("形成", 24, "H"),
    "事故发生后24小时内": after("事故发生", 24, "H"),
    "在实地启动拟征收土地工作时，在村公示栏公开": Deadline("event", "实地启动拟征收土地工作"),
    "提前一周发通知邀请": Deadline("before", "会议", 1, "W"),
    "组织听证7个工作日前": Deadline("before", "组织听证", 7, "WD"),
    "会议召开前3个工作日": Deadline("before", "会议召开", 3, "WD"),
    "按进展情况及时公开": Deadline("event", "进展"),
    "及时公开": Deadline("event", "形成"),
    "实时公开": Deadline("event", "形成"),
    "即时公开": Deadline("event", "形成"),
    "收到申请后及时公开": Deadline("event", "收到申请"),
    "长期公开": Deadline("continuous"),
    "永久公开": Deadline("continuous"),
    "长期，最新有效": Deadline("continuous", keep="latest"),
    "长期公开（动态调整）": Deadline("continuous", keep="latest"),
    "任期内": Deadline("continuous", keep="term"),
    "每年1月31日前": Deadline("fixed", month=1, day=31),
    "每年4月1日之前": Deadline("fixed", month=4, day=1, exclusive=True),
    "每年3月31日前": Deadline("fixed", month=3, day=31),
    "每年2月底前": Deadline("fixed", month=2, day=28),
    "每月公开": Deadline("periodic", every="month"),
    "每季度公开": Deadline("periodic", every="quarter"),
    "按季度公开": Deadline("periodic", every="quarter"),
    "每半年": Deadline("periodic", every="half"),
    "每月10日前": Deadline("periodic", every="month", day=10),
    "公示期不少于7日": Deadline("display", num=7, unit="CD"),
    "公示5个工作日": Deadline("display", num=5, unit="WD"),
    "公告时间不少于三十日": Deadline("display", num=30, unit="CD"),
    "按照法律法规规定的时限公开": Deadline("event", by_law=True),
}


@pytest.mark.parametrize("text", ONE)
def test_one_rule(text: str) -> None:
    reading = read_deadlines(text)
    assert (reading.deadlines, reading.unknown) == ((ONE[text],), ())
    assert reading.understood
    assert not reading.assumed


SEVERAL = {
    "制定或获取信息之日起10个工作日内，公示7个工作日": (after("制作或获取", 10), Deadline("display", num=7, unit="WD")),
    "信息形成20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示": (
        after("形成", 20),
        after("作出行政决定", 7, when="行政许可、行政处罚事项"),
    ),
    "1.除处罚决定外其他内容：长期公开（动态调整）；2.处罚决定：20个工作日内。": (
        Deadline("continuous", when="除处罚决定外其他内容", keep="latest"),
        after("形成或变更", 20, when="处罚决定"),
    ),
    "①《听证通知书》在组织听证7个工作日前予以公开；②其他听证公开内容为依申请公开": (
        Deadline("before", "组织听证", 7, "WD", when="《听证通知书》"),
    ),
    "预算批准后20日内；决算批准后20日内": (after("预算批准", 20, "CD"), after("决算批准", 20, "CD")),
}


@pytest.mark.parametrize("text", SEVERAL)
def test_several_rules_in_one_cell(text: str) -> None:
    assert read_deadlines(text).deadlines == SEVERAL[text]
    assert read_deadlines(text).understood


@pytest.mark.parametrize(
    "text",
    [
        "信息形成或者变更之日起20个工作日内。法律、法规对政府信息公开的期限另有规定的，从其规定。",
        "自该信息形成或者变更之日起20个工作日内予以公开，法律法规另有规定的除外。",
        "自信息形成或者变更之日起20个工作日内公开（法律法规另有规定的除外）",
    ],
)
def test_another_limit_set_by_law_is_kept(text: str) -> None:
    assert read_deadlines(text).deadlines == (after("形成或变更", 20, by_law=True),)


@pytest.mark.parametrize("text", ["20工作日", "20个工作日", "时限：20个工作日内"])
def test_a_number_alone_takes_the_legal_anchor_and_says_so(text: str) -> None:
    reading = read_deadlines(text)
    assert (reading.deadlines, reading.assumed) == ((FORMED,), True)


def test_an_unknown_anchor_keeps_its_number_and_is_unknown() -> None:
    reading = read_deadlines("张三之日起20个工作日内")
    assert reading.deadlines == (after("张三", 20),)
    assert reading.unknown == ("张三之日起20个工作日内",)
    assert not reading.understood


@pytest.mark.parametrize("text", ["信息", "同上", "5至10个工作日", "与政策文件同步公开", "集中审批期间", "", "  \n"])
def test_what_is_not_known_is_never_guessed(text: str) -> None:
    reading = read_deadlines(text)
    assert reading.deadlines == ()
    assert not reading.understood


@pytest.mark.parametrize(("word", "value"), [("20", 20), ("二十", 20), ("十五", 15), ("三十", 30), ("两", 2), ("一百二十", 120)])
def test_numbers(word: str, value: int) -> None:
    assert number(word) == value


@given(st.text(alphabet="信息形成或者变更之日起0123456789个工作日内，。；：（）每年月前后公开示期不少于的其中应自在", max_size=400))
def test_any_text_is_read(text: str) -> None:
    reading = read_deadlines(text)
    assert all(rule.kind for rule in reading.deadlines)


def test_a_long_cell_ends_at_once() -> None:
    assert read_deadlines("信息形成" * 20000 + "20个工作日内").unknown
