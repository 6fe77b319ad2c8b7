"""The one place that opens office files, PDFs and images, and the only kinds accepted (OWASP ASVS 5.0 V5).

Nothing is executed, rendered or unpacked to disk. Size, members, nesting and memory are bounded before content is
looked at. Kinds: PDF and images by their own structure, docx and xlsx as OOXML packages (ISO/IEC 29500), csv as text.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from generator.findings import Problem, Severity
from generator.source.guard import MAX_ATTACHMENT, read_bytes
from generator.source.names import shown
from generator.source.office_image import inspect_jpeg, inspect_png
from generator.source.office_ooxml import inspect_package
from generator.source.office_pdf import inspect_pdf
from generator.source.office_report import Inspection, Report
from generator.source.text import decode

__all__ = ["ACCEPTED", "Inspection", "inspect", "inspect_bytes", "kind_of"]

#: Accepted extensions, to the kind.
ACCEPTED = {"pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "csv": "csv", "jpg": "jpg", "jpeg": "jpg", "png": "png"}
_WANTED = "pdf、docx、xlsx、csv、jpg、png"
#: What to do with the kinds that clerks bring instead.
_INSTEAD = {
    **dict.fromkeys(("doc", "wps", "rtf", "odt", "docm", "dotx"), "另存为 docx 或 PDF"),
    **dict.fromkeys(("xls", "et", "ods", "xlsm", "xlsb"), "另存为 xlsx"),
    **dict.fromkeys(("ppt", "pptx", "dps", "pptm", "ofd", "ceb"), "另存为 PDF"),
    **dict.fromkeys(("zip", "rar", "7z", "tar", "gz"), "解开后把里面的文件分别作为附件"),
    **dict.fromkeys(("txt", "md"), "写进正文，或另存为 PDF"),
    **dict.fromkeys(("gif", "bmp", "tif", "tiff", "webp", "heic", "svg"), "另存为 jpg 或 png"),
    **dict.fromkeys(("html", "htm", "mht", "js", "exe", "bat", "cmd", "vbs", "php", "sh", "lnk", "msi", "jar"), "删去"),
}
_MAGIC = (
    (b"%PDF-", "pdf", "PDF"),
    (b"PK\x03\x04", "zip", "zip 压缩包（docx、xlsx 也是）"),
    (b"PK\x05\x06", "zip", "空的 zip 压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole", "旧版 Office 文件（doc、xls、wps、et），或加了密码的 docx、xlsx"),
    (b"\xff\xd8\xff", "jpg", "JPEG 图片"),
    (b"\x89PNG\r\n\x1a\n", "png", "PNG 图片"),
    (b"Rar!", "rar", "rar 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z", "7z 压缩包"),
    (b"{\\rtf", "rtf", "RTF 文档"),
    (b"MZ", "exe", "Windows 程序"),
    (b"\x7fELF", "exe", "Linux 程序"),
    (b"GIF8", "gif", "GIF 图片"),
)
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|script|svg|\?xml)", re.IGNORECASE)
#: Stream name of an encrypted OOXML package inside an OLE file, as UTF-16.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def inspect(path: Path, display: str) -> Inspection:
    """Look into the attachment at `path`; `display` is its repository path in messages. Never raises for content."""
    kind = kind_of(display)
    if not kind:
        report = Report(shown(display))
        _refuse_extension(display, report)
        return _done(report, "")
    opened = read_bytes(str(path), shown(display), limit=MAX_ATTACHMENT)
    if isinstance(opened, Problem):
        return Inspection(kind, problems=(opened,))
    return inspect_bytes(opened.data, display)


def kind_of(display: str) -> str:
    """The kind that the extension of a file names; empty where it is not accepted."""
    return ACCEPTED.get(_extension(display), "")


def inspect_bytes(data: bytes, display: str) -> Inspection:
    """Look into the bytes of an attachment of an accepted kind. What is said depends on the kind and the bytes alone."""
    report = Report(shown(display))
    kind = kind_of(display)
    if not data:
        return _done(report, kind)  # told when the folder is read
    if not _matches(data, kind, display, report):
        return _done(report, kind)
    if kind == "pdf":
        inspect_pdf(data, report)
    elif kind in ("docx", "xlsx"):
        inspect_package(io.BytesIO(data), kind, report)
    elif kind == "jpg":
        inspect_jpeg(data, report)
    elif kind == "png":
        inspect_png(data, report)
    else:
        _inspect_csv(data, report)
    return _done(report, kind)


def _done(report: Report, kind: str) -> Inspection:
    return Inspection(kind, report.pages, report.sheets, tuple(report.problems))


def _extension(name: str) -> str:
    stem, dot, extension = name.rpartition("/")[2].rpartition(".")
    return extension.lower() if dot and stem else ""


def _refuse_extension(display: str, report: Report) -> None:
    extension = _extension(display)
    if not extension:
        report.say("A701", "附件没有扩展名，不知道是什么文件", expected=_WANTED)
        return
    advice = _INSTEAD.get(extension, "另存为 PDF、docx 或 xlsx")
    report.say("A701", f"不接受 .{shown(extension)} 附件，请{advice}", found=f".{shown(extension)}", expected=_WANTED)


def _matches(data: bytes, kind: str, display: str, report: Report) -> bool:
    """Whether the first bytes are those of the kind that the extension names."""
    wanted = {"docx": "zip", "xlsx": "zip"}.get(kind, kind)
    found, name = next(((found, name) for magic, found, name in _MAGIC if data.startswith(magic)), ("", ""))
    if found == wanted or (kind == "csv" and not found and not _HTML.match(data)):
        return True
    if found == "ole" and wanted == "zip":
        if _ENCRYPTED_PACKAGE in data:
            report.say("A705", "文件加了打开密码", found="加密", expected="没有密码的文件")
        else:
            advice = "旧版文件改了扩展名，请打开后另存"
            report.say("A702", f"扩展名是 .{kind}，内容却是旧版 Office 文件：{advice}", found=name, expected=kind)
        return False
    if wanted == "pdf" and b"%PDF-" in data[:1024]:
        report.say("A702", "PDF 前面夹带了别的内容，应从第一个字节起就是 PDF", found="前置内容", expected="%PDF-")
        return False
    if not found and _HTML.match(data):
        name = "网页（HTML）"
    detail = f"内容却是{name}" if name else "内容却不是这种文件"
    report.say("A702", f"扩展名是 .{_extension(display)}，{detail}", found=name, expected=kind)
    return False


def _inspect_csv(data: bytes, report: Report) -> None:
    """A table as text: UTF-8, no unseen characters, no cell that a spreadsheet would run as a formula."""
    text, problems = decode(data, report.path)
    if text is None:
        message = "CSV 不是 UTF-8 编码，别的电脑打开是乱码：请在 Excel 里另存为“CSV UTF-8（逗号分隔）”"
        report.say("A702", message, found=problems[0].found, expected="UTF-8")
        return
    report.problems.extend(problems)
    for number, line in enumerate(text.split("\n"), 1):
        cell = re.search(r"(?:^|[,;\t])\"?([=@][^,;\t\"]{0,60})", line)
        if cell is not None:
            message = f"第 {number} 行有以“{cell[1][0]}”开头的格子，用 Excel 打开会当公式执行"
            report.say("A703", message, found=cell[1][:40], expected="数值或文字", severity=Severity.WARNING)
            return
