// Facets of the results: columns of the index for the documents found, what the choices leave, how many each box has.

/** Facets of the index: key in an address, name. What the index has besides is not shown. */
export const FACETS = new Map([
  ["lanmu", ["lm", "栏目"]],
  ["jigou", ["jg", "发布机关"]],
  ["leixing", ["lx", "类型"]],
  ["niandu", ["nf", "年份"]],
  ["xiaoli", ["xl", "状态"]],
  ["shixiang", ["sx", "目录事项"]],
  ["duixiang", ["dx", "面向"]],
]);
/** Boxes of one facet. */
const MOST = 60;

/** A chunk of a facet's file as typed arrays. */
export function readColumn({ numbers, values, rows }) {
  const starts = new Uint32Array(rows.length + 1);
  const codes = [];
  const places = new Float64Array(rows.length);
  let number = 0;
  rows.forEach((row, i) => {
    number += numbers[i];
    places[i] = number;
    for (const code of Array.isArray(row) ? row : row < 0 ? [] : [row]) {
      if (!values[code]) throw new Error("facet");
      codes.push(code);
    }
    starts[i + 1] = codes.length;
  });
  return { values, numbers: places, starts, codes: Uint16Array.from(codes) };
}

/** The chunks' columns for ascending `ids`: {values, starts, codes}, a code is a place among `values`. */
export function columnFor(chunks, ids) {
  const places = new Map();
  const values = [];
  const starts = new Uint32Array(ids.length + 1);
  const codes = [];
  const ordered = chunks.slice().sort((a, b) => a.numbers[0] - b.numbers[0]);
  let chunk = 0;
  let row = 0;
  for (let i = 0; i < ids.length; i++) {
    while (chunk < ordered.length && ordered[chunk].numbers[ordered[chunk].numbers.length - 1] < ids[i]) {
      chunk += 1;
      row = 0;
    }
    const column = ordered[chunk];
    while (column && column.numbers[row] < ids[i]) row += 1;
    if (column && column.numbers[row] === ids[i]) {
      for (let at = column.starts[row]; at < column.starts[row + 1]; at++) {
        const [value, name] = column.values[column.codes[at]];
        if (!places.has(value)) {
          places.set(value, values.length);
          values.push([value, name]);
        }
        codes.push(places.get(value));
      }
    }
    starts[i + 1] = codes.length;
  }
  return { values, starts, codes: Uint16Array.from(codes) };
}

/**
 * What `filters` ({jg: [values]}) leaves of `count` documents, with `columns` ([{key, name, column}]): within a facet
 * one value is enough, every facet must pass. {passing: 1 per document left, facets: [{key, name, options}]}, an option
 * being value, name, how many it would show given the choices in the other facets, how many without any choice.
 */
export function narrow(columns, filters, count) {
  const wanted = columns.map(({ key, column }) => wantedCodes(column, filters[key]));
  const counts = columns.map(({ column }) => new Uint32Array(column.values.length));
  const totals = columns.map(({ column }) => new Uint32Array(column.values.length));
  const passing = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let failing = -1;
    let failures = 0;
    columns.forEach(({ column }, at) => {
      let has = !wanted[at];
      for (let j = column.starts[i]; j < column.starts[i + 1]; j++) {
        totals[at][column.codes[j]] += 1;
        if (!has && wanted[at].has(column.codes[j])) has = true;
      }
      if (!has) {
        failing = at;
        failures += 1;
      }
    });
    passing[i] = failures ? 0 : 1;
    if (failures > 1) continue;
    columns.forEach(({ column }, at) => {
      if (failures && failing !== at) return;
      for (let j = column.starts[i]; j < column.starts[i + 1]; j++) counts[at][column.codes[j]] += 1;
    });
  }
  return { passing, facets: columns.map((one, at) => facet(one, filters[one.key] || [], counts[at], totals[at])) };
}

const wantedCodes = ({ values }, chosen) => {
  if (!chosen || !chosen.length) return null;
  return new Set(values.map(([value], code) => (chosen.includes(value) ? code : -1)).filter((code) => code >= 0));
};

function facet({ key, name, column }, chosen, counts, totals) {
  const byYear = key === "nf";
  const options = column.values
    .map(([value, text], code) => [value, byYear ? `${text}年` : text, counts[code], totals[code]])
    .sort((a, b) => (byYear ? (a[0] < b[0] ? 1 : -1) : b[3] - a[3] || (a[0] < b[0] ? -1 : 1)));
  return { key, name, options: options.filter((option, i) => i < MOST || chosen.includes(option[0])) };
}
