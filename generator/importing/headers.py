"""Finding the header of a table: titles above it, up to four rows, merged and shuffled headings, repetitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.importing import header_words as words
from generator.importing.grid import Grid
from generator.importing.texts import bare, folded, storable

#: rows of one header
MAX_HEADER = 5
#: headings by which a row is taken for a header
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title (unique in its table), and what it holds (a word of `header_words`)."""

    index: int
    title: str
    role: str
    #: the heading as written: 乡、村级, or the channel of a sub-column
    word: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of a grid that stand under one header."""

    #: lines above the header: the table's title
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    #: indices of the data rows
    rows: tuple[int, ...]
    #: the header's rows repeat those of the section before, without a new title
    repeated: bool = False
    #: no header was found, the columns were told by what they hold
    by_content: bool = False


IsChannel = Callable[[str], bool]


def sections(grid: Grid, is_channel: IsChannel) -> list[Section]:
    """The sections of a grid in order; empty when no header row is found."""
    starts = [row for row in range(len(grid.rows)) if _is_header(grid.rows[row])]
    starts = [row for i, row in enumerate(starts) if i == 0 or row - starts[i - 1] > 1]
    found: list[Section] = []
    previous_end = 0
    headers = [(start, _header_end(grid, start, is_channel)) for start in starts]
    for number, (start, end) in enumerate(headers):
        titles_from = _titles_from(grid, previous_end, start)
        early = tuple(_filled(grid, previous_end, titles_from))
        columns = read_columns(grid, start, end, is_channel)
        if early and not found:
            found.append(Section((), columns, early))  # the table's first page had no header
        elif early:
            found[-1] = replace(found[-1], rows=found[-1].rows + early)
        titles = tuple(_title(grid, row) for row in range(titles_from, start) if _title(grid, row))
        stop = headers[number + 1][0] if number + 1 < len(headers) else len(grid.rows)
        stop = _titles_from(grid, end, stop) if number + 1 < len(headers) else stop
        found.append(Section(titles, columns, tuple(_filled(grid, end, stop)), repeated=bool(found) and not titles))
        previous_end = stop
    return found


def _filled(grid: Grid, start: int, stop: int) -> Iterator[int]:
    return (row for row in range(start, stop) if any(cell.strip() for cell in grid.rows[row]))


def _is_header(row: tuple[str, ...]) -> bool:
    roles = {role for cell in row if (role := words.heading(cell)) in words.CORE}
    return len(roles) >= ENOUGH


def _title(grid: Grid, row: int) -> str:
    return " ".join(" ".join(storable(cell).split()) for cell in grid.rows[row] if cell.strip())


def _titles_from(grid: Grid, low: int, start: int) -> int:
    """The first of the title rows that end just above `start`: at most five, each with at most two texts."""
    row = start
    while row > max(low, start - 5):
        cells = [cell for cell in grid.rows[row - 1] if cell.strip()]
        texts = {bare(cell) for cell in cells}
        if len(texts) > 2 or (cells and not _looks_like_title(texts)):
            break
        row -= 1
    return row


def _looks_like_title(texts: set[str]) -> bool:
    """A name of a catalogue, an appendix number, a form's head line; never a mark or a bare number."""
    joined = "".join(texts)
    return bool(re.search("目录|领域|附件|附表|表\\d|标准|填报|单位[:：]|^[（(][一二三四五六七八九十]+[)）]|版", joined))


def _header_end(grid: Grid, start: int, is_channel: IsChannel) -> int:
    """The row after the header that begins at `start`."""
    grown = ["" for _ in grid.rows[start]]
    row = start + 1
    while row < min(len(grid.rows), start + MAX_HEADER):
        cells = grid.rows[row]
        filled = [i for i, cell in enumerate(cells) if cell.strip()]
        if not filled or not all(_continues(grid, start, i, grown[i], cells[i], is_channel) for i in filled):
            break
        grown = [grown[i] + bare(cell) for i, cell in enumerate(cells)]
        row += 1
    return row


def _continues(grid: Grid, start: int, column: int, grown: str, cell: str, is_channel: IsChannel) -> bool:
    """Whether `cell` belongs to the header: a heading of the second row, or the next letters of one."""
    whole = grown + bare(cell)
    if words.sub_heading(whole) or words.begins_word(whole):
        return True
    if words.heading(cell) in words.CORE and not grown:
        return True
    group = words.heading(_group(grid, start, column))
    if group == words.CHANNELS and is_channel(cell) and not re.search("[■□▲◆☑√]", cell):
        return True
    own = bare(grid.rows[start][column])
    return bool(own and words.heading(own + whole) in words.CORE and not words.heading(own))


def _group(grid: Grid, start: int, column: int) -> str:
    """The heading over a column: its own, else the nearest to the left."""
    if grid.merged:
        own = grid.shown(start, column)
        if own.strip() or (start, column) in grid.merged:
            return own
    return next((grid.rows[start][i] for i in range(column, -1, -1) if grid.rows[start][i].strip()), "")


def read_columns(grid: Grid, start: int, end: int, is_channel: IsChannel) -> tuple[Column, ...]:
    """The columns of the header in rows `start` to `end` (exclusive)."""
    columns: list[Column] = []
    for index in range(len(grid.rows[start])):
        own = storable(bare(grid.rows[start][index]))
        sub = storable("".join(bare(grid.rows[row][index]) for row in range(start + 1, end)))
        columns.append(_column(grid, start, index, own, sub, is_channel))
    return _unique(_ordered(_by_figures(grid, end, columns)))


def _column(grid: Grid, start: int, index: int, own: str, sub: str, is_channel: IsChannel) -> Column:
    group = storable(bare(_group(grid, start, index)))
    role = words.sub_heading(sub) or ("" if sub else words.sub_heading(own)) or words.heading(sub)
    if role:
        head = words.over(role)
        return Column(index, f"{head}/{sub or own}" if head else (sub or own), role, sub or own)
    if words.heading(own + sub) in words.CORE and not words.heading(own):
        return Column(index, own + sub, words.heading(own + sub))
    group_role = words.heading(group)
    if sub and group_role == words.CHANNELS and is_channel(sub):
        return Column(index, f"{words.CHANNELS}/{sub}", words.CHANNEL, sub)
    if own and not sub:
        return Column(index, own[:40], words.heading(own) or words.EXTRA)
    if sub:
        return Column(index, f"{group[:20]}/{sub}"[:40] if group else sub[:40], words.EXTRA)
    return Column(index, "", group_role)


def _by_figures(grid: Grid, end: int, columns: list[Column]) -> list[Column]:
    """A column without any heading that holds mostly whole numbers is the 序号."""
    if any(column.role == words.SEQ for column in columns):
        return columns
    for position, column in enumerate(columns):
        if not column.title:
            cells = [folded(row[column.index]) for row in grid.rows[end:] if row[column.index].strip()]
            if cells and sum(cell.isdigit() for cell in cells) * 2 > len(cells):
                columns[position] = replace(column, title=words.SEQ, role=words.SEQ)
                break
    return columns


#: columns under a heading that has no second row, in the order of the standard
_STANDARD = {
    words.ITEM: (words.LEVEL1, words.LEVEL2, words.LEVEL3),
    words.AUDIENCE: (words.ALL, words.GROUP),
    words.MODE: (words.ACTIVE, words.REQUEST),
}


def _ordered(columns: list[Column]) -> list[Column]:
    """Headings that stand over columns without a second row give them the standard's order; the rest is `其他列`."""
    taken: dict[str, int] = {}
    present = {column.role for column in columns}
    result = []
    for column in columns:
        order = _STANDARD.get(column.role)
        if order is not None:
            free = [role for role in order if role not in present]
            number = taken.get(column.role, 0)
            taken[column.role] = number + 1
            role = free[number] if number < len(free) else words.EXTRA
            column = replace(column, role=role, title=f"{words.over(role)}/{role}" if role in free else column.title)
        elif not _is_sure(column):
            column = replace(column, role=words.EXTRA)
        result.append(column)
    return result


def _is_sure(column: Column) -> bool:
    """Whether the headings say enough: a level of government needs its name, a 序号 or a level its own heading."""
    if column.role == words.LEVEL:
        return bool(column.word)
    return bool(column.role) and (bool(column.title) or column.role not in (words.SEQ, words.FIELD, *_LEVELS))


_LEVELS = (words.LEVEL1, words.LEVEL2, words.LEVEL3)


def _unique(columns: list[Column]) -> tuple[Column, ...]:
    """Every column with a title of its own."""
    seen: dict[str, int] = {}
    result = []
    for column in columns:
        title = column.title or (column.role if column.role != words.EXTRA else f"第{column.index + 1}列")
        count = seen[folded(title)] = seen.get(folded(title), 0) + 1
        result.append(replace(column, title=title if count == 1 else f"{title}（{count}）"))
    return tuple(result)
