// Which prepared answer a query asks for, if any: the twin of generator/search/understand/answering.py.
import { queryWords } from "../folding.mjs";
import { isQuestion, piecesOf } from "./readings.mjs";
import { PLACE, trimmed, UNKNOWN, WEAK, WORD } from "./words.mjs";

/** Pairs of the catalogue and guides; pairs found in texts. */
const THRESHOLD = 0.72;
const IN_TEXT_THRESHOLD = 0.86;
const KNOWN = 2;
const PAIR = 1;
const LITTLE = 0.3;
/** Prepared answers in one table a-<n>. */
const PACK = 16;

export const answerPack = (place) => `a-${Math.floor(place / PACK)}`;

const sizeOf = (text) => Array.from(text).length;
const piecesIn = (text, words) => [].concat(...queryWords(text)[1].map((word) => piecesOf(word, words)));

/** What a text is about, with weights. */
function subjects(text, words) {
  const found = new Map();
  const pieces = piecesIn(text, words);
  for (const { text: word, kind, group } of isQuestion(pieces) ? trimmed(pieces, words) : pieces) {
    if (kind === WORD) found.set(`g${group}`, KNOWN);
    else if (kind === UNKNOWN) {
      const characters = Array.from(word);
      for (let i = 1; i < characters.length; i++) found.set(characters[i - 1] + characters[i], PAIR);
    } else if (kind === WEAK && sizeOf(word) > 1) found.set(word, LITTLE);
  }
  return found;
}

/** Whether a query asks for an answer: in words of a question, or for how something is done. */
export function asks(query, words) {
  const pieces = piecesIn(query, words);
  const little = pieces.some(({ kind, text }) => kind === WEAK && sizeOf(text) > 1);
  const about = pieces.some(({ kind }) => kind === WORD || kind === UNKNOWN);
  return isQuestion(pieces) || (little && about && !pieces.some(({ kind }) => kind === PLACE));
}

const known = new WeakMap();

/** The subjects of all questions, worked out once per table. */
function subjectsOf(table, words) {
  const kept = known.get(table);
  if (kept && kept.words === words) return kept.all;
  const all = table.questions.map((variants) => variants.split("\n").map((variant) => subjects(variant, words)));
  known.set(table, { words, all });
  return all;
}

/** The place of the question that is asked, or -1. */
export function bestAnswer(query, table, words) {
  const wanted = subjects(query, words);
  if (!asks(query, words) || !Array.from(wanted.values()).some((weight) => weight >= PAIR)) return -1;
  let best = 0;
  let place = -1;
  subjectsOf(table, words).forEach((variants, number) => {
    const likeness = Math.max(...variants.map((variant) => alike(wanted, variant)));
    if (likeness <= best || likeness <= (number < table.sure ? THRESHOLD : IN_TEXT_THRESHOLD)) return;
    best = likeness;
    place = number;
  });
  return place;
}

const squares = (subject) => Array.from(subject.values()).reduce((sum, weight) => sum + weight * weight, 0);

function alike(first, second) {
  let shared = 0;
  for (const [name, weight] of first) if (second.has(name)) shared += weight * second.get(name);
  return shared && Math.round((shared / (Math.sqrt(squares(first)) * Math.sqrt(squares(second)))) * 1e9) / 1e9;
}

/** {question, answer, href, source} at a place; null while its pack is not loaded. */
export function answerAt(place, tables) {
  const pack = tables[answerPack(place)];
  if (!pack) return null;
  const [question, answer, href, source] = pack.answers[place % PACK];
  return { question, answer, href, source };
}
