"""A table without a header: columns told by what they hold. Every item read so is 待确认."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.catalog.deadlines import read_deadlines
from generator.importing import header_words as words
from generator.importing.grid import Grid
from generator.importing.headers import Column, IsChannel, Section
from generator.importing.marks import is_mark
from generator.importing.texts import bare, folded

_UNIT = re.compile(r".{1,40}(?:局|部门|政府|中心|办公室|机关|委员会|办|厅|院|所|站|公司|机构|支队|大队|街道)")
#: columns of marks at the right, in the order of the standard
_MARKS = (
    (words.ALL, ""), (words.GROUP, ""), (words.ACTIVE, ""), (words.REQUEST, ""),
    (words.LEVEL, "县级"), (words.LEVEL, "乡级"), (words.LEVEL, "村级"),
)
#: rows looked at
_SAMPLE = 200


def section_by_content(grid: Grid, is_channel: IsChannel) -> Section | None:
    """The whole grid as one section, or None when nothing in it looks like a catalogue (no deadline, no channel)."""
    filled = [i for i, row in enumerate(grid.rows) if any(cell.strip() for cell in row)]
    rows = [i for i in filled if sum(bool(cell.strip()) for cell in grid.rows[i]) > 2 or i > filled[0] + 3]
    if not rows:
        return None
    titles = tuple(" ".join(cell.strip() for cell in grid.rows[i] if cell.strip()) for i in filled if i < rows[0])
    sample = [[row[c] for row in (grid.rows[i] for i in rows[:_SAMPLE]) if row[c].strip()] for c in range(_width(grid))]
    roles = _roles(sample, is_channel)
    if words.DEADLINE not in roles.values() and words.CHANNELS not in roles.values():
        return None
    columns = tuple(_column(index, roles.get(index, words.EXTRA), roles, sample) for index in range(_width(grid)))
    return Section(titles, columns, tuple(rows), by_content=True)


def _width(grid: Grid) -> int:
    return len(grid.rows[0])


def _roles(sample: list[list[str]], is_channel: IsChannel) -> dict[int, str]:
    """Column -> role, the surest first."""
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        (words.SEQ, lambda text: folded(text).isdigit()),
        (words.DEADLINE, lambda text: len(text) < 120 and read_deadlines(text).understood),
        (words.CHANNELS, lambda text: _names_channel(text, is_channel)),
        (words.BASIS, lambda text: "《" in text or text.rstrip("。").endswith(("条例", "法", "规定"))),
        (words.UNIT, lambda text: _UNIT.fullmatch(bare(text)) is not None),
    )
    roles: dict[int, str] = {}
    for role, test in tests:
        shares = {
            index: sum(map(test, cells)) / len(cells) for index, cells in enumerate(sample) if cells and index not in roles
        }
        best = max(shares, key=lambda index: shares[index], default=None)
        if best is not None and shares[best] >= 0.5:
            roles[best] = role
    _texts(sample, roles)
    return roles


def _names_channel(text: str, is_channel: IsChannel) -> bool:
    return any(is_channel(part) for part in re.split(r"[\s■□▲◆☑√、,，;；]+", text) if part)


def _texts(sample: list[list[str]], roles: dict[int, str]) -> None:
    """The longest of the other text columns holds the elements; those left of it are the levels of the item."""
    texts = [i for i, cells in enumerate(sample) if cells and i not in roles and not all(map(is_mark, cells))]
    texts = [i for i in texts if i < min((c for c, role in roles.items() if role == words.CHANNELS), default=10**6)]
    if not texts:
        return
    longest = max(texts, key=lambda i: sum(map(len, sample[i])) / len(sample[i]))
    before = [i for i in texts if i < longest]
    if before:
        roles[longest] = words.ELEMENTS
    else:
        before = [longest]
    for index, role in zip(before[-3:], (words.LEVEL1, words.LEVEL2, words.LEVEL3), strict=False):
        roles[index] = role


def _column(index: int, role: str, roles: dict[int, str], sample: list[list[str]]) -> Column:
    channels = next((i for i, word in roles.items() if word == words.CHANNELS), None)
    if role == words.EXTRA and channels is not None and index > channels:
        marks = [i for i in range(channels + 1, len(sample)) if i not in roles and all(map(is_mark, sample[i]))]
        if index in marks and 4 <= len(marks) <= len(_MARKS):
            role, word = _MARKS[marks.index(index)]
            return Column(index, f"{words.over(role)}/{word or role}", role, word)
    title = role if role != words.EXTRA else f"第{index + 1}列"
    return Column(index, f"{words.over(role)}/{role}" if words.over(role) else title, role)
