// Choosing rows by facets over the map of an index (theme/src/README.md), and counting what each further box would
// leave. Pure. A row has a combination of values; what holds for the combination holds for all its rows.

export const KEYS = ["jg", "lx", "zt", "nf", "xl", "sx"];
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * The map as {combos: [per facet the places of its values], weights: rows per combo, codes: combo of every row}.
 * Throws where it is damaged: wrong rows are worse than none.
 */
export function readMap(index, text) {
  const bar = text.indexOf("|");
  const numbers = (part) => (part ? part.split(".").map(Number) : []);
  const combos = bar > 0 ? text.slice(0, bar).split(";").map((combo) => combo.split(",").map(numbers)) : [];
  const codes = new Uint32Array(index.count);
  const weights = new Uint32Array(combos.length);
  if (text.length !== bar + 1 + index.count * index.width) throw new Error("map");
  for (let row = 0, at = bar + 1; row < index.count; row++) {
    let code = 0;
    for (let digit = 0; digit < index.width; digit++) {
      const value = DIGITS.indexOf(text.charAt(at++));
      code = value < 0 ? Infinity : code * DIGITS.length + value;
    }
    if (!(code < combos.length)) throw new Error("map");
    codes[row] = code;
    weights[code]++;
  }
  return { combos, weights, codes };
}

/**
 * What `chosen` ({jg: [values], …}) leaves: within a facet one chosen value is enough, every facet must pass.
 * counts: per facet the rows each option would show given the choices in the other facets; passing: 1 per combo shown.
 */
export function select(facets, map, chosen) {
  const wanted = facets.map(({ key, options }) => {
    const values = chosen[key] || [];
    return values.length ? new Set(values.map((value) => options.findIndex((option) => option[0] === value))) : null;
  });
  const counts = facets.map(({ options }) => new Array(options.length).fill(0));
  const passing = new Uint8Array(map.combos.length);
  let total = 0;
  map.combos.forEach((combo, number) => {
    const failing = [];
    combo.forEach((values, at) => {
      if (wanted[at] && !values.some((value) => wanted[at].has(value))) failing.push(at);
    });
    if (failing.length > 1) return;
    const weight = map.weights[number];
    if (!failing.length) {
      passing[number] = 1;
      total += weight;
    }
    combo.forEach((values, at) => {
      if (!failing.length || failing[0] === at) for (const value of values) counts[at][value] += weight;
    });
  });
  return { total, counts, passing };
}

/** Places in the list of `count` rows that pass, after the first `from` of them. */
export function placesOf(map, passing, from, count) {
  const found = [];
  for (let place = 0, seen = 0; place < map.codes.length && found.length < count; place++) {
    if (passing[map.codes[place]] && seen++ >= from) found.push(place);
  }
  return found;
}

/** Ascending places of a list as [{part, rows: places within the part}], in the list's order. */
export function partsOf(parts, places) {
  const groups = [];
  let start = 0;
  let next = 0;
  for (const part of parts) {
    const rows = [];
    while (next < places.length && places[next] < start + part.rows) rows.push(places[next++] - start);
    if (rows.length) groups.push({ part, rows });
    start += part.rows;
  }
  return groups;
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
