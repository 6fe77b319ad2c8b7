// Words with a wrong character: the twin of generator/search/understand/typos.py.
import { WORD_RANK } from "./lexicon.mjs";
import { UNKNOWN, WEAK } from "./words.mjs";

const SHORTEST = 2;
const MOST_FIXES = 3;
const CERTAIN = 4;

const strange = ({ kind, text }) => kind === UNKNOWN || (kind === WEAK && Array.from(text).length === 1);

/** Whether a run has characters that no table knows: only such a run may be misspelt. */
export const suspicious = (pieces) => pieces.some(strange);

/** What `run` may have been meant to be, [text, whether that is nearly certain], the most likely first. */
export function corrected(run, pieces, lexicon) {
  const characters = Array.from(run);
  if (characters.length < SHORTEST || lexicon.ranks.has(run) || !suspicious(pieces)) return [];
  const unknown = unknownPlaces(pieces);
  const fixes = fixesOf(characters, unknown, lexicon);
  fixes.sort(
    (a, b) => merit(b) - merit(a) || lexicon.ranks.get(b.phrase) - lexicon.ranks.get(a.phrase) || (a.phrase < b.phrase ? -1 : a.phrase > b.phrase ? 1 : 0),
  );
  const texts = new Map();
  for (const { start, length, phrase, sure } of fixes) {
    const covers = Array.from(unknown).every((place) => place >= start && place < start + length);
    const text = characters.slice(0, start).join("") + phrase + characters.slice(start + length).join("");
    if (!texts.has(text)) texts.set(text, covers && (sure !== 1 || length >= CERTAIN));
  }
  return Array.from(texts).slice(0, MOST_FIXES);
}

/** Places of the characters that no table knows. */
function unknownPlaces(pieces) {
  const places = new Set();
  let at = 0;
  for (const piece of pieces) {
    for (const _ of piece.text) {
      if (strange(piece)) places.add(at);
      at += 1;
    }
  }
  return places;
}

function merit({ phrase, sure, length }) {
  const size = Array.from(phrase).length;
  return sure === 0 ? 40 * length + 20 - size : 40 * size + (sure === 2 ? 60 : 0);
}

function fixesOf(run, unknown, lexicon) {
  const fixes = [];
  for (const { phrase, rank, wanted } of lexicon.phrases) {
    for (let start = 0; start + wanted.length <= run.length; start++) {
      const wrong = [];
      for (let i = 0; i < wanted.length && wrong.length < 3; i++) if (run[start + i] !== wanted[i]) wrong.push(i);
      if (!wrong.length || wrong.length > 2 || !touches(unknown, start, wanted.length)) continue;
      const alike = wrong.every((i) => soundAlike(run[start + i], wanted[i], lexicon.readings));
      if (alike && (wrong.length === 1 || wanted.length > 2)) fixes.push({ start, length: wanted.length, phrase, sure: 2 });
      else if (wrong.length === 1 && (wanted.length > 2 || (wanted.length === unknown.size && rank >= WORD_RANK))) {
        fixes.push({ start, length: wanted.length, phrase, sure: 1 });
      }
    }
    if (miscounted(run, wanted)) fixes.push({ start: 0, length: run.length, phrase, sure: 1 });
    if (unknown.size === run.length && shortFor(run, wanted)) fixes.push({ start: 0, length: run.length, phrase, sure: 0 });
  }
  return fixes;
}

/** Whether `run` is short for a phrase: 文保 for 文物保护, 妇保法 for 妇女权益保障法. */
function shortFor(run, phrase) {
  if (run.length === 2) return phrase.length === 4 && run[0] === phrase[0] && run[1] === phrase[2];
  if (run.length < 3 || run.length > 5 || phrase.length <= run.length || phrase.length > 3 * run.length) return false;
  if (run[0] !== phrase[0] || run[run.length - 1] !== phrase[phrase.length - 1]) return false;
  let at = 0;
  for (const character of phrase) if (at < run.length && character === run[at]) at += 1;
  return at === run.length;
}

function touches(unknown, start, length) {
  for (let place = start; place < start + length; place++) if (unknown.has(place)) return true;
  return false;
}

/** One character too many or too few; only for the whole run and phrases of four characters and more. */
function miscounted(run, wanted) {
  if (wanted.length < 4 || Math.abs(wanted.length - run.length) !== 1) return false;
  const [longer, shorter] = run.length > wanted.length ? [run, wanted] : [wanted, run];
  let at = 0;
  while (at < shorter.length && longer[at] === shorter[at]) at += 1;
  while (at < shorter.length && longer[at + 1] === shorter[at]) at += 1;
  return at === shorter.length;
}

function soundAlike(first, second, readings) {
  const sounds = (character) => (readings.get(character) || []).map(blurred);
  const others = sounds(second);
  return sounds(first).some((sound) => others.includes(sound));
}

/** Sounds that southern speakers do not tell apart. */
function blurred(syllable) {
  const sound = syllable.length > 1 && syllable[1] === "h" ? syllable[0] + syllable.slice(2) : syllable;
  return sound.endsWith("ng") ? sound.slice(0, -1) : sound;
}
