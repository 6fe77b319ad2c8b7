"""Tables of every messy kind to drafts. The tables are small and made up; what is wrong with them was met in real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.catalog.model import Basis, Deadline
from generator.errors import UsageError
from generator.importing.marks import Marks
from tests.importing.tables import HEAD, ROW, SECOND, fields, import_rows, imported, items, write_csv

TITLE = ["示例县社会救助领域基层政务公开标准目录", *[""] * 13]


def changed(row: list[str], **cells: str) -> list[str]:
    """`row` with other texts: c7="…" is column 7."""
    copy = list(row)
    for key, text in cells.items():
        copy[int(key[1:])] = text
    return copy


def test_every_field_of_a_plain_row(tmp_path: Path) -> None:
    (item,) = items(import_rows(tmp_path, [TITLE, *HEAD, ROW]))
    assert item.id == "shjz-001"
    assert (item.level1, item.level2) == ("综合业务", "政策法规")
    assert item.elements == ("文件名称", "文号")
    assert item.bases == (Basis("社会救助暂行办法", "国务院令第649号"),)
    assert item.deadline_text == "信息形成之日起20个工作日内"
    assert item.deadlines == (Deadline("after", "形成", 20, "WD"),)
    assert item.responsible == ("minzhengju",)
    assert item.channels == ("政府网站", "两微一端")
    assert item.audience == {"全社会": "是"}
    assert item.mode == "主动"
    assert item.levels == ("县级", "乡级")
    assert not item.unconfirmed
    assert item.original["公开渠道和载体"] == ROW[7]
    assert item.original["公开方式/主动"] == "√"


def test_the_title_names_the_field(tmp_path: Path) -> None:
    (field,) = fields(import_rows(tmp_path, [TITLE, *HEAD, ROW]))
    assert (field.id, field.name, field.order) == ("shjz", "社会救助", 5)
    assert field.source == "表.csv；示例县社会救助领域基层政务公开标准目录"


def test_a_field_that_no_list_names_gets_a_number(tmp_path: Path) -> None:
    (field,) = fields(import_rows(tmp_path, [["示例县低空经济领域标准目录", *[""] * 13], *HEAD, ROW]))
    assert (field.id, field.name) == ("lingyu1", "示例县低空经济")
    (field,) = fields(import_rows(tmp_path, [*HEAD, ROW]))
    assert field.id == "lingyu1"


def test_merged_first_level_is_carried_down(tmp_path: Path) -> None:
    first, second = items(import_rows(tmp_path, [TITLE, *HEAD, ROW, SECOND]))
    assert (second.id, second.level1, second.level2) == ("shjz-002", "综合业务", "监督检查")
    assert first.level1 == second.level1


def test_three_levels(tmp_path: Path) -> None:
    head = [[*HEAD[0][:3], "", *HEAD[0][3:]], [*HEAD[1][:3], "三级事项", *HEAD[1][3:]]]
    rows = [[*ROW[:3], "法律法规", *ROW[3:]], ["2", "", "", "部门规章", *ROW[3:]], ["3", "", "监督检查", "", *ROW[3:]]]
    found = items(import_rows(tmp_path, [*head, *rows]))
    assert [(i.level1, i.level2) for i in found] == [
        ("综合业务/政策法规", "法律法规"), ("综合业务/政策法规", "部门规章"), ("综合业务", "监督检查"),
    ]


def test_a_dash_is_no_second_level(tmp_path: Path) -> None:
    (item,) = items(import_rows(tmp_path, [*HEAD, changed(ROW, c2="──")]))
    assert (item.level1, item.level2, item.original["公开事项/二级事项"]) == ("综合业务", "", "──")


def test_a_missing_first_level_is_told(tmp_path: Path) -> None:
    (item,) = items(import_rows(tmp_path, [*HEAD, changed(ROW, c1="")]))
    assert (item.level1, item.level2, item.unconfirmed) == ("政策法规", "", True)


def test_shuffled_columns(tmp_path: Path) -> None:
    order = [7, 5, 0, 12, 13, 3, 1, 2, 10, 11, 8, 9, 6, 4]
    rows = [[row[i] for i in order] for row in (*HEAD, ROW)]
    (shuffled,) = items(import_rows(tmp_path, rows))
    (straight,) = items(import_rows(tmp_path, [*HEAD, ROW]))
    assert shuffled.original == straight.original
    assert (shuffled.channels, shuffled.mode, shuffled.levels) == (straight.channels, straight.mode, straight.levels)


def test_a_header_of_four_rows_written_letter_by_letter(tmp_path: Path) -> None:
    head = [
        HEAD[0],
        ["", "一级", "二级", "", "", "", "", "", "全", "特定", "主动", "依申", "县", "乡"],
        ["", "事项", "事项", "", "", "", "", "", "社", "群体", "", "请", "级", "镇"],
        ["", "", "", "", "", "", "", "", "会", "", "", "", "", "级"],
    ]
    (item,) = items(import_rows(tmp_path, [*head, ROW]))
    assert (item.level2, item.audience, item.mode, item.levels) == ("政策法规", {"全社会": "是"}, "主动", ("县级", "乡级"))


def test_line_breaks_and_blanks_in_the_header(tmp_path: Path) -> None:
    head = [[text.replace("公开", "公开\n") for text in HEAD[0]], [text.replace("级", " 级\n") for text in HEAD[1]]]
    (item,) = items(import_rows(tmp_path, [*head, ROW]))
    assert (item.level1, item.levels, item.mode) == ("综合业务", ("县级", "乡级"), "主动")


def test_a_header_without_its_upper_row(tmp_path: Path) -> None:
    head = [["", *[""] * 2, *HEAD[0][3:8], *[""] * 6], HEAD[1]]
    (item,) = items(import_rows(tmp_path, [*head, ROW]))
    assert (item.level1, item.level2, item.audience) == ("综合业务", "政策法规", {"全社会": "是"})
    assert item.original["序号"] == "1"


def test_a_header_repeated_on_every_page(tmp_path: Path) -> None:
    result = import_rows(tmp_path, [TITLE, *HEAD, ROW, *HEAD, SECOND])
    assert [item.level1 for item in items(result)] == ["综合业务", "综合业务"]
    assert result.rows == 2


def test_a_first_page_without_header(tmp_path: Path) -> None:
    found = items(import_rows(tmp_path, [ROW, *HEAD, SECOND]))
    assert [item.level2 for item in found] == ["政策法规", "监督检查"]


def test_a_table_without_any_header_is_told_by_its_content(tmp_path: Path) -> None:
    first, second = items(import_rows(tmp_path, [ROW, SECOND]))
    assert (first.level1, first.level2, second.level1) == ("综合业务", "政策法规", "综合业务")
    assert first.deadlines == (Deadline("after", "形成", 20, "WD"),)
    assert first.channels == ("政府网站", "两微一端")
    assert (first.responsible, first.mode, first.unconfirmed) == (("minzhengju",), "主动", True)


def test_several_fields_in_one_file(tmp_path: Path) -> None:
    other = ["（二）示例县养老服务领域基层政务公开标准目录", *[""] * 13]
    result = import_rows(tmp_path, [TITLE, *HEAD, ROW, other, *HEAD, changed(ROW, c1="养老通用政策")])
    assert [(field.id, [item.level1 for item in field.items]) for field in fields(result)] == [
        ("shjz", ["综合业务"]), ("ylfw", ["养老通用政策"]),
    ]
    assert result.lost_count == 0


def test_a_column_that_names_the_field(tmp_path: Path) -> None:
    head = [[HEAD[0][0], "相应领域", *HEAD[0][1:]], [HEAD[1][0], "", *HEAD[1][1:]]]
    rows = [["1", "城乡规划", *ROW[1:]], ["2", "", *SECOND[1:]], ["3", "就业", *ROW[1:]]]
    result = import_rows(tmp_path, [*head, *rows])
    assert [(field.id, len(field.items)) for field in fields(result)] == [("gtkjgh", 2), ("jy", 1)]


def test_an_item_over_several_rows(tmp_path: Path) -> None:
    """Channels below and above the row that holds the rest, contents that go on below."""
    above = changed([""] * 14, c7="■ 政府网站")
    below = changed([""] * 14, c3="没有数据的表格应当列出空表。", c7="□社区/企事业单位/")
    last = changed([""] * 14, c7="村公示栏 ■精准推送")
    result = import_rows(tmp_path, [*HEAD, above, changed(ROW, c3="收支预算表。", c7="□政府公报"), below, last, SECOND])
    first, second = items(result)
    assert first.channels == ("政府网站", "精准推送")
    assert first.elements == ("收支预算表", "没有数据的表格应当列出空表")
    assert first.original["公开渠道和载体"] == "■ 政府网站\n□政府公报\n□社区/企事业单位/\n村公示栏 ■精准推送"
    assert second.channels == ("政府网站",)


def test_a_new_item_without_a_number(tmp_path: Path) -> None:
    found = items(import_rows(tmp_path, [*HEAD, ROW, changed(SECOND, c0="")]))
    assert [item.level2 for item in found] == ["政策法规", "监督检查"]


def test_a_number_alone_begins_no_item_and_is_told(tmp_path: Path) -> None:
    result = import_rows(tmp_path, [*HEAD, ROW, ["2", *[""] * 13]])
    (item,) = items(result)
    assert item.original["序号"] == "1\n2"
    assert [(u.row, u.text) for u in result.unparsed] == [(4, "2")]


def test_a_line_that_names_a_group(tmp_path: Path) -> None:
    found = items(import_rows(tmp_path, [*HEAD, ["一、综合业务", *[""] * 13], changed(ROW, c1=""), changed(SECOND, c1="")]))
    assert [item.level1 for item in found] == ["一、综合业务", "一、综合业务"]


def test_same_as_above_is_resolved_through_a_chain(tmp_path: Path) -> None:
    rows = [ROW, changed(SECOND, c4="同上", c5="〃", c6="同上", c7="同上"), changed(SECOND, c0="3", c2="低保", c4="同上", c5="同上")]
    result = import_rows(tmp_path, [*HEAD, *rows])
    first, second, third = items(result)
    assert second.deadlines == third.deadlines == first.deadlines
    assert second.deadline_text == first.deadline_text
    assert second.bases == third.bases == first.bases
    assert (second.responsible, second.channels) == (first.responsible, first.channels)
    assert second.original["公开时限"] == "〃"
    assert result.deadlines_parsed == 3


def test_same_as_above_with_nothing_above_is_told(tmp_path: Path) -> None:
    result = import_rows(tmp_path, [*HEAD, changed(ROW, c5="同上")])
    (item,) = items(result)
    assert item.deadlines == ()
    assert result.deadlines_unknown == [(3, "同上")]
    assert result.unparsed[0].row == 3


@pytest.mark.parametrize(
    ("cell", "channels"),
    [
        ("■政府网站□政府公报■公开查阅点", ("政府网站", "公开查阅点")),
        ("■政府网站 □政府公报\n□两微一端 ■发布会听证会", ("政府网站", "发布会/听证会")),
        ("▲政府网站 △政府公报", ("政府网站",)),
        ("◆政府网站 ◇政府公报 ◆精准推送", ("政府网站", "精准推送")),
        ("√政府网站 □政府公报", ("政府网站",)),
        ("☑政府网站 ☐政府公报", ("政府网站",)),
        ("●政府网站 ○政府公报", ("政府网站",)),
        ("■政府网站 口政府公报 口两微一端", ("政府网站",)),
        ("t政府网站 口政府公报t公开查阅点", ("政府网站", "公开查阅点")),
        ("■政府网站 £政府公报 £精准推送", ("政府网站",)),
        ("\uf06e政府网站 \uf0a8政府公报", ("政府网站",)),
        ("■政府网站\n□精准推送\n其他", ("政府网站",)),
        ("■社区/企事业单位/村公示栏(电子 屏) □其他_", ("社区/企事业单位/村公示栏（电子屏）",)),
        ("■政 府 网 站  □人户/现场", ("政府网站",)),
        ("1.政府网站; 2.其他", ("政府网站", "其他")),
        ("政府网站\n入户/现场", ("政府网站", "入户/现场")),
        ("政府网站、公示栏", ("政府网站", "社区/企事业单位/村公示栏（电子屏）")),
        ("■示例市政府网站 ■其他：办税服务厅", ("政府网站", "其他")),
        ("■其他法律服务网\n注:有关公开信息可归集至本省级法律服务网。", ("其他",)),
    ],
)
def test_channels_in_one_cell(tmp_path: Path, cell: str, channels: tuple[str, ...]) -> None:
    (item,) = items(import_rows(tmp_path, [*HEAD, changed(ROW, c7=cell)]))
    assert item.channels == channels


def test_the_other_meanings_of_the_boxes(tmp_path: Path) -> None:
    rows = [*HEAD, changed(ROW, c7="■政府网站 □政府公报")]
    (item,) = items(import_rows(tmp_path, rows, Marks.ALL))
    assert item.channels == ("政府网站", "政府公报")
    (item,) = items(import_rows(tmp_path, rows, Marks.INVERTED))
    assert item.channels == ("政府公报",)
    result = import_rows(tmp_path, rows, Marks.REQUIRED)
    assert items(result)[0].channels == ("政府网站",)
    assert "# 待确认：可选渠道：政府公报" in result.texts()["items/lingyu1.yaml"]


def test_a_header_that_explains_the_boxes_is_told(tmp_path: Path) -> None:
    head = [changed(list(HEAD[0]), c7="公开渠道和载体（“■”表示必选项，“□”表示可选项）"), HEAD[1]]
    result = import_rows(tmp_path, [*head, ROW])
    assert items(result)[0].channels == ("政府网站", "两微一端")
    assert any("--marks required" in note for note in result.notes)


def test_channels_in_columns_of_their_own(tmp_path: Path) -> None:
    head = [
        [*HEAD[0][:8], "", "", *HEAD[0][8:]],
        [*HEAD[1][:7], "政府网站", "政府公报", "公示栏", *HEAD[1][8:]],
    ]
    (item,) = items(import_rows(tmp_path, [*head, [*ROW[:7], "√", "", "■", *ROW[8:]]]))
    assert item.channels == ("政府网站", "社区/企事业单位/村公示栏（电子屏）")
    assert item.original["公开渠道和载体/政府网站"] == "√"


def test_channels_in_two_columns_under_one_heading(tmp_path: Path) -> None:
    head = [[*HEAD[0][:8], "", *HEAD[0][8:]], [*HEAD[1][:8], "", *HEAD[1][8:]]]
    (item,) = items(import_rows(tmp_path, [*head, [*ROW[:7], "■政府网站 □广播电视", "□政府公报 ■两微一端", *ROW[8:]]]))
    assert item.channels == ("政府网站", "两微一端")
    assert item.original["公开渠道和载体（2）"] == "□政府公报 ■两微一端"


def test_audience_in_words_request_and_levels(tmp_path: Path) -> None:
    row = changed(ROW, c8="", c9="√面向拟征收土地所在地的村集体成员", c10="", c11="√", c12="□", c13="■")
    (item,) = items(import_rows(tmp_path, [*HEAD, row]))
    assert item.audience == {"特定群体": "面向拟征收土地所在地的村集体成员"}
    assert (item.mode, item.levels) == ("依申请", ("乡级",))


def test_headings_of_local_levels(tmp_path: Path) -> None:
    head = [HEAD[0], changed(list(HEAD[1]), c12="区级", c13="镇街、村级")]
    (item,) = items(import_rows(tmp_path, [*head, ROW]))
    assert item.levels == ("县级", "乡级", "村级")


def test_local_columns_are_kept(tmp_path: Path) -> None:
    head = [[HEAD[0][0], "过程", *HEAD[0][1:], "公开时长"], [HEAD[1][0], "", *HEAD[1][1:], ""]]
    (item,) = items(import_rows(tmp_path, [*head, ["1", "决策", *ROW[1:], "长期，最新有效"]]))
    assert (item.original["过程"], item.original["公开时长"]) == ("决策", "长期，最新有效")


def test_words_broken_by_lines_and_blanks(tmp_path: Path) -> None:
    row = changed(ROW, c1="城镇燃\n气 管理", c2="法治宣传\n法治宣传", c5="信息形成之日起 20 个工作\n日内", c6=" 民 政\n局")
    (item,) = items(import_rows(tmp_path, [*HEAD, row]))
    assert (item.level1, item.level2, item.responsible) == ("城镇燃气管理", "法治宣传", ("minzhengju",))
    assert item.deadline_text == "信息形成之日起20个工作日内"


def test_full_and_half_width(tmp_path: Path) -> None:
    row = changed(ROW, c0="１", c3="１．机构名称；２．开放时间", c5="信息形成之日起２０个工作日内", c6="财政局,民政局")
    (item,) = items(import_rows(tmp_path, [*HEAD, row]))
    assert item.elements == ("机构名称", "开放时间")
    assert item.deadlines == (Deadline("after", "形成", 20, "WD"),)
    assert item.responsible == ("caizhengju", "minzhengju")


def test_an_unknown_unit_stays_text_and_is_to_be_confirmed(tmp_path: Path) -> None:
    result = import_rows(tmp_path, [*HEAD, changed(ROW, c6="县级人民政府民政部门")])
    (item,) = items(result)
    assert (item.responsible, item.unconfirmed) == ((), True)
    assert item.original["公开主体"] == "县级人民政府民政部门"
    assert "# 待确认：公开主体“县级人民政府民政部门”不在机构名录里" in result.texts()["items/lingyu1.yaml"]


def test_a_deadline_that_is_not_understood_is_listed_not_guessed(tmp_path: Path) -> None:
    result = import_rows(tmp_path, [*HEAD, changed(ROW, c5="适当的时候")])
    (item,) = items(result)
    assert (item.deadlines, item.deadline_text, item.unconfirmed) == ((), "适当的时候", True)
    assert (result.deadlines_parsed, result.deadlines_unknown) == (0, [(3, "适当的时候")])


@pytest.mark.parametrize(
    ("cell", "elements"),
    [
        ("●文件名称\n●文号\n●发文\n部门", ("文件名称", "文号", "发文部门")),
        ("1.机构名称;2.开放时间;3.停止开放信息。", ("机构名称", "开放时间", "停止开放信息")),
        ("1. 受理环节: 公示 2. 决定环节:批复", ("受理环节:公示", "决定环节:批复")),
        ("申请条件、 申请材料、 申请流程、 法定依据", ("申请条件", "申请材料", "申请流程", "法定依据")),
        ("与履职相关的法律、法规、规章", ("与履职相关的法律、法规、规章",)),
        ("预算：①收支表②支出表", ("预算：①收支表②支出表",)),
    ],
)
def test_elements(tmp_path: Path, cell: str, elements: tuple[str, ...]) -> None:
    (item,) = items(import_rows(tmp_path, [*HEAD, changed(ROW, c3=cell)]))
    assert item.elements == elements


def test_bases(tmp_path: Path) -> None:
    cell = "1.《甲条例》（国令第711号）；2.《关于印发〈乙办法〉的通知》（示政发[2020]3号）、《丙法》第七条；《丁意见》等"
    (item,) = items(import_rows(tmp_path, [*HEAD, changed(ROW, c4=cell)]))
    assert item.bases == (
        Basis("甲条例", "国令第711号"), Basis("关于印发〈乙办法〉的通知", "示政发〔2020〕3号"), Basis("丙法", "", "第七条"),
        Basis("丁意见"),
    )
    (item,) = items(import_rows(tmp_path, [*HEAD, changed(ROW, c4="信息公开规定")]))
    assert item.bases == (Basis("信息公开规定"),)


@pytest.mark.parametrize("text", ['他说"好"\\n', "# 不是注释", "a: b\n- c", "〔2021〕24号'", "'同上", "\u3000全角 空格\t", "| 块"])
def test_any_text_stands_in_the_draft(tmp_path: Path, text: str) -> None:
    result = import_rows(tmp_path, [*HEAD, changed(ROW, c1=text, c2=text, c3=text, c4=text, c6=text, c7=text, c9=text)])
    assert items(result)


def test_unseen_characters_are_taken_out_and_private_ones_written_as_codes(tmp_path: Path) -> None:
    (item,) = items(import_rows(tmp_path, [*HEAD, changed(ROW, c1="综合\u200b业务\ue123")]))
    assert item.level1 == "综合业务‹U+E123›"


def test_gbk_and_semicolons(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "表.csv", [*HEAD, ROW], "gb18030")
    result = imported(path)
    assert items(result)[0].level1 == "综合业务"
    assert "GBK" in result.notes[0]
    path.write_text("\n".join(";".join(row) for row in (*HEAD, ROW)), encoding="utf-8-sig")
    assert items(imported(path))[0].level1 == "综合业务"


@pytest.mark.parametrize(("name", "data"), [("a.xls", b"x"), ("a.csv", b"\xff\xfe\x00\x81"), ("没有.csv", None)])
def test_what_is_no_table_is_said(tmp_path: Path, name: str, data: bytes | None) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError):
        imported(path)


def test_a_table_of_something_else_counts_as_lost(tmp_path: Path) -> None:
    result = import_rows(tmp_path, [["甲", "乙", "丙"], ["1", "2", "3"]])
    assert (result.cells, result.lost_count, result.drafts) == (6, 6, [])
    assert "没有认出" in result.unparsed[0].reason


def test_ids_are_unique_over_a_run(tmp_path: Path) -> None:
    from generator.importing.catalogue import CatalogueImporter
    from tests.importing.tables import catalog

    importer = CatalogueImporter(catalog())
    paths = [write_csv(tmp_path / f"{n}.csv", [TITLE, *HEAD, ROW]) for n in range(2)]
    assert [draft.id for path in paths for draft in importer.read(path).drafts] == ["shjz", "shjz2"]
