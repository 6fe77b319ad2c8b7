"""RESULTS.md of the relevance bench."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.search.browser import Cost
from benchmarks.search.measures import Judged, by_kind
from benchmarks.search.ours import Built

HEAD = """\
# Search: relevance and the first query

`python -m benchmarks.search` (README.md in this folder). {documents:,} documents; the corpus is no part of the repository.
Times are of two shared processors under load (±50 %), bytes are exact.

**Read with care.** The weights and words of gongkai were tuned while looking at these queries, the peers were not tuned at all: the relevance column is no
held-out result. Several kinds have two to five queries, where one query moves the mean by 0.2 to 0.5.
The peers have no synonyms, pinyin, spelling or number forms; that is what is compared.

Our index: {files:,} files, {size:.1f} MB (`.bin`), made in {seconds:.1f} CPU s, peak {peak:.0f} MB.
"""


def markdown(
    documents: int, built: Built, judged: Mapping[str, Sequence[Judged]], costs: Mapping[str, Mapping[str, Sequence[Cost]]]
) -> str:
    """The whole file."""
    head = HEAD.format(
        documents=documents, files=built.files, size=built.size / 1e6, seconds=built.seconds, peak=built.peak
    )
    return "\n".join([head, *_relevance(judged), "", *_costs(costs)]).rstrip() + "\n"


def _relevance(judged: Mapping[str, Sequence[Judged]]) -> list[str]:
    lines = ["## Relevance", "", "MRR@10 · success@5 · recall@10", ""]
    tables = {name: by_kind(answers) for name, answers in judged.items()}
    kinds = next(iter(tables.values()), {})
    lines.append(f"| kind | queries | {' | '.join(tables)} |")
    lines.append(f"|---|---|{'---|' * len(tables)}")
    for kind, first in kinds.items():
        cells = (f"{t[kind].mrr:.3f} · {t[kind].success:.3f} · {t[kind].recall:.3f}" for t in tables.values())
        lines.append(f"| {kind} | {first.queries} | {' | '.join(cells)} |")
    return lines


def _costs(costs: Mapping[str, Mapping[str, Sequence[Cost]]]) -> list[str]:
    if not costs:
        return []
    lines = ["## The first query of a browser that knows nothing", ""]
    lines.append("The client's script, index files and ten results, from Chromium's network log, median / 90 %.")
    lines += ["Slow phone: 150 ms, 200 KB/s, the page's processor four times slower (not that of workers); from the first use to results."]
    counts = (f"{name} {len(runs['fast'])} and {len(runs['slow'])}" for name, runs in costs.items())
    lines += [f"Queries here and on the slow phone: {', '.join(counts)}.", ""]
    lines += ["| | KB | requests | here, ms | slow phone, ms |", "|---|---|---|---|---|"]
    for name, runs in costs.items():
        fast, slow = runs["fast"], runs["slow"]
        size, requests = [one.size / 1024 for one in fast], [float(one.requests) for one in fast]
        cells = (_pair(size), _pair(requests), _pair([c.milliseconds for c in fast]), _pair([c.milliseconds for c in slow]))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _pair(values: Sequence[float]) -> str:
    ordered = sorted(values)
    if not ordered:
        return "–"
    return f"{ordered[len(ordered) // 2]:,.0f} / {ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)]:,.0f}"
