// A postings file (docs/search-format.md §6): which documents have a term, and with what weight.
import { Reader, text } from "./bytes.mjs";

/** Weight of an impact code: steps of an eighth of an octave. */
export const WEIGHTS = Float64Array.from({ length: 256 }, (_, code) => (code ? 2 ** ((code - 48) / 8) : 0));

/** What a term has that no document has. */
export const NONE = Object.freeze({
  df: 0, extra: 0, ids: new Float64Array(0), weights: new Float64Array(0), whole: true, floor: 0, part: -1,
});

/**
 * A decoded file: term -> {df, extra, n, part, numbers: bytes, impacts: bytes, list}. `head` is the most postings of a
 * term in a file of heads, 0 for a file of full lists. Throws where a length does not fit: the file is damaged.
 */
export function readPostings(bytes, head) {
  const reader = new Reader(bytes);
  const count = reader.varint();
  const terms = [];
  if (count > bytes.length) throw new Error("terms");
  for (let i = 0; i < count; i++) terms.push(text(reader.take(reader.varint())));
  const dfs = reader.varints(count);
  const extras = reader.varints(count);
  const sizes = reader.varints(count);
  const found = new Map();
  const cutOff = terms.filter((_, i) => head && dfs[i] > head);
  const parts = reader.varints(cutOff.length);
  const rows = terms.map((_, i) => ({ df: dfs[i], extra: extras[i], n: head ? Math.min(dfs[i], head) : dfs[i], part: -1, list: null }));
  terms.forEach((term, i) => found.set(term, rows[i]));
  cutOff.forEach((term, i) => {
    found.get(term).part = parts[i];
  });
  rows.forEach((row, i) => {
    row.numbers = reader.take(sizes[i]);
  });
  for (const row of rows) row.impacts = reader.take(row.n);
  if (reader.at !== bytes.length) throw new Error("length");
  return found;
}

/** The list of a term of a decoded file, decoded when it is first asked for. */
export function listOf(file, term) {
  const row = file.get(term);
  if (!row) return NONE;
  if (!row.list) row.list = decoded(row);
  return row.list;
}

function decoded({ df, extra, n, part, numbers, impacts }) {
  const reader = new Reader(numbers);
  const ids = new Float64Array(n);
  const weights = new Float64Array(n);
  let floor = 255;
  for (let i = 0, id = 0; i < n; i++) {
    id += reader.varint();
    ids[i] = id;
    weights[i] = WEIGHTS[impacts[i]];
    if (impacts[i] < floor) floor = impacts[i];
  }
  if (reader.at !== numbers.length) throw new Error("length");
  return { df, extra, ids, weights, whole: n === df, floor: n === df ? 0 : WEIGHTS[floor], part };
}
