// A found document looked at in its words: does it have what was asked as it stands, where, and which passage shows it.
import { excerpt, marked } from "./excerpt.mjs";
import { fold } from "./folding.mjs";
import { hasTerm, queryTerms, wholeAt } from "./terms.mjs";

export const WHY = { number: "文号", title: "标题", mark: "机关或编号", column: "栏目", text: "正文", pieces: "包含全部字词", some: "包含部分字词" };
/** The fields of a document folded, the parts of one apart by a line break, which no query contains. */
export function foldedRow(row, text) {
  const lines = (parts) => parts.filter(Boolean).map(fold).join("\n");
  return {
    title: fold(row.title),
    marks: lines([row.reference, row.index_number, row.organization, ...row.aliases, row.date]),
    columns: lines([row.type, ...row.columns, row.topic]),
    text: fold(text || ""),
  };
}

const PLACES = [["title", WHY.title], ["marks", WHY.mark], ["columns", WHY.column], ["text", WHY.text]];
const place = (fields, phrase) => PLACES.find(([field]) => wholeAt(fields[field], phrase) >= 0);
const hasText = (fields, text) => queryTerms(text).every((term) => PLACES.some(([field]) => hasTerm(fields[field], term)));

/** Whether the document's words meet a reading: all its groups, as the index would say it. */
export function meets(fields, reading) {
  const met = (group) => group.any.some((term) => hasText(fields, term.text));
  if (!reading.groups.filter((group) => !group.optional).every(met)) return false;
  return reading.groups.filter((group) => group.optional && met(group)).length >= (reading.least || 0);
}

/**
 * How a document answers `readings` (those that found it, the best first): {whole, why, reading, needles}; null when its
 * words meet none of them, which is only asked when the index was not `sure`. `whole`: it has all phrases of a reading;
 * `texts` are all that was asked for.
 */
export function judge(fields, readings, { sure }) {
  const own = sure ? readings : readings.filter((reading) => reading.number || meets(fields, reading));
  if (!own.length) return null;
  const texts = unique(textsOf(own).concat(...own.map((reading) => reading.phrases)));
  const number = own.find((reading) => reading.number);
  if (number) return { whole: true, why: WHY.number, reading: number, needles: needlesOf(own), texts };
  for (const reading of own) {
    if (reading.least) continue;
    const phrases = reading.phrases.length ? reading.phrases : textsOf([reading]);
    const places = phrases.map((phrase) => place(fields, phrase));
    const where = places.find(Boolean);
    if (!reading.phrases.length || places.every(Boolean)) return { whole: true, why: where ? where[1] : WHY.text, reading, needles: needlesOf(own), texts };
  }
  return { whole: false, why: own[0].least ? WHY.some : WHY.pieces, reading: own[0], needles: needlesOf(own).concat(pairsOf(own)), texts };
}

/** How much of the title is what was asked, 0 to 1: 公积金提取办法 is nearer to 公积金 than a long title with it. */
export function coverage(title, texts) {
  const bare = title.replace(/中华人民共和国|[《》()]/g, "");
  const covered = new Uint8Array(bare.length);
  for (const text of texts) {
    const at = bare.indexOf(text);
    if (at >= 0) covered.fill(1, at, at + text.length);
  }
  return bare.length ? covered.reduce((sum, one) => sum + one, 0) / bare.length : 0;
}

const unique = (list) => Array.from(new Set(list.filter(Boolean)));
export const textsOf = (readings) =>
  [].concat(...readings.map(({ groups }) => [].concat(...groups.map((group) => group.any.map((term) => term.text)))));

/** What is marked, the most telling first. */
const needlesOf = (readings) => unique([].concat(...readings.map((reading) => reading.phrases)).concat(textsOf(readings)));
const pairsOf = (readings) => unique([].concat(...textsOf(readings).map(queryTerms)));

/** A hit as pages and programs get it. */
export function hitOf(row, text, fields, judged, score) {
  const found = judged.needles.filter((needle) => PLACES.some(([field]) => fields[field].includes(needle)));
  return {
    id: row.id,
    href: row.href,
    title: row.title,
    titleParts: marked(row.title, found),
    excerpt: text ? excerpt(text, fields.text, found) : [],
    score: Math.round(score * 1e6) / 1e6,
    why: judged.why,
    label: judged.reading ? judged.reading.label : "",
    number: row.reference,
    organization: row.organization,
    type: row.type,
    date: row.date,
    state: row.state,
    sample: Boolean(row.sample),
  };
}
