// All phrases at hand with their readings: the twin of generator/search/understand/lexicon.py.
import { PLACE, WEAK, WORD } from "./words.mjs";

export const WORD_RANK = 100;
const RANKS = new Map([[WORD, WORD_RANK], [PLACE, 60], [WEAK, 40]]);
const MOST_CANDIDATES = 3;
const MIN_PREFIX = 2;

const ASTRAL = /[\ud800-\udfff]/;
/** A phrase whose characters can be asked for by their place. */
const spelt = (phrase) => (ASTRAL.test(phrase) ? Array.from(phrase) : phrase);

/** {ranks: phrase -> rank, readings, letters(): letter -> [phrase characters]}. `shards` are payloads of p-<letter>. */
export function buildLexicon(words, shards, readings) {
  const ranks = new Map();
  for (const shard of shards) {
    shard.tiers.forEach((line, tier) => {
      for (const phrase of line.split(" ")) if (phrase) ranks.set(phrase, tier);
    });
  }
  for (const [word, kind] of words.kinds) {
    const rank = RANKS.get(kind);
    if (!rank || spelt(word).length < 2) continue;
    const formal = kind === WORD && words.groups[words.places.get(word)].formal.includes(word);
    ranks.set(word, rank + (formal ? 1 : 0));
  }
  let byLetter = null;
  // Only pinyin needs them.
  const letters = () => byLetter || (byLetter = lettersOf(ranks, readings));
  return { ranks, readings, letters, phrases: Array.from(ranks, ([phrase, rank]) => ({ phrase, rank, wanted: spelt(phrase) })) };
}

function lettersOf(ranks, readings) {
  const byLetter = new Map();
  for (const phrase of ranks.keys()) {
    const characters = Array.from(phrase);
    const letters = new Set((readings.get(characters[0]) || []).map((sound) => sound[0]));
    for (const letter of letters) {
      if (!byLetter.has(letter)) byLetter.set(letter, []);
      byLetter.get(letter).push(characters);
    }
  }
  return byLetter;
}

const lexically = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const soundsOf = (character, lexicon) => lexicon.readings.get(character) || [];

/** Letters as the fewest phrases: [[candidates, the best first] per stretch], or null. */
export function readLetters(letters, lexicon) {
  const size = letters.length;
  const best = [[0, 0]];
  const chosen = [];
  for (let start = 0; start < size; start++) {
    const reached = best[start];
    if (!reached) continue;
    for (const [end, texts] of readable(letters, start, lexicon)) {
      const rank = Math.max(...texts.map((text) => (lexicon.ranks.has(text) ? lexicon.ranks.get(text) : -1)));
      const cost = [reached[0] + 1, reached[1] - rank];
      const known = best[end];
      if (!known || cost[0] < known[0] || (cost[0] === known[0] && cost[1] < known[1])) {
        best[end] = cost;
        chosen[end] = [start, texts];
      }
    }
  }
  if (!best[size]) return null;
  const segments = [];
  for (let end = size; end; end = chosen[end][0]) segments.push(chosen[end][1]);
  return segments.reverse();
}

/** By end: the phrases read from `start` to there; where there is none, the common beginnings of phrases. */
function readable(letters, start, lexicon) {
  const whole = new Map();
  const parts = new Map();
  for (const characters of lexicon.letters().get(letters[start]) || []) {
    walk(letters, start, characters, lexicon, (count, ends) => {
      const text = characters.slice(0, count).join("");
      for (const end of ends) {
        if (count === characters.length) {
          if (!whole.has(end)) whole.set(end, []);
          whole.get(end).push(text);
        } else if (count >= MIN_PREFIX) {
          if (!parts.has(end)) parts.set(end, new Map());
          const gain = lexicon.ranks.get(characters.join("")) >= WORD_RANK ? 4 : 1;
          parts.get(end).set(text, (parts.get(end).get(text) || 0) + gain);
        }
      }
    });
  }
  const found = new Map(Array.from(whole, ([end, texts]) => [end, bestOf(texts, lexicon)]));
  for (const [end, tally] of parts) {
    if (found.has(end)) continue;
    const ordered = Array.from(tally).sort((a, b) => b[1] - a[1] || lexically(a[0], b[0]));
    found.set(end, ordered.slice(0, MOST_CANDIDATES).map((pair) => pair[0]));
  }
  return found;
}

function bestOf(texts, { ranks }) {
  const length = (text) => Array.from(text).length;
  return texts
    .slice()
    .sort((a, b) => ranks.get(b) - ranks.get(a) || length(a) - length(b) || lexically(a, b))
    .slice(0, MOST_CANDIDATES);
}

/** After each character that can be read, how many there were and where the reading may have come to. */
function walk(letters, start, characters, lexicon, visit) {
  let ends = new Set([start]);
  for (let count = 1; count <= characters.length; count++) {
    const next = new Set();
    for (const end of ends) {
      for (const sound of soundsOf(characters[count - 1], lexicon)) if (letters.startsWith(sound, end)) next.add(end + sound.length);
    }
    if (!next.size) return;
    ends = next;
    visit(count, ends);
  }
}

/** Phrases whose characters begin with these letters (gjj); longer phrases that begin so when there is none. */
export function readInitials(letters, lexicon) {
  const whole = [];
  const begun = [];
  for (const characters of lexicon.letters().get(letters[0]) || []) {
    if (characters.length < letters.length) continue;
    const fits = Array.from(letters).every((letter, i) => soundsOf(characters[i], lexicon).some((sound) => sound[0] === letter));
    if (fits) (characters.length === letters.length ? whole : begun).push(characters.join(""));
  }
  const texts = whole.length ? bestOf(whole, lexicon) : letters.length > MIN_PREFIX ? bestOf(begun, lexicon) : [];
  return texts.length ? texts : null;
}

/** Phrases whose reading begins with `letters`, at least half of it typed (gongshangbaox). */
export function readUnfinished(letters, lexicon) {
  const found = [];
  for (const characters of lexicon.letters().get(letters[0]) || []) {
    const spelled = characters.map((character) => soundsOf(character, lexicon)[0] || "?").join("");
    if (spelled.startsWith(letters) && letters.length * 2 >= spelled.length) found.push(characters.join(""));
  }
  const texts = bestOf(found, lexicon);
  return texts.length ? texts : null;
}
