// assets/filter.js: the facets of a column page, over all rows of the column.
import { dataLoader } from "./data.mjs";
import { element, siteRoot } from "./dom.mjs";
import { readAddress, writeAddress } from "./filter/address.mjs";
import { countValues, filterRows, KEYS } from "./filter/facets.mjs";
import { choicesOf, showChips, showCounts, showPages, showRows, showTotal } from "./filter/view.mjs";

const root = siteRoot();
const load = dataLoader(root);

function start() {
  const form = document.querySelector("form[data-facets]");
  if (form) run(form);
}

function run(form) {
  const boxes = Array.from(form.querySelectorAll("input[type=checkbox]")).filter((box) => KEYS.includes(box.name));
  const part = (name) => document.querySelector(`[data-${name}]`);
  const parts = { list: part("rows"), count: part("count"), chips: part("chips"), paging: part("paging") };
  const original = Object.values(parts).map((place) => place && [place, Array.from(place.childNodes), place.hidden]);
  // A choice is shared by the address of the column's first page; from file:// the path may not change.
  const ownPath = location.pathname;
  const firstPage = location.protocol === "file:" ? ownPath : ownPath.replace(/[^/]*$/, "index.html");
  const known = (key, value) => boxes.some((box) => box.name === key && box.value === value);
  const openers = [];
  let data = null;
  let state = readAddress(location.search, known);

  const untouched = () => !choicesOf(state.chosen);
  const addressOf = (page) => (untouched() ? ownPath : firstPage + writeAddress(state.chosen, page));

  function showOriginal() {
    for (const [place, nodes, hidden] of original.filter(Boolean)) {
      place.textContent = "";
      place.append(...nodes);
      place.hidden = hidden;
    }
    if (parts.chips) parts.chips.hidden = true;
  }

  function showChosen() {
    const rows = filterRows(data.rows, state.chosen);
    const pages = Math.max(1, Math.ceil(rows.length / data.page));
    const page = Math.min(state.page, pages);
    const from = (page - 1) * data.page;
    const shown = rows.slice(from, from + data.page);
    showRows(parts.list, shown, root);
    if (parts.count) showTotal(parts.count, rows.length, from + 1, from + shown.length);
    if (parts.paging) showPages(parts.paging, page, pages, addressOf, goTo);
    if (parts.chips) showChips(parts.chips, boxes, state.chosen, remove, clear);
    return rows.length;
  }

  function show() {
    for (const box of boxes) box.checked = state.chosen[box.name].includes(box.value);
    if (!data) return;
    showCounts(boxes, countValues(data.rows, state.chosen));
    if (untouched()) showOriginal();
    const count = untouched() ? data.rows.length : showChosen();
    for (const button of form.querySelectorAll(".facet-close .btn")) button.textContent = `查看${count}条`;
    const choices = choicesOf(state.chosen);
    for (const note of openers) note.textContent = choices ? `（已选${choices}项，剩${count}条）` : "";
  }

  function visit(address) {
    try {
      // The sheet on a phone is open by its fragment: a choice must not close it.
      history.pushState(null, "", location.hash === `#${form.id}` ? address + location.hash : address);
    } catch (error) {
      // Some browsers refuse this on file://; the list follows all the same.
    }
    show();
  }

  function goTo(page) {
    state.page = page;
    visit(addressOf(page));
    const target = parts.list.closest("section") || parts.list;
    target.scrollIntoView({ block: "start" });
    const first = parts.list.querySelector("a");
    if (first) first.focus({ preventScroll: true });
  }

  function choose() {
    const chosen = {};
    for (const key of KEYS) chosen[key] = boxes.filter((box) => box.name === key && box.checked).map((box) => box.value);
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

  async function begin() {
    data = await load(form.dataset.facets.replace(/^(\.\.\/)*data\//, ""));
    if (!data || data.version !== 1 || !Array.isArray(data.rows)) throw new Error(form.dataset.facets);
    form.addEventListener("change", choose);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      choose();
    });
    window.addEventListener("popstate", () => {
      state = readAddress(location.search, known);
      show();
    });
    form.hidden = false;
    for (const opener of document.querySelectorAll(".facet-open")) {
      opener.hidden = false;
      const note = element("span");
      opener.append(note);
      openers.push(note);
    }
    show();
  }

  // Without the data file the list stays complete and the boxes stay hidden: nothing pretends to work.
  begin().catch(() => {
    form.hidden = true;
  });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
