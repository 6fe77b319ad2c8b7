"""How texts and queries are folded before they are compared; `theme/src/search/folding.mjs` is its twin.

Both run the vectors of `tests/search/folding.json`, and one test compares them over every assigned code point.
"""

from __future__ import annotations

import re
import unicodedata

#: A query is cut to this many characters before and after folding: what no reader types must not cost anything.
RAW_LIMIT = 2000
QUERY_LIMIT = 100
WORD_LIMIT = 8

# Written as ranges, not as `\s` or `\w`: Python and JavaScript disagree about those.
# Controls, soft hyphen, zero-width and bidi marks, joiners, variation selectors, lone surrogates.
_DROPPED = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]+"
)
_BLANKS = re.compile("[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")

#: Characters that authors and input methods use for one another. One to one, so that lengths stay.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("〔【〖［[{｛〘〚", "("),
        **dict.fromkeys("〕】〗］]}｝〙〛", ")"),
        **dict.fromkeys("“”„‟«»〝〞", '"'),
        **dict.fromkeys("‘’‚‛`", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("・•‧∙⋅", "·"),
        "〜": "~",
        "ς": "σ",
    }
)

# What carries no meaning alone in a query: ASCII and Latin-1 signs, general punctuation, arrows to symbols, CJK signs.
_MEANINGLESS = re.compile(
    "[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    "\u02b9-\u036f\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d"
    "\ufe10-\ufe6f\ufff0-\uffff]*"
)


def fold(text: str) -> str:
    """`text` without invisible characters, NFKC, lower case, brackets and quotes alike, blanks single and trimmed."""
    text = unicodedata.normalize("NFKC", _DROPPED.sub("", text)).lower().translate(_ALIKE)
    return _BLANKS.sub(" ", text).strip(" ")


def query_words(query: str) -> tuple[str, tuple[str, ...]]:
    """The folded query, bounded, and its words: what stands between blanks and carries a meaning."""
    folded = fold(query[:RAW_LIMIT])[:QUERY_LIMIT].strip(" ")
    words = dict.fromkeys(word for word in folded.split(" ") if not _MEANINGLESS.fullmatch(word))
    return folded, tuple(words)[:WORD_LIMIT]


def bigrams(word: str) -> tuple[str, ...]:
    """The pairs of neighbouring characters of a folded word, each once, in order; one character is its own pair."""
    if len(word) < 2:
        return (word,) if word else ()
    return tuple(dict.fromkeys(word[i : i + 2] for i in range(len(word) - 1)))
