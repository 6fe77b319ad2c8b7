"""Splitting a Markdown file that opens with a `---` block into fields and body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.findings import Place, Problem

_FENCE = re.compile(r"---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
#: What a Chinese input method makes of three hyphens, or one too few.
_FENCE_SLIP = re.compile(r"[ \t\u3000]*[-－—–―─﹣_]{2,}[ \t\u3000]*")
_FIELD = re.compile(r"(?:类型|标题|目录事项|发文机关|成文日期|公开方式)[ \t]*[:：]")


@dataclass(frozen=True, slots=True)
class Split:
    """`fields` is None when the file has no field block, or one that does not end."""

    fields: str | None
    fields_line: int
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def opens_with_fence(text: str) -> bool:
    """Whether the first line is `---`."""
    return _FENCE.fullmatch(text.partition("\n")[0]) is not None


def split(text: str, path: str) -> Split:
    """Fields and body of a Markdown file that stands alone."""
    lines = text.split("\n")
    problems: list[Problem] = []
    if not _FENCE.fullmatch(lines[0]):
        if not _FENCE_SLIP.fullmatch(lines[0]):
            return Split(None, 1, text, 1, (_no_fields(lines[0], path),))
        problems.append(_fence_slip(lines[0], 1, path))
    end = next((i for i in range(1, len(lines)) if _END.fullmatch(lines[i])), 0)
    if not end:
        end = next((i for i in range(1, len(lines)) if _FENCE_SLIP.fullmatch(lines[i])), 0)
        if not end:
            message = "开头的“---”后面没有找到另一行“---”，分不清字段和正文"
            problems.append(Problem("S104", Place(path), message, expected="字段写完后单独一行 ---", fix="---"))
            return Split(None, 1, text, 1, tuple(problems))
        problems.append(_fence_slip(lines[end], end + 1, path))
    body = "\n".join(lines[end + 1 :])
    return Split("\n".join(lines[1:end]) + "\n", 2, body, end + 2, tuple(problems))


def _fence_slip(line: str, number: int, path: str) -> Problem:
    message = f"字段块的分界线写成了“{line.strip()}”，应为三个英文减号“---”，前后没有别的字"
    return Problem("S103", Place(path, number, 1), message, found=line.strip()[:40], expected="---", fix="---")


def _no_fields(first: str, path: str) -> Problem:
    message = "只有正文，没有字段：旁边没有同名的 .yaml，文件开头也没有“---”之间的字段"
    if _FIELD.match(first):
        message = "字段前面少了一行“---”"
    return Problem("S112", Place(path), message, found=first[:40], expected="第一行是 ---", fix="---")
