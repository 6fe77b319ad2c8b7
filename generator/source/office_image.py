"""JPEG (ITU-T T.81) and PNG (ISO/IEC 15948): whole, nothing behind the picture, not too many pixels, no place taken."""

from __future__ import annotations

import struct
import zlib

from generator.findings import Severity
from generator.source.office_report import Report

MAX_PIXELS = 50_000_000
_EXIF = b"Exif\0\0"
_GPS_TAG = 0x8825
_PNG_KNOWN = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})


def inspect_jpeg(data: bytes, report: Report) -> None:
    """Walk the segments up to the scan; the file must end with the end-of-image marker."""
    if not data.endswith(b"\xff\xd9"):
        report.say(
            "A702", "图片没有结尾标志，没有下载完整，或后面夹带了别的内容", found="尾随内容", expected="完整的 JPEG"
        )
        return
    offset, size = 2, (0, 0)
    while offset + 4 <= len(data) and data[offset] == 0xFF:
        marker = data[offset + 1]
        if marker == 0xFF:
            offset += 1
            continue
        length = int.from_bytes(data[offset + 2 : offset + 4], "big")
        body = data[offset + 4 : offset + 2 + length]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and len(body) >= 5:
            size = (int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big"))
        if marker == 0xE1 and body.startswith(_EXIF):
            _look_for_place(body[len(_EXIF) :], report)
        if marker == 0xDA or length < 2:
            break
        offset += 2 + length
    _judge_size(size, report)


def inspect_png(data: bytes, report: Report) -> None:
    """Walk the chunks with their checksums; IEND must be the last byte of the file."""
    offset, size, ended = 8, (0, 0), False
    while offset + 12 <= len(data) and not ended:
        length = int.from_bytes(data[offset : offset + 4], "big")
        name = data[offset + 4 : offset + 8]
        end = offset + 12 + length
        if end > len(data):
            break
        body = data[offset + 8 : end - 4]
        if name in _PNG_KNOWN and zlib.crc32(name + body) != int.from_bytes(data[end - 4 : end], "big"):
            break
        if name == b"IHDR" and length >= 8:
            size = struct.unpack(">II", body[:8])
        elif name == b"eXIf":
            _look_for_place(body, report)
        ended = name == b"IEND"
        offset = end
    if not ended:
        report.say("A702", "图片的内部结构有误，或没有下载完整", found="损坏", expected="完整的 PNG")
        return
    if offset != len(data):
        report.say("A702", "图片后面夹带了别的内容", found="尾随内容", expected="到图片结尾为止")
        return
    _judge_size(size, report)


def _judge_size(size: tuple[int, int], report: Report) -> None:
    width, height = size
    if not width or not height:
        report.say("A702", "读不出图片的宽和高，文件已损坏", found="损坏", expected="完整的图片")
    elif width * height > MAX_PIXELS:
        message = f"图片有 {width}×{height} 像素，超过 {MAX_PIXELS // 10000} 万像素"
        report.say("A704", message, found=f"{width}×{height}", expected=f"不超过 {MAX_PIXELS // 10000} 万像素")


def _look_for_place(exif: bytes, report: Report) -> None:
    """Whether the first directory of the Exif block (TIFF 6.0) points to a GPS directory."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return
    (start,) = struct.unpack_from(order + "I", exif, 4)
    for number in range(512):
        entry = start + 2 + 12 * number
        if entry + 12 > len(exif) or number >= struct.unpack_from(order + "H", exif, start)[0]:
            return
        if struct.unpack_from(order + "H", exif, entry)[0] == _GPS_TAG:
            message = "图片里带有拍摄地点（GPS）"
            report.say("A709", message, found="GPS", expected="没有定位信息的图片", severity=Severity.WARNING)
            return
