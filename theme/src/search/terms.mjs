// Terms of the index, as docs/search-format.md §4 and §5 define them: runs of a folded text, their terms, their shards.

// Python and browsers know different versions of Unicode; what both know they class alike.
const MEANINGFUL = new RegExp("[\\p{L}\\p{N}\\p{M}]", "u");
const HAN = [
  [0x3005, 0x3007], [0x3021, 0x3029], [0x3040, 0x30ff], [0x3100, 0x312f], [0x31a0, 0x31ff], [0x3400, 0x4dbf],
  [0x4e00, 0x9fff], [0xac00, 0xd7af], [0xf900, 0xfaff], [0x20000, 0x3ffff],
];
/** Characters of a word's piece. */
const PIECE = 24;

const isHan = (code) => HAN.some(([first, last]) => code >= first && code <= last);

/** 2: written without blanks, 1: word, 0: separates. */
export function classOf(character) {
  const code = character.codePointAt(0);
  if (code < 128) return /[a-z0-9]/.test(character) ? 1 : 0;
  if (!MEANINGFUL.test(character)) return 0;
  return isHan(code) ? 2 : 1;
}

/** The runs of a folded text: [isHan, characters]. */
export function runs(folded) {
  const found = [];
  let last = 0;
  for (const character of folded) {
    const kind = classOf(character);
    if (kind && kind === last) found[found.length - 1][1].push(character);
    else if (kind) found.push([kind === 2, [character]]);
    last = kind;
  }
  return found;
}

/** The terms of a query, each once, in order. */
export function queryTerms(folded) {
  const terms = new Set();
  for (const [han, characters] of runs(folded)) {
    if (!han) for (let i = 0; i < characters.length; i += PIECE) terms.add(characters.slice(i, i + PIECE).join(""));
    else if (characters.length === 1) terms.add(characters[0]);
    else for (let i = 1; i < characters.length; i++) terms.add(characters[i - 1] + characters[i]);
  }
  return Array.from(terms);
}

/** The shard of a term among 2^bits. */
export function shardOf(term, bits) {
  let hash = 0x811c9dc5;
  for (const character of term) hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  hash ^= hash >>> 16;
  return bits ? hash >>> (32 - bits) : 0;
}

/** Whether a folded text has `term` as one of its terms: pieces of words only whole, everything else anywhere. */
export function hasTerm(folded, term) {
  const words = classOf(Array.from(term.slice(0, 2))[0]) === 1;
  return words ? wholeAt(folded, term) >= 0 : folded.includes(term);
}

const PART = /[a-z0-9]/;

/** Where `phrase` stands in a folded text, not as a part of a longer word or number; -1 where it does not. */
export function wholeAt(folded, phrase) {
  const before = PART.test(phrase.charAt(0));
  const after = PART.test(phrase.charAt(phrase.length - 1));
  for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + 1)) {
    if (before && PART.test(folded.charAt(at - 1))) continue;
    if (after && PART.test(folded.charAt(at + phrase.length))) continue;
    return at;
  }
  return -1;
}
