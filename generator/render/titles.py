"""Where a long title may break: between its words, never inside one."""

from __future__ import annotations

import re

#: after these a line may break
_AFTER = re.compile(
    r"(?<=》)|(?<=）)|(?<=、)|(?<=，)|(?<=：)|(?<=人民政府)(?!办公室)|(?<=办公室)|(?<=委员会)"
    r"|(?<=关于印发)|(?<=关于公布)|(?<=关于调整)|(?<=关于修改)|(?<=关于废止)|(?<=关于)(?!印发|公布|调整|修改|废止)|(?<=\d年)(?!度)"
)
#: before these a line may break
_BEFORE = re.compile(
    r"(?=《)|(?=（)|(?=关于)|(?=的通知$)|(?=的公告$)|(?=的意见$)|(?=实施细则)|(?=管理办法)|(?=实施方案)|(?=工作要点)"
)
_SHORT = 2


def title_parts(title: str) -> tuple[str, ...]:
    """`title` in parts of at least two characters; joined they are the title."""
    pieces = [part for piece in _AFTER.split(title) for part in _BEFORE.split(piece) if part]
    parts: list[str] = []
    for piece in pieces:
        if parts and (len(piece) < _SHORT or len(parts[-1]) < _SHORT):
            parts[-1] += piece
        else:
            parts.append(piece)
    return tuple(parts)
