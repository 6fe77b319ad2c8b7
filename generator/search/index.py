"""The search index of the portal: every document, in packs a browser can load one by one.

Head packs (address, title, number, unit, date …) answer titles at the first key; text packs follow, the newest
first. Packs are filled from the oldest document on, so that a new document changes the last pack only. Each comes
as `.json` and as a `.js` twin (`gongkaiData(name, payload)`), because a page opened from `file://` may load scripts
and nothing else. The bytes are a function of the documents alone. Format: `theme/src/README.md`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.derive.search_documents import SearchDocument
from generator.search.documents import newest_first

#: Largest pack in bytes (`.json`); one text that is longer goes on in the next pack.
PACK_LIMIT = 256 * 1024
VERSION = 1
FOLDER = "data/search"

# `{"digest":"…16…","kind":"head","rows":[` + `]}`
_ENVELOPE = 64


@dataclass(frozen=True, slots=True)
class Pack:
    """Encoded rows of one pack, newest first, and the years they belong to."""

    name: str
    rows: tuple[str, ...]
    years: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Of the rows: the client compares it with the manifest's, so that parts of two builds never mix."""
        return hashlib.sha256("\n".join(self.rows).encode()).hexdigest()[:16]


def build_index(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """The files of the index by address below the site's root."""
    oldest_first = newest_first(documents)[::-1]
    heads = _packs("h", ((_encode(_head_row(one)), one.date) for one in oldest_first))
    texts = _packs("t", _text_rows(oldest_first))
    files: dict[str, bytes] = {}
    for pack in (*heads, *texts):
        files.update(_twins(pack.name, f'{{"digest":"{pack.digest}","rows":[{",".join(pack.rows)}]}}'))
    files.update(_twins("manifest", _encode(_manifest(heads, texts, len(oldest_first), files))))
    return files


def _manifest(heads: Sequence[Pack], texts: Sequence[Pack], count: int, files: dict[str, bytes]) -> dict[str, object]:
    packs = [
        {
            "name": f"search/{pack.name}",
            "kind": "head" if pack.name[0] == "h" else "text",
            "size": len(files[f"{FOLDER}/{pack.name}.json"]),
            "years": pack.years,
            "digest": pack.digest,
        }
        for pack in (*heads[::-1], *texts[::-1])
    ]
    digest = hashlib.sha256("\n".join(pack.digest for pack in (*heads, *texts)).encode()).hexdigest()[:16]
    return {"version": VERSION, "count": count, "digest": digest, "packs": packs}


def _head_row(document: SearchDocument) -> list[object]:
    return [
        document.id,
        document.href,
        document.title,
        document.number,
        document.index_number,
        document.organization,
        document.type,
        list(document.columns),
        document.topic,
        document.date,
        document.state,
        int(document.sample),
        list(document.aliases),
    ]


def _text_rows(documents: Iterable[SearchDocument]) -> Iterator[tuple[str, str]]:
    """`[id, part number, text]` per document with a text; a long text in several parts."""
    for document in documents:
        for number, part in enumerate(_parts(document.text)):
            yield _encode([document.id, number, part]), document.date


def _parts(text: str) -> Iterator[str]:
    # At most 6 bytes per character in JSON (a control character), 3 as a rule: a part always fits into a pack.
    step = PACK_LIMIT // 8
    for start in range(0, len(text), step):
        yield text[start : start + step]


def _packs(prefix: str, rows: Iterable[tuple[str, str]]) -> list[Pack]:
    """Rows (oldest first) in packs of at most `PACK_LIMIT`, each with its rows newest first."""
    packs: list[Pack] = []
    held: list[tuple[str, str]] = []
    size = _ENVELOPE
    for row, date in rows:
        length = len(row.encode()) + 1
        if held and size + length > PACK_LIMIT:
            packs.append(_pack(f"{prefix}{len(packs) + 1}", held))
            held, size = [], _ENVELOPE
        held.append((row, date))
        size += length
    if held:
        packs.append(_pack(f"{prefix}{len(packs) + 1}", held))
    return packs


def _pack(name: str, rows: Sequence[tuple[str, str]]) -> Pack:
    years = sorted({date[:4] for _, date in rows if date})
    span = (years[0], years[-1]) if years else ()
    return Pack(name, tuple(row for row, _ in reversed(rows)), span)


def _encode(value: object) -> str:
    """JSON without blanks; a lone surrogate, which UTF-8 cannot hold, as the replacement character."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode("utf-8")


def _twins(name: str, payload: str) -> dict[str, bytes]:
    # Line and paragraph separators end a string in the JavaScript of older browsers.
    script = payload.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return {
        f"{FOLDER}/{name}.json": f"{payload}\n".encode(),
        f"{FOLDER}/{name}.js": f'gongkaiData("search/{name}",{script});\n'.encode(),
    }
