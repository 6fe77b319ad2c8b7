"""RESULTS.md from a run: always the same layout, so that two runs can be compared line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.bars import AT, BARS, per_entry, versus
from benchmarks.results import Results, Row
from benchmarks.summary import Spread

COLD = ("gongkai", "hugo", "hugo-pages", "hugo-data", "pagefind", "material")
WARM = ("check-cold", "check-warm", "unchanged", "edit", "index", "help")
#: ratios shown per size: title and the peers whose times are added up
RATIOS = (
    ("Hugo (pages and lists)", ("hugo",)),
    ("Hugo (pages, no lists)", ("hugo-pages",)),
    ("Hugo (pages, lists, JSON, feeds)", ("hugo-data",)),
    ("Hugo (pages and lists) + Pagefind", ("hugo", "pagefind")),
    ("MkDocs + Material with search", ("material",)),
)


def markdown(results: Results) -> str:
    """The whole report."""
    parts = [_head(results), _bars(results)]
    parts += [_cold(results, size) for size in results.sizes]
    parts += [_warm(results), _growth(results), NOTES]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(results: Results) -> str:
    lines = [
        "# Benchmarks: last run", "",
        "Written by `make bench` (`python -m benchmarks`); figures in `results.json`. How it measures: `README.md`.", "",
        f"- Date: {results.date}",
        "- Machine: " + ", ".join(f"{name} {value}" for name, value in results.machine.items()),
        "- Versions: " + ", ".join(f"{name} {value}" for name, value in results.versions.items()),
        *(f"- Skipped: {line}" for line in results.skipped),
        *(f"- **Failed**: {line}" for line in results.failed),
    ]
    return "\n".join(lines)


def _bars(results: Results) -> str:
    lines = [
        f"## Bars\n\nAt {AT:,} entries unless said; medians of wall time, ratios pair by pair.", "",
        *_table(("what", "measured", "bar", "aim", ""), (
            (bar.title, *_judged(bar.figure(results), bar.bar, bar.aim, bar.unit)) for bar in BARS
        )),
    ]
    return "\n".join(lines)


def _judged(value: float | None, bar: float, aim: float, unit: str) -> tuple[str, str, str, str]:
    limits = (f"≤ {bar:g} {unit}", f"≤ {aim:g} {unit}")
    if value is None:
        return ("not run", *limits, "")
    word = "aim met" if value <= aim else "bar met" if value <= bar else "**missed**"
    return (f"{_figure(value)} {unit}", *limits, word)


def _cold(results: Results, size: int) -> str:
    rows = [row for key in COLD if (row := results.row(size, key))]
    ratios = []
    for title, peers in RATIOS:
        wall, cpu = versus(results, size, peers, "wall"), versus(results, size, peers, "cpu")
        if wall and cpu:
            ratios.append((title, _spread(wall), _spread(cpu)))
    lines = [
        f"## Cold build, {size:,} entries", "",
        *_table(
            ("whole process", "wall s min/med/max", "CPU s min/med/max", "peak MiB", "output MB", "files", "runs", "load"),
            (_cells(row) for row in rows),
        ),
    ]
    if ratios:
        lines += ["", "gongkai ÷ peer, pair by pair (min/**med**/max):", "",
                  *_table(("gongkai ÷", "wall", "CPU"), ratios)]
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.title, _spread(Spread.of(row.wall)), _spread(Spread.of(row.cpu)), f"{row.peak / 2**20:,.0f}",
        f"{row.bytes / 1e6:,.0f}", f"{row.files:,}", str(len(row.wall)), _load(row),
    )


def _warm(results: Results) -> str:
    rows = [row for size in (*results.sizes, 0) for key in WARM if (row := results.row(size, key))]
    if not rows:
        return ""
    table = _table(("what", "entries", "wall s min/med/max", "CPU s min/med/max", "runs", "load"), (
        (row.title, f"{row.size:,}" if row.size else "–", _spread(Spread.of(row.wall)), _spread(Spread.of(row.cpu)),
         str(len(row.wall)), _load(row))
        for row in rows
    ))
    return "\n".join(["## What a person waits for", "", *table])


def _growth(results: Results) -> str:
    rows = [row for size in results.sizes if (row := results.row(size, "gongkai"))]
    if len(rows) < 2:
        return ""
    first = per_entry(rows[0])
    table = _table(("entries", "wall ms per entry", f"÷ at {rows[0].size:,}", "peak MiB"), (
        (f"{row.size:,}", _figure(per_entry(row)), _figure(per_entry(row) / first), f"{row.peak / 2**20:,.0f}")
        for row in rows
    ))
    return "\n".join(["## Time per entry", "", *table])


def _load(row: Row) -> str:
    return f"{row.load:.1f} busy" if row.busy else f"{row.load:.1f}"


def _spread(spread: Spread) -> str:
    return f"{_figure(spread.low)} / **{_figure(spread.mid)}** / {_figure(spread.high)}"


def _figure(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


NOTES = """\
## Reading the tables

- *busy*: load above 1.5 before the series, or others used more than 5 % of the machine meanwhile (median). Quote CPU
  seconds and paired ratios then.
- gongkai's row includes every check, the search index, JSON beside every entry, data lists, feeds, reading views of
  attachments and the internal site. Hugo's rows check nothing and have no index; *pages and lists* is the yardstick.
- Material builds no list pages. Pagefind reads the output of the Hugo run of the same round.
- Peak: PSS of all processes together, every 20 ms, in the first run, which is not timed."""
