"""How official texts number their parts, and the characters that readers do not see.

GB/T 9704-2012 §7.3.3 numbers 一、 （一） 1. （1）; laws and rules have 第…编, 第…章, 第…节 above their 第…条.
"""

from __future__ import annotations

import re
import unicodedata

#: longer lines, and lines that end a sentence, are text
HEADING_LENGTH = 42
_SENTENCE = frozenset("。；：，！？…—.;:,")
_DIGITS = "一二三四五六七八九十百零〇"
_LEVELS = (
    (re.compile(rf"第[{_DIGITS}]{{1,5}}编(?:[ \u3000]|$)"), 1),
    (re.compile(rf"第[{_DIGITS}]{{1,5}}章(?:[ \u3000]|$)"), 2),
    (re.compile(rf"第[{_DIGITS}]{{1,5}}节(?:[ \u3000]|$)"), 3),
    (re.compile(rf"[{_DIGITS}]{{1,4}}、"), 4),
    (re.compile(rf"[（(][{_DIGITS}]{{1,4}}[）)]"), 5),
)
#: a line that begins like this begins a paragraph, wherever it stands
_OPENING = re.compile(
    rf"第[{_DIGITS}]{{1,6}}[编章节条](?:[ \u3000\u2003]|$)|[{_DIGITS}]{{1,4}}、|[（(](?:[{_DIGITS}]{{1,4}}|\d{{1,2}})[）)]"
    r"|\d{1,2}[.．、](?!\d)|附件\s?\d{0,2}[:：]|[—-]{2}"
)
#: controls, marks of direction, zero-width characters, byte order mark: nothing of it is text (Unicode TR36)
_UNSEEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069"
                     "\ufeff\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff]")
#: what fonts put in the place of plain characters: Kangxi radicals, CJK radicals, Latin ligatures
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\ufb00-\ufb06\uf900-\ufaff]")
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f]+")


def heading_level(text: str) -> int:
    """The level of a numbered heading (1 第…编 to 5 （一）); 0 for everything else."""
    if not text or len(text) > HEADING_LENGTH or text[-1] in _SENTENCE:
        return 0
    return next((level for pattern, level in _LEVELS if pattern.match(text)), 0)


def opens_paragraph(text: str) -> bool:
    """Whether `text` begins with a number or a word that begins a paragraph."""
    return _OPENING.match(text) is not None


def clean(text: str) -> str:
    """`text` without unseen characters, with plain characters for look-alikes and single blanks."""
    text = _UNSEEN.sub("", text)
    if _LOOKALIKE.search(text):
        text = _LOOKALIKE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _BLANKS.sub(" ", text).strip(" \u3000\n")
