"""Texts as XML takes them: escaped, without the characters XML has no place for.

The standard library's `xml.sax.saxutils` escapes in the same way and loads a whole HTTP client with it.
"""

from __future__ import annotations

import re
from html import escape

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """Content of an element."""
    return escape(_NOT_XML.sub("", value), quote=False)


def attribute(value: str) -> str:
    """An attribute's value with its quotes."""
    inner = text(value).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    if '"' not in inner:
        return f'"{inner}"'
    return f"'{inner}'" if "'" not in inner else '"{}"'.format(inner.replace('"', "&quot;"))
