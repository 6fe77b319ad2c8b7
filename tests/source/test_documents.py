"""Text and structure of attachments: exact blocks from small files made here, bounds and hostile files."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from generator.source.documents import (
    CANNOT,
    Cell,
    Document,
    DocumentReader,
    Heading,
    Item,
    PageStart,
    Paragraph,
    Table,
    model,
    pdf,
    plain_text,
)
from generator.source.documents.docx_numbering import han, number_text
from generator.source.documents.number_format import shown
from generator.source.documents.official import clean, heading_level
from generator.source.documents.package import UnreadableError
from generator.source.documents.pdf import NO_TEXT, PdfReader
from generator.source.documents.tables import Placed, laid_out, table

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(tmp_path: Path, name: str, data: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    with DocumentReader() as reader:
        return reader.read(path, name)


def rows(block: model.Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text for cell in row] for row in block.rows]


# --- docx


def docx(body: str, **parts: str) -> bytes:
    """A docx with this body and more parts of the folder word/."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text.replace(">", f" {W}>", 1))
    return buffer.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_paragraphs_and_headings_by_style_outline_and_number(tmp_path: Path) -> None:
    styles = (
        '<w:styles><w:style w:type="paragraph" w:styleId="a"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="自定"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    body = (
        p("示例办法", '<w:pStyle w:val="a"/>') + p("目录里的一行", '<w:pStyle w:val="t"/>')
        + p("总则", '<w:pStyle w:val="b"/>') + p("目的", '<w:pStyle w:val="c"/>')
        + p("适用", '<w:outlineLvl w:val="2"/>') + p("一、总体要求") + p("（一）加强领导") + p("一、是句子。")
        + p("示例市人民政府", '<w:jc w:val="right"/>') + "<w:p/>"
    )
    assert read(tmp_path, "a.docx", docx(body, styles=styles)).blocks == (
        Heading("示例办法", 1), Heading("总则", 2), Heading("目的", 2), Heading("适用", 3), Heading("一、总体要求", 4),
        Heading("（一）加强领导", 5), Paragraph("一、是句子。"), Paragraph("示例市人民政府", "right"),
    )


NUMBERING = (
    '<w:numbering><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def listed(text: str, list_: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>')


def test_automatic_numbers_become_text(tmp_path: Path) -> None:
    body = (
        listed("为了规范，制定本办法。", 1) + listed("材料：", 1, 1) + listed("证明：", 1, 1) + listed("适用本办法。", 1)
        + listed("又一项", 1, 1) + listed("甲", 2)
    )
    assert read(tmp_path, "a.docx", docx(body, numbering=NUMBERING)).blocks == (
        Paragraph("第一条为了规范，制定本办法。"), Item("材料：", "1.", 1), Item("证明：", "2.", 1),
        Paragraph("第二条适用本办法。"), Item("又一项", "1.", 1), Item("甲", "", 0),
    )


@pytest.mark.parametrize(
    ("number", "text"), [(0, "零"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"),
                         (1001, "一千零一"), (1010, "一千零一十"), (10_000, "10000")]
)
def test_numbers_in_chinese(number: int, text: str) -> None:
    assert han(number) == text


def test_other_number_formats() -> None:
    formats = ("lowerLetter", "upperRoman", "decimalEnclosedCircle", "ideographTraditional", "decimalZero", "someday")
    assert [number_text(4, name) for name in formats] == ["d", "IV", "④", "丁", "04", "4"]


def test_tables_keep_their_spans(tmp_path: Path) -> None:
    body = (
        "<w:tbl><w:tr>" + tc("项目", '<w:vMerge w:val="restart"/>') + tc("资金", '<w:gridSpan w:val="2"/>') + "</w:tr>"
        "<w:tr>" + tc("", "<w:vMerge/>") + tc("中央") + tc("地方") + "</w:tr>"
        "<w:tr>" + tc("道路") + tc("1,200.5") + tc("-3%") + "</w:tr></w:tbl>"
    )
    (block,) = read(tmp_path, "a.docx", docx(body)).blocks
    assert block == Table(
        (
            (Cell("项目", rows=2), Cell("资金", columns=2)),
            (Cell("中央"), Cell("地方")),
            (Cell("道路"), Cell("1,200.5", numeric=True), Cell("-3%", numeric=True)),
        ),
        header=2,
    )


def test_tables_inside_cells_are_words_of_the_cell(tmp_path: Path) -> None:
    inner = "<w:tbl><w:tr>" + tc("甲") + tc("乙") + "</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr>{tc('外')}<w:tc>{inner}{p('后')}</w:tc></w:tr><w:tr>{tc('1')}{tc('2')}</w:tr></w:tbl>"
    assert rows(read(tmp_path, "a.docx", docx(body)).blocks[0]) == [["外", "甲　乙\n后"], ["1", "2"]]


def test_what_nobody_sees_is_not_shown_and_pictures_are_counted(tmp_path: Path) -> None:
    run = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
    shown_again = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r>'
    body = (
        f"<w:p><w:r><w:t>甲</w:t></w:r>{run}<w:del><w:r><w:t>删</w:t></w:r></w:del>{shown_again}"
        "<w:ins><w:r><w:t>增</w:t><w:br/><w:t>行</w:t></w:r></w:ins></w:p>"
        '<w:p><w:r><w:drawing><a:blip xmlns:a="x"/></w:drawing></w:r></w:p>'
        "<w:p><w:r><w:drawing><w:txbxContent>" + p("框里的字") + "</w:txbxContent></w:drawing></w:r></w:p>"
    )
    document = read(tmp_path, "a.docx", docx(body))
    assert document.blocks == (Paragraph("甲见增\n行"), Paragraph("框里的字"))
    assert document.note == "原文件里有 1 幅图，这里没有显示。"


def test_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    notes = '<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>出处</w:t></w:r></w:p></w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert read(tmp_path, "a.docx", docx(body, footnotes=notes)).blocks == (Paragraph("正文〔注1〕"), Paragraph("〔注1〕出处"))


@pytest.mark.parametrize(
    "body",
    [
        "<w:p>" * 100_000 + "</w:p>" * 100_000,
        "<w:sdt>" * 200_000 + "</w:sdt>" * 200_000,
        ("<w:tbl><w:tr><w:tc>" * 50_000) + p("底") + ("</w:tc></w:tr></w:tbl>" * 50_000),
        "<w:tbl><w:tr>" + tc("大", '<w:gridSpan w:val="999999999"/>') * 3000 + "</w:tr></w:tbl>",
        "<w:tbl>" + ("<w:tr>" + tc("甲", '<w:vMerge w:val="restart"/>') * 30 + "</w:tr>") * 3_000 + "</w:tbl>",
        p("字" * 400_000),
    ],
    ids=["paragraphs", "containers", "tables", "wide", "long", "text"],
)
def test_hostile_documents_are_cheap(tmp_path: Path, body: str) -> None:
    document = read(tmp_path, "a.docx", docx(body))
    assert document.note and len(plain_text(document)) <= 2 * model.MAX_TEXT


def test_styles_and_lists_that_go_in_circles_end(tmp_path: Path) -> None:
    styles = '<w:styles><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>'
    assert read(tmp_path, "a.docx", docx(p("甲", '<w:pStyle w:val="a"/>'), styles=styles)).blocks == (Paragraph("甲"),)


# --- xlsx


def xlsx(fill) -> bytes:  # type: ignore[no-untyped-def]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    return buffer.getvalue()


def test_sheets_with_title_head_merges_formats_and_notes(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("资金")
        sheet.merge_range("A1:D1", "资金分配表")
        sheet.write("D2", "单位：万元")
        sheet.write_row("A3", ["镇街", "金额", "比例", "日期"])
        money, share, date = (book.add_format({"num_format": code}) for code in ("#,##0.00", "0.0%", "yyyy-m-d"))
        sheet.write("A4", "城东街道")
        sheet.write("B4", 1234.5, money)
        sheet.write("C4", 0.456, share)
        sheet.write("D4", 44377, date)
        sheet.write("A5", "合计")
        sheet.write_formula("B5", "=SUM(B4:B4)", money, 1234.5)
        sheet.write("A6", "注：示例。")
        book.add_worksheet("藏").write("A1", "看不到")
        book.worksheets()[1].hide()

    assert read(tmp_path, "a.xlsx", xlsx(fill)).blocks == (
        Table(
            (
                (Cell("镇街"), Cell("金额"), Cell("比例"), Cell("日期")),
                (Cell("城东街道"), Cell("1,234.50", numeric=True), Cell("45.6%", numeric=True), Cell("2021-06-30")),
                (Cell("合计"), Cell("1,234.50", numeric=True), Cell(""), Cell("")),
            ),
            header=1,
            caption="资金分配表　单位：万元",
        ),
        Paragraph("注：示例。"),
    )


def test_heads_of_two_rows_and_merged_cells_of_the_body(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("甲")
        sheet.merge_range("A1:A2", "项目")
        sheet.merge_range("B1:C1", "资金")
        sheet.write_row("B2", ["中央", "地方"])
        sheet.merge_range("A3:A4", "道路")
        sheet.write_row("B3", [1, 2])
        sheet.write_row("B4", [3, 4])
        book.add_worksheet("乙").write_row("A1", ["x", "y"])

    head, table_, second, _ = read(tmp_path, "a.xlsx", xlsx(fill)).blocks
    assert (head, second) == (Heading("甲", 1), Heading("乙", 1))
    assert isinstance(table_, Table) and table_.header == 2
    assert table_.rows[0] == (Cell("项目", rows=2), Cell("资金", columns=2))
    assert table_.rows[2:] == (
        (Cell("道路", rows=2), Cell("1", numeric=True), Cell("2", numeric=True)),
        (Cell("3", numeric=True), Cell("4", numeric=True)),
    )


def test_hidden_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for row in range(4):
            sheet.write_row(row, 0, [f"甲{row}", f"乙{row}", f"丙{row}"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})

    document = read(tmp_path, "a.xlsx", xlsx(fill))
    assert rows(document.blocks[0]) == [["甲0", "丙0"], ["甲2", "丙2"], ["甲3", "丙3"]]
    assert document.note == "原文件里隐藏的行和列没有显示。"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.30000000000000004", "General", "0.3"), ("123456789012", "General", "123456789012"),
        ("1E+20", "General", "1.00000E+20"), ("-0.5", "0%", "-50%"), ("1234.565", "#,##0.00", "1,234.57"),
        ("-1234", "#,##0;(#,##0)", "-1,234"), ("-5", "#,##0;[Red]-#,##0", "-5"), ("-5", "0;0", "5"), ("0", '0;-0;"无"', "无"), ("7", ";;;", ""),
        ("12345", '0.0,"千"', "12.3千"), ("12345", '0!.0,"万"', "12345"), ("3", '0"个"', "3个"), ("3.10", "0.0#", "3.1"),
        ("2", "# ?/?", "2"), ("1234.5", "¥#,##0.0", "¥1,234.5"), ("5", "@", "5"), ("1200", "0.00E+00", "1.20E+3"),
        ("44377", "yyyy/m/d", "2021-06-30"), ("44377.5", 'yyyy"年"m"月"d"日" h:mm', "2021-06-30 12:00"), ("1", "m-d", "1900-01-01"),
        ("44377", "[$-804]yyyy年m月", "2021-06"), ("0.75", "h:mm:ss", "18:00:00"), ("1.5", "[h]:mm", "36:00"),
        ("44377", "aaaa", "2021-06-30"), ("99999999", "yyyy-mm-dd", "99999999"), ("-1", "yyyy-mm-dd", "-1"),
        ("abc", "0.00", "abc"), ("1" * 41, "0", "1" * 41), ("9e999", "0.00", "9.00000E+999"),
    ],
)
def test_numbers_as_the_sheet_shows_them(value: str, code: str, text: str) -> None:
    assert shown(value, code)[0] == text


def test_dates_of_the_1904_calendar() -> None:
    assert shown("0", "yyyy-mm-dd", date1904=True)[0] == "1904-01-01"


@given(st.from_regex(r"-?[0-9]{1,20}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", fullmatch=True),
       st.text(alphabet='0#?.,%;@E+-"\\_*[]()/!hmsyd年月日 G', max_size=40))
@settings(max_examples=400, deadline=None)
def test_any_number_under_any_format(value: str, code: str) -> None:
    text, _ = shown(value, code)
    assert text is not None and len(text) < 400


def big_sheet(cells: str, after: str = "") -> bytes:
    """A workbook whose only sheet has this sheetData."""
    main, rel = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>')
        archive.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>{after}</worksheet>')
    return buffer.getvalue()


def test_a_long_sheet_shows_its_beginning_and_says_so(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}"><v>{r * 7919 % 99991}</v></c></row>' for r in range(1, 2501))
    document = read(tmp_path, "a.xlsx", big_sheet(cells))
    assert len(rows(document.blocks[0])) == model.MAX_ROWS
    assert document.note == "表格很长，每张表只显示前 2000 行，全部内容请下载原文件。"


def test_a_million_cells_and_a_million_merges_are_bounded(tmp_path: Path) -> None:
    row = "".join(f'<c r="{a}{b}{{r}}"><v>{n * 31 % 997}{{r}}</v></c>' for n, (a, b) in enumerate((a, b) for a in "ABCD" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    cells = "".join(f'<row r="{r}">{row.replace("{r}", str(r))}</row>' for r in range(1, 10_001))
    document = read(tmp_path, "a.xlsx", big_sheet(cells))
    assert 0 < sum(len(r) for r in rows(document.blocks[0])) <= model.MAX_CELLS and "表格很长" in document.note
    merges = "".join(f'<mergeCell ref="A{n}:CV{n + 5000}"/>' for n in range(1, 30_000))
    cells = "".join(f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>{r}</v></c>' for c in "ABCDEFGHIJ") + "</row>" for r in range(1, 2001))
    read(tmp_path, "b.xlsx", big_sheet(cells, f"<mergeCells>{merges}</mergeCells>"))


def test_a_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    document = read(tmp_path, "a.xlsx", big_sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'))
    assert document.blocks == (Paragraph("1"),)
    assert document.note == "表格很宽，只显示前 100 列，全部内容请下载原文件。"


@pytest.mark.parametrize("cell", ['<c t="s"><v>99</v></c>', '<c t="s"><v>-1</v></c>', '<c s="77"><v>1</v></c>', '<c r="??"><v>1</v></c>', "<c/>", "<v>1</v>"])
def test_references_to_nothing(tmp_path: Path, cell: str) -> None:
    assert isinstance(read(tmp_path, "a.xlsx", big_sheet(f"<row>{cell}</row>")), Document)


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    document = read(tmp_path, "a.xlsx", xlsx(lambda book: book.add_worksheet()))
    assert document == Document("xlsx", (), "工作簿里没有可以显示的内容，请下载原文件。")


# --- tables


def test_what_a_merged_cell_covers_is_not_seen() -> None:
    cells = [Placed(0, 0, "甲", 2, 2), Placed(0, 1, "乙"), Placed(1, 1, "丙", 2, 1)]
    assert laid_out(cells) == ((Cell("甲", columns=2),), (Cell(""), Cell("")))


def test_rows_without_a_cell_of_their_own_are_taken_out() -> None:
    cells = [Placed(0, 0, "甲", 3, 1), Placed(0, 1, "乙", 2, 1), Placed(2, 1, "丙")]
    assert laid_out(cells) == ((Cell("甲", rows=2), Cell("乙")), (Cell("丙"),))


def test_a_form_has_no_head() -> None:
    form = (Cell("姓名"), Cell(""), Cell("电话"), Cell(""))
    assert table((form, form)).header == 0


# --- pdf

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def drawn(*pages: list[tuple[float, float, float, str]], size: float = 16) -> bytes:
    """A PDF from lines (x, y, size, text)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for lines in pages:
        for x, y, points, text in lines:
            canvas.setFont("STSong-Light", points)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


FULL = "为规范公共租赁住房管理保障符合条件的住房困难家庭和人员需"  # 26 + 2 characters of 16 points: one full line


def test_lines_are_joined_to_paragraphs_across_pages(tmp_path: Path) -> None:
    first = [
        (180, 760, 22, "示例市办法"),
        (110, 700, 16, FULL[:26]), (78, 672, 16, FULL), (78, 644, 16, "制定本办法。"),
        (110, 616, 16, "一、总体要求"),
        (110, 588, 16, FULL[:26]), (78, 560, 16, FULL[:26] + "据第"), (280, 40, 14, "— 1 —"),
    ]
    second = [(78, 740, 16, "（二）项办理。"), (110, 712, 16, "下一段。"), (280, 40, 14, "— 2 —")]
    assert read(tmp_path, "a.pdf", drawn(first, second)).blocks == (
        PageStart(1), Heading("示例市办法", 1),
        Paragraph(FULL[:26] + FULL + "制定本办法。"),
        Heading("一、总体要求", 4),
        Paragraph(FULL[:26] + FULL[:26] + "据第（二）项办理。"),
        PageStart(2), Paragraph("下一段。"),
    )


def test_short_lines_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    lines = [(78, 700, 16, "示例市公共租赁住房管理办法"), (78, 672, 16, "（草案）示例")]
    assert [block.text for block in read(tmp_path, "a.pdf", drawn(lines)).blocks if isinstance(block, Paragraph)] == [t for *_, t in lines]


def test_rows_with_gaps_are_a_table(tmp_path: Path) -> None:
    lines = [(78, 700 - 24 * n, 12, text) for n, text in enumerate(("项目", "道路", "桥梁"))]
    lines += [(300, 700 - 24 * n, 12, text) for n, text in enumerate(("金额", "1,200", "35.5"))]
    lines.sort(key=lambda line: -line[1])
    (block,) = read(tmp_path, "a.pdf", drawn(lines)).blocks
    assert rows(block) == [["项目", "金额"], ["道路", "1,200"], ["桥梁", "35.5"]]
    assert isinstance(block, Table) and block.header == 1 and block.rows[1][1].numeric


def test_a_scan_says_that_it_has_no_text(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()
    assert read(tmp_path, "a.pdf", buffer.getvalue()) == Document("pdf", (), NO_TEXT)


ROOT = Path(__file__).parents[2]
#: what the PDFs of the demonstration were made from
WRITTEN = [
    source for source in yaml.safe_load((ROOT / "tests/fixtures/attachments.yaml").read_text("utf-8"))
    if source["文件"].endswith(".pdf") and "表" not in source and (ROOT / "content/entries" / source["文件"]).is_file()
]


def bare(text: str) -> str:
    return "".join(text.removeprefix("# ").split())


@pytest.mark.parametrize("source", WRITTEN, ids=lambda source: Path(source["文件"]).parent.name)
def test_the_demonstration_reads_as_it_was_written(source: dict[str, str]) -> None:
    """Fonts without a program (STSong-Light, UniGB-UCS2-H): every paragraph that was written is one again."""
    with DocumentReader() as reader:
        found = plain_text(reader.read(ROOT / "content/entries" / source["文件"], source["文件"])).split("\n")
    written = [bare(line) for line in source.get("正文", "").splitlines() if line.strip()]
    foot = ["示例"] if found[-1] == "示例" else []  # of a file of one page: on more pages it returns and is left out
    assert [bare(line) for line in found] == [bare(source["标题"]), *written, *foot]


def test_a_child_that_dies_or_waits_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = drawn([(78, 700, 16, "甲。")])
    sleeper = tmp_path / "child.py"
    sleeper.write_text("import time; time.sleep(60)")
    with PdfReader() as reader:
        monkeypatch.setattr(pdf, "CHILD", sleeper)
        monkeypatch.setattr(pdf, "WAIT_SECONDS", 0.3)
        with pytest.raises(UnreadableError):
            reader.read(good)
        monkeypatch.undo()
        assert reader.read(good).blocks == (Paragraph("甲。"),)


def forms(depth: int) -> bytes:
    """Form XObjects that each draw the next one twice: two to the power of `depth` times a text."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
               b"<</Length 5>>stream\n/X Do\nendstream"]
    for n in range(depth):
        draw = b"/X Do " * 2 if n + 1 < depth else b"BT /F 1 Tf (a) Tj ET "
        resources = b"<</XObject<</X %d 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>" % (6 + n)
        objects.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources%s/Length %d>>stream\n%s\nendstream" % (resources, len(draw), draw))
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj" % number + body + b"endobj\n"
    table_ = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    return data + head + table_ + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, len(data))


def test_forms_inside_forms_end_in_time(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path, "a.pdf", forms(28)), Document)


# --- the guard, and files that are broken


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"\xff" * 3000, b"<html>"])
def test_broken_files_cannot_be_read(tmp_path: Path, kind: str, data: bytes) -> None:
    assert read(tmp_path, f"a.{kind}", data) == Document(kind, (), CANNOT)


def test_a_broken_cross_reference_is_refused(tmp_path: Path) -> None:
    data = drawn([(78, 700, 16, "甲。")])
    assert read(tmp_path, "a.pdf", data.replace(b"startxref\n", b"startxref\n9")) == Document("pdf", (), CANNOT)
    assert read(tmp_path, "b.pdf", data[: len(data) // 2]) == Document("pdf", (), CANNOT)


def test_a_bomb_and_a_doctype_are_refused_by_the_guard(tmp_path: Path) -> None:
    assert read(tmp_path, "a.docx", docx(p("甲" * 3_000_000))) == Document("docx", (), CANNOT)
    entity = f'<!DOCTYPE w [<!ENTITY a "甲">]><w:document {W}><w:body><w:p/></w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", entity)
    assert read(tmp_path, "b.docx", buffer.getvalue()) == Document("docx", (), CANNOT)


def test_links_are_not_followed_and_other_kinds_not_read(tmp_path: Path) -> None:
    (tmp_path / "真.docx").write_bytes(docx(p("甲")))
    (tmp_path / "a.docx").symlink_to(tmp_path / "真.docx")
    with DocumentReader() as reader:
        assert reader.read(tmp_path / "a.docx", "a.docx").note == CANNOT
        assert reader.read(tmp_path / "真.docx", "真.csv").note == CANNOT


@given(st.binary(max_size=400), st.integers(0, 3000))
@settings(max_examples=60, deadline=None)
def test_damaged_packages_never_raise(tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int) -> None:
    data = bytearray(docx(p("甲") + NUMBERING, numbering=NUMBERING))
    place %= len(data)
    data[place : place + len(noise)] = noise
    assert isinstance(read(tmp_path_factory.mktemp("noise"), "a.docx", bytes(data)), Document)


# --- words


def test_unseen_and_lookalike_characters() -> None:
    assert clean("\u3000⽰例\u200b市\u202e ﬁ\x00  甲\ufeff ") == "示例市 fi 甲"


@pytest.mark.parametrize(
    ("text", "level"),
    [("第一章 总则", 2), ("第一章总则", 0), ("十二、附则", 4), ("（三）其他", 5), ("一、是句子。", 0), ("第一条 为了", 0), ("", 0)],
)
def test_heading_levels(text: str, level: int) -> None:
    assert heading_level(text) == level


def test_plain_text_has_every_word_once() -> None:
    table_ = Table(((Cell("丙"), Cell(""), Cell("丁")),), caption="表")
    document = Document("docx", (Heading("一、甲", 4), Item("乙", "1."), table_, PageStart(2), Paragraph("戊")))
    assert plain_text(document) == "一、甲\n1. 乙\n表\n丙 丁\n戊"


def test_nothing_is_kept_beyond_the_bounds(tmp_path: Path) -> None:
    document = read(tmp_path, "a.docx", docx("".join(p(f"{n}" + zlib.crc32(bytes([n % 256])).__str__() * 40) for n in range(2000))))
    assert len(plain_text(document)) <= model.MAX_TEXT + 2000 and document.note == "文件很长，这里只显示前面一部分。"
