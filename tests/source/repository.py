"""A repository on disk for tests of reading, and problems in short form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from generator.findings import Problem
from generator.source.files import EntrySources
from generator.source.tree import read_entries

#: rule, line, column, message, fix
Short = tuple[str, int, int, str, str]


class Repository:
    """Writes files below a folder and reads its entries."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, content: str | bytes = "标题: 示例\n") -> Path:
        """Write one file, folders included; text as UTF-8 with the line ends given."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def entry(self, name: str, content: str | bytes = "标题: 示例\n") -> Path:
        """Write a file of the folder `shifuban/2021`."""
        return self.write(f"content/entries/shifuban/2021/{name}", content)

    def read(self) -> EntrySources:
        """Read all entries."""
        return read_entries(self.root)


def short(problems: Iterable[Problem]) -> list[Short]:
    """Problems as comparable rows."""
    return [(p.rule, p.place.line, p.place.column, p.message, p.fix) for p in problems]


def rows(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """Path below shifuban/2021 (or the whole path) and rule."""
    base = "content/entries/shifuban/2021/"
    return [(p.place.path.removeprefix(base), p.rule) for p in problems]


RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORKBOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets>{}</sheets></workbook>'
DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def package(parts: dict[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(sheets: str = '<sheet name="表1"/>', **extra: str | bytes) -> bytes:
    """A small xlsx; `extra` maps part names (`/` written as `__`) to content."""
    parts: dict[str, str | bytes] = {"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": WORKBOOK.format(sheets)}
    parts.update({name.replace("__", "/"): content for name, content in extra.items()})
    return package(parts)


def document(body: str = "<w:p/>", parts: dict[str, str | bytes] | None = None) -> bytes:
    """A small docx with more parts."""
    base: dict[str, str | bytes] = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": DOCUMENT.format(body)}
    return package({**base, **(parts or {})})


def pdf(catalog: str = "", *objects: str, trailer: str = "") -> bytes:
    """A correct one-page PDF; `catalog` is added to the catalogue, `objects` become 4, 5, …"""
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        *objects,
    ]
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out
