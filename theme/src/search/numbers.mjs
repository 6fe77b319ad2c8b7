// Document numbers (文号) as people type them, one key for every bracket form: the twin of generator/search/numbers.py.
import { fold } from "./folding.mjs";

const YEARLY = /^([^0-9()]{0,20})(\(?)((?:19|20)[0-9]{2})(年?)(\)?)(第?)([0-9]{1,5})(号?)$/;
const PLAIN = /^([^0-9()]{1,20}?)第?([0-9]{1,5})号$/;
const STARTED = /^([^0-9()]{1,20})\(?((?:19|20)[0-9]{2})年?\)?第?$/;

/** The key of a document's own number: 示政办发2021-24, 国令-713; empty when there is no number in it. */
export function numberKey(number) {
  const text = fold(number).replace(/ /g, "");
  let match = YEARLY.exec(text);
  if (match) return `${match[1]}${match[3]}-${Number(match[7])}`;
  match = PLAIN.exec(text);
  return match ? `${match[1]}-${Number(match[2])}` : "";
}

/** A folded query as a number {key, exact, cited}, or null. Bare digits (dates, phone numbers) are no number. */
export function parseNumber(folded) {
  const text = folded.replace(/ /g, "");
  let match = YEARLY.exec(text);
  if (match && (match[1] || match[2] || match[4] || match[6] || match[8] || folded.includes(" "))) {
    const digits = Number(match[7]);
    return { key: `${match[1]}${match[3]}-${digits}`, exact: true, cited: `${match[1]}(${match[3]})${digits}号` };
  }
  match = PLAIN.exec(text);
  if (match) return { key: `${match[1]}-${Number(match[2])}`, exact: true, cited: text };
  match = STARTED.exec(text);
  return match && { key: `${match[1]}${match[2]}-`, exact: false, cited: `${match[1]}(${match[2]})` };
}

const startsWithDigit = (text) => /^[0-9]/.test(text);

/** Whether a document with `key` is meant: whole, without its issuer's word ([2021]24), or by its beginning. */
export function numberMatches(query, key) {
  if (!key) return false;
  if (!query.exact) return key.startsWith(query.key);
  return key === query.key || (startsWithDigit(query.key) && key.endsWith(query.key) && !startsWithDigit(key));
}
