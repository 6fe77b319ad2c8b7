"""What a query is understood as: numbers, words of the street, questions, pinyin, misspelt words, traditional characters."""

from __future__ import annotations

import pytest

from generator.search.understand.plan import Alternative, Plan
from generator.search.understand.tables import Tables
from generator.search.understand.understand import tables_for, understand
from tests.search.understanding import payloads

TABLES = Tables(payloads())


def plan(query: str) -> Plan:
    return understand(query, TABLES)


def kinds(query: str) -> list[str]:
    return [one.kind for one in plan(query).alternatives]


def labels(query: str, kind: str) -> list[str]:
    return [one.label for one in plan(query).alternatives if one.kind == kind]


def texts(one: Alternative, *, optional: bool = False) -> list[list[str]]:
    return [[term.text for term in group.any] for group in one.groups if group.optional == optional]


@pytest.mark.parametrize(
    "query",
    [
        *("示政办发〔2021〕24号", "示政办发[2021]24号", "示政办发（2021）24号", "示政办发【2021】24", "示政办发2021-24", "示政办发2021 24号"),
        *("示政办发﹝2021﹞24号", "示政办发〔2021〕第24号", "示政办发2021年24号", "示政办发〔202124号", "示政办发 〔2021〕 24 号", "示政办发202124号"),
        *("示政办发（２０２１）２４号", "示政办发二〇二一24号", "示政辦發〔2021〕24號", "示政办发〔2021〕24号文件"),
    ],
)
def test_a_number_in_any_form_is_pinned(query: str) -> None:
    first = plan(query).alternatives[0]
    assert first.kind == "number" and first.number is not None
    assert first.number.keys == ("示政办发2021-24",) and not first.number.prefix


@pytest.mark.parametrize(
    ("query", "key"),
    [
        *(("2021 24号", "2021-24"), ("〔2021〕24号", "2021-24"), ("（2021）24", "2021-24")),
        *(("国务院令第711号", "中华人民共和国国务院令-711"), ("711号令", "国务院令-711"), ("国令第711号", "中华人民共和国国务院令-711")),
    ],
)
def test_a_part_of_a_number_is_enough(query: str, key: str) -> None:
    number = plan(query).alternatives[0].number
    assert number is not None and key in number.keys


def test_the_beginning_of_a_number_and_a_number_amid_words() -> None:
    begun = plan("示政办发〔2021〕").alternatives[0].number
    assert begun is not None and begun.keys == ("示政办发2021-",) and begun.prefix
    amid = plan("请找示政办发〔2021〕24号 公租房").alternatives[0].number
    assert amid is not None and "示政办发2021-24" in amid.keys
    assert "公租房" in labels("请找示政办发〔2021〕24号 公租房", "synonym")[0] or "公共租赁住房" in str(plan("示政办发〔2021〕24号 公租房"))


@pytest.mark.parametrize("query", ["2021-07-16", "2021年7月16日", "0000-81000808", "13800000000", "2021", "预算 2021", "第3季度"])
def test_dates_and_telephones_are_no_numbers(query: str) -> None:
    assert "number" not in kinds(query)


@pytest.mark.parametrize(
    ("query", "official"),
    [
        *(("医保", "医疗保障"), ("低保", "最低生活保障"), ("房产证", "不动产权证书"), ("准生证", "生育登记"), ("黑车", "非法营运")),
        *(("拆迁", "征收与补偿"), ("车牌", "机动车登记"), ("五险一金", "社会保险和住房公积金"), ("社保卡", "社会保障卡"), ("消保法", "消费者权益保护法")),
    ],
)
def test_words_of_the_street_find_the_official_word_and_say_so(query: str, official: str) -> None:
    words, synonym = plan(query).alternatives[:2]
    assert (words.kind, synonym.kind) == ("words", "synonym")
    group = texts(synonym)[0]
    assert group[0] == query and official in group
    assert official in synonym.label
    weights = {term.text: term.weight for term in synonym.groups[0].any}
    assert weights[query] == 1 > weights[official]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("我家孩子上小学需要什么材料", [["上小学", "义务教育"]]),
        ("怎么办理居住证", [["居住证", "暂住证"]]),
        ("低保多少钱一个月", [["低保", "最低生活保障", "社会救助"]]),
        ("养狗证在哪里办", [["养狗", "养犬", "养犬管理"]]),
        ("孩子怎么转学", [["转学", "学籍", "转校"]]),
    ],
)
def test_a_question_is_asked_for_what_it_is_about(query: str, asked: list[list[str]]) -> None:
    question = next(one for one in plan(query).alternatives if one.kind == "question")
    assert texts(question) == asked


def test_what_is_named_last_in_a_question_counts_most_and_places_least() -> None:
    question = next(one for one in plan("没有本地户口的孩子可以在杭州上学吗").alternatives if one.kind == "question")
    typed = {group.any[0].text: (group.any[0].weight, group.optional) for group in question.groups}
    assert typed["上学"] == (1.0, False)
    assert typed["没有本地户口"] == (0.6, False)
    assert typed["杭州"] == (0.3, True)


def test_several_words_must_all_be_there_and_are_relaxed_when_few_are_found() -> None:
    alternatives = plan("垃圾分类 杭州").alternatives
    assert [group[0] for group in texts(alternatives[0])] == ["垃圾分类", "杭州"]
    relaxed = next(one for one in alternatives if one.kind == "relaxed")
    assert relaxed.when == "few" and [group[0] for group in texts(relaxed)] == ["垃圾分类"]


@pytest.mark.parametrize(
    ("query", "label"),
    [
        *(("gongjijin", "公积金"), ("gjj", "公积金"), ("yibao", "医保"), ("gongshang baoxian", "工伤保险"), ("shbx", "社会保险")),
        *(("yangquan guanli", "养犬管理"), ("lanmei", "蓝莓"), ("nvzhigong", "女职工"), ("falu yuanzhu", "法律援助"), ("gongshangbaox", "工伤保险")),
        *(("chongqing wuye guanli", "重庆 物业管理"), ("杭州 gjj", "杭州 公积金")),
    ],
)
def test_pinyin_and_initials(query: str, label: str) -> None:
    assert labels(query, "pinyin")[0] == label


@pytest.mark.parametrize("query", ["ktv", "etc", "KTV消防", "xqzv"])
def test_latin_words_that_are_words_or_nothing_are_no_pinyin(query: str) -> None:
    assert "pinyin" not in kinds(query)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        *(("居往证", "居住证"), ("婚因登记", "婚姻登记"), ("失业宝险", "失业保险"), ("住房公机金", "住房公积金"), ("科学技木", "科学技术")),
        *(("养大管理", "养犬管理"), ("烟花暴竹", "烟花爆竹"), ("机动车架驶证", "机动车驾驶证"), ("社会求助", "社会救助"), ("最底生活保障", "最低生活保障")),
        *(("妇保法", "妇女权益保障法"), ("不动产等记", "不动产登记")),
    ],
)
def test_misspelt_and_short_words(query: str, meant: str) -> None:
    assert meant in labels(query, "typo")


@pytest.mark.parametrize("query", ["医保", "居住证", "公共租赁住房", "怎么办理居住证", "杭州", "蓝莓种植扶持"])
def test_what_is_right_is_not_corrected(query: str) -> None:
    assert "typo" not in kinds(query)


@pytest.mark.parametrize(
    ("query", "simple"), [("醫療保險", "医疗保险"), ("養犬管理", "养犬管理"), ("勞動合同", "劳动合同"), ("殘疾人", "残疾人")]
)
def test_traditional_characters(query: str, simple: str) -> None:
    first, *_, last = plan(query).alternatives
    assert first.kind == "traditional" and texts(first) == [[simple]]
    assert last.when == "none" and texts(last) == [[query]]
    assert plan(query).folded == query


def test_tables_are_asked_for_only_when_needed() -> None:
    words = Tables({"words": payloads()["words"]})
    assert tables_for("医保") == ["words"]
    assert tables_for("示政办发〔2021〕24号") == []
    assert tables_for("養犬") == ["words", "traditional"]
    assert tables_for("gjj") == ["words", "pinyin", "p-g"]
    assert tables_for("gongshang baoxian") == ["words", "pinyin", "p-b", "p-g"]
    assert tables_for("居往证") == ["words"]
    assert tables_for("居往证", words) == ["words", "pinyin", "p-j"]
    assert tables_for("低保怎么办理", words) == ["words", "answers"]
    assert tables_for("") == []


def test_without_tables_what_was_typed_is_asked() -> None:
    bare = understand("医保")
    assert [one.kind for one in bare.alternatives] == ["words"]
    assert bare.alternatives[0] == plan("医保").alternatives[0]
    assert understand("養犬").alternatives[0].when == "none"


@pytest.mark.parametrize(
    "query",
    ["", "   ", "，。！？", "〔〕", "\ud800", "\ud800医保", "a" * 10_000, "社" * 10_000, "<script>alert(1)</script>", "医保\u0000", "((((" * 500],
)
def test_any_text_gives_a_plan(query: str) -> None:
    assert len(plan(query).folded) <= 100
    tables_for(query, TABLES)


def test_prepared_answers_are_near_or_not_given() -> None:
    direct = plan("低保怎么申请").direct
    assert direct is not None and direct.source == "最低生活保障申请办事指南" and direct.answer.startswith("一、什么样的家庭")
    assert plan("工伤认定需要什么材料").direct is not None
    pair = plan("水电过户还要另外跑吗").direct
    assert pair is not None and pair.answer == "不用，一次申请同步办理。"
    for query in ("低保", "火星移民怎么办理", "杭州", "市长是谁", "示政办发〔2021〕24号", "怎么办"):
        assert plan(query).direct is None, query
