// Readings of a query's pieces: with synonyms, as a question, relaxed: the twin of generator/search/understand/readings.py.
import { alternative } from "../plan.mjs";
import { cut, PARTICLES, PLACE, trimmed, UNKNOWN, VOID, WEAK, WORD } from "./words.mjs";

const FORMAL = 0.6;
const OTHER = 0.5;
const RELATED = 0.3;
const WEAK_WEIGHT = 0.5;
const YEAR_WEIGHT = 0.3;
const EARLIER = 0.6;
const RELAXED_WEIGHT = 0.5;
const ANY_WEIGHT = 0.9;
const PLACE_WEIGHT = 0.3;
const UNKNOWN_WEIGHT = 0.7;
const MOST_GROUPS = 6;
const MOST_PAIRS = 12;
const SENTENCE_PIECES = 3;

const RUN = /[\u3400-\u9fff\u{20000}-\u{3ffff}]+|[a-z0-9]+年?/gu;
const YEAR = /^(?:19|20)[0-9]{2}年?$/;

const sizeOf = (text) => Array.from(text).length;
const isAscii = (text) => text.charCodeAt(0) < 128;
const rounded = (value) => Math.round(value * 1000) / 1000;
const optional = (text, weight = 1) => ({ any: [{ text, weight }], optional: true });

/** A word of the query in pieces; Latin words and numbers are pieces of their own. */
export function piecesOf(text, words) {
  const found = [];
  for (const run of text.match(RUN) || []) {
    if (!isAscii(run)) found.push(...cut(run, words));
    else if (YEAR.test(run)) found.push({ text: run, kind: WEAK, group: -1 });
    else found.push({ text: run, kind: words.kinds.get(run) || UNKNOWN, group: words.places.has(run) ? words.places.get(run) : -1 });
  }
  return found;
}

/** Whether words of a question were typed. */
export const isQuestion = (pieces) => pieces.some(({ kind, text }) => kind === VOID && (sizeOf(text) > 1 || PARTICLES.has(text)));
const unique = (pieces) => Array.from(new Map(pieces.map((piece) => [piece.text, piece])).values());

/** What was typed, as typed. */
export const typedAlternative = (folded, words, when = "always") =>
  alternative("words", words.map((text) => ({ any: [{ text, weight: 1 }], optional: false })), {
    when,
    phrases: words.length === 1 ? [folded] : words.slice(),
  });

/** The readings of the words `typed`, what they say sorted by what it is good for; empty when they say nothing. */
export function readingsOf(typed, words) {
  const sorted = sortedPieces(typed, words);
  return sorted.known.length || sorted.unknown.length ? alternativesOf(sorted, words) : [];
}

function sortedPieces(typed, words) {
  const runs = together(typed, words).map((text) => piecesOf(text, words));
  const pieces = [].concat(...runs);
  const question = isQuestion(pieces);
  const sentence = question || runs.some((run) => run.filter(({ kind }) => kind !== VOID).length >= SENTENCE_PIECES);
  const kept = (question ? trimmed(pieces, words) : pieces).filter(({ kind }) => kind !== VOID);
  const of = (test) => unique(kept.filter(test));
  let known = of(({ kind }) => kind === WORD);
  const unknown = of(({ kind, text }) => kind === UNKNOWN && sizeOf(text) > 1);
  let places = of(({ kind }) => kind === PLACE);
  let weak = of(({ kind, text }) => kind === WEAK || (kind === UNKNOWN && sizeOf(text) === 1));
  if (!known.length) {
    known = weak.filter(({ group, text }) => group >= 0 && sizeOf(text) > 1);
    weak = weak.filter((piece) => !known.includes(piece));
  }
  if (!known.length && !unknown.length) {
    known = places.length ? places : unique(wholeWords(kept));
    weak = places.length ? weak : [];
    places = [];
  }
  const first = (list) => list.slice(0, MOST_GROUPS);
  return { kind: question ? "question" : "synonym", sentence, single: typed.length === 1, known: first(known), unknown: first(unknown), places: first(places), weak: first(weak) };
}

/** Words typed with blanks that are one word of the table (拖欠 账款). */
function together(typed, words) {
  const found = [];
  for (const text of typed) {
    const joined = found.length ? found[found.length - 1] + text : "";
    if (words.kinds.get(joined) === WORD) found[found.length - 1] = joined;
    else found.push(text);
  }
  return found;
}

/** Words that say little, when nothing says more: single characters with their neighbours (女 + 职工). */
function wholeWords(pieces) {
  const found = [];
  for (const piece of pieces) {
    const last = found[found.length - 1];
    if (last && (sizeOf(piece.text) === 1 || sizeOf(last.text) === 1)) {
      found[found.length - 1] = { text: last.text + piece.text, kind: UNKNOWN, group: -1 };
    } else found.push(piece);
  }
  return found;
}

function alternativesOf({ kind, sentence, single, known, unknown, places, weak }, words) {
  const label = labelOf(known, words);
  const core = known.length ? known : unknown;
  const rest = core === unknown ? [] : unknown;
  const last = core.length - 1;
  const whole = core.map((piece, i) => [piece, sentence && i < last ? EARLIER : 1, false]);
  const extra = rest.map((piece) => [piece, sentence ? UNKNOWN_WEIGHT : 1, sentence]);
  const towns = places.map((piece) => [piece, PLACE_WEIGHT, sentence]);
  const soften = (list) => list.map(([piece, weight]) => [piece, weight, true]);
  const made = (name, pieces, given) => {
    const groups = pieces.map(([piece, factor, wish]) => groupOf(piece, factor, wish, words));
    return alternative(name, given.least ? groups : groups.concat(weak.map(weakGroup)), Object.assign({ label }, given));
  };
  const found = [made(kind, whole.concat(extra, towns), {})];
  const soft = soften(extra.concat(towns));
  if (soft.length && !sentence) found.push(made("relaxed", whole.concat(soft), { weight: RELAXED_WEIGHT, when: "few" }));
  if (core.length > 1) {
    const always = sentence || (single && known.length > 1);
    const given = { weight: sentence ? ANY_WEIGHT : RELAXED_WEIGHT, when: always ? "always" : "few" };
    found.push(made("relaxed", soften(whole).concat(soft), Object.assign(given, { least: 1 })));
  }
  return found.concat(pairsOf(unknown));
}

function labelOf(known, words) {
  const shown = [].concat(...known.map((piece) => termsOf(piece, words).slice(1, 3).map((term) => term.text)));
  return Array.from(new Set(shown)).join("、");
}

function groupOf(piece, factor, wish, words) {
  return { any: termsOf(piece, words).map(({ text, weight }) => ({ text, weight: rounded(weight * factor) })), optional: wish };
}

function termsOf(piece, words) {
  const terms = new Map([[piece.text, 1]]);
  const add = (list, weight) => {
    for (const word of list) if (!terms.has(word)) terms.set(word, weight);
  };
  if (piece.group >= 0) {
    const { formal, plain, related } = words.groups[piece.group];
    const own = formal.includes(piece.text);
    add(formal.slice(0, 2), own ? OTHER : FORMAL);
    if (own) add(plain.slice(0, 1), OTHER);
    add(related.slice(0, 2), RELATED);
  }
  return Array.from(terms, ([text, weight]) => ({ text, weight }));
}

const weakGroup = ({ text }) => (isAscii(text) ? optional(text.replace(/年+$/, ""), YEAR_WEIGHT) : optional(text, WEAK_WEIGHT));

/** The pairs of unknown words, half of them, then any: the last resort. */
function pairsOf(unknown) {
  const pairs = new Set();
  for (const { text } of unknown) {
    const characters = Array.from(text);
    if (characters.length < 3 || isAscii(text)) continue;
    for (let i = 1; i < characters.length; i++) pairs.add(characters[i - 1] + characters[i]);
  }
  const groups = Array.from(pairs).slice(0, MOST_PAIRS).map((pair) => optional(pair));
  const leasts = groups.length ? Array.from(new Set([(groups.length + 1) >> 1, 1])) : [];
  return leasts.map((least) => alternative("relaxed", groups, { weight: RELAXED_WEIGHT, when: "none", least }));
}
