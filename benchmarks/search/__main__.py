"""`python -m benchmarks.search --corpus FOLDER`: relevance of our search, of Pagefind and of Material over one corpus, and what the first
query costs. Writes RESULTS.md in this folder; without a corpus it says so and writes nothing."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.search import report
from benchmarks.search.browser import BLANK, MATERIAL, OURS, PAGEFIND, Cost, ask_all, ask_cold, chromium
from benchmarks.search.corpus import Query, find, read_documents, read_queries
from benchmarks.search.measures import Judged, judge, known_only
from benchmarks.search.ours import ROOT, Built, ask, write_index
from benchmarks.search.peers import material_site, pagefind_site
from benchmarks.search.serving import PHONE, Line, served
from generator.derive.search_documents import SearchDocument

#: every so manieth query is also asked by a browser that knows nothing
SAMPLE = 3
SLOWER = 4


def main() -> int:
    """Run all that is there."""
    options = _options()
    folder = Path(options.corpus or os.environ.get("GONGKAI_CORPUS", ""))
    documents_file, queries_file = find(folder, "documents"), find(folder, "queries")
    if not (options.corpus or os.environ.get("GONGKAI_CORPUS")) or documents_file is None or queries_file is None:
        print("没有语料：用 --corpus 文件夹 或环境变量 GONGKAI_CORPUS 指出放着 documents*.jsonl(.xz) 和 queries*.jsonl 的文件夹", file=sys.stderr)
        return 2
    documents, queries = read_documents(documents_file), read_queries(queries_file)
    with tempfile.TemporaryDirectory(prefix="search-bench-", dir=options.work or None) as work:
        sites, built = _sites(Path(work), documents, options)
        judged = {"gongkai": [judge(q, one.titles) for q, one in zip(queries, ask(sites["gongkai"], queries), strict=True)]}
        costs: dict[str, Mapping[str, list[Cost]]] = {}
        if Path(options.chromium).is_file():
            _in_browser(sites, queries, options.chromium, frozenset(one.title for one in documents), judged, costs)
        else:
            print(f"没有 {options.chromium}：不比 Pagefind 和 Material，不量首次检索", file=sys.stderr)
    text = report.markdown(len(documents), built, judged, costs)
    (Path(__file__).parent / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


def _options() -> argparse.Namespace:
    made = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    made.add_argument("--corpus", default="")
    made.add_argument("--chromium", default=shutil.which("chromium") or "")
    made.add_argument("--pagefind", default=shutil.which("pagefind") or "", help="the program")
    made.add_argument("--material", default="", help="a Python with mkdocs-material and jieba")
    made.add_argument("--work", default="", help="folder for what is built")
    return made.parse_args()


def _sites(work: Path, documents: Sequence[SearchDocument], options: argparse.Namespace) -> tuple[dict[str, Path], Built]:
    ours = work / "gongkai"
    built = write_index(ours, documents)
    shutil.copytree(ROOT / "theme" / "assets", ours / "assets")
    sites = {"gongkai": ours}
    if pagefind_site(work / "pagefind", documents, Path(options.pagefind)):
        sites["Pagefind"] = work / "pagefind"
    else:
        print("没有 Pagefind（--pagefind），不比", file=sys.stderr)
    if material_site(work / "material", documents, Path(options.material)):
        sites["Material"] = work / "material"
    else:
        print("没有 Material 和 jieba（--material），不比", file=sys.stderr)
    for site in sites.values():
        (site / BLANK).write_text("<!doctype html><meta charset='utf-8'><title>.</title>", encoding="utf-8")
    return sites, built


def _in_browser(
    sites: Mapping[str, Path],
    queries: Sequence[Query],
    program: str,
    titles_known: frozenset[str],
    judged: dict[str, list[Judged]],
    costs: dict[str, Mapping[str, list[Cost]]],
) -> None:
    scripts = {"gongkai": OURS, "Pagefind": PAGEFIND, "Material": MATERIAL}
    sample = queries[::SAMPLE]
    with chromium(program) as browser:
        for name, site in sites.items():
            with served(site) as address:
                answers = ask_all(browser, address, scripts[name], queries)
                known_only(name, (title for titles in answers for title in titles), titles_known)
                judged[name if name != "gongkai" else "gongkai（浏览器）"] = [
                    judge(query, titles) for query, titles in zip(queries, answers, strict=True)
                ]
                some = sample if name != "Material" else sample[:2]
                fast = [ask_cold(browser, address, scripts[name], query) for query in some]
            with served(site, Line(*PHONE)) as address:
                some = sample if name != "Material" else sample[:1]
                slow = [ask_cold(browser, address, scripts[name], query, slow=SLOWER) for query in some]
            print(name, "ok", file=sys.stderr, flush=True)
            costs[name] = {"fast": fast, "slow": slow}


if __name__ == "__main__":
    sys.exit(main())
