"""Writing YAML that our own reading takes back word for word (design.md D5)."""

from __future__ import annotations

import re

#: texts that stand without quotes: Han, letters and digits with `-` or `_` inside
_SAFE = re.compile(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9_-]*")


def scalar(text: str) -> str:
    """`text` as a scalar: plain where that is beyond doubt, else in double quotes."""
    if _SAFE.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def flow(texts: tuple[str, ...] | list[str]) -> str:
    """A list on one line."""
    return f"[{', '.join(map(scalar, texts))}]"


def flow_map(pairs: dict[str, str]) -> str:
    """A mapping on one line."""
    return "{" + ", ".join(f"{scalar(key)}: {scalar(value)}" for key, value in pairs.items()) + "}"


def comment(text: str) -> str:
    """`text` as a comment of one line."""
    return "# " + " ".join(text.split())
