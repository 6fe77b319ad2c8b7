"""A process of its own that reads the text of PDFs with PDFium, so that a hostile file can at most end this process.

Run as `python -I pdfium_child.py`; imports nothing of the project. On standard input: length (8 bytes, big-endian) and
bytes of a PDF, again and again; on standard output for each: length and JSON, `{"pages": [...], "cut": bool}` or
`{"error": "..."}`. Time and memory are limited by the kernel (setrlimit), per file.

A page is `{"width", "height", "pictures", "lost", "lines"}`; a line is `[y, size, [[x0, x1, text], ...]]` in points
from the lower left corner, cut into parts where a gap wider than a character shows. Origins of characters and sizes of
fonts come from the file alone (boxes of glyphs would depend on the fonts of the machine).
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import struct
import sys
from typing import Any

CPU_SECONDS = 20
MEMORY = 2 << 30
MAX_PAGES = 1_000
MAX_CHARACTERS = 330_000
MAX_LINES = 60_000
_MAX_OBJECTS = 500
_IMAGE = 3
#: a gap wider than this many sizes of the font parts two cells
_GAP = 1.2
#: a gap between two Han characters that is narrower comes from justified lines
_BLANK = 0.3


def main() -> None:
    """Serve until standard input ends."""
    answer = os.dup(1)
    os.dup2(2, 1)  # whatever the library prints is no answer
    _limit_memory()
    pdfium = _library()
    source = sys.stdin.buffer
    while len(head := source.read(8)) == 8:
        data = source.read(struct.unpack(">Q", head)[0])
        _limit_time()
        reply = json.dumps(_read(pdfium, data), ensure_ascii=True, separators=(",", ":")).encode()
        with os.fdopen(os.dup(answer), "wb") as out:
            out.write(struct.pack(">Q", len(reply)) + reply)


def _limit_memory() -> None:
    for name, limit in (("RLIMIT_AS", MEMORY), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        try:
            resource.setrlimit(getattr(resource, name), (limit, limit))
        except (AttributeError, ValueError, OSError):
            continue  # a system without this limit still has the others and the parent's clock


def _limit_time() -> None:
    """The soft limit is moved on for every file; the kernel ends the process when it is passed."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (used + CPU_SECONDS, hard))
    except (ValueError, OSError):
        return


def _library() -> Any:
    """PDFium, told to look for no fonts of the machine: the same text everywhere."""
    import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

    config = pdfium.FPDF_LIBRARY_CONFIG()
    config.version = 2
    nothing = (ctypes.POINTER(ctypes.c_char) * 1)()
    config.m_pUserFontPaths = ctypes.cast(nothing, type(config.m_pUserFontPaths))
    pdfium.FPDF_InitLibraryWithConfig(config)
    return pdfium


def _read(pdfium: Any, data: bytes) -> dict[str, Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return {"error": "load"}
    try:
        count = pdfium.FPDF_GetPageCount(document)
        pages: list[dict[str, Any]] = []
        characters = lines = 0
        for number in range(min(count, MAX_PAGES)):
            page = _page(pdfium, document, number, MAX_CHARACTERS - characters)
            characters += page.pop("characters")
            lines += len(page["lines"])
            pages.append(page)
            if characters >= MAX_CHARACTERS or lines >= MAX_LINES:
                break
        return {"pages": pages, "cut": len(pages) < count or characters >= MAX_CHARACTERS}
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(pdfium: Any, document: Any, number: int, most: int) -> dict[str, Any]:
    found: dict[str, Any] = {"width": 0, "height": 0, "pictures": 0, "lost": 0, "lines": [], "characters": 0}
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return found
    text = pdfium.FPDFText_LoadPage(page)
    try:
        found["width"], found["height"] = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        count = min(pdfium.FPDFText_CountChars(text), most) if text else 0
        found["characters"] = max(count, 0)
        if count > 0:
            reader = _Lines(pdfium, text)
            found["lines"] = reader.read(count)
            found["lost"] = reader.lost
        if not found["lines"]:
            objects = range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS))
            kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) for index in objects)
            found["pictures"] = sum(kind == _IMAGE for kind in kinds)
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    return found


class _Lines:
    """The characters of one page as lines and parts of lines."""

    def __init__(self, pdfium: Any, text: Any) -> None:
        self.pdfium = pdfium
        self.page = text
        self.lost = 0
        self.lines: list[list[Any]] = []
        self.parts: list[list[Any]] = []
        self.letters: list[str] = []
        self.first = self.last = -1
        self.size = 0.0

    def read(self, count: int) -> list[list[Any]]:
        """All lines of `count` characters."""
        blank = False
        for index in range(count):
            code = self.pdfium.FPDFText_GetUnicode(self.page, index)
            if code in (10, 13):
                self._end_line()
                blank = False
            elif code in (9, 32) and self.pdfium.FPDFText_IsGenerated(self.page, index) == 1:
                blank = True
            elif code:
                self._character(index, code, blank=blank)
                blank = False
        self._end_line()
        return self.lines

    def _character(self, index: int, code: int, *, blank: bool) -> None:
        if self.pdfium.FPDFText_HasUnicodeMapError(self.page, index) == 1:
            self.lost += 1
        if self.first < 0:
            self.first = self.last = index
            self.size = self.size or self._font_size(index)
        elif blank:
            self._blank(index, code)
        self.letters.append(chr(code) if code < 0x110000 else "")
        if code not in (32, 0xA0, 0x3000):
            self.last = index

    def _blank(self, index: int, code: int) -> None:
        """A gap that the library took for a blank: a new part, a blank, or nothing between two Han characters."""
        gap = (self._origin(index)[0] - self._end(self.last)) / self.size
        if gap > _GAP:
            self._end_part()
            self.first = self.last = index
        elif gap > _BLANK or not (_is_wide(code) and self.letters and _is_wide(ord(self.letters[-1] or " "))):
            self.letters.append(" ")

    def _end_part(self) -> None:
        text = "".join(self.letters)
        if self.first >= 0 and text.strip():
            x0 = self._origin(self.first)[0]
            self.parts.append([round(x0, 1), round(self._end(self.last), 1), text])
        self.letters.clear()

    def _end_line(self) -> None:
        last = self.last
        self._end_part()
        if self.parts:
            self.lines.append([round(self._origin(last)[1], 1), round(self.size, 1), self.parts])
        self.parts = []
        self.first = self.last = -1
        self.size = 0.0

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        self.pdfium.FPDFText_GetCharOrigin(self.page, index, ctypes.byref(x), ctypes.byref(y))
        return x.value, y.value

    def _end(self, index: int) -> float:
        """Where character `index` ends: a Han character is as wide as its size, others about half."""
        code = self.pdfium.FPDFText_GetUnicode(self.page, index)
        return self._origin(index)[0] + self.size * (1.0 if _is_wide(code) else 0.5)

    def _font_size(self, index: int) -> float:
        size = float(self.pdfium.FPDFText_GetFontSize(self.page, index))
        matrix = self.pdfium.FS_MATRIX()
        if self.pdfium.FPDFText_GetMatrix(self.page, index, ctypes.byref(matrix)):
            size *= (float(matrix.b) ** 2 + float(matrix.d) ** 2) ** 0.5
        return size if 0.5 < size < 500 else 12.0


def _is_wide(code: int) -> bool:
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFF60 or 0x20000 <= code <= 0x3FFFF


if __name__ == "__main__":
    main()
