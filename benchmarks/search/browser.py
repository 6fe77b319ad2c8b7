"""Clients asked in Chromium: ours, Pagefind's, Material's worker. Bytes and requests are those of the network log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.search.corpus import Query

BLANK = "blank.html"

#: what a page runs: q -> {titles, ms}; the time is from the first use of the client to its results
OURS = """async (q) => {
  const start = performance.now();
  if (!window.gongkai) await new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: "assets/search.js", onload: resolve, onerror: reject });
    document.head.append(script);
  });
  const hits = await window.gongkai.search(q, { limit: 10 });
  return { titles: hits.map((hit) => hit.title), ms: performance.now() - start };
}"""
PAGEFIND = """async (q) => {
  const start = performance.now();
  const client = await import(new URL("pagefind/pagefind.js", location.href).href);
  const { results } = await client.search(q);
  const data = await Promise.all(results.slice(0, 10).map((one) => one.data()));
  return { titles: data.map((one) => one.meta.title), ms: performance.now() - start };
}"""
MATERIAL = """async (q) => {
  const start = performance.now();
  if (!window.asked) {
    const page = await (await fetch("index.html")).text();
    const base = new URL(".", location.href).href;
    const { search } = JSON.parse(/<script id="__config" type="application\\/json">(.*?)<\\/script>/s.exec(page)[1]);
    const index = await (await fetch("search/search_index.json")).json();
    const worker = new Worker(new URL(search, base));
    const next = (type) => new Promise((resolve) => worker.addEventListener("message", function heard({ data }) {
      if (data.type !== type) return;
      worker.removeEventListener("message", heard);
      resolve(data.data);
    }));
    const ready = next(1);
    worker.postMessage({ type: 0, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
    await ready;
    const titles = new Map(index.docs.filter((one) => !one.location.includes("#")).map((one) => [one.location, one.title.replace(/\\u200b/g, "")]));
    window.asked = async (query) => {
      const found = next(3);
      worker.postMessage({ type: 2, data: query });
      return (await found).items.map((item) => titles.get(item[0].location.split("#")[0]));
    };
  }
  const titles = await window.asked(q);
  return { titles: titles.slice(0, 10), ms: performance.now() - start };
}"""


@dataclass(frozen=True, slots=True)
class Cost:
    """A query asked by a browser that knows nothing: milliseconds, requests, bytes of bodies."""

    milliseconds: float
    requests: int
    size: int


@contextmanager
def chromium(path: str) -> Iterator[Any]:
    """A browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def ask_all(browser: Any, address: str, script: str, queries: Sequence[Query]) -> list[tuple[str, ...]]:
    """Titles of every query, all asked by one page."""
    page = browser.new_page()
    page.set_default_timeout(600_000)
    page.goto(address + BLANK)
    try:
        return [tuple(page.evaluate(script, query.text)["titles"]) for query in queries]
    finally:
        page.close()


def ask_cold(browser: Any, address: str, script: str, query: Query, *, slow: int = 1) -> Cost:
    """One query by a browser that knows nothing, its processor `slow` times slower."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(600_000)
    page.goto(address + BLANK)
    if slow > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    seen: list[Any] = []
    context.on("requestfinished", lambda request: seen.append(request))
    answer = page.evaluate(script, query.text)
    page.wait_for_timeout(50)
    size = sum(request.sizes()["responseBodySize"] for request in seen)
    context.close()
    return Cost(float(answer["ms"]), len(seen), size)
