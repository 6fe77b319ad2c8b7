"""Cell texts: as they are compared, as they are stored, as they read in a field."""

from __future__ import annotations

import re
import unicodedata

from generator.source.text import refused

#: check boxes that Word writes in the private area (Wingdings, Symbol) -> the sign they show
_BOXES = {
    "\uf06e": "■", "\uf0fe": "☑", "\uf052": "☑", "\uf0fd": "☑", "\uf0fc": "√", "\uf050": "√",
    "\uf06f": "□", "\uf0a8": "□", "\uf0a3": "□", "\uf071": "□", "\uf06c": "●", "\uf0b7": "·", "\uf075": "◆",
}
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2460-\u24ff\u25a0-\u25ff"
_BESIDE_WIDE = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])")


def storable(text: str) -> str:
    """`text` as a file of the repository may hold it: boxes of Word as signs, unseen characters out, and a character
    that no other computer shows as its code ‹U+E123›.
    """
    bad = set(refused(text))
    if not bad:
        return text
    return "".join(_stand_in(char) if index in bad else char for index, char in enumerate(text))


def _stand_in(char: str) -> str:
    if char in _BOXES:
        return _BOXES[char]
    if unicodedata.category(char) in ("Co", "Cn", "Cs") or char == "\ufffd":
        return f"‹U+{ord(char):04X}›"
    return "\n" if char in "\x0b\x0c\x85\u2028\u2029" else ""


def bare(text: str) -> str:
    """`text` without any blank: how cells are compared."""
    return "".join(text.split())


def folded(text: str) -> str:
    """NFKC without blanks: how words are recognised."""
    return bare(unicodedata.normalize("NFKC", text))


def plain(text: str) -> str:
    """One line for a reader: line breaks and blanks inside Chinese words out, one blank between Latin words."""
    return " ".join(_BESIDE_WIDE.sub("", text).split())
