// search.html: results while typing, ten at a time; what is chosen stands in the address.
import { element, fill } from "../../dom.mjs";
import { showPages } from "../../filter/view.mjs";
import { bounded, readAddress, writeAddress } from "./address.mjs";
import { csvText } from "./csv.mjs";
import { facetPanel } from "./facets.mjs";
import { watch } from "./input.mjs";
import { alsoNodes, countText, directNodes, failureNodes, hitRows, itemRow, orderButtons } from "./view.mjs";

export const PAGE = 10;
/** Most rows of a downloaded table. */
const ROWS = 500;
/** So long (ms) a first answer may take before the page says that it is looking. */
const PATIENCE = 250;

/** Run the page: `place` is [data-search]; every form.search of the page drives it. `call` is the engine's bridge. */
export function resultsPage(place, call, root) {
  const parts = {};
  for (const name of ["count", "results", "empty", "status", "also", "direct", "order", "table", "paging", "nearest"]) {
    parts[name] = place.querySelector(`[data-${name}]`);
  }
  const hot = document.querySelector("main .hot");
  const inputs = Array.from(document.querySelectorAll("form.search input[name=q]"));
  const panel = facetPanel(place, choose, () => run({ counts: true }));
  let state = readAddress(location.search);
  let stop = null;
  let last = null;

  const address = (changes) => location.pathname + writeAddress(Object.assign({}, state, changes));

  function remember(push) {
    try {
      history[push ? "pushState" : "replaceState"](null, "", address() + location.hash);
    } catch (error) {
      // Some browsers refuse this on file://; the address then stays as it is and the results still follow.
    }
  }

  /** Ask for the state's page; a newer question stops the older one. */
  async function run({ counts = false } = {}) {
    const older = stop;
    const own = (stop = new AbortController());
    // The older question is given up when the newer one is on its way: files that both need go on.
    if (older) setTimeout(() => older.abort());
    const offset = (state.page - 1) * PAGE;
    const options = { limit: PAGE, offset, filters: state.filters, sort: state.sort, counts: counts || panel.open() };
    const onStep = (answer) => own === stop && show(answer, false);
    place.setAttribute("aria-busy", "true");
    // Hot words are for those who have nothing to ask yet; on a phone they would push the results down.
    if (hot) hot.hidden = Boolean(state.query);
    const waiting = setTimeout(() => last || fill(parts.count, "正在查找…"), PATIENCE);
    try {
      const answer = await call("search", [state.query, options], { onStep, signal: own.signal });
      if (own === stop) await show(answer, true);
    } catch (error) {
      if (own === stop && error.name !== "AbortError") show(broken(state.query), true);
    }
    clearTimeout(waiting);
    if (own === stop) place.removeAttribute("aria-busy");
  }

  async function show(answer, finished) {
    last = answer;
    fill(parts.results, ...hitRows(answer.hits, root));
    const text = countText(answer, (state.page - 1) * PAGE + 1);
    // Written only when it changes: it is read aloud.
    if (parts.count.textContent !== text) fill(parts.count, text);
    fill(parts.also, ...alsoNodes(answer, (label) => address({ query: label, filters: {}, page: 1 })));
    fill(parts.direct, ...(answer.direct ? directNodes(answer.direct, root) : []));
    parts.direct.hidden = !answer.direct;
    fill(parts.status, ...(finished ? failureNodes(answer.failed, retry) : []));
    orderButtons(parts.order, state.sort, order);
    parts.order.hidden = parts.table.hidden = answer.total < 2;
    showPages(parts.paging, state.page, Math.min(1000, Math.ceil(answer.total / PAGE)) || 1, (page) => address({ page }), turn);
    panel.show(answer, state.filters);
    const nothing = finished && Boolean(answer.folded) && !answer.hits.length;
    parts.empty.hidden = !nothing;
    if (nothing) await nearest(answer);
  }

  async function nearest(answer) {
    const items = await call("nearest", [state.query]).catch(() => []);
    if (last !== answer) return;
    fill(parts.nearest.querySelector("ul"), ...items.map((item) => itemRow(item, root)));
    parts.nearest.hidden = !items.length;
  }

  function ask(text) {
    const query = bounded(text);
    if (query !== state.query) state = { query, filters: {}, sort: state.sort, page: 1 };
    for (const input of inputs) if (input !== document.activeElement) input.value = query;
    remember(false);
    return run();
  }

  function choose(filters) {
    state = Object.assign({}, state, { filters, page: 1 });
    remember(false);
    return run();
  }

  function order(sort) {
    state = Object.assign({}, state, { sort, page: 1 });
    remember(false);
    run().then(() => parts.order.querySelector("[aria-pressed=true]").focus());
  }

  async function turn(page) {
    state = Object.assign({}, state, { page });
    remember(true);
    parts.results.closest("section").scrollIntoView({ block: "start" });
    await run();
    const first = parts.results.querySelector("a");
    if (first) first.focus({ preventScroll: true });
  }

  function retry() {
    call("forget", []).then(() => run());
  }

  async function download() {
    const options = { limit: ROWS, offset: 0, filters: state.filters, sort: state.sort };
    const answer = await call("search", [state.query, options]);
    const text = csvText(answer.hits, (href) => new URL(root + href, location.href).href);
    const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" })), download: `搜索结果-${state.query}.csv` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  for (const input of inputs) {
    const cancel = watch(input, ask);
    input.form.addEventListener("submit", (event) => {
      event.preventDefault();
      cancel();
      ask(input.value);
    });
  }
  parts.table.addEventListener("click", download);
  window.addEventListener("popstate", () => {
    state = readAddress(location.search);
    for (const input of inputs) input.value = state.query;
    run();
  });
  // What was typed before this script ran is not lost.
  const typed = inputs.map((input) => input.value).filter(Boolean)[0] || "";
  if (!state.query && typed) state = Object.assign({}, state, { query: bounded(typed) });
  for (const input of inputs) if (!input.value) input.value = state.query;
  place.hidden = false;
  run();
}

const broken = (query) => ({
  folded: query, total: 0, hits: [], complete: false, more: false, relaxed: false, also: [], direct: null, facets: null,
  failed: [{ kind: "manifest", name: "" }],
});
