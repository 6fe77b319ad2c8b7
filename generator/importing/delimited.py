"""CSV as it comes from offices: UTF-8 or GBK, comma, tab or semicolon."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from generator.errors import UsageError
from generator.source.text import decode

#: characters of one cell; the longest documents of an old portal stay below
MAX_CELL = 2 * 1024 * 1024


def as_text(data: bytes, name: str) -> tuple[str, bool]:
    """The text of a file and whether it was GBK. Raises UsageError when it is neither UTF-8 nor GBK."""
    text, problems = decode(data, name)
    if text is not None:
        # refused characters stay: what is imported must be found again, and drafts are cleaned when written
        return data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), False
    if problems and problems[0].found == "GBK":
        try:
            return data.decode("gb18030").replace("\r\n", "\n").replace("\r", "\n"), True
        except UnicodeDecodeError:
            pass
    detail = problems[0].message if problems else "不是文本"
    raise UsageError(f"“{name}”读不出来：{detail}；请另存为“CSV UTF-8（逗号分隔）”")


def delimiter_of(text: str) -> str:
    """The sign that parts cells: the one of `,` tab `;` that the first lines hold most of."""
    head = text[:4000]
    return max((",", "\t", ";"), key=head.count)


def csv_rows(text: str, name: str) -> Iterator[list[str]]:
    """The rows of a CSV text. Raises UsageError where a quoted cell never ends or a cell is too long."""
    csv.field_size_limit(MAX_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    except csv.Error as error:
        detail = f"有一格超过 {MAX_CELL} 个字" if "field larger" in str(error) else "引号不成对，或格子里有换行却没有引号"
        raise UsageError(f"“{name}”不是有效的 CSV：{detail}") from error
