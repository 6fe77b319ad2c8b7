"""Attachments by exact findings: the right kind, whole, nothing that acts, nothing hidden; and good files that pass."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from generator.source.office import Inspection, inspect
from generator.source.rule_table import RULES
from tests.source.repository import (
    CONTENT_TYPES,
    DOCUMENT,
    RELATIONS,
    WORKBOOK,
    document,
    package,
    pdf,
    workbook,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def look(tmp_path: Path):  # type: ignore[no-untyped-def]
    def run(name: str, data: bytes) -> Inspection:
        path = tmp_path / name
        path.write_bytes(data)
        return inspect(path, f"content/entries/a/{name}")

    return run


def told(result: Inspection) -> list[tuple[str, str]]:
    return [(p.rule, p.message) for p in result.problems]


def jpeg(*segments: bytes, width: int = 4, height: int = 3) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 0)
    return b"\xff\xd8" + b"".join(segments) + frame + b"\xff\xda\x00\x02\x11\x22\xff\xd9"


def exif(tag: int) -> bytes:
    body = b"Exif\0\0" + b"MM\0\x2a" + struct.pack(">I", 8) + struct.pack(">HHHII", 1, tag, 4, 1, 26) + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def png(*, width: int = 4, height: int = 3, extra: bytes = b"") -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 15))
        + extra
        + chunk(b"IEND", b"")
    )


# -- good files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "pages", "sheets"),
    [
        ("a.pdf", pdf(), 1, 0),
        ("a.PDF", pdf(), 1, 0),
        ("opening.pdf", pdf("/OpenAction [3 0 R /Fit]"), 1, 0),
        ("goto.pdf", pdf("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"), 1, 0),
        ("uri.pdf", pdf("", "<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://a.invalid/) >> >>"), 1, 0),
        ("text.pdf", pdf("", "<< /Title (how to write JavaScript) >>"), 1, 0),
        ("space.pdf", pdf() + b"\r\n\0 ", 1, 0),
        ("a.docx", document(), 0, 0),
        ("a.xlsx", workbook('<sheet name="甲"/><sheet name="乙" state="visible"/>'), 0, 2),
        (
            "link.docx",
            document(
                parts={
                    "word/_rels/document.xml.rels": RELATIONS.format(
                        f'<Relationship Id="r1" Type="{REL}/hyperlink" Target="https://a.invalid/" TargetMode="External"/>'
                    )
                }
            ),
            0,
            0,
        ),
        ("styles.docx", document(parts={"word/styles.xml": "<w:x xmlns:w='a'><w:vanish/></w:x>"}), 0, 0),
        ("a.csv", "\ufeff名称,数量\r\n甲,-1.5\r\n乙,+86\r\n".encode(), 0, 0),
        ("a.jpg", jpeg(), 0, 0),
        ("a.jpeg", jpeg(exif(0x0112)), 0, 0),
        ("a.png", png(), 0, 0),
    ],
)
def test_good_files_pass(look, name: str, data: bytes, pages: int, sheets: int) -> None:  # type: ignore[no-untyped-def]
    result = look(name, data)
    assert told(result) == []
    assert (result.pages, result.sheets) == (pages, sheets)


# -- kinds -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.doc", "不接受 .doc 附件，请另存为 docx 或 PDF"),
        ("a.XLS", "不接受 .xls 附件，请另存为 xlsx"),
        ("a.wps", "不接受 .wps 附件，请另存为 docx 或 PDF"),
        ("a.ofd", "不接受 .ofd 附件，请另存为 PDF"),
        ("a.zip", "不接受 .zip 附件，请解开后把里面的文件分别作为附件"),
        ("a.pdf.exe", "不接受 .exe 附件，请删去"),
        ("a.svg", "不接受 .svg 附件，请另存为 jpg 或 png"),
        ("a.xyz", "不接受 .xyz 附件，请另存为 PDF、docx 或 xlsx"),
        ("README", "附件没有扩展名，不知道是什么文件"),
    ],
)
def test_kinds_not_accepted(look, name: str, message: str) -> None:  # type: ignore[no-untyped-def]
    assert told(look(name, b"x")) == [("A701", message)]


@pytest.mark.parametrize(
    ("name", "data", "rule", "message"),
    [
        ("a.pdf", b"hello", "A702", "扩展名是 .pdf，内容却不是这种文件"),
        ("a.pdf", b"<!DOCTYPE html><script>", "A702", "扩展名是 .pdf，内容却是网页（HTML）"),
        ("a.pdf", b"GARBAGE\n" + pdf(), "A702", "PDF 前面夹带了别的内容，应从第一个字节起就是 PDF"),
        ("a.pdf", pdf() + b"PK\x03\x04", "A702", "PDF 结尾后面夹带了别的内容"),
        ("a.pdf", pdf()[:-20], "A702", "PDF 没有结尾标志，多半没有下载完整"),
        ("a.pdf", b"%PDF-1.7\n%%EOF\n", "A702", "PDF 的内部结构有误，读不完整"),
        ("a.docx", OLE, "A702", "扩展名是 .docx，内容却是旧版 Office 文件：旧版文件改了扩展名，请打开后另存"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "A705", "文件加了打开密码"),
        ("a.docx", workbook(), "A702", "扩展名是 .docx，内容是 .xlsx"),
        ("a.xlsx", package({"a.txt": "x"}), "A702", "扩展名是 .xlsx，里面没有 Office 文档"),
        ("a.xlsx", workbook()[:-30], "A702", "压缩结构有误，文件已损坏或没有下载完整"),
        ("a.csv", pdf(), "A702", "扩展名是 .csv，内容却是PDF"),
        ("a.csv", b"<html>", "A702", "扩展名是 .csv，内容却是网页（HTML）"),
        ("a.csv", "名称,数量\n".encode("gbk"), "A702",
         "CSV 不是 UTF-8 编码，别的电脑打开是乱码：请在 Excel 里另存为“CSV UTF-8（逗号分隔）”"),
        ("a.jpg", png(), "A702", "扩展名是 .jpg，内容却是PNG 图片"),
        ("a.jpg", jpeg() + b"<script>", "A702", "图片没有结尾标志，没有下载完整，或后面夹带了别的内容"),
        ("a.jpg", b"\xff\xd8\xff\xff\xd9", "A702", "读不出图片的宽和高，文件已损坏"),
        ("a.png", png() + b"PK\x03\x04", "A702", "图片后面夹带了别的内容"),
        ("a.png", png()[:40], "A702", "图片的内部结构有误，或没有下载完整"),
        ("a.png", png(width=10_000, height=6_000), "A704", "图片有 10000×6000 像素，超过 5000 万像素"),
    ],
)  # fmt: skip
def test_content_and_extension(look, name: str, data: bytes, rule: str, message: str) -> None:  # type: ignore[no-untyped-def]
    assert told(look(name, data)) == [(rule, message)]


# -- PDF ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "PDF 一打开就执行动作（JavaScript）"),
        (pdf("/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", "<< /S /JavaScript /JS (x) >>"),
         "PDF 里有脚本（JavaScript）"),
        (pdf("", "<< /S /J#61vaScript /J#53 (x) >>"), "PDF 里有脚本（JavaScript）"),
        (pdf("/AA << /WC 4 0 R >>", "<< /S /GoTo /D [3 0 R /Fit] >>"), "PDF 里有自动执行的动作"),
        (pdf("", "<< /S /Launch /F (cmd.exe) >>"), "PDF 里有启动程序的动作"),
        (pdf("/Names << /EmbeddedFiles << /Names [] >> >>"), "PDF 里有嵌入的文件"),
        (pdf("", "<< /Type /Annot /Subtype /FileAttachment >>"), "PDF 里有嵌入的文件"),
        (pdf("/AcroForm << /XFA (x) >>"), "PDF 里有动态表单（XFA）"),
        (pdf("", "<< /S /SubmitForm /F (https://a.invalid/) >>"), "PDF 里有向外提交表单的动作"),
        (pdf("", "<< /S /GoToR /F (b.pdf) >>"), "PDF 里有打开别的文件的动作"),
    ],
)  # fmt: skip
def test_active_pdf(look, data: bytes, message: str) -> None:  # type: ignore[no-untyped-def]
    result = look("a.pdf", data)
    assert {rule for rule, _ in told(result)} == {"A703"}
    assert message in [text for _, text in told(result)]


def test_script_in_an_object_stream(look) -> None:  # type: ignore[no-untyped-def]
    """The name stands nowhere in the bytes: only a reader of object streams finds it."""
    import pikepdf

    plain = pikepdf.open(io.BytesIO(pdf("", "<< /S /JavaScript /JS (x) >>")))
    plain.Root.Extra = plain.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="x"))
    packed = io.BytesIO()
    plain.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert b"JavaScript" not in packed.getvalue()
    assert ("A703", "PDF 里有脚本（JavaScript）") in told(look("a.pdf", packed.getvalue()))


def test_script_no_cross_reference_reaches(look) -> None:  # type: ignore[no-untyped-def]
    data = pdf().replace(b"xref\n", b"9 0 obj << /S /JavaScript /JS (x) >> endobj\nxref\n", 1)
    start = data.index(b"xref\n0")
    data = data[: data.index(b"startxref")] + f"startxref\n{start}\n%%EOF\n".encode()
    assert told(look("a.pdf", data)) == [("A703", "PDF 里有脚本（JavaScript）")]


@pytest.mark.parametrize("user", ["", "geheim"])
def test_encrypted_pdf(look, user: str) -> None:  # type: ignore[no-untyped-def]
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as plain:
        plain.save(out, encryption=pikepdf.Encryption(owner="x", user=user))
    message = "PDF 加了打开密码" if user else "PDF 加了密码或编辑限制"
    assert told(look("a.pdf", out.getvalue())) == [("A705", message)]


# -- packages ----------------------------------------------------------------------------------------------------


def relation(kind: str, target: str = "https://a.invalid/x", mode: str = "External") -> dict[str, str | bytes]:
    row = f'<Relationship Id="r1" Type="{REL}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return {"word/_rels/document.xml.rels": RELATIONS.format(row)}


@pytest.mark.parametrize(
    ("data", "rule", "message"),
    [
        (document(parts={"word/vbaProject.bin": b"x"}), "A703", "文件里有宏（VBA）"),
        (document(parts={"word/embeddings/oleObject1.bin": b"x"}), "A703", "文件里有嵌入的文件或对象"),
        (document(parts={"word/activeX/activeX1.xml": "<a/>"}), "A703", "文件里有ActiveX 控件"),
        (document(parts=relation("attachedTemplate")), "A703", "文件附带外部模板，打开时会去取"),
        (document(parts=relation("image")), "A703", "文件打开时会去取外部内容（image）"),
        (document(parts=relation("oleObject", "x.bin", "Internal")), "A703", "文件里有宏、嵌入的对象或外部链接"),
        (document(parts=relation("hyperlink", "file:///c:/x.exe")), "A703", "文件里的链接指向本机或别的程序"),
        (document(parts=relation("hyperlink", "\\\\srv\\x")), "A703", "文件里的链接指向本机或别的程序"),
        (document("<w:p><w:r><w:instrText> DDEAUTO c:\\x </w:instrText></w:r></w:p>"), "A703",
         "文件里有会运行程序或读取外部内容的域（DDE 等）"),
        (document("<w:ins w:id='1'/>"), "A708", "文件里有修订痕迹"),
        (document("<w:p><w:r><w:rPr><w:vanish/></w:rPr></w:r></w:p>"), "A708", "文件里有隐藏文字"),
        (document(parts={"word/comments.xml": "<c/>"}), "A708", "文件里有批注"),
        (document(parts={"word/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "A703",
         "部件 word/x.xml 里有 DTD 或实体定义"),
        (document(parts={"word/x.xml": '<?xml version="1.0"?><a/>'.encode("utf-16")}), "A702",
         "部件 word/x.xml 不是 UTF-8 编码的 XML"),
        (document(parts={"word/x.xml": '<?xml version="1.0" encoding="cp037"?><a/>'}), "A702",
         "部件 word/x.xml 不是 UTF-8 编码的 XML"),
        (document(parts={"word/_rels/document.xml.rels": "<a"}), "A702",
         "部件 word/_rels/document.xml.rels 不是合格的 XML"),
        (document(parts={"../x.xml": "<a/>"}), "A702", "部件名指到了文件以外：../x.xml"),
        (document(parts={"/etc/x.xml": "<a/>"}), "A702", "部件名指到了文件以外：/etc/x.xml"),
        (document(parts={"Word/Document.xml": "<a/>"}), "A702", "两个部件同名：Word/Document.xml"),
    ],
)  # fmt: skip
def test_documents(look, data: bytes, rule: str, message: str) -> None:  # type: ignore[no-untyped-def]
    assert told(look("a.docx", data)) == [(rule, message)]


@pytest.mark.parametrize(
    ("data", "rule", "message"),
    [
        (workbook('<sheet name="甲"/><sheet name="乙" state="veryHidden"/>'), "A708", "有 1 张隐藏的工作表：乙"),
        (workbook(""), "A702", "工作簿里一张工作表也没有"),
        (workbook(**{"xl__externalLinks__externalLink1.xml": "<a/>"}), "A703", "文件里有指向外部工作簿的链接"),
        (workbook(**{"xl__macrosheets__sheet1.xml": "<a/>"}), "A703", "文件里有宏（VBA）"),
        (workbook(**{"xl__connections.xml": "<a/>"}), "A703", "文件里有外部数据连接"),
        (workbook(**{"xl__comments1.xml": "<a/>"}), "A708", "文件里有批注"),
        (
            package({"[Content_Types].xml": "<T t='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/>",
                     "xl/workbook.xml": WORKBOOK.format('<sheet name="a"/>')}),
            "A703",
            "文件里有宏（VBA）",
        ),
    ],
)  # fmt: skip
def test_workbooks(look, data: bytes, rule: str, message: str) -> None:  # type: ignore[no-untyped-def]
    assert told(look("a.xlsx", data)) == [(rule, message)]


def test_encrypted_member(look) -> None:  # type: ignore[no-untyped-def]
    data = bytearray(document())
    data[6] |= 1  # local header
    central = bytes(data).index(b"PK\x01\x02")
    data[central + 8] |= 1
    assert told(look("a.docx", bytes(data))) == [("A705", "文件里有加密的部件")]


def test_too_many_members(look) -> None:  # type: ignore[no-untyped-def]
    data = document(parts={f"word/media/{n}.bin": b"" for n in range(2000)})
    assert told(look("a.docx", data)) == [("A704", "文件里有 2002 个部件，超过 2000")]


def test_unusual_compression(look) -> None:  # type: ignore[no-untyped-def]
    data = package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": DOCUMENT}, compression=zipfile.ZIP_LZMA)
    assert told(look("a.docx", data)) == [("A702", "用了 Office 不用的压缩方式")]


# -- tables and pictures -----------------------------------------------------------------------------------------


def test_formula_in_a_table(look) -> None:  # type: ignore[no-untyped-def]
    data = '名称,数量\n甲,"=HYPERLINK(""http://a.invalid"")"\n'.encode()
    assert told(look("a.csv", data)) == [("A703", "第 2 行有以“=”开头的格子，用 Excel 打开会当公式执行")]


def test_place_in_a_picture(look) -> None:  # type: ignore[no-untyped-def]
    assert told(look("a.jpg", jpeg(exif(0x8825)))) == [("A709", "图片里带有拍摄地点（GPS）")]


def test_missing_file_and_link(tmp_path: Path) -> None:
    assert told(inspect(tmp_path / "no.pdf", "no.pdf")) == [("S114", "文件读不出来：文件不存在")]
    (tmp_path / "l.pdf").symlink_to("/etc/passwd")
    assert [rule for rule, _ in told(inspect(tmp_path / "l.pdf", "l.pdf"))] == ["S109"]


def test_every_rule_has_a_row_of_its_own() -> None:
    ids = [row.id for row in RULES]
    assert len(ids) == len(set(ids))
    assert all(row.title and row.explanation and row.basis and row.hint for row in RULES)
