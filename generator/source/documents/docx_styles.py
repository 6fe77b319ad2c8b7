"""Paragraph styles of a docx (ECMA-376 part 1 §17.7): which are headings, which are tables of contents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.source.documents.package import EnoughError, walk

MAX_STYLES = 5_000
#: longest line of styles based on one another
_MAX_CHAIN = 20
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题|文档标题)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d*", re.IGNORECASE)


@dataclass(slots=True)
class _Raw:
    """A style as written."""

    name: str = ""
    based_on: str = ""
    outline: str = ""
    number: str = ""
    number_level: str = ""
    align: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with what it inherits."""

    #: heading level from 1; 0 for text
    level: int = 0
    contents: bool = False
    number: str = ""
    number_level: int = 0
    align: str = ""


PLAIN = Style()


def read_styles(data: bytes | None) -> Mapping[str, Style]:
    """Paragraph styles by id. Raises UnreadableError."""
    raw: dict[str, _Raw] = {}
    here = [_Raw()]

    def start(tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if tag == "style":
            here[0] = _Raw()
            if attributes.get("type") == "paragraph":
                raw[attributes.get("styleId", "")] = here[0]
            if len(raw) >= MAX_STYLES:
                raise EnoughError
        elif tag == "name":
            here[0].name = value
        elif tag == "basedOn":
            here[0].based_on = value
        elif tag == "outlineLvl":
            here[0].outline = value
        elif tag == "numId":
            here[0].number = value
        elif tag == "ilvl":
            here[0].number_level = value
        elif tag == "jc":
            here[0].align = value

    if data:
        walk(data, start)
    return {id_: _resolved(style, raw) for id_, style in raw.items()}


def _resolved(style: _Raw, raw: Mapping[str, _Raw]) -> Style:
    line = [style]
    while len(line) < _MAX_CHAIN and line[-1].based_on in raw:
        line.append(raw[line[-1].based_on])
    level = next((found for one in line if (found := _level(one)) is not None), 0)
    numbered = next((one for one in line if one.number), _Raw())
    return Style(
        level,
        _CONTENTS.fullmatch(style.name.strip()) is not None,
        numbered.number,
        digit(numbered.number_level),
        alignment(next((one.align for one in line if one.align), "")),
    )


def _level(style: _Raw) -> int | None:
    """Heading level by outline level, else by name; None when the style does not say."""
    if style.outline:
        return digit(style.outline) + 1 if digit(style.outline) < 9 else 0
    named = _HEADING.fullmatch(style.name.strip())
    if named:
        return int(named[1])
    return 1 if _TITLE.fullmatch(style.name.strip()) else None


def digit(text: str) -> int:
    """One digit as a number; 0 for anything else."""
    return int(text) if len(text) == 1 and text.isascii() and text.isdigit() else 0


def alignment(value: str) -> str:
    """`jc` as blocks know it."""
    return {"center": "center", "right": "right", "end": "right"}.get(value, "")
