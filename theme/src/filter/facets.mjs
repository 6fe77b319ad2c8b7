// Choosing rows by facets, and counting what each further box would leave. Pure.

export const KEYS = ["jg", "lx", "zt", "nf", "xl"];

const values = (row, key) => (Array.isArray(row[key]) ? row[key] : row[key] ? [row[key]] : []);

const passes = (row, chosen, except) =>
  KEYS.every((key) => key === except || !chosen[key].length || values(row, key).some((one) => chosen[key].includes(one)));

/** Rows that have one of the chosen values in every facet with a choice; `chosen` is {jg: [values], …}. */
export const filterRows = (rows, chosen) => rows.filter((row) => passes(row, chosen, ""));

/** Per facet a Map value -> number of rows it would show, given the choices in the other facets. */
export function countValues(rows, chosen) {
  const counts = {};
  for (const key of KEYS) {
    counts[key] = new Map();
    for (const row of rows) {
      if (!passes(row, chosen, key)) continue;
      for (const value of values(row, key)) counts[key].set(value, (counts[key].get(value) || 0) + 1);
    }
  }
  return counts;
}

/** Numbers to show around `page`: the ends and neighbours; 0 is a gap (as derive/listings.page_numbers). */
export function pageNumbers(page, count) {
  const near = new Set([1, page - 1, page, page + 1, count].filter((number) => number >= 1 && number <= count));
  const shown = [];
  for (const number of Array.from(near).sort((a, b) => a - b)) {
    const last = shown[shown.length - 1];
    if (last && number - last === 2) shown.push(number - 1);
    else if (last && number - last > 2) shown.push(0);
    shown.push(number);
  }
  return shown;
}
