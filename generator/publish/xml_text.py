"""Texts as XML takes them: escaped, without the characters XML has no place for."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """Content of an element."""
    return escape(_NOT_XML.sub("", value))


def attribute(value: str) -> str:
    """An attribute's value with its quotes."""
    return quoteattr(_NOT_XML.sub("", value))
