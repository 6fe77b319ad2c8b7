// How texts and queries are folded before they are compared: the twin of generator/search/folding.py.
// Both run tests/search/folding.json. Ranges are written out, because \s and \w differ between the languages.

export const RAW_LIMIT = 2000;
export const QUERY_LIMIT = 100;
export const WORD_LIMIT = 8;

const DROPPED = new RegExp(
  "[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f" +
    "\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff]+|[\\udb40-\\udb43][\\udc00-\\udfff]",
  "g",
);
const SURROGATES = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;
const BLANKS = /[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

const ALIKE = new Map();
for (const [from, to] of [
  ["〔【〖［[{｛〘〚", "("],
  ["〕】〗］]}｝〙〛", ")"],
  ["“”„‟«»〝〞", '"'],
  ["‘’‚‛`", "'"],
  ["‐‑‒–—―−", "-"],
  ["・•‧∙⋅", "·"],
  ["〜", "~"],
  ["ς", "σ"],
]) {
  for (const character of from) ALIKE.set(character, to);
}
const ALIKE_SET = /[〔【〖［[{｛〘〚〕】〗］\]}｝〙〛“”„‟«»〝〞‘’‚‛`‐‑‒–—―−・•‧∙⋅〜ς]/g;

const MEANINGLESS = new RegExp(
  "^[\\u0000-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf" +
    "\\u00d7\\u00f7\\u02b9-\\u036f\\u2000-\\u206f\\u20a0-\\u20cf\\u2190-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004" +
    "\\u3008-\\u3020\\u3030\\u303d\\ufe10-\\ufe6f\\ufff0-\\uffff]*$",
);

const pairsOnly = (found) => (found.length === 2 ? found : "");

/** Without invisible characters, NFKC, lower case, brackets and quotes alike, blanks single and trimmed. */
export function fold(text) {
  return text
    .replace(SURROGATES, pairsOnly)
    .replace(DROPPED, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(ALIKE_SET, (character) => ALIKE.get(character))
    .replace(BLANKS, " ")
    .replace(/^ | $/g, "");
}

const head = (text, count) => Array.from(text.slice(0, 2 * count)).slice(0, count).join("");

/** The folded query, bounded, and its words: what stands between blanks and carries a meaning. */
export function queryWords(query) {
  const folded = head(fold(head(query, RAW_LIMIT)), QUERY_LIMIT).replace(/^ | $/g, "");
  const words = new Set(folded.split(" ").filter((word) => !MEANINGLESS.test(word)));
  return [folded, Array.from(words).slice(0, WORD_LIMIT)];
}

/** The pairs of neighbouring characters of a folded word, each once; one character is its own pair. */
export function bigrams(word) {
  const characters = Array.from(word);
  if (characters.length < 2) return characters;
  return Array.from(new Set(characters.slice(1).map((character, i) => characters[i] + character)));
}
