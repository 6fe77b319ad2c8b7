// The table of words, and queries cut by it: the twin of generator/search/understand/words.py.

export const WORD = "word";
export const PLACE = "place";
export const WEAK = "weak";
export const VOID = "void";
export const UNKNOWN = "unknown";

/** Single characters that never belong to a longer unknown word. */
export const PARTICLES = new Set("的吗呢吧了么啊呀嘛我你");

/** The table while it is not there. */
export const NO_WORDS = Object.freeze({ groups: [], kinds: new Map(), places: new Map(), longest: 0 });

const listed = (text) => (text ? text.split(" ") : []);

/** {groups: [{formal, plain, related}], kinds: word -> kind, places: word -> group, longest} of a payload. */
export function parseWords(payload) {
  const groups = [];
  const places = new Map();
  const place = (word) => places.has(word) || places.set(word, groups.length);
  for (const line of payload.groups.split("\n")) {
    const parts = line.split("/");
    if (parts.length !== 3) continue;
    const [formal, plain, related] = parts.map(listed);
    formal.forEach(place);
    plain.forEach(place);
    groups.push({ formal, plain, related });
  }
  const kinds = new Map();
  for (const word of listed(payload.places)) kinds.set(word, PLACE);
  for (const word of places.keys()) kinds.set(word, WORD);
  for (const word of listed(payload.void)) kinds.set(word, VOID);
  for (const word of listed(payload.weak)) kinds.set(word, WEAK);
  let longest = 0;
  // In units of UTF-16: never less than in characters, and this only bounds a loop.
  for (const word of kinds.keys()) if (word.length > longest) longest = word.length;
  return { groups, kinds, places, longest };
}

const sizeOf = (text) => Array.from(text).length;
const piece = (text, kind, group = -1) => ({ text, kind, group });

/** A run of Han characters in pieces {text, kind, group}: the longest words win, what is between them is unknown. */
export function cut(run, words) {
  const characters = Array.from(run);
  const steps = bestSteps(characters, words);
  const pieces = [];
  for (let end = characters.length; end; end -= steps[end]) {
    const text = characters.slice(end - steps[end], end).join("");
    pieces.push(piece(text, words.kinds.get(text) || UNKNOWN, words.places.has(text) ? words.places.get(text) : -1));
  }
  return joined(pieces.reverse());
}

/** For every position the length of the piece that ends there in the best division of what is before it. */
function bestSteps(characters, words) {
  const best = [0];
  const steps = [1];
  for (let end = 1; end <= characters.length; end++) {
    best.push(-1);
    steps.push(1);
    for (let length = 1; length <= Math.min(end, Math.max(words.longest, 1)); length++) {
      const value = best[end - length] + valueOf(characters.slice(end - length, end).join(""), length, words);
      if (value > best[end]) {
        best[end] = value;
        steps[end] = length;
      }
    }
  }
  return steps;
}

/** The square of the length, less for a void word; a word before a weak one. */
function valueOf(text, length, words) {
  const kind = words.kinds.get(text);
  if (!kind) return length === 1 ? 0 : -1000;
  if (length === 1) return PARTICLES.has(text) ? 5 : 1;
  if (kind === VOID) return 8 * length * length;
  return 10 * length * length + (kind === WORD || kind === PLACE ? 2 : 1);
}

const loose = ({ text, kind }) => kind !== WORD && sizeOf(text) === 1 && !PARTICLES.has(text);

/** Unknown characters and lone ones beside them as one unknown piece. */
function joined(pieces) {
  const result = [];
  for (const one of pieces) {
    const last = result[result.length - 1];
    if (last && loose(one) && (last.kind === UNKNOWN || loose(last))) result[result.length - 1] = piece(last.text + one.text, UNKNOWN);
    else result.push(one);
  }
  return result;
}

/** Unknown pieces of a question without the small words at their ends. */
export function trimmed(pieces, words) {
  const small = (character) => [VOID, WEAK].includes(words.kinds.get(character));
  return pieces.map((one) => {
    if (one.kind !== UNKNOWN) return one;
    const characters = Array.from(one.text);
    while (characters.length > 1 && small(characters[0])) characters.shift();
    while (characters.length > 1 && small(characters[characters.length - 1])) characters.pop();
    return characters.length === sizeOf(one.text) ? one : piece(characters.join(""), one.kind, one.group);
  });
}
