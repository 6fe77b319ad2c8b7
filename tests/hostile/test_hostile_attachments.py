"""Hostile attachments: bombs, polyglots and damage. Each is told fast, within bounded memory, without an exception."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from generator.source.office import inspect
from tests.source.repository import CONTENT_TYPES, DOCUMENT, document, package, pdf, workbook


def told(tmp_path: Path, name: str, data: bytes) -> list[str]:
    path = tmp_path / name
    path.write_bytes(data)
    start = time.perf_counter()
    result = inspect(path, f"content/entries/{name}")
    assert time.perf_counter() - start < 10
    for problem in result.problems:
        repr(problem).encode("utf-8")
    return [problem.rule for problem in result.problems]


def zip_bomb(size: int) -> bytes:
    return workbook(**{"xl__worksheets__sheet1.xml": b"<a>" + b" " * size + b"</a>"})


def lying_bomb(size: int) -> bytes:
    """Both headers say one byte; the data unpacks to `size`."""
    data = zip_bomb(size)
    real = struct.pack("<I", size + 7)
    return data.replace(real, struct.pack("<I", 1))


def overlapping_bomb() -> bytes:
    """Many central entries that share one deflated member (the way of D. Fifield's bombs)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("word/document.xml", DOCUMENT)
        archive.writestr("word/x0.xml", " " * 900_000)
        first = archive.infolist()[-1]
        for number in range(1, 500):
            twin = zipfile.ZipInfo(f"word/x{number}.xml")
            twin.compress_type, twin.CRC = first.compress_type, first.CRC
            twin.compress_size, twin.file_size, twin.header_offset = (
                first.compress_size,
                first.file_size,
                first.header_offset,
            )
            archive.filelist.append(twin)
            archive.NameToInfo[twin.filename] = twin
    return buffer.getvalue()


def pdf_with_stream(dictionary: str, data: bytes) -> bytes:
    """A PDF whose object 4 is a stream."""
    text = pdf("", "@@").replace(
        b"@@", f"<< {dictionary} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"
    )
    start = text.index(b"xref\n0")
    return text[: text.index(b"startxref")] + f"startxref\n{start}\n%%EOF\n".encode()


def object_stream_bomb(size: int) -> bytes:
    """A PDF whose cross-reference stream points into an object stream that unpacks to `size` bytes."""
    packed = zlib.compress(b"1 0 " + b"<< /Type /Catalog /Pages 2 0 R >>" + b" " * size, 9)
    out = b"%PDF-1.7\n"
    offsets = {}
    for number, body in (
        (2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        (3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"),
        (
            4,
            b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(packed), packed),
        ),
    ):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    rows = [(0, 0, 65535), (2, 4, 0), (1, offsets[2], 0), (1, offsets[3], 0), (1, offsets[4], 0), (1, start, 0)]
    table = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows))
    out += (
        b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (
            len(table),
            table,
        )
    )
    return out + b"startxref\n%d\n%%%%EOF\n" % start


BOMBS = {
    "ratio.xlsx": (lambda: zip_bomb(20_000_000), ["A704"]),
    "lying.xlsx": (lambda: lying_bomb(20_000_000), ["A704", "A702"]),
    "overlapping.docx": (overlapping_bomb, ["A704", "A702"]),
    "stored.docx": (
        lambda: package({f"word/media/{n}.bin": b"\0" * 990_000 for n in range(120)} | {"[Content_Types].xml": "x"}),
        ["A704"],
    ),
    "objects.pdf": (lambda: object_stream_bomb(100_000_000), ["A704", "A702"]),
    "small-objects.pdf": (lambda: object_stream_bomb(1000), []),
    "nested.pdf": (lambda: pdf("", "[" * 100_000 + "]" * 100_000), ["A702", "A704"]),
    "dictionaries.pdf": (lambda: pdf("", "<</A" * 100_000), ["A702", "A704"]),
    "page-loop.pdf": (lambda: pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), ["A702"]),
    "laughs.docx": (
        lambda: document(
            parts={"word/x.xml": "<!DOCTYPE a [" + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20)) + "]><a>&a19;</a>"}
        ),
        ["A703"],
    ),
    "deep.docx": (lambda: document(parts={"word/_rels/document.xml.rels": "<a>" * 200_000}), ["A702", "A704"]),
    "attributes.docx": (
        lambda: document(
            parts={"word/_rels/d.rels": "<a " + " ".join(f'a{n}="{random.Random(n).random()}"' for n in range(100_000)) + "/>"}
        ),
        [],
    ),
    "pixels.png": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\xff" * 8 + b"\0" * 9, ["A702", "A704"]),
    "segments.jpg": (lambda: b"\xff\xd8" + b"\xff\xe1\x00\x02" * 200_000 + b"\xff\xd9", ["A702"]),
    "fill.jpg": (lambda: b"\xff\xd8" + b"\xff" * 500_000 + b"\xff\xd9", ["A702"]),
    "line.csv": (lambda: b"a" * 5_000_000 + b",=1", ["A703"]),
    "commas.csv": (lambda: b"," * 5_000_000, []),
    "quotes.csv": (lambda: b'"' * 5_000_000, []),
    "streams.pdf": (lambda: pdf()[:-6] + b"stream\n" * 300_000 + b"%%EOF\n", ["A702"]),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(tmp_path: Path, name: str) -> None:
    make, rules = BOMBS[name]
    found = told(tmp_path, name, make())  # type: ignore[no-untyped-call]
    assert set(found) <= set(rules)
    assert bool(found) == bool(rules)


def test_bombs_stay_within_memory(tmp_path: Path) -> None:
    """All bombs in a process that may take 1 GB of address space."""
    for name in ("ratio.xlsx", "lying.xlsx", "overlapping.docx", "stored.docx", "objects.pdf"):
        (tmp_path / name).write_bytes(BOMBS[name][0]())  # type: ignore[no-untyped-call]
    program = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from generator.source.office import inspect
for path in sorted(Path(sys.argv[1]).iterdir()):
    print(path.name, bool(inspect(path, path.name).problems))
"""
    result = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("True") == 5


POLYGLOTS = {
    "html.pdf": b"<html><script>alert(1)</script>\n" + pdf(),
    "zip.pdf": pdf() + package({"a.txt": "x"}),
    "pdf.docx": pdf() + document(),
    "pdf-in-front.xlsx": b"%PDF-1.7\n" + workbook(),
    "html-behind.jpg": b"\xff\xd8\xff\xc0\0\x0b\x08\0\x03\0\x04\x01\x01\x11\0\xff\xda\0\x02\xff\xd9<script>",
    "gif.png": b"GIF89a/*" + b"x" * 100,
    "script.csv": b"<script>alert(1)</script>",
    "exe.pdf": b"MZ" + b"\0" * 60 + pdf(),
    "elf.jpg": b"\x7fELF" + b"\0" * 100,
    "svg.png": b"<svg onload='alert(1)'/>",
    "jar.docx": package({"META-INF/MANIFEST.MF": "x", "A.class": b"\xca\xfe\xba\xbe"}),
    "doc.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000,
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_polyglots(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, name, POLYGLOTS[name]) == ["A702"]


GOOD = {"a.pdf": pdf(), "a.docx": document(), "a.xlsx": workbook()}


@pytest.mark.parametrize("name", GOOD)
def test_damage_never_raises(tmp_path: Path, name: str) -> None:
    """Flipped, cut and doubled bytes: a verdict each time."""
    draw = random.Random(name)
    for _ in range(300):
        data = bytearray(GOOD[name])
        for _ in range(draw.randint(1, 6)):
            at = draw.randrange(len(data))
            kind = draw.randrange(3)
            if kind == 0:
                data[at] = draw.randrange(256)
            elif kind == 1:
                del data[at : at + draw.randint(1, 40)]
            else:
                data[at:at] = data[at : at + draw.randint(1, 40)]
            if not data:
                data = bytearray(b"x")
        told(tmp_path, name, bytes(data))


def test_every_kind_with_every_content(tmp_path: Path) -> None:
    for extension in ("pdf", "docx", "xlsx", "csv", "jpg", "jpeg", "png"):
        for data in (b"\0", b"\n", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"%PDF-", b"%PDF-%%EOF", b"\xff\xd8\xff\xd9",
                     b"\x89PNG\r\n\x1a\n", b"\xff" * 1000):  # fmt: skip
            rules = told(tmp_path, f"a.{extension}", data)
            assert rules or (extension == "csv" and data == b"\n")
