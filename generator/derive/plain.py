"""Plain text of a body: for search, descriptions and feeds. Linear in its input, no Markdown parser needed."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_LEAD = re.compile(r"[ \t\u3000]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)")
_FOOTNOTE = re.compile(r"\[\^[^\]\[\n]{1,60}\]:?")
_IMAGE = re.compile(r"!\[([^\]\[\n]{0,300})\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"\[([^\]\[\n]{1,300})\]\([^()\n]{0,500}\)")
_MARK = re.compile(r"\*{1,3}|~~|`+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_INDENT = " \t\u3000"
#: a line of nothing else, with a run of dashes, is a rule or stands under the head of a table
_RULE = " \t:|-"
_LEADS = frozenset("#>-*+")
#: how a line begins that may be a rule or have a mark
_STARTS = _LEADS.union(_INDENT, _RULE)


def plain_text(markdown: str) -> str:
    """`markdown` without its marks, one paragraph a line.

    Every search is a scan for a single character before anything dearer is tried: this runs over every body.
    """
    text = markdown
    if "```" in text or "~~~" in text:
        text = _FENCE.sub("", text)
    text = "\n".join([_unmarked(line) if line[:1] in _STARTS else line for line in text.split("\n")])
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", _FOOTNOTE.sub("", text)))
    if "*" in text or "`" in text or "~" in text:
        text = _MARK.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    text = text.replace("|", " ").replace("\t", " ").replace("\u3000", " ").replace("\u00a0", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def _unmarked(line: str) -> str:
    """A line without the mark of a heading, a quotation or a list at its beginning; a rule is nothing."""
    if "---" in line and not line.strip(_RULE):
        return ""
    start = line[:1]
    if start in _INDENT:
        start = line.lstrip(_INDENT)[:1]
    if start in _LEADS:
        mark = _LEAD.match(line)
        return line[mark.end() :] if mark else line
    return line


def summary(markdown: str, length: int = 100) -> str:
    """The beginning of a body as one line of at most `length` characters, cut at a sentence where one ends."""
    text = plain_text(markdown[: length * 4]).replace("\n", " ")
    if len(text) <= length:
        return text
    cut = text[:length]
    end = max(cut.rfind(mark) for mark in "。！？；")
    return cut[: end + 1] if end >= length // 2 else cut.rstrip("，、：（《 ") + "…"
