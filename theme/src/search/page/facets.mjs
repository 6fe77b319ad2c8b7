// The boxes beside the results: which column, unit, type, year …; counted over all results, not over those shown.
import { element, fill } from "../../dom.mjs";
import { showBoxes, showChips, showCounts } from "../../filter/view.mjs";

/**
 * The panel in `place` (form[data-facets]): `choose(filters)` is called with {key: [values]} when a box is ticked,
 * `want()` when the reader asks for the boxes of a large site, whose counts cost some bytes.
 */
export function facetPanel(place, choose, want) {
  const form = place.querySelector("form[data-facets]");
  const opener = place.querySelector(".facet-open");
  const chips = place.querySelector("[data-chips]");
  const note = element("span");
  let boxes = [];
  let drawn = "";
  let asked = false;
  opener.append(note);

  const chosenOf = () => {
    const filters = {};
    for (const box of boxes) if (box.checked) (filters[box.name] = filters[box.name] || []).push(box.value);
    return filters;
  };

  function ask() {
    if (asked) return;
    asked = true;
    want();
  }

  function draw(facets) {
    const counts = facets.map(({ options }) => options.map((option) => option[2]));
    const key = JSON.stringify(facets.map(({ key: name, options }) => [name, options.map(([value]) => value)]));
    if (key !== drawn) {
      const at = document.activeElement && form.contains(document.activeElement) && document.activeElement;
      boxes = showBoxes(form.querySelector("[data-boxes]"), facets, counts, "");
      drawn = key;
      const same = at && boxes.find((box) => box.name === at.name && box.value === at.value);
      if (same) same.focus();
    }
    showCounts(boxes, facets, counts);
  }

  function show(answer, filters) {
    const total = answer.total;
    const choices = Object.values(filters).reduce((sum, values) => sum + values.length, 0);
    form.hidden = opener.hidden = total < 2 && !choices;
    form.querySelector("[data-want]").hidden = Boolean(answer.facets);
    if (answer.facets) draw(answer.facets);
    const chosen = {};
    for (const box of boxes) {
      chosen[box.name] = filters[box.name] || [];
      box.checked = chosen[box.name].includes(box.value);
    }
    showChips(chips, boxes, chosen, (box) => {
      box.checked = false;
      choose(chosenOf());
    }, () => choose({}));
    for (const button of form.querySelectorAll(".facet-close .btn")) button.textContent = `查看${total}条`;
    note.textContent = choices ? `（已选${choices}项，剩${total}条）` : "";
  }

  form.addEventListener("change", () => choose(chosenOf()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-want]").addEventListener("click", ask);
  opener.addEventListener("click", ask);
  const empty = () => fill(form.querySelector("[data-boxes]"));
  empty();
  return { show, open: () => asked };
}
