"""Plain text of a body: for search, descriptions and feeds. Linear in its input, no Markdown parser needed."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*\|?[ \t:|\-]*-{3}[ \t:|\-]*$", re.MULTILINE)
_LEAD = re.compile(r"^[ \t\u3000]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\]\[\n]{1,60}\]:?")
_IMAGE = re.compile(r"!\[([^\]\[\n]{0,300})\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"\[([^\]\[\n]{1,300})\]\([^()\n]{0,500}\)")
_MARK = re.compile(r"\*{1,3}|~~|`+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
#: characters without which a pass has nothing to do
_LEADS = frozenset("#>-*+")
_MARKS = frozenset("*`~")
_BLANKS = re.compile(r"[ \t\u3000\u00a0]+")
_LINES = re.compile(r"\s*\n\s*")


def plain_text(markdown: str) -> str:
    """`markdown` without its marks, one paragraph a line."""
    text = markdown
    if "```" in text or "~~~" in text:
        text = _FENCE.sub("", text)
    if "---" in text:
        text = _RULE.sub("", text)
    if not _LEADS.isdisjoint(text):
        text = _LEAD.sub("", text)
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", _FOOTNOTE.sub("", text)))
    if not _MARKS.isdisjoint(text):
        text = _MARK.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    text = text.replace("|", " ")
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def summary(markdown: str, length: int = 100) -> str:
    """The beginning of a body as one line of at most `length` characters, cut at a sentence where one ends."""
    text = plain_text(markdown[: length * 4]).replace("\n", " ")
    if len(text) <= length:
        return text
    cut = text[:length]
    end = max(cut.rfind(mark) for mark in "。！？；")
    return cut[: end + 1] if end >= length // 2 else cut.rstrip("，、：（《 ") + "…"
