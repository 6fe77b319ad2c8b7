"""JSON as it is published: readable for people, or compact and safe as a script for pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

#: a text as JSON
quote: Callable[[str], str] = json.encoder.encode_basestring
_LINE = "\n"
_COMPACT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
Json = str | int | bool | None | Mapping[str, "Json"] | Sequence["Json"]


def encode(value: Json) -> bytes:
    """Readable JSON, the same bytes for the same value: keys in order, one line each, indented by one."""
    return f"{_readable(value, _LINE)}\n".encode()


def _readable(value: Json, line: str) -> str:
    """`value` as `json.dumps(…, ensure_ascii=False, sort_keys=True, indent=1)` writes it, several times as fast.

    `line` begins a line of the level `value` stands on.
    """
    if isinstance(value, str):
        return quote(value)
    # the two kinds that nearly all values are of, before their abstract classes, which are slow to ask
    if isinstance(value, dict) or (not isinstance(value, list | tuple) and isinstance(value, Mapping)):
        inner = line + " "
        pairs = [
            f"{quote(key)}: {quote(part) if isinstance(part := value[key], str) else _readable(part, inner)}"
            for key in sorted(value)
        ]
        return f"{{{inner}{f',{inner}'.join(pairs)}{line}}}" if pairs else "{}"
    if isinstance(value, Sequence):
        inner = line + " "
        parts = [_readable(part, inner) for part in value]
        return f"[{inner}{f',{inner}'.join(parts)}{line}]" if parts else "[]"
    return json.dumps(value)


def compact(value: Json) -> str:
    """JSON in one line that is also a JavaScript expression in any browser and harmless inside HTML."""
    return script_safe(_COMPACT.encode(value))


def script_safe(text: str) -> str:
    """JSON text without what ends a script or, in older browsers, a line."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def for_pages(address: str, text: str) -> dict[str, bytes]:
    """Compact JSON `text` as `address`.json and as .js, which a page opened from a disk can load too."""
    data = text.encode()
    call = f"gongkaiData({json.dumps(address.removeprefix('data/'))},".encode()
    return {f"{address}.json": data + b"\n", f"{address}.js": b"".join((call, data, b");\n"))}
