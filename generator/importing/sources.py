"""Records of an old portal, one after the other: CSV, XLSX, JSON lines (plain or xz). Streams where the kind allows."""

from __future__ import annotations

import codecs
import csv
import io
import json
import lzma
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from generator.errors import UsageError
from generator.importing.delimited import MAX_CELL, delimiter_of
from generator.importing.workbook import read_workbook
from generator.source.names import shown

#: bytes of one JSON line
MAX_LINE = 16 * 1024 * 1024
KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".jsonl.xz", ".ndjson", ".csv.xz")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its place in the file (row or line, from 1), and its texts by column; or what is wrong with it."""

    row: int
    values: dict[str, str]
    fault: str = ""


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file. Raises UsageError when the file as a whole cannot be read."""
    name = shown(path.name)
    lower = path.name.lower()
    if lower.endswith(".xlsx"):
        yield from _from_workbook(path, name)
    elif lower.endswith((".jsonl", ".ndjson", ".jsonl.xz")):
        with _opened(path, name) as stream:
            yield from _from_lines(stream, name)
    elif lower.endswith((".csv", ".tsv", ".txt", ".csv.xz")):
        with _opened(path, name) as stream:
            yield from _from_csv(stream, name)
    else:
        raise UsageError(f"“{name}”不是 csv、xlsx、jsonl 或 jsonl.xz，请另存为其中一种")


@contextmanager
def _opened(path: Path, name: str) -> Iterator[BinaryIO | lzma.LZMAFile]:
    """The plain file as a stream of bytes, unpacked where it ends in .xz; no link, device or pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        reason = "文件不存在" if isinstance(error, FileNotFoundError) else "系统不让读，或者是快捷方式"
        raise UsageError(f"“{path}”读不出来：{reason}") from error
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UsageError(f"“{path}”不是普通文件")
        if name.lower().endswith(".xz"):
            with lzma.open(stream, "rb") as unpacked:
                yield unpacked
        else:
            yield stream


def _from_lines(stream: BinaryIO | lzma.LZMAFile, name: str) -> Iterator[Record]:
    number = 0
    try:
        while line := stream.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                raise UsageError(f"“{name}”第 {number} 行超过 16 MB，不是 JSON 行文件")
            if line.strip():
                yield _json_record(line, number)
    except (lzma.LZMAError, EOFError, OSError) as error:
        raise UsageError(f"“{name}”在第 {number} 行以后读不下去，文件没有下载完整或已损坏") from error


def _json_record(line: bytes, number: int) -> Record:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Record(number, {}, "不是有效的 JSON（UTF-8）")
    if not isinstance(value, dict):
        return Record(number, {}, "不是 {…} 形式的 JSON")
    return Record(number, {str(key): _text(item) for key, item in value.items()})


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_text(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _from_csv(stream: BinaryIO | lzma.LZMAFile, name: str) -> Iterator[Record]:
    buffered = io.BufferedReader(stream, 1 << 20)  # type: ignore[type-var]
    head = buffered.peek(1 << 20)[: 1 << 20]
    encoding = _encoding(head, name)
    csv.field_size_limit(MAX_CELL)
    sample = codecs.getincrementaldecoder(encoding)().decode(head)
    with io.TextIOWrapper(buffered, encoding=encoding, newline="") as text:
        rows = csv.reader(text, delimiter=delimiter_of(sample))
        try:
            yield from _with_heads(((number, row) for number, row in enumerate(rows, 1)), name)
        except UnicodeDecodeError as error:
            raise UsageError(f"“{name}”里有不是 {encoding.removesuffix('-sig')} 的字节，请另存为 UTF-8") from error
        except csv.Error as error:
            raise UsageError(f"“{name}”第 {rows.line_num} 行附近不是有效的 CSV（引号不成对，或一格太长）") from error


def _encoding(head: bytes, name: str) -> str:
    """UTF-8 where the beginning of the file is, else GBK. Raises UsageError when it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return encoding
    raise UsageError(f"“{name}”不是 UTF-8，也不是 GBK，请另存为“CSV UTF-8（逗号分隔）”")


def _from_workbook(path: Path, name: str) -> Iterator[Record]:
    grids, _ = read_workbook(path, name)
    for grid in grids:
        yield from _with_heads(((number, list(row)) for number, row in enumerate(grid.rows, 1)), name)


def _with_heads(rows: Iterator[tuple[int, list[str]]], name: str) -> Iterator[Record]:
    """Records by the names of the first row that holds any."""
    heads: list[str] = []
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if not heads:
            heads = [" ".join(cell.split()) for cell in row]
            twice = {head for head in heads if head and heads.count(head) > 1}
            if twice:
                raise UsageError(f"“{name}”有两列都叫“{min(twice)}”，请改名")
            continue
        yield Record(number, {head: cell for head, cell in zip(heads, row, strict=False) if head})
