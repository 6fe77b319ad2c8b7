"""From the texts of one item to the fields of a draft (catalog/items, formats.md §4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.catalog.deadlines import DeadlineReading, read_deadlines
from generator.catalog.model import Basis, Catalog
from generator.importing import header_words as words
from generator.importing.grouping import RawItem
from generator.importing.marks import ChannelReading, Channels, Marks, is_mark, tick_text, ticked
from generator.importing.texts import bare, folded, plain


@dataclass(frozen=True, slots=True)
class Units:
    """What units are called -> id."""

    ids: Mapping[str, str]

    @classmethod
    def of(cls, catalog: Catalog) -> Units:
        """Every name, short name and alias of the catalogue's organisations."""
        ids: dict[str, str] = {}
        for unit in catalog.organizations.values():
            for name in (unit.name, unit.short, *unit.aliases):
                ids.setdefault(folded(name), unit.id)
        return cls(ids)


@dataclass(slots=True)
class DraftItem:
    """One item as it will be written."""

    raw: RawItem
    level1: str
    level2: str
    elements: tuple[str, ...]
    bases: tuple[Basis, ...]
    deadline_text: str
    reading: DeadlineReading
    units: tuple[str, ...]
    channels: ChannelReading
    audience: dict[str, str]
    mode: str
    levels: tuple[str, ...]
    #: why it is 待确认, one sentence each
    doubts: list[str] = field(default_factory=list)


def draft_item(raw: RawItem, channels: Channels, units: Units, marks: Marks) -> DraftItem:
    """Read all fields of one item; what is not understood is a doubt, never a guess."""
    doubts: list[str] = ["表没有表头，各列按内容认出"] if raw.by_content else []
    level1, level2 = _names(raw, doubts)
    reading = _deadline(raw, doubts)
    return DraftItem(
        raw=raw,
        level1=level1,
        level2=level2,
        elements=elements_of(raw.text(words.ELEMENTS)),
        bases=tuple(bases_of(raw.text(words.BASIS))),
        deadline_text=plain(raw.text(words.DEADLINE)),
        reading=reading,
        units=_units(raw, units, doubts),
        channels=_channels(raw, channels, marks, doubts),
        audience=_audience(raw),
        mode=_mode(raw, doubts),
        levels=_levels(raw),
        doubts=doubts,
    )


def _names(raw: RawItem, doubts: list[str]) -> tuple[str, str]:
    """一级事项 and 二级事项; of three levels the upper two are joined, the last is the item's own name."""
    one, two, three = (_name(raw.levels[role]) for role in (words.LEVEL1, words.LEVEL2, words.LEVEL3))
    upper = "/".join(part for part in ((one, two) if three else (one,)) if part)
    own = three or two
    if not upper and not own:
        doubts.append("没有事项名称")
        return "待补", ""
    if not upper:
        doubts.append("没有一级事项，暂以二级事项代替")
        return own, ""
    return upper, own


def _name(text: str) -> str:
    """One line; a cell that says the same twice, one below the other, says it once."""
    lines = [plain(line) for line in text.split("\n") if line.strip()]
    half = len(lines) // 2
    if lines and len(lines) % 2 == 0 and lines[:half] == lines[half:]:
        return plain("\n".join(lines[:half]))
    return plain(text)


def _deadline(raw: RawItem, doubts: list[str]) -> DeadlineReading:
    text = raw.text(words.DEADLINE)
    reading = read_deadlines(text)
    if not bare(text):
        doubts.append("没有公开时限")
    elif not reading.understood:
        doubts.append(f"公开时限没有读懂：{'；'.join(reading.unknown) or plain(text)}")
    elif reading.assumed:
        doubts.append("公开时限没有写从哪天起算，按信息形成或者变更之日")
    return reading


# -- lists in a cell --------------------------------------------------------------------------------------------

_BULLET = re.compile(r"^\s*(?:[●·•◆○◇▪■\-—*]|[①-⑳]|\(?\d{1,2}\)?\s*[.、．)）](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）])\s*")
_INLINE = re.compile(r"(?:(?<=[;；。\s\n：:])|^)\s*(?:\d{1,2}\s*[.．、](?!\d)|[●•◆①-⑳])\s*")


def elements_of(text: str) -> tuple[str, ...]:
    """要素 of a cell: by bullets or numbers, else by semicolons, else by `、` where it is a plain list."""
    if not bare(text):
        return ()
    parts = _lines(text)
    if len(parts) < 2 and _INLINE.match(text) and len(_INLINE.findall(text)) > 1:
        parts = _INLINE.split(text)
    if len(parts) < 2:
        parts = re.split(r"[;；]|(?<=。)\s*\n", text)
    if len(parts) < 2:
        parts = _enumerated(text)
    words_ = (re.sub(r"[;；。:：、，,]+$", "", _BULLET.sub("", plain(part))) for part in parts)
    return tuple(dict.fromkeys(word for word in words_ if word))


def _lines(text: str) -> list[str]:
    """Lines joined to entries: each begins with a bullet; empty where the lines have none."""
    entries: list[str] = []
    for line in text.split("\n"):
        if _BULLET.match(line):
            entries.append(line)
        elif entries:
            entries[-1] += line
        elif line.strip():
            return []
    return entries


def _enumerated(text: str) -> list[str]:
    parts = text.split("、")
    plain_list = len(parts) >= 4 and not re.search(r"[，,；;《（(。]", text.strip("。等 \n"))
    return parts if plain_list and all(len(bare(part)) <= 16 for part in parts) else [text]


_TITLE = re.compile(
    r"《(?P<name>(?:[^《》]|《[^《》]*》){2,200})》"
    r"(?:\s*[（(〔]\s*(?P<note>[^）)]{2,60}?)\s*[）)])?"
    r"(?:[，,、]?\s*(?P<article>第[一二三四五六七八九十百零\d]{1,6}条(?:[、和至第一二三四五六七八九十百零\d]*条)*))?"
)
_NUMBER = re.compile(r"号|令")
#: a year in other brackets than those of GB/T 9704
_YEAR = re.compile(r"[\[【［]((?:19|20)\d{2})[\]】］]")


def bases_of(text: str) -> Iterator[Basis]:
    """依据 of a cell: every 《title》 with its number and article; a text without titles stands as it is."""
    seen: set[tuple[str, str, str]] = set()
    for match in _TITLE.finditer(text):
        note = plain(match["note"] or "")
        number = note if _NUMBER.search(note) and not re.search("修订|修正|通过", note) else ""
        basis = (plain(match["name"]), number, plain(match["article"] or ""))
        if basis not in seen:
            seen.add(basis)
            yield Basis(basis[0], _YEAR.sub(r"〔\1〕", basis[1]), basis[2])
    if not seen:
        for line in re.split(r"[;；\n]+(?=\s*(?:\d|[●·•]))", text):
            word = re.sub(r"[;；。]+$", "", _BULLET.sub("", plain(line)))
            if word:
                yield Basis(word)


# -- units, channels, ticks ---------------------------------------------------------------------------------------


def _units(raw: RawItem, units: Units, doubts: list[str]) -> tuple[str, ...]:
    """Organisation ids; a unit that the catalogue does not name stays text in 原文."""
    text = raw.text(words.UNIT)
    if not bare(text):
        doubts.append("没有公开主体")
        return ()
    whole = units.ids.get(folded(text))
    if whole:
        return (whole,)
    parts = [part for part in re.split(r"[、，,;；\n]+|\s{2,}", text) if bare(part)]
    known = tuple(dict.fromkeys(units.ids[folded(part)] for part in parts if folded(part) in units.ids))
    if len(known) < len(parts):
        left = [plain(part) for part in parts if folded(part) not in units.ids]
        doubts.append(f"公开主体“{plain(text) if not known else '、'.join(left)}”不在机构名录里")
    return known


def _channels(raw: RawItem, channels: Channels, marks: Marks, doubts: list[str]) -> ChannelReading:
    cells = {column.word: text for column, text in raw.texts(words.CHANNEL) if bare(text)}
    reading = channels.read(raw.text(words.CHANNELS), marks) if bare(raw.text(words.CHANNELS)) else ChannelReading()
    if cells:
        split = channels.read_columns(cells, marks)
        chosen = tuple(dict.fromkeys((*reading.chosen, *split.chosen)))
        reading = ChannelReading(chosen, (*reading.optional, *split.optional), reading.unknown)
    for word in reading.unknown:
        doubts.append(f"渠道“{word}”不在渠道名录里")
    if reading.optional:
        doubts.append(f"可选渠道：{'、'.join(reading.optional)}")
    if not reading.chosen and not reading.unknown:
        doubts.append("没有读出公开渠道")
    return reading


def _audience(raw: RawItem) -> dict[str, str]:
    audience = {}
    for role in (words.ALL, words.GROUP):
        text = raw.text(role)
        if bare(text) and (ticked(text) or not is_mark(text)):
            audience[role] = tick_text(text) or "是"
    return audience


def _mode(raw: RawItem, doubts: list[str]) -> str:
    """主动, 依申请, or empty where the table does not say."""
    active, request = (ticked(text) or bool(tick_text(text)) for text in map(raw.text, (words.ACTIVE, words.REQUEST)))
    if active and request:
        doubts.append("公开方式同时标了主动和依申请，暂按主动")
    elif not active and not request:
        doubts.append("没有标公开方式")
    return "主动" if active else "依申请" if request else ""


def _levels(raw: RawItem) -> tuple[str, ...]:
    """层级 of ticked columns; a cell may name the level itself."""
    found: list[str] = []
    for column, text in raw.texts(words.LEVEL):
        if bare(text) and (ticked(text) or not is_mark(text)):
            named = words.government_levels(text) if not is_mark(text) else ()
            found.extend(named or words.government_levels(column.word))
    return tuple(dict.fromkeys(found))
