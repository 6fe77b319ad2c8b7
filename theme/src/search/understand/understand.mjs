// What a query means (plan.mjs): the twin of generator/search/understand/understand.py.
import { queryWords } from "../folding.mjs";
import { alternative, need, NOTHING } from "../plan.mjs";
import { answerAt, answerPack, asks, bestAnswer } from "./answering.mjs";
import { firstLetter, looksTraditional, parsePinyin, parseTraditional } from "./characters.mjs";
import { buildLexicon, readInitials, readLetters, readUnfinished } from "./lexicon.mjs";
import { findNumber, numberWithin } from "./numbers.mjs";
import { isQuestion, piecesOf, readingsOf, typedAlternative } from "./readings.mjs";
import { corrected, suspicious } from "./typos.mjs";
import { parseWords, UNKNOWN } from "./words.mjs";

const SENTENCE = 9;
const LETTERS = /^[a-z]{2,40}$/;
const GUESSES = [1, 0.6, 0.4];
const INITIALS = [2, 8];
const LONGEST_TYPO = 8;

const sizeOf = (text) => Array.from(text).length;
const PARSERS = { words: parseWords, pinyin: parsePinyin, traditional: parseTraditional };
const parsed = new WeakMap();

/** A table's payload parsed, once. */
function parsedTable(tables, name) {
  const payload = tables[name];
  if (!payload) return null;
  if (!parsed.has(payload)) parsed.set(payload, PARSERS[name](payload));
  return parsed.get(payload);
}

const shardsIn = (tables) => Object.keys(tables).filter((name) => /^p-[a-z]$/.test(name)).sort();
let lexicon = { key: [], value: null };

/** All phrases at hand; kept until another table comes. */
function lexiconOf(tables) {
  const key = [tables.words, tables.pinyin, ...shardsIn(tables).map((name) => tables[name])];
  if (key.length !== lexicon.key.length || key.some((table, i) => table !== lexicon.key[i])) {
    const shards = shardsIn(tables).map((name) => tables[name]);
    lexicon = { key, value: buildLexicon(parsedTable(tables, "words"), shards, parsedTable(tables, "pinyin") || new Map()) };
  }
  return lexicon.value;
}

/**
 * Names of the tables a query wants. With `tables` those that are loaded say more: ask again when "words" has come,
 * then those for misspelt words are named too (they are only worth a request where few documents were found).
 */
export function tablesFor(query, tables = {}) {
  const [folded, typed] = queryWords(query);
  if (!typed.length || findNumber(folded)) return folded && looksTraditional(folded) ? ["traditional"] : [];
  const names = ["words"];
  if (looksTraditional(folded)) names.push("traditional");
  const words = parsedTable(tables, "words");
  names.push(...answersFor(simplified([folded], tables)[0], tables, words));
  const letters = typed.filter((word) => LETTERS.test(word) && !(words && words.kinds.has(word)));
  if (letters.length) return names.concat("pinyin", shardNames(letters.map((word) => word[0])));
  const wrong = words ? simplified(typed, tables).filter((word) => maybeMisspelt(word, words)) : [];
  if (!wrong.length) return names;
  const first = [].concat(...wrong.map((word) => [word, ...piecesOf(word, words).filter(({ kind }) => kind === UNKNOWN).map(({ text }) => text)]));
  return names.concat("pinyin", shardNames(first.map((text) => firstLetter(Array.from(text)[0]))));
}

function answersFor(folded, tables, words) {
  if (!words || !asks(folded, words)) return [];
  const place = tables.answers ? bestAnswer(folded, tables.answers, words) : -1;
  return place < 0 ? ["answers"] : ["answers", answerPack(place)];
}

const shardNames = (letters) => Array.from(new Set(letters.filter(Boolean))).sort().map((letter) => `p-${letter}`);
const maybeMisspelt = (word, words) =>
  sizeOf(word) > 1 && sizeOf(word) <= LONGEST_TYPO && !LETTERS.test(word) && suspicious(piecesOf(word, words)) && !isQuestion(piecesOf(word, words));

function simplified(typed, tables) {
  const table = parsedTable(tables, "traditional");
  return table ? typed.map((word) => Array.from(word, (character) => table.get(character) || character).join("")) : typed;
}

/** The plan of a query as it was typed; `tables[name]` is the payload of a table that is loaded. */
export function understand(query, tables = {}) {
  const [folded, typed] = queryWords(query);
  if (!typed.length) return NOTHING;
  if (!looksTraditional(folded)) return { folded, alternatives: alternativesOf(folded, typed, tables), direct: directOf(folded, tables) };
  const asTyped = typedAlternative(folded, typed, "none");
  if (!tables.traditional) return { folded, alternatives: [asTyped], direct: null };
  const simple = simplified([folded], tables)[0];
  const found = alternativesOf(simple, queryWords(simple)[1], tables);
  const direct = directOf(simple, tables);
  if (simple === folded) return { folded, alternatives: found, direct };
  const named = found.map((one) => (one.kind === "words" ? Object.assign({}, one, { kind: "traditional" }) : one));
  return { folded, alternatives: named.concat(asTyped), direct };
}

/** The prepared answer, when one is near enough. */
function directOf(folded, tables) {
  const words = parsedTable(tables, "words");
  if (!words || !tables.answers || findNumber(folded)) return null;
  const place = bestAnswer(folded, tables.answers, words);
  return place < 0 ? null : answerAt(place, tables);
}

function alternativesOf(folded, typed, tables) {
  const number = findNumber(folded);
  if (number) return numberAlternatives(number);
  const within = numberWithin(folded);
  const pinned = within ? numberAlternatives(within) : [];
  const words = parsedTable(tables, "words");
  const short = typed.length > 1 || sizeOf(typed[0]) <= SENTENCE;
  const asTyped = [typedAlternative(folded, typed, short ? "always" : "none")];
  if (!words) return pinned.concat(asTyped);
  const [found, ...rest] = readingsOf(typed, words);
  const reading = found && typed.length > 1 && !found.label ? Object.assign(found, { kind: "words" }) : found;
  const guesses = guessed(typed, tables, words);
  // Of several words the reading has all that was typed, and knows which of them are places.
  const first = short && (typed.length === 1 || !reading) ? asTyped : [];
  return pinned.concat(first, reading || [], guesses, rest, short ? [] : asTyped);
}

function numberAlternatives({ keys, cited, issuer, loose }) {
  const found = [alternative("number", [], { number: keys })];
  if (loose) found.push(alternative("number", [Object.assign(need(issuer), { optional: false })], { weight: 0.9, when: "none", number: loose }));
  return found.concat(cited.slice(0, 2).map((text) => typedAlternative(text, [text])));
}

/** Pinyin, or misspelt words: of the table of words at once, of titles and by their sound when those are loaded. */
function guessed(typed, tables, words) {
  const letters = typed.some((word) => LETTERS.test(word) && !words.kinds.has(word));
  if (letters && !tables.pinyin) return [];
  const known = lexiconOf(tables);
  if (letters) {
    const guesses = spelled(typed, known, words).slice(0, GUESSES.length);
    return [].concat(...guesses.map((guess, i) => readAgain(guess, words, "pinyin", GUESSES[i], "always")));
  }
  if (isQuestion([].concat(...typed.map((word) => piecesOf(word, words))))) return [];
  const guesses = respelled(typed, known, words).slice(0, GUESSES.length);
  return [].concat(...guesses.map(([guess, certain], i) => readAgain(guess, words, "typo", GUESSES[i], certain ? "always" : "few")));
}

/** A guess read like a query; its label is the guess itself. */
function readAgain(guess, words, kind, weight, when) {
  return readingsOf(guess, words)
    .slice(0, weight === 1 ? 2 : 1)
    .map((one) =>
      Object.assign({}, one, {
        kind,
        label: guess.join(" "),
        weight: Math.round(one.weight * weight * 1000) / 1000,
        when: one.when === "always" ? when : "few",
      }),
    );
}

/** The query with its letters read as pinyin, up to three readings. */
function spelled(typed, known, words) {
  const isLetters = (word) => LETTERS.test(word) && !words.kinds.has(word);
  const runs = [];
  for (const word of typed) {
    const last = runs[runs.length - 1];
    if (last && isLetters(word) && isLetters(last[0])) last.push(word);
    else runs.push([word]);
  }
  const read = [].concat(...runs.map((run) => (isLetters(run[0]) ? segments(run, known) : run.map((text) => [text]))));
  const seen = new Set([typed.join(" ")]);
  const guesses = [];
  for (let choice = 0; choice < Math.max(0, ...read.map((texts) => texts.length)); choice++) {
    const guess = read.map((texts) => texts[Math.min(choice, texts.length - 1)]);
    if (seen.has(guess.join(" "))) continue;
    seen.add(guess.join(" "));
    guesses.push(guess);
  }
  return guesses;
}

function segments(run, known) {
  const whole = readLetters(run.join(""), known);
  if (whole) return whole;
  const found = [];
  for (const letters of run) {
    const one = readLetters(letters, known);
    if (one) {
      found.push(...one);
      continue;
    }
    const initials = letters.length >= INITIALS[0] && letters.length <= INITIALS[1] ? readInitials(letters, known) : null;
    const guess = initials || readUnfinished(letters, known);
    if (guess) found.push(guess);
  }
  return found;
}

/** The query with one word corrected: [words, certain]. */
function respelled(typed, known, words) {
  const found = [];
  typed.forEach((word, n) => {
    if (sizeOf(word) > LONGEST_TYPO) return;
    for (const [text, certain] of corrected(word, piecesOf(word, words), known)) {
      found.push([[...typed.slice(0, n), text, ...typed.slice(n + 1)], certain]);
    }
  });
  return found;
}
