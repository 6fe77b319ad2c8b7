"""Ticks and boxes, with what text recognition makes of them, and the channels that stand behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from generator.catalog.model import Catalog
from generator.importing.texts import bare, folded, plain

FULL, EMPTY = "■▲◆●★☑☒✓✔√✅", "□△◇○☆☐◻£￡"
_MARK = re.compile(f"[{FULL}{EMPTY}]")
#: `口` read for □, `t` `R` `þ` for a filled box: only directly before the name of a channel
_NOISE = {"口": "□", "囗": "□", "t": "■", "R": "■", "þ": "■", "n": "■", "¨": "□", "o": "□"}
_NOISY = re.compile(
    f"(?<![A-Za-z])([{''.join(_NOISE)}])(?=[ \\u3000]*([^{FULL}{EMPTY}{''.join(_NOISE)}\\s;；,，。]+))"
)
_TICKS = frozenset({"√", "✓", "✔", "☑", "✅", "■", "▲", "◆", "●", "★", "v", "V", "是", "有", "1", "t", "y", "Y", "∨"})
_BLANKS = frozenset({"□", "△", "◇", "○", "☐", "口", "囗", "£", "×", "x", "X", "否", "无", "/", "-", "—", "─", "–", "0", "_"})


_NOTE = re.compile(r"\n\s*(?:注|备注|说明)[:：]")


class Marks(Enum):
    """What ■ and □ mean in a table (`--marks`)."""

    SELECTED = "selected"  # ■ chosen, □ not
    REQUIRED = "required"  # ■ must be used, □ may be used
    ALL = "all"  # every channel named counts, whatever its mark
    INVERTED = "inverted"  # □ chosen, ■ not


#: what is printed for each meaning
MEANINGS = {
    Marks.SELECTED: "■ 等实心标记是选中，□ 等空心标记是没有选",
    Marks.REQUIRED: "■ 是必选，□ 是可选（可选的写在草稿的注释里）",
    Marks.ALL: "不论标记，列出的渠道都算",
    Marks.INVERTED: "□ 是选中，■ 是没有选",
}


@dataclass(frozen=True, slots=True)
class ChannelReading:
    """Channels read of a cell."""

    #: names of catalog/channels.yaml, in the order written
    chosen: tuple[str, ...] = ()
    #: names marked as optional (`--marks required`)
    optional: tuple[str, ...] = ()
    #: chosen words that no channel of the catalogue is called
    unknown: tuple[str, ...] = ()


def is_mark(cell: str) -> bool:
    """Whether a cell holds nothing but a tick, a box or a word for yes and no."""
    word = bare(cell)
    return word in _TICKS or word in _BLANKS or not word


def ticked(cell: str) -> bool:
    """Whether a cell of a column of ticks says yes."""
    return bare(cell) in _TICKS


def tick_text(cell: str) -> str:
    """The words beside a tick, as in `√面向村集体成员`; empty for a bare mark or for no."""
    text = plain(re.sub(f"[{FULL}{EMPTY}]", "", cell))
    return "" if is_mark(text) else text


class Channels:
    """The channels of a catalogue, and how they are found in what tables write."""

    def __init__(self, catalog: Catalog) -> None:
        self.names: dict[str, str] = {}
        for channel in catalog.channels.values():
            for name in (channel.name, *channel.aliases):
                self.names.setdefault(_key(name), channel.name)
        for written, name in _SPELLINGS.items():
            if _key(name) in self.names:
                self.names.setdefault(_key(written), self.names[_key(name)])

    def known(self, text: str) -> bool:
        """Whether `text` is a channel's name."""
        return bool(self.find(text))

    def find(self, text: str) -> str:
        """The catalogue's name of the channel that `text` is, or empty: whole names, `其他：…`, `…市政府网站`."""
        key = _key(text)
        if key in self.names:
            return self.names[key]
        if len(key) < 3:
            return ""
        if key.startswith("其他"):
            return self.names.get("其他", "")
        if key.endswith("政府网站") or key.endswith("政府门户网站"):
            return self.names.get("政府网站", "")
        return ""

    def read(self, cell: str, marks: Marks) -> ChannelReading:
        """The channels of a cell: run together with marks, listed by line, or numbered."""
        pieces = self._pieces(cell)
        marked = any(mark for mark, _ in pieces)
        chosen: list[str] = []
        optional: list[str] = []
        unknown: list[str] = []
        for mark, text in pieces:
            if not plain(text) or (marked and not mark):
                continue
            name = self.find(text)
            where = _where(mark, marked, marks)
            if where == "optional":
                optional.append(name or plain(text))
            elif where == "chosen":
                (chosen if name else unknown).append(name or plain(text))
        return ChannelReading(
            tuple(dict.fromkeys(chosen)), tuple(dict.fromkeys(optional)), tuple(dict.fromkeys(unknown))
        )

    def read_columns(self, cells: Mapping[str, str], marks: Marks) -> ChannelReading:
        """The channels of sub-columns: heading -> mark."""
        chosen, optional = [], []
        for title, cell in cells.items():
            mark = bare(cell)[:1]
            name = self.find(title) or plain(title)
            full = mark not in EMPTY if _MARK.match(mark) else ticked(cell)
            if marks is Marks.ALL or (full if marks is not Marks.INVERTED else mark in EMPTY):
                chosen.append(name)
            elif marks is Marks.REQUIRED and mark and mark in EMPTY:
                optional.append(name)
        return ChannelReading(tuple(chosen), tuple(optional))

    def _pieces(self, cell: str) -> list[tuple[str, str]]:
        """Mark and text of each channel in a cell; the mark is empty where there is none."""
        text = self._without_noise(cell)
        if _MARK.search(text):
            parts = re.split(f"([{FULL}{EMPTY}])", text)
            pieces = [("", parts[0])] if parts[0].strip() else []
            return pieces + list(zip(parts[1::2], (self._named(part) for part in parts[2::2]), strict=True))
        text = re.sub(r"(?:^|(?<=[\s;；,，、。]))\d{1,2}[.、．]\s*", "\n", text)
        parts = [part for part in re.split(r"[\n;；,，。]+", text) if part.strip()]
        return [("", piece) for part in parts for piece in self._run_together(part)]

    def _named(self, text: str) -> str:
        """The name behind a mark: the first line alone where that is a channel and the lines below are a note."""
        first = text.strip().partition("\n")[0]
        noted = _NOTE.search(text) is not None
        return first if noted or (self.known(first) and not self.known(text)) else text

    def _run_together(self, part: str) -> list[str]:
        """`政府网站 公示栏`, `政府网站、公示栏` split where every piece is a channel."""
        if self.known(part):
            return [part]
        words = [word for word in re.split(r"[\s、]+", part) if word]
        return words if len(words) > 1 and all(self.known(word) for word in words) else [part]

    def _without_noise(self, cell: str) -> str:
        """Signs that text recognition made of boxes, put right where a channel's name follows."""

        def mend(match: re.Match[str]) -> str:
            return _NOISE[match[1]] if self.known(match[2]) else match[1]

        return _NOISY.sub(mend, cell)


def _where(mark: str, marked: bool, marks: Marks) -> str:
    if marks is Marks.ALL or not marked:
        return "chosen"
    full = mark in FULL
    if marks is Marks.INVERTED:
        return "" if full else "chosen"
    if full:
        return "chosen"
    return "optional" if marks is Marks.REQUIRED else ""


def _key(name: str) -> str:
    """A channel's name as compared: folded, without brackets, separators and trailing lines."""
    return re.sub(r"[()\[\]“”\"'/⁄、,，·_:.…。;\-—]", "", folded(name)).removesuffix("电子屏")


#: spellings met in tables -> the standard's name
_SPELLINGS = {
    "人户/现场": "入户/现场",
    "入户现场": "入户/现场",
    "发布会": "发布会/听证会",
    "一微一端": "两微一端",
    "政务微信": "两微一端",
    "公示栏": "社区/企事业单位/村公示栏（电子屏）",
    "社区企事业单位村公示栏": "社区/企事业单位/村公示栏（电子屏）",
    "社区、企事业单位、村公示栏": "社区/企事业单位/村公示栏（电子屏）",
    "公开查阅点/政务公开专区": "公开查阅点",
    "行政服务中心": "政务服务中心",
    "政府服务中心": "政务服务中心",
    "纸质载体": "纸质媒体",
}
