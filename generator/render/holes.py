"""Holes: places in planned text that a finish fills in.

Authors can't write one: `<gk:` never stands in planned HTML, where their text is escaped or sanitised, and no file of
theirs may hold the control character around the other kind.
"""

from __future__ import annotations

from markupsafe import Markup

BODY = Markup("<gk:body>")
TOC = Markup("<gk:toc>")
NOTES = Markup("<gk:notes>")
TEXT = Markup("<gk:text>")
#: in an attribute, where a tag would be escaped
DESCRIPTION = "\x00description\x00"


class HoleError(ValueError):
    """A template left a hole out or wrote it twice: the theme and the core disagree."""


def cut(html: str, marks: tuple[str, ...]) -> tuple[str, ...]:
    """`html` cut at every one of `marks`, which stand in it once each and in this order. Raises HoleError."""
    pieces = []
    rest = html
    for mark in marks:
        before, found, rest = rest.partition(mark)
        if not found:
            raise HoleError(f"模板里应当依次有 {'、'.join(marks)}，没有找到 {mark}")
        pieces.append(before)
    return (*pieces, rest)
