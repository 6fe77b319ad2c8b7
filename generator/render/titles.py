"""Where a long title may break: between its words, never inside one."""

from __future__ import annotations

import re

#: after these a line may break
_AFTER = re.compile(
    r"[》）、，：]|人民政府(?!办公室)|办公室|委员会|关于(?:印发|公布|调整|修改|废止)?|\d年(?!度)"
)
#: before these a line may break
_BEFORE = re.compile(r"[《（]|关于|的(?:通知|公告|意见)$|实施细则|管理办法|实施方案|工作要点")
_SHORT = 2


def title_parts(title: str) -> tuple[str, ...]:
    """`title` in parts of at least two characters; joined they are the title."""
    places = {match.end() for match in _AFTER.finditer(title)}
    places.update(match.start() for match in _BEFORE.finditer(title))
    places.add(len(title))
    parts: list[str] = []
    start = 0
    for place in sorted(places):
        piece = title[start:place]
        start = place
        if piece and parts and (len(piece) < _SHORT or len(parts[-1]) < _SHORT):
            parts[-1] += piece
        elif piece:
            parts.append(piece)
    return tuple(parts)
