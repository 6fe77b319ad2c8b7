// The filtered list on the page: rows, counts, chips, pages.
import { element, fill } from "../dom.mjs";
import { rowElement } from "../rows.mjs";
import { KEYS, pageNumbers } from "./facets.mjs";

const note = (text) => element("span", { class: "vh" }, text);

/** The number beside each box; a box that would leave nothing is dimmed, unless it is the chosen one. */
export function showCounts(boxes, counts) {
  for (const box of boxes) {
    const count = counts[box.name].get(box.value) || 0;
    const label = box.closest("label");
    const place = label && label.querySelector(".num");
    if (place) fill(place, String(count), note("条"));
    if (label) label.classList.toggle("is-none", !count && !box.checked);
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
    if (chosen[box.name].includes(box.value)) chips.push(chip(nameOf(box), `去掉筛选：${nameOf(box)}`, () => remove(box)));
  }
  if (chips.length > 1) chips.push(chip("全部清除", null, clear));
  fill(place, ...chips);
  place.hidden = !chips.length;
}

function nameOf(box) {
  const label = box.closest("label");
  const name = label && label.querySelector("span:not(.num)");
  return name ? name.textContent.trim() : box.value;
}

/** Rows of one page. */
export const showRows = (place, rows, root) => fill(place, ...rows.map((row) => rowElement(row, root)));

/** 共 n 条，第 a–b 条 */
export function showTotal(place, total, first, last) {
  if (!total) fill(place, "没有符合所选条件的，可以去掉一项再看");
  else fill(place, "共", element("b", { class: "num" }, String(total)), `条，第${first}–${last}条`);
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
