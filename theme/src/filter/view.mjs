// The filtered list on the page: boxes, rows, counts, chips, pages.
import { element, fill } from "../dom.mjs";
import { rowElement } from "../rows.mjs";
import { KEYS, pageNumbers } from "./facets.mjs";

/** Options of a facet that stand open; the others are behind 其余n项, with a field to find them from MANY on. */
const SHOWN = 8;
const MANY = 24;

const note = (text) => element("span", { class: "vh" }, text);

/** The boxes of every facet that can still narrow the list; `counts` are those of the untouched list. */
export function showBoxes(place, facets, counts, fixed) {
  fill(
    place,
    ...facets.map(({ key, name, options }, at) => {
      const left = options.filter((_, n) => counts[at][n]);
      return key !== fixed && left.length > 1 ? fieldset(key, name, left) : null;
    }).filter(Boolean),
  );
  return Array.from(place.querySelectorAll("input[type=checkbox]"));
}

function fieldset(key, name, options) {
  const labels = options.map(([value, text]) =>
    element("label", { class: "check" }, element("input", { type: "checkbox", name: key, value }), element("span", {}, text), element("span", { class: "num" })),
  );
  const rest = labels.splice(SHOWN);
  const more = rest.length ? element("details", {}, element("summary", {}, `其余${rest.length}项`)) : null;
  if (rest.length >= MANY) more.append(finder(name, rest));
  if (more) more.append(...rest);
  return element("fieldset", {}, element("legend", {}, name), element("div", {}, ...labels, more));
}

/** A field that leaves the labels with the words typed into it. */
function finder(name, labels) {
  const field = element("input", { type: "search", class: "facet-find", placeholder: "输入几个字查找", "aria-label": `在${name}中查找` });
  field.addEventListener("input", () => {
    const words = field.value.trim();
    for (const label of labels) label.hidden = !nameOf(label).includes(words);
  });
  return field;
}

/** The number beside each box; a box that would leave nothing is dimmed, unless it is the chosen one. */
export function showCounts(boxes, facets, counts) {
  const at = new Map(facets.map(({ key, options }, n) => [key, new Map(options.map(([value], place) => [value, counts[n][place]]))]));
  for (const box of boxes) {
    const count = (at.get(box.name) || new Map()).get(box.value) || 0;
    const label = box.closest("label");
    fill(label.querySelector(".num"), String(count), note("条"));
    label.classList.toggle("is-none", !count && !box.checked);
    const hiding = box.checked && box.closest("details");
    if (hiding) hiding.open = true;
  }
}

/** One link per choice that takes it back, and one for all. */
export function showChips(place, boxes, chosen, remove, clear) {
  const chip = (text, label, act) => {
    const cross = element("span", { "aria-hidden": "true" }, "×");
    const made = element("button", { type: "button", class: "chip", "aria-label": label }, text, cross);
    made.addEventListener("click", act);
    return made;
  };
  const chips = [];
  for (const box of boxes) {
    const name = nameOf(box.closest("label"));
    if (chosen[box.name].includes(box.value)) chips.push(chip(name, `去掉筛选：${name}`, () => remove(box)));
  }
  if (chips.length > 1) chips.push(chip("全部清除", null, clear));
  fill(place, ...chips);
  place.hidden = !chips.length;
}

const nameOf = (label) => label.querySelector("span:not(.num)").textContent.trim();

/** Rows of one page. */
export const showRows = (place, rows, root) => fill(place, ...rows.map((row) => rowElement(row, root)));

/** 共 n 条，第 a–b 条 */
export function showTotal(place, total, first, last) {
  if (!total) fill(place, "没有符合所选条件的，可以去掉一项再看");
  else fill(place, "共", element("b", { class: "num" }, String(total)), `条，第${first}–${last}条`);
}

/** What is being loaded, or that it could not be, with a button to try again. */
export function showProgress(place, text, retry) {
  if (!place) return;
  fill(place, text);
  if (!retry) return;
  const again = element("button", { type: "button", class: "plain" }, "再试一次");
  again.addEventListener("click", retry);
  place.append(again);
}

/** Page links whose addresses hold the filter; `go(page)` is called instead of leaving the page. */
export function showPages(place, page, pages, addressOf, go) {
  const link = (number, text, label) => {
    const made = element("a", { href: addressOf(number), "aria-label": label }, text);
    made.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(number);
    });
    return made;
  };
  const parts = pageNumbers(page, pages).map((number) => {
    if (!number) return element("span", { class: "gap", "aria-hidden": "true" }, "…");
    if (number === page) return element("span", { "aria-current": "page" }, String(number));
    return link(number, String(number), `第${number}页`);
  });
  if (page > 1) parts.unshift(link(page - 1, "上一页"));
  if (page < pages) parts.push(link(page + 1, "下一页"));
  fill(place, ...parts);
  place.hidden = pages < 2;
}

export const choicesOf = (chosen) => KEYS.reduce((sum, key) => sum + chosen[key].length, 0);
