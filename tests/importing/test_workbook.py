"""XLSX: merged cells, several sheets, and workbooks that must not be opened."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from generator.errors import UsageError
from generator.importing import workbook
from tests.importing.tables import HEAD, ROW, fields, imported, items

SPANS = ((0, 1, 0, 2), (0, 8, 0, 9), (0, 10, 0, 11), (0, 12, 0, 13))


def write_sheet(sheet: xlsxwriter.worksheet.Worksheet, rows: list[list[str]], merges: tuple[tuple[int, ...], ...] = ()) -> None:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text.isdigit():
                sheet.write_number(r, c, int(text))
            elif text:
                sheet.write_string(r, c, text)
    for top, left, bottom, right in merges:
        sheet.merge_range(top, left, bottom, right, rows[top][left])


def test_merged_cells_hold_for_every_row_they_cover(tmp_path: Path) -> None:
    second = ["2", "", "监督检查", "电话；地址", "《乙办法》", "", "", "", "√", "", "√", "", "√", ""]
    path = tmp_path / "社会救助.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        rows = [*HEAD, ROW, second]
        # 一级事项, 公开时限, 公开主体 and 公开渠道 are merged over both rows
        write_sheet(book.add_worksheet("社会救助"), rows, (*SPANS, (2, 1, 3, 1), (2, 5, 3, 5), (2, 6, 3, 6), (2, 7, 3, 7)))
    result = imported(path)
    first, last = items(result)
    assert last.id == "shjz-002"
    assert (last.level1, last.level2) == ("综合业务", "监督检查")
    assert (last.deadlines, last.responsible, last.channels) == (first.deadlines, first.responsible, first.channels)
    assert first.original["序号"] == "1"
    assert "公开主体" not in last.original
    assert result.deadlines_parsed == 2
    assert result.cells == sum(bool(cell) for row in (ROW, second) for cell in row)


def test_items_that_share_everything_but_their_name(tmp_path: Path) -> None:
    """序号 and all contents are merged over both rows; the names are two cells, so there are two items."""
    second = ["", "", "监督检查", *[""] * 11]
    path = tmp_path / "社会救助.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        write_sheet(book.add_worksheet(), [*HEAD, ROW, second], (*SPANS, *((2, c, 3, c) for c in (0, 1, *range(3, 14)) if ROW[c])))
    first, last = items(imported(path))
    assert [first.level2, last.level2] == ["政策法规", "监督检查"]
    assert (last.elements, last.deadlines, last.mode) == (first.elements, first.deadlines, first.mode)


def test_an_item_over_several_rows_of_a_sheet(tmp_path: Path) -> None:
    more = [*[""] * 3, "补充内容", *[""] * 10]
    path = tmp_path / "社会救助.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        merged = ((2, c, 3, c) for c in range(14) if c != 3 and ROW[c])
        write_sheet(book.add_worksheet(), [*HEAD, ROW, more], (*SPANS, *merged))
    (item,) = items(imported(path))
    assert item.original["公开内容（要素）"] == "文件名称；文号\n补充内容"


def test_a_merged_title_and_several_sheets(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        title = ["示例县涉农补贴领域基层政务公开标准目录", *[""] * 13]
        moved = tuple((a + 1, b, c + 1, d) for a, b, c, d in SPANS)
        write_sheet(book.add_worksheet("Sheet1"), [title, *HEAD, ROW], ((0, 0, 0, 13), *moved))
        write_sheet(book.add_worksheet("就业创业"), [*HEAD, ROW], SPANS)
        note = book.add_worksheet("填表说明")
        note.write_string(0, 0, "请按标准填写。")
        hidden = book.add_worksheet("旧表")
        write_sheet(hidden, [*HEAD, ROW])
        hidden.hide()
    result = imported(path)
    assert [field.id for field in fields(result)] == ["snbt", "jy"]
    assert result.lost_count == 0
    assert any("旧表" in note for note in result.notes)
    assert "只有文字" in result.unparsed[0].reason


def test_an_empty_workbook(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet()
    result = imported(path)
    assert (result.rows, result.cells, result.drafts) == (0, 0, [])


def test_the_guard_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "宏.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        write_sheet(book.add_worksheet(), [*HEAD, ROW])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(UsageError, match=r"不能导入.*宏"):
        imported(path)
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UsageError, match="不能导入"):
        imported(path)


def test_a_sheet_that_spans_the_whole_grid_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "远.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_string(1_000_000, 16_000, "远")
    with pytest.raises(UsageError, match="范围太大"):
        imported(path)


@pytest.mark.parametrize(("cell", "text"), [(1.0, "1"), (1.5, "1.5"), (True, "是"), (None, ""), ("a", "a")])
def test_cells_read_as_they_are_seen(cell: object, text: str) -> None:
    assert workbook._text(cell) == text
