// assets/filter.js: the facets of a list, over all its rows, however many there are.
import { dataLoader } from "./data.mjs";
import { element, siteRoot } from "./dom.mjs";
import { readAddress, writeAddress } from "./filter/address.mjs";
import { KEYS, partsOf, placesOf, select } from "./filter/facets.mjs";
import { open, STALE } from "./filter/index.mjs";
import { choicesOf, showBoxes, showChips, showCounts, showPages, showProgress, showRows, showTotal } from "./filter/view.mjs";

const root = siteRoot();
const load = dataLoader(root);

function start() {
  const form = document.querySelector("form[data-facets]");
  if (form) run(form);
}

function run(form) {
  const part = (name) => document.querySelector(`[data-${name}]`);
  const parts = { list: part("rows"), count: part("count"), chips: part("chips"), paging: part("paging") };
  const original = Object.values(parts).map((place) => place && [place, Array.from(place.childNodes), place.hidden]);
  // A choice is shared by the address of the list's first page; from file:// the path may not change.
  const ownPath = location.pathname;
  const firstPage = location.protocol === "file:" ? ownPath : new URL(form.dataset.first || "index.html", location.href).pathname;
  const [fixedKey, fixedValue] = (form.dataset.fixed || "").split("=");
  const address = form.dataset.facets.replace(/^(\.\.\/)*data\//, "");
  const known = (key, value) => boxes.some((box) => box.name === key && box.value === value);
  const openers = [];
  let boxes = [];
  let data = null;
  let state = null;
  let turn = 0;

  const untouched = () => !choicesOf(state.chosen);
  const addressOf = (page) => (untouched() ? ownPath : firstPage + writeAddress(state.chosen, page));
  const selected = (chosen) => select(data.index.facets, data.map, fixedKey ? { ...chosen, [fixedKey]: [fixedValue] } : chosen);

  function showOriginal() {
    for (const [place, nodes, hidden] of original.filter(Boolean)) {
      place.textContent = "";
      place.append(...nodes);
      place.hidden = hidden;
    }
    if (parts.chips) parts.chips.hidden = true;
    showProgress(part("progress"), "");
    parts.list.removeAttribute("aria-busy");
  }

  /** Counts, chips and pages at once; the rows as their parts arrive, newest first. */
  async function showChosen({ total, passing }) {
    const size = data.index.page;
    const pages = Math.max(1, Math.ceil(total / size));
    const page = Math.min(state.page, pages);
    const places = placesOf(data.map, passing, (page - 1) * size, size);
    if (parts.count) showTotal(parts.count, total, (page - 1) * size + 1, (page - 1) * size + places.length);
    if (parts.paging) showPages(parts.paging, page, pages, addressOf, goTo);
    if (parts.chips) showChips(parts.chips, boxes, state.chosen, remove, clear);
    await showPlaces(partsOf(data.index.parts, places), ++turn);
  }

  async function showPlaces(groups, own) {
    const progress = part("progress");
    const shown = [];
    parts.list.setAttribute("aria-busy", "true");
    if (!groups.length) showRows(parts.list, [], root);
    for (const [number, group] of groups.entries()) {
      if (!data.has(group.part)) {
        const steps = groups.length > 1 ? `（${number + 1}/${groups.length}）` : "";
        showProgress(progress, `正在读取${group.part.name.slice(0, 4)}年的信息${steps}…`);
      }
      const rows = await data.rows(group.part).catch((error) => (own === turn ? Promise.reject(error) : []));
      if (own !== turn) return;
      for (const place of group.rows) shown.push(rows[place]);
      showRows(parts.list, shown, root);
    }
    showProgress(progress, "");
    parts.list.removeAttribute("aria-busy");
  }

  async function show() {
    const result = selected(state.chosen);
    for (const box of boxes) box.checked = state.chosen[box.name].includes(box.value);
    showCounts(boxes, data.index.facets, result.counts);
    for (const button of form.querySelectorAll(".facet-close .btn")) button.textContent = `查看${result.total}条`;
    const choices = choicesOf(state.chosen);
    for (const note of openers) note.textContent = choices ? `（已选${choices}项，剩${result.total}条）` : "";
    if (!choices) {
      turn++;
      showOriginal();
      return;
    }
    try {
      await showChosen(result);
    } catch (error) {
      if (error.message === STALE && (await renewed())) return;
      parts.list.removeAttribute("aria-busy");
      showProgress(part("progress"), "这一部分没有读到。", show);
    }
  }

  /** A newer build stands on the server: the index is loaded past the browser's copy, once per choice. */
  async function renewed() {
    try {
      data = await open(load, address, String(Date.now()));
      await showChosen(selected(state.chosen));
      return true;
    } catch (error) {
      return false;
    }
  }

  function visit(to) {
    try {
      // The sheet on a phone is open by its fragment: a choice must not close it.
      history.pushState(null, "", location.hash === `#${form.id}` ? to + location.hash : to);
    } catch (error) {
      // Some browsers refuse this on file://; the list follows all the same.
    }
    return show();
  }

  async function goTo(page) {
    state.page = page;
    const target = parts.list.closest("section") || parts.list;
    target.scrollIntoView({ block: "start" });
    await visit(addressOf(page));
    const first = parts.list.querySelector("a");
    if (first) first.focus({ preventScroll: true });
  }

  function choose() {
    const chosen = {};
    for (const key of KEYS) chosen[key] = boxes.filter((box) => box.name === key && box.checked).map((box) => box.value);
    if (writeAddress(chosen, 1) === writeAddress(state.chosen, 1)) return;
    state = { chosen, page: 1 };
    visit(addressOf(1));
  }

  function remove(box) {
    box.checked = false;
    choose();
    const next = parts.chips.querySelector("button") || boxes[0];
    if (next) next.focus();
  }

  function clear() {
    for (const box of boxes) box.checked = false;
    remove(boxes[0]);
  }

  function listen() {
    form.addEventListener("change", choose);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      choose();
    });
    window.addEventListener("popstate", () => {
      state = readAddress(location.search, known);
      show();
    });
  }

  async function begin() {
    data = await open(load, address);
    boxes = showBoxes(form.querySelector("[data-boxes]"), data.index.facets, selected({}).counts, fixedKey);
    if (!boxes.length) return;
    state = readAddress(location.search, known);
    listen();
    form.hidden = false;
    for (const opener of document.querySelectorAll(".facet-open")) {
      opener.hidden = false;
      const note = element("span");
      opener.append(note);
      openers.push(note);
    }
    await show();
  }

  // Without the index the list stays complete and the boxes stay hidden: nothing pretends to work.
  begin().catch(() => {
    form.hidden = true;
  });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
