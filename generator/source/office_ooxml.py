"""docx and xlsx: OOXML packages (ISO/IEC 29500-2) opened as bounded zip files.

Members are counted, sized while they are read (headers are not trusted), and their XML is parsed without DTDs.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

from generator.findings import Severity
from generator.source.guard import MIB, in_words
from generator.source.names import folded, shown
from generator.source.office_report import Report

MAX_MEMBERS = 2000
MAX_UNPACKED = 100 * MIB
MAX_RATIO = 100
#: Below this many bytes a high ratio is no bomb: short XML repeats itself.
_SMALL = 1 * MIB
_CHUNK = 256 * 1024

_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_ACTIVE = (
    (re.compile(r"vba(project|data)[^/]*$|/vbaproject|macrosheets/"), "宏（VBA）"),
    (re.compile(r"/activex/|/ctrlprops/"), "ActiveX 控件"),
    (re.compile(r"/embeddings/"), "嵌入的文件或对象"),
    (re.compile(r"/externallinks/"), "指向外部工作簿的链接"),
    (re.compile(r"/(connections|querytables/)"), "外部数据连接"),
    (re.compile(r"customui/"), "自定义界面代码"),
)
_HIDDEN = (
    (re.compile(r"word/comments[^/]*\.xml$"), "批注"),
    (re.compile(r"xl/(comments[^/]*\.xml|threadedcomments/|comments/)"), "批注"),
)
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >/]")
_VANISH = re.compile(rb"<w:vanish ?/>")
_FIELD_CODE = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FOREIGN_LINK = re.compile(r"(?!(?:https?|mailto|tel|ftp):)[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)[\"']")


def inspect_package(file: BinaryIO, kind: str, report: Report) -> None:
    """Judge an OOXML package of `kind` docx or xlsx."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if not _bounded(members, report) or not _well_named(members, report):
                return
            parts = _unpack(archive, members, report)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError):
        _broken(report)
        return
    except Exception as error:  # zlib.error and whatever a decompressor makes of hostile bytes
        if isinstance(error, MemoryError):
            raise
        _broken(report)
        return
    if parts is not None:
        _judge(parts, kind, report)


def _broken(report: Report) -> None:
    report.say("A702", "压缩结构有误，文件已损坏或没有下载完整", found="损坏", expected="能用 Office 打开的文件")


def _bounded(members: list[zipfile.ZipInfo], report: Report) -> bool:
    if len(members) > MAX_MEMBERS:
        message = f"文件里有 {len(members)} 个部件，超过 {MAX_MEMBERS}"
        report.say("A704", message, found=str(len(members)), expected=f"不超过 {MAX_MEMBERS}")
        return False
    if any(member.flag_bits & 1 for member in members):
        report.say("A705", "文件里有加密的部件", found="加密", expected="没有密码的文件")
        return False
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        report.say("A702", "用了 Office 不用的压缩方式", found="压缩方式", expected="能用 Office 打开的文件")
        return False
    return True


def _well_named(members: list[zipfile.ZipInfo], report: Report) -> bool:
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name:
            report.say(
                "A702", f"部件名指到了文件以外：{shown(name[:80])}", found=shown(name[:80]), expected="普通部件名"
            )
            return False
        if folded(name) in seen:
            report.say("A702", f"两个部件同名：{shown(name[:80])}", found=shown(name[:80]), expected="部件名不重复")
            return False
        seen.add(folded(name))
        if member.external_attr >> 16 & 0o170000 == 0o120000:
            report.say("A702", f"部件是符号链接：{shown(name[:80])}", found=shown(name[:80]), expected="普通部件")
            return False
    return True


def _unpack(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], report: Report) -> dict[str, bytes] | None:
    """XML parts by name, other parts only counted; None once a bound is passed."""
    parts: dict[str, bytes] = {}
    total = 0
    for member in members:
        lower = member.filename.lower()
        keep = lower.endswith((".xml", ".rels", ".vml"))
        pieces: list[bytes] = []
        size = 0
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                total += len(chunk)
                if total > MAX_UNPACKED or (size > _SMALL and size > MAX_RATIO * max(member.compress_size, 1)):
                    _say_bomb(total, size, member, report)
                    return None
                if keep:
                    pieces.append(chunk)
        parts[lower] = b"".join(pieces)
    packed = sum(member.compress_size for member in members)
    if total > _SMALL and total > MAX_RATIO * max(packed, 1):
        report.say("A704", f"压缩比 {total // max(packed, 1)}，超过 {MAX_RATIO}", expected=f"不超过 {MAX_RATIO}")
        return None
    return parts


def _say_bomb(total: int, size: int, member: zipfile.ZipInfo, report: Report) -> None:
    if total > MAX_UNPACKED:
        report.say("A704", f"解开后超过 {in_words(MAX_UNPACKED)}", expected=f"不超过 {in_words(MAX_UNPACKED)}")
        return
    ratio = size // max(member.compress_size, 1)
    report.say("A704", f"部件 {shown(member.filename[:60])} 的压缩比超过 {MAX_RATIO}", found=str(ratio))


def _judge(parts: dict[str, bytes], kind: str, report: Report) -> None:
    main = _MAIN[kind]
    if "[content_types].xml" not in parts or main not in parts:
        other = next((other for other, name in _MAIN.items() if name in parts), "")
        detail = f"内容是 .{other}" if other else "里面没有 Office 文档"
        report.say("A702", f"扩展名是 .{kind}，{detail}", found=other or "zip", expected=kind)
        return
    for name in parts:
        for pattern, what in _ACTIVE:
            if pattern.search("/" + name):
                report.say("A703", f"文件里有{what}", found=shown(name[:80]), expected="不含宏、对象和外部链接")
        for pattern, what in _HIDDEN:
            if pattern.search(name):
                report.say("A708", f"文件里有{what}", found=shown(name[:80]), severity=Severity.WARNING)
    if b"macroenabled" in parts["[content_types].xml"].lower():
        report.say("A703", "文件里有宏（VBA）", found="macroEnabled", expected="不含宏的 docx、xlsx")
    for name, data in parts.items():
        if data and not _is_plain_xml(name, data, report):
            return
    for name, data in parts.items():
        if name.endswith(".rels"):
            _look_at_relations(name, data, report)
    if kind == "docx":
        _look_at_document(parts, report)
    else:
        _look_at_workbook(parts[main], report)


def _is_plain_xml(name: str, data: bytes, report: Report) -> bool:
    """Whether the part is UTF-8 without a DTD; anything else is refused before a parser sees it."""
    declared = _DECLARED.match(data[3:] if data.startswith(b"\xef\xbb\xbf") else data)
    plain = declared is None or declared[1].lower() in (b"utf-8", b"us-ascii", b"ascii")
    if not plain or b"\0" in data or not _is_utf8(data):
        report.say("A702", f"部件 {shown(name[:60])} 不是 UTF-8 编码的 XML", found=shown(name[:60]), expected="UTF-8")
        return False
    if _DTD.search(data):
        report.say("A703", f"部件 {shown(name[:60])} 里有 DTD 或实体定义", found="<!DOCTYPE", expected="没有 DTD")
        return False
    return True


def _is_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8, judged in pieces: a sheet may have 100 MB."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), MIB):
            decoder.decode(data[start : start + MIB])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _elements(data: bytes, handle: Callable[[str, dict[str, str]], None], name: str, report: Report) -> None:
    """Call `handle` with local name and attributes of every element; no entities, no DTD, no tree."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, attributes: handle(tag.rpartition(" ")[2], attributes)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _DoctypeFound):
        report.say("A702", f"部件 {shown(name[:60])} 不是合格的 XML", found=shown(name[:60]), expected="完整的文件")


class _DoctypeFound(Exception):
    """Stops the parser; never leaves this module."""


def _refuse_doctype(*_: object) -> None:
    raise _DoctypeFound


def _look_at_relations(name: str, data: bytes, report: Report) -> None:
    """External targets other than links that a reader clicks, and parts that act."""

    def handle(tag: str, attributes: dict[str, str]) -> None:
        if tag != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        external = attributes.get("TargetMode", "").lower() == "external"
        target = shown(attributes.get("Target", "")[:80])
        if kind == "attachedTemplate":
            report.say("A703", "文件附带外部模板，打开时会去取", found=target, expected="不附带模板")
        elif kind in ("vbaProject", "oleObject", "package", "externalLinkPath", "control"):
            report.say("A703", "文件里有宏、嵌入的对象或外部链接", found=target, expected="不含宏、对象和外部链接")
        elif external and kind != "hyperlink":
            report.say("A703", f"文件打开时会去取外部内容（{shown(kind)}）", found=target, expected="内容都在文件里")
        elif external and _FOREIGN_LINK.match(attributes.get("Target", "")):
            report.say("A703", "文件里的链接指向本机或别的程序", found=target, expected="https 链接")

    _elements(data, handle, name, report)


def _look_at_document(parts: dict[str, bytes], report: Report) -> None:
    """Tracked changes, hidden text and field codes that run programs, in every story of the document."""
    for name, data in parts.items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        if _TRACKED.search(data):
            report.say("A708", "文件里有修订痕迹", found=shown(name), severity=Severity.WARNING)
        if _VANISH.search(data) and not name.endswith(("styles.xml", "numbering.xml")):
            report.say("A708", "文件里有隐藏文字", found=shown(name), severity=Severity.WARNING)
        codes = b" ".join(match[1] or match[2] or b"" for match in _FIELD_CODE.finditer(data))
        if re.search(rb"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|DATABASE)\b", codes.upper().replace(b'"', b"")):
            report.say(
                "A703", "文件里有会运行程序或读取外部内容的域（DDE 等）", found=shown(name), expected="没有这种域"
            )


def _look_at_workbook(data: bytes, report: Report) -> None:
    """Count sheets and name the hidden ones."""
    hidden: list[str] = []

    def handle(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            report.sheets += 1
            if attributes.get("state", "visible") != "visible":
                hidden.append(shown(attributes.get("name", "")[:31]))

    _elements(data, handle, "xl/workbook.xml", report)
    if hidden:
        names = "、".join(hidden[:5])
        message = f"有 {len(hidden)} 张隐藏的工作表：{names}"
        report.say("A708", message, found=names, expected="没有隐藏的工作表", severity=Severity.WARNING)
    if not report.sheets:
        report.say("A702", "工作簿里一张工作表也没有", found="0 张", expected="至少一张")
