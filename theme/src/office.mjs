// assets/office.js: the matrix of neibu/ filtered and sorted in place. Without it everything is there, in one order.
import { matches, order, remembered, written } from "./office/matrix.mjs";
import { element } from "./dom.mjs";

/** The element that an address of this page points at opens, with the reasons it folds away. */
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.querySelector("details.why");
  if (folded) folded.open = true;
}

function sortable(table) {
  const head = Array.from(table.tHead.rows[0].cells);
  const body = table.tBodies[0];
  const original = Array.from(body.rows);
  let by = -1;
  let down = false;
  head.forEach((cell, column) => {
    const button = element("button", { type: "button", class: "sort" });
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => {
      // first click: what needs attention comes first (large numbers, bad states); second: the other way; third: as it was
      const numbers = cell.classList.contains("n");
      if (by !== column) [by, down] = [column, numbers];
      else if (down === numbers) down = !down;
      else by = -1;
      head.forEach((one, place) => {
        if (place === by) one.setAttribute("aria-sort", down ? "descending" : "ascending");
        else one.removeAttribute("aria-sort");
      });
      body.append(...(by < 0 ? original : order(original, (row) => keyOf(row.cells[by]), down)));
    });
  });
}

/** What a cell is sorted by: the rank of its state, its number, or its words. */
function keyOf(cell) {
  if (cell.dataset.o) return Number(cell.dataset.o);
  if (cell.classList.contains("n")) return Number(cell.textContent.replace(/\D/g, "")) || 0;
  return cell.classList.contains("na") ? Infinity : cell.textContent.trim();
}

function filterMatrix(form) {
  const tables = Array.from(document.querySelectorAll(".field-table"), (part) => ({
    part,
    id: part.querySelector("h3").id,
    heads: Array.from(part.querySelectorAll("thead th.col")),
    rows: Array.from(part.querySelectorAll("tbody tr")),
  }));
  const count = form.querySelector("[data-matrix-count]");
  const fields = ["dw", "ly", "sx", "zt"];
  const read = () => Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()]));

  function apply() {
    const chosen = read();
    const cells = tables.reduce((sum, table) => sum + show(table, chosen), 0);
    count.textContent = fields.some((name) => chosen[name]) ? `有${cells}格符合` : "";
    try {
      history.replaceState(null, "", location.pathname + written(chosen) + location.hash);
    } catch {
      // some browsers do not let a page from file:// change its address: the filter works all the same
    }
  }

  /** Show of one table what was chosen; how many cells that are. */
  function show({ part, id, heads, rows }, chosen) {
    const columns = heads.map((head) => matches(chosen.sx, head.dataset.item, head.textContent));
    let cells = 0;
    for (const row of rows) {
      let own = 0;
      row.querySelectorAll("td").forEach((td, place) => {
        const fits = Boolean(td.dataset.s) && columns[place] && (!chosen.zt || td.dataset.s === chosen.zt);
        td.classList.toggle("is-off", !fits);
        td.hidden = !columns[place];
        own += fits ? 1 : 0;
      });
      row.hidden = Boolean(chosen.dw && row.dataset.unit !== chosen.dw) || !own;
      cells += row.hidden ? 0 : own;
    }
    heads.forEach((head, place) => (head.hidden = !columns[place]));
    part.hidden = Boolean(chosen.ly && id !== chosen.ly) || !cells;
    return part.hidden ? 0 : cells;
  }

  const before = remembered(location.search, fields);
  for (const name of fields) form.elements[name].value = before[name];
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  if (fields.some((name) => before[name])) apply();
}

document.querySelectorAll("table[data-sortable]").forEach(sortable);
document.querySelectorAll("[data-matrix-filter]").forEach(filterMatrix);
addEventListener("hashchange", openTarget);
openTarget();
