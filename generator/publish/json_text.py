"""JSON as it is published: readable for people, or compact and safe as a script for pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Json = str | int | bool | None | Mapping[str, "Json"] | Sequence["Json"]


def encode(value: Json) -> bytes:
    """Readable JSON, the same bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def compact(value: Json) -> str:
    """JSON in one line that is also a JavaScript expression in any browser and harmless inside HTML."""
    return script_safe(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def script_safe(text: str) -> str:
    """JSON text without what ends a script or, in older browsers, a line."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def for_pages(address: str, text: str) -> dict[str, bytes]:
    """Compact JSON `text` as `address`.json and as .js, which a page opened from a disk can load too."""
    call = f"gongkaiData({json.dumps(address.removeprefix('data/'))},{text});\n"
    return {f"{address}.json": f"{text}\n".encode(), f"{address}.js": call.encode()}
