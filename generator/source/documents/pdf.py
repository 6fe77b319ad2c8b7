"""PDF: text by page with PDFium, in a process of its own (`pdfium_child.py`), then joined to paragraphs.

PDFium (BSD, the reader of Chrome) knows the predefined CMaps of Chinese fonts (UniGB-UCS2-H, GBK-EUC-H) that office
programs refer to without embedding anything, and is the only reader here that is fast on long files.
"""

from __future__ import annotations

import importlib.util
import json
import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from generator.errors import SetupError
from generator.source.documents.collecting import Collector
from generator.source.documents.model import Document, PageStart
from generator.source.documents.package import UnreadableError
from generator.source.documents.pdf_lines import Page, blocks, line

CHILD = Path(__file__).with_name("pdfium_child.py")
#: the child ends by itself after 20 seconds of work; this is for one that waits without working
WAIT_SECONDS = 120
MAX_ANSWER = 64 << 20
#: more than this part of the characters without a meaning: the text is not readable
_LOST = 0.3
NO_TEXT = "未识别文字，请下载原文件。"
UNREADABLE_FONT = "文件里的文字没有编码，读不出来，请下载原文件。"


class PdfReader:
    """Reads PDFs one by one in a child process, started when the first one comes and again when it has died."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> PdfReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()

    def read(self, data: bytes) -> Document:
        """The text of the PDF in `data`. Raises UnreadableError, and SetupError where PDFium is not installed."""
        answer = self._ask(data)
        if "pages" not in answer:
            raise UnreadableError("pdf")
        return _document(answer["pages"], cut=bool(answer.get("cut")))

    def _ask(self, data: bytes) -> dict[str, Any]:
        child = self._child or self._start()
        if child.stdin is None or child.stdout is None:
            raise UnreadableError("child")
        try:
            child.stdin.write(struct.pack(">Q", len(data)))
            child.stdin.write(data)
            child.stdin.flush()
            until = time.monotonic() + WAIT_SECONDS
            (size,) = struct.unpack(">Q", _receive(child.stdout.fileno(), 8, until))
            if size > MAX_ANSWER:
                raise UnreadableError("answer")
            answer = json.loads(_receive(child.stdout.fileno(), size, until))
        except (OSError, ValueError, struct.error, UnreadableError) as error:
            self.close()
            raise UnreadableError("child") from error
        if not isinstance(answer, dict):
            raise UnreadableError("answer")
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        if importlib.util.find_spec("pypdfium2_raw") is None:
            raise SetupError("缺少读 PDF 文字用的 pypdfium2，请运行 make setup")
        self._child = subprocess.Popen(
            [sys.executable, "-I", str(CHILD)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={"LANG": "C.UTF-8"},
        )
        return self._child


def _receive(descriptor: int, size: int, until: float) -> bytes:
    """Exactly `size` bytes before the moment `until`. Raises UnreadableError."""
    pieces: list[bytes] = []
    while size:
        ready, _, _ = select.select([descriptor], [], [], max(0.0, until - time.monotonic()))
        piece = os.read(descriptor, min(size, 1 << 20)) if ready else b""
        if not piece:
            raise UnreadableError("child ended or waits")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _document(raw: list[dict[str, Any]], *, cut: bool) -> Document:
    into = Collector("pdf")
    pages = [_page(number, page) for number, page in enumerate(raw, 1)]
    characters = sum(len(part.text) for page in pages for line in page.lines for part in line.parts)
    if not characters:
        into.note(NO_TEXT)
    elif sum(page["lost"] for page in raw) > _LOST * characters:
        into.note(UNREADABLE_FONT)
    else:
        for block in blocks(pages):
            into.add(block)
        while into.blocks and isinstance(into.blocks[-1], PageStart):
            into.blocks.pop()
        pictures = [page.number for page, source in zip(pages, raw, strict=True) if source["pictures"] and not page.lines]
        if pictures:
            shown = "、".join(map(str, pictures[:20])) + ("等" if len(pictures) > 20 else "")
            into.note(f"第 {shown} 页是图片，未识别文字。")
    into.full = into.full or (cut and bool(characters))
    return into.document()


def _page(number: int, page: dict[str, Any]) -> Page:
    lines = (line(number, y, size, parts) for y, size, parts in page["lines"])
    return Page(number, float(page["width"]), float(page["height"]), tuple(one for one in lines if one is not None))
