"""PDF: whole, unencrypted, without anything that acts by itself (ISO 32000-1 §12.6).

Objects are read by qpdf (pikepdf), which resolves object streams and escaped names as viewers do; its memory and
nesting are limited. A scan of the raw bytes outside streams stands beside it, for what a second reader might see.
"""

from __future__ import annotations

import io
import re
from typing import Any

from generator.errors import SetupError
from generator.source.office_report import Report

#: Limits of qpdf, process-wide: bytes per decoded stream, nesting, filters in a row.
_STREAM_MEMORY = 64 * 1024 * 1024
_NESTING = 200
_FILTERS = 3
#: Objects of one file; a thousand-page report has some 50,000.
MAX_OBJECTS = 300_000

_KEYS = {
    "/JS": "脚本（JavaScript）",
    "/JavaScript": "脚本（JavaScript）",
    "/AA": "自动执行的动作",
    "/EmbeddedFiles": "嵌入的文件",
    "/EF": "嵌入的文件",
    "/XFA": "动态表单（XFA）",
    "/RichMediaContent": "嵌入的多媒体",
    "/RichMediaSettings": "嵌入的多媒体",
}
_ACTIONS = {
    "/JavaScript": "脚本（JavaScript）",
    "/Launch": "启动程序的动作",
    "/SubmitForm": "向外提交表单的动作",
    "/ImportData": "导入外部数据的动作",
    "/GoToR": "打开别的文件的动作",
    "/GoToE": "打开嵌入文件的动作",
    "/Rendition": "播放多媒体的动作",
    "/Movie": "播放多媒体的动作",
    "/RichMediaExecute": "播放多媒体的动作",
}
_ANNOTATIONS = {
    "/FileAttachment": "嵌入的文件",
    "/RichMedia": "嵌入的多媒体",
    "/Movie": "嵌入的多媒体",
    "/3D": "三维模型",
}
_RAW = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?=[\s/<>\[\]()%]|$)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_AFTER_END = re.compile(rb"[\x00\t\n\x0c\r ]*")


def inspect_pdf(data: bytes, report: Report) -> None:
    """Judge the bytes of a file that begins with `%PDF-`."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        report.say("A702", "PDF 没有结尾标志，多半没有下载完整", found="缺 %%EOF", expected="完整的 PDF")
        return
    if not _AFTER_END.fullmatch(data, end + 5):
        report.say("A702", "PDF 结尾后面夹带了别的内容", found="尾随内容", expected="%%EOF 之后没有内容")
        return
    _look(data, report)
    if not any(problem.rule in ("A703", "A705") for problem in report.problems):
        _scan_raw(data, report)


def _look(data: bytes, report: Report) -> None:
    """Walk the objects as qpdf reads them."""
    pikepdf = _pikepdf()
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                report.say("A705", "PDF 加了密码或编辑限制", found="加密", expected="没有密码和限制的 PDF")
                return
            if len(pdf.objects) > MAX_OBJECTS:
                message = f"PDF 里有 {len(pdf.objects)} 个对象，超过 {MAX_OBJECTS}"
                report.say("A704", message, found=str(len(pdf.objects)), expected=f"不超过 {MAX_OBJECTS}")
                return
            report.pages = len(pdf.pages)
            if not report.pages:
                report.say("A702", "PDF 里一页也没有", found="0 页", expected="至少一页")
            _look_at_opening(pdf, report)
            for item in pdf.objects:
                _look_at(item, pikepdf, report)
            # An object that qpdf repaired or dropped may mean something else to a reader's viewer.
            warnings = [text for text in map(str, pdf.get_warnings()) if "Resources is missing" not in text]
            if warnings:
                _say_broken(ValueError(warnings[0]), report)
    except pikepdf.PasswordError:
        report.say("A705", "PDF 加了打开密码", found="加密", expected="没有密码的 PDF")
    except Exception as error:  # a C++ reader on hostile bytes: whatever it says, the file is not whole
        _say_broken(error, report)


def _say_broken(error: Exception, report: Report) -> None:
    text = str(error).lower()
    if isinstance(error, MemoryError) or any(word in text for word in ("memory", "limit", "nest", "deep")):
        report.say("A704", "PDF 解开后太大或嵌套太深", found="超过上限", expected="普通大小的 PDF")
    else:
        report.say("A702", "PDF 的内部结构有误，读不完整", found="损坏", expected="完整的 PDF")


def _look_at_opening(pdf: Any, report: Report) -> None:
    """An OpenAction that only turns to a page is common and harmless; any other acts on opening."""
    action = pdf.Root.get("/OpenAction")
    kind = str(action.get("/S", "")) if hasattr(action, "keys") else ""
    if kind and kind != "/GoTo":
        report.say("A703", f"PDF 一打开就执行动作（{kind[1:]}）", found="/OpenAction", expected="打开时不执行动作")


def _look_at(item: Any, pikepdf: Any, report: Report) -> None:
    """One indirect object with all its direct parts."""
    stack = [item]
    while stack:
        here = stack.pop()
        if isinstance(here, pikepdf.Stream | pikepdf.Dictionary):
            for key, value in here.items():
                what = _KEYS.get(key) or _named(key, value, pikepdf)
                if what:
                    report.say("A703", f"PDF 里有{what}", found=key, expected="没有脚本、动作和嵌入文件的 PDF")
                if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                    stack.append(value)
        elif isinstance(here, pikepdf.Array):
            parts = (part for part in here if isinstance(part, pikepdf.Dictionary | pikepdf.Array))
            stack.extend(part for part in parts if not part.is_indirect)


def _named(key: str, value: Any, pikepdf: Any) -> str:
    """What an action, annotation or stream type is called when it acts by itself."""
    if key not in ("/S", "/Subtype", "/Type") or not isinstance(value, pikepdf.Name):
        return ""
    name = str(value)
    if key == "/S":
        return _ACTIONS.get(name, "")
    if key == "/Subtype":
        return _ANNOTATIONS.get(name, "")
    return "嵌入的文件" if name == "/EmbeddedFile" else ""


def _scan_raw(data: bytes, report: Report) -> None:
    """Names outside streams, escapes resolved; also what no cross-reference reaches."""
    bare = _without_streams(data)
    bare = _ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), bare)
    match = _RAW.search(bare)
    if match is not None:
        name = match[1].decode("ascii")
        what = _KEYS.get(f"/{name}") or _ACTIONS.get(f"/{name}") or "嵌入的内容"
        report.say("A703", f"PDF 里有{what}", found=f"/{name}", expected="没有脚本、动作和嵌入文件的 PDF")


def _without_streams(data: bytes) -> bytes:
    """The bytes outside `stream … endstream`; a stream that does not end is kept. Linear, whatever the input."""
    pieces: list[bytes] = []
    position = 0
    while (match := _STREAM.search(data, position)) is not None:
        end = data.find(b"endstream", match.end())
        if end < 0:
            break
        pieces.append(data[position : match.start()])
        position = end + len(b"endstream")
    pieces.append(data[position:])
    return b" ".join(pieces)


def _pikepdf() -> Any:
    """The library with its limits set; imported when the first PDF is met."""
    try:
        import pikepdf
        from pikepdf import settings
    except ImportError as error:
        raise SetupError("缺少检查 PDF 用的 pikepdf，请运行 make setup") from error
    settings.set_qpdf_limits(
        parser_max_nesting=_NESTING,
        max_stream_filters=_FILTERS,
        flate_max_memory=_STREAM_MEMORY,
        png_max_memory=_STREAM_MEMORY,
        tiff_max_memory=_STREAM_MEMORY,
        run_length_max_memory=_STREAM_MEMORY,
        dct_max_memory=_STREAM_MEMORY,
        doc_max_warnings=100,
    )
    return pikepdf
