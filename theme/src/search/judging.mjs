// A found document looked at in its words: does it have what was asked as it stands, where, and which passage shows it.
import { excerpt, marked } from "./excerpt.mjs";
import { fold } from "./folding.mjs";
import { hasTerm, queryTerms, wholeAt } from "./terms.mjs";

export const WHY = { number: "文号", title: "标题", mark: "机关或编号", column: "栏目", text: "正文", attached: "附件", pieces: "包含全部字词", some: "包含部分字词" };

/** What begins an attachment's piece of a text: it was read, no words were recognised, it has no reading view. */
const UNREAD = "\x1e";
const OTHER = "\x1f";
const TEXT = 3;
const PIECES = /\n?([\x1d-\x1f])/;

/**
 * A document as it is compared. `parts` are its own text and then mark, name with words of each attachment; `fields`
 * [folded text, what a hit in it is called] in the order in which they tell, the parts of one apart by a line break, which
 * no query contains. The first is the title, the fourth (TEXT) its own text, then come the attachments.
 */
export function foldedRow(row, text) {
  const lines = (parts) => parts.filter(Boolean).map(fold).join("\n");
  const parts = text.split(PIECES);
  const fields = [
    [fold(row.title), WHY.title],
    [lines([row.reference, row.index_number, row.organization, ...row.aliases, row.date]), WHY.mark],
    [lines([row.type, ...row.columns, row.topic]), WHY.column],
    ...parts.filter((part, i) => i % 2 === 0).map((part, i) => [fold(part), i ? WHY.attached : WHY.text]),
  ];
  return { parts, fields, title: fields[0][0] };
}

const place = (fields, phrase) => fields.find(([field]) => wholeAt(field, phrase) >= 0);
const hasText = (fields, text) => queryTerms(text).every((term) => fields.some(([field]) => hasTerm(field, term)));

/** Whether the document's words meet a reading: all its groups, as the index would say it. */
export function meets(fields, reading) {
  const met = (group) => group.any.some((term) => hasText(fields, term.text));
  if (!reading.groups.filter((group) => !group.optional).every(met)) return false;
  return reading.groups.filter((group) => group.optional && met(group)).length >= (reading.least || 0);
}

/**
 * How a document answers `readings` (those that found it, the best first): {whole, why, reading, needles}; null when its
 * words meet none of them, which is only asked when the index was not `sure`. `whole`: it has all phrases of a reading;
 * `texts` are all that was asked for; `phrase` is what only an attachment has, `where` its field.
 */
export function judge(fields, readings, { sure }) {
  const own = sure ? readings : readings.filter((reading) => reading.number || meets(fields, reading));
  if (!own.length) return null;
  const texts = needlesOf(own);
  const number = own.find((reading) => reading.number);
  if (number) return { whole: true, why: WHY.number, reading: number, needles: texts, texts };
  for (const reading of own) {
    if (reading.least) continue;
    const phrases = reading.phrases.length ? reading.phrases : textsOf([reading]);
    const places = phrases.map((phrase) => place(fields, phrase));
    const told = places.find(Boolean) || ["", WHY.text];
    const at = places.findIndex((where) => where && where[1] === WHY.attached && (reading.kind === "words" || where === told));
    if (!reading.phrases.length || places.every(Boolean)) return { whole: true, why: told[1], reading, needles: texts, texts, where: places[at], phrase: phrases[at] };
  }
  return { whole: false, why: own[0].least ? WHY.some : WHY.pieces, reading: own[0], needles: texts.concat(pairsOf(own)), texts };
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

/** The field that shows the hit: the text, or an attachment where it alone has something of what was asked. */
function shownField(fields, { where, phrase }, found) {
  if (where) return [where, [phrase]];
  const at = found.length ? fields.findIndex(([field]) => found.some((needle) => field.includes(needle))) : 0;
  return at > TEXT ? [fields.find(([field]) => field.includes(found[0])), [found[0]]] : [fields[TEXT], []];
}

/** A hit as pages and programs get it. */
export function hitOf({ row, parts, fields }, judged, score) {
  const found = judged.needles.filter((needle) => fields.some(([field]) => field.includes(needle)));
  const [field, first] = shownField(fields, judged, found);
  const number = fields.indexOf(field) - TEXT;
  const text = parts[2 * number];
  return {
    id: row.id,
    href: row.href,
    title: row.title,
    titleParts: marked(row.title, found),
    excerpt: text ? excerpt(text, field[0], first.concat(found)) : [],
    attachment: number ? { name: text.split("\n")[0], href: parts[2 * number - 1] === OTHER ? "" : row.href.replace(/(\.html)?$/, `/${number}.html`) } : null,
    unread: parts.includes(UNREAD),
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
