"""Our own index of a corpus, and its answers by the engine that runs in the browser, in node."""

from __future__ import annotations

import json
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.corpus import Query
from generator.catalog.load import load_catalog
from generator.catalog.search_table import SearchWords
from generator.derive.search_documents import SearchDocument
from generator.rules.check_declarations import complaint
from generator.search.build import build
from generator.search.understand.answers import answers_in
from generator.search.understand.files import understanding_files

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("ask.mjs")


@dataclass(frozen=True, slots=True)
class Built:
    """An index on the disk: files, bytes, CPU seconds and the peak of memory (MB) of making it."""

    files: int
    size: int
    seconds: float
    peak: float


def search_words() -> SearchWords:
    """The words of the repository's own catalogue."""
    return load_catalog(ROOT, complaint).catalog.search


def write_index(out: Path, documents: Sequence[SearchDocument]) -> Built:
    """Write the index of `documents` below `out`."""
    start = time.process_time()
    files = size = 0
    answers = [answer for document in documents for answer in answers_in(document)]
    tables = understanding_files(search_words(), (one.title for one in documents), answers)
    for address, content in (*build(documents), *tables):
        path = out / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        files, size = files + 1, size + (len(content) if address.endswith((".bin", ".json")) else 0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Built(files, size, time.process_time() - start, peak)


@dataclass(frozen=True, slots=True)
class Asked:
    """The engine's answer to one query, asked of a fresh engine: titles, trips, bytes of index files, work in ms."""

    titles: tuple[str, ...]
    trips: int
    requests: int
    size: int
    work: float
    direct: str


def ask(folder: Path, queries: Sequence[Query]) -> list[Asked]:
    """Every query by an engine that knows nothing yet."""
    given = json.dumps([query.text for query in queries])
    result = subprocess.run(
        ["node", str(SCRIPT), str(folder)], input=given, capture_output=True, text=True, check=True, timeout=1800
    )
    return [Asked(**{**row, "titles": tuple(row["titles"])}) for row in json.loads(result.stdout)]
