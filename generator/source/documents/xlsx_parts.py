"""What the sheets of a workbook share: their names and states, strings, number formats (ECMA-376 part 1 §18.2-18.8)."""

from __future__ import annotations

from dataclasses import dataclass

from generator.source.documents.number_format import BUILT_IN
from generator.source.documents.package import EnoughError, Package, UnreadableError, walk

WORKBOOK = "xl/workbook.xml"
#: strings and formats beyond these are not kept; cells that need them are empty or plain
MAX_STRINGS = 500_000
MAX_STRING_TEXT = 5_000_000
MAX_FORMATS = 65_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the workbook names it; `part` holds its cells."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What cells refer to."""

    sheets: tuple[Sheet, ...]
    strings: tuple[str, ...]
    #: format code by style number
    formats: tuple[str, ...]
    date1904: bool


def read_workbook(package: Package) -> Workbook:
    """The workbook of `package`. Raises UnreadableError."""
    data = package.read(WORKBOOK)
    if data is None:
        raise UnreadableError("workbook")
    relations = package.relations(WORKBOOK)
    sheets: list[Sheet] = []
    calendar: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            calendar.append(attributes.get("date1904", ""))
        elif tag == "sheet":
            part = relations.get(attributes.get("id", ""), "")
            sheets.append(Sheet(attributes.get("name", ""), part, attributes.get("state", "visible") != "visible"))

    walk(data, start)
    targets = {part.rpartition("/")[2].lower(): part for part in relations.values()}
    return Workbook(
        tuple(sheets),
        _strings(package.read(targets.get("sharedstrings.xml", "xl/sharedStrings.xml"))),
        _formats(package.read(targets.get("styles.xml", "xl/styles.xml"))),
        calendar[:1] in (["1"], ["true"]),
    )


def _strings(data: bytes | None) -> tuple[str, ...]:
    """Shared strings: all runs of rich text, without phonetic hints."""
    found: list[str] = []
    pieces: list[str] = []
    state = {"text": 0, "hint": 0, "left": MAX_STRING_TEXT}

    def start(tag: str, _: dict[str, str]) -> None:
        if tag == "rPh":
            state["hint"] += 1
        elif tag == "t" and not state["hint"]:
            state["text"] = 1

    def end(tag: str) -> None:
        if tag == "t":
            state["text"] = 0
        elif tag == "rPh":
            state["hint"] -= 1
        elif tag == "si":
            found.append("".join(pieces))
            state["left"] -= len(found[-1])
            pieces.clear()
            if len(found) >= MAX_STRINGS or state["left"] < 0:
                raise EnoughError

    def text(characters: str) -> None:
        if state["text"]:
            pieces.append(characters)

    if data:
        walk(data, start, end, text)
    return tuple(found)


def _formats(data: bytes | None) -> tuple[str, ...]:
    """The format code of every cell style."""
    codes = dict(BUILT_IN)
    styles: list[str] = []
    inside: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and len(codes) < MAX_FORMATS:
            codes[_whole(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            inside.append(tag)
        elif tag == "xf" and inside:
            styles.append(codes.get(_whole(attributes.get("numFmtId", "")), "General"))
            if len(styles) >= MAX_FORMATS:
                raise EnoughError

    def end(tag: str) -> None:
        if tag == "cellXfs":
            raise EnoughError

    if data:
        walk(data, start, end)
    return tuple(styles)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1
