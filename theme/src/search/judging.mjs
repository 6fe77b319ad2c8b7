// A found document looked at in its words: does it have what was asked as it stands, where, and which passage shows it.
import { excerpt, marked } from "./excerpt.mjs";
import { fold } from "./folding.mjs";
import { hasTerm, queryTerms, wholeAt } from "./terms.mjs";

export const WHY = { number: "文号", title: "标题", mark: "机关或编号", column: "栏目", text: "正文", pieces: "包含全部字词", some: "包含部分字词" };
/** Levels of an answer: what is lower comes first. */
export const PINNED = 0;
export const WHOLE = 1;
export const PIECES = 2;

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
 * How a document answers `readings` (those that found it, the best first): {level, why, reading, needles}; null when its
 * words meet none of them, which is only asked when the index was not `sure`.
 */
export function judge(fields, readings, { pinned, sure }) {
  const own = sure ? readings : readings.filter((reading) => meets(fields, reading));
  if (pinned) return { level: PINNED, why: WHY.number, reading: pinned, needles: needlesOf([pinned, ...own]) };
  if (!own.length) return null;
  for (const reading of own) {
    if (reading.least) continue;
    const phrases = reading.phrases.length ? reading.phrases : reading.groups.map((group) => group.any[0].text);
    const where = phrases.map((phrase) => place(fields, phrase)).find(Boolean);
    if (where || !reading.phrases.length) return { level: WHOLE, why: where ? where[1] : WHY.text, reading, needles: needlesOf(own) };
  }
  const why = own[0].least ? WHY.some : WHY.pieces;
  return { level: PIECES, why, reading: own[0], needles: needlesOf(own).concat(pairsOf(own)) };
}

const unique = (list) => Array.from(new Set(list.filter(Boolean)));
const textsOf = (readings) =>
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
