"""Documents and queries from a folder that is no part of the repository.

`documents*.jsonl` or `.jsonl.xz`: title, publisher, doc_number, date, body. `queries*.jsonl`: query, kind, relevant (titles),
complete. The folder is given by `--corpus` or `GONGKAI_CORPUS`; nothing of it is copied into the repository.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.derive.search_documents import SearchDocument


@dataclass(frozen=True, slots=True)
class Query:
    """A query with the titles that answer it; no titles: nothing in the corpus does."""

    text: str
    kind: str
    relevant: frozenset[str]


def find(folder: Path, stem: str) -> Path | None:
    """The first file of the folder whose name begins with `stem`."""
    found = sorted(path for path in folder.glob(f"{stem}*") if ".jsonl" in path.name)
    return found[0] if found else None


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The values of a file with one JSON value a line."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_documents(path: Path) -> list[SearchDocument]:
    """The documents as the index takes them; ids are their order in the file."""
    return [
        SearchDocument(
            id=f"corpus/{number:05}",
            href=f"xx/corpus/{number:05}.html",
            title=row["title"],
            number=row["doc_number"],
            index_number="",
            organization=row["publisher"],
            type="政策文件",
            columns=(),
            topic="",
            date=row["date"],
            state="",
            sample=False,
            text=row["body"],
        )
        for number, row in enumerate(read_lines(path))
    ]


def read_queries(path: Path) -> list[Query]:
    """The queries of a file."""
    return [Query(row["query"], row["kind"], frozenset(row["relevant"])) for row in read_lines(path)]
