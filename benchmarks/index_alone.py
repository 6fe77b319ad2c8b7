"""`python -m benchmarks.index_alone` in a repository: seconds that the search index takes once all documents are there.

Prints one line of JSON: wall, cpu (children included), bytes and files of the index.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from generator.derive.search_documents import search_documents
from generator.preparing import prepare_from_environment
from generator.search.build import build


def main() -> None:
    """Prepare, then time the index."""
    prepared = prepare_from_environment(Path.cwd(), "", formal=False)
    documents = list(search_documents(prepared.site, prepared.texts))
    before, start = sum(os.times()[:4]), time.perf_counter()
    files = [len(data) for _, data in build(documents)]
    wall, cpu = time.perf_counter() - start, sum(os.times()[:4]) - before
    print(json.dumps({"wall": wall, "cpu": cpu, "files": len(files), "bytes": sum(files)}))


if __name__ == "__main__":
    main()
