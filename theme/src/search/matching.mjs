// Whether and how well one document answers a query: the twin of generator/search/matching.py.
import { bigrams, fold, queryWords } from "./folding.mjs";
import { numberKey, numberMatches, parseNumber } from "./numbers.mjs";

// number > title > index number, unit > column > text; the text's count only decides within a level.
const NUMBER = 10000;
const NUMBER_START = 8000;
const TITLE_EQUAL = 6000;
const TITLE_START = 5000;
const TITLE = 4000;
const MARK = 2000;
const COLUMN = 1500;
const TEXT = 1000;
const COUNT_LIMIT = 99;

export const WHY_NUMBER = "文号";
export const WHY_TITLE = "标题";
export const WHY_MARK = "机关或编号";
export const WHY_COLUMN = "栏目";
export const WHY_TEXT = "正文";
export const WHY_PARTS = "包含部分字词";

/** Read a query as typed. A query without words finds nothing. */
export function plan(query) {
  const [folded, words] = queryWords(query);
  return planned(folded, words, words.length ? parseNumber(folded) : null);
}

function planned(folded, words, number) {
  const needles = Array.from(new Set([...(number ? [number.cited] : []), folded, ...words]));
  return { folded, words, number, needles };
}

/** The same query not read as a number: asked when no document has or cites that number. */
export const asWords = (asked) => planned(asked.folded, asked.words, null);

/** A document as it is compared; `text` is folded when it arrives. */
export function foldedDocument(row) {
  const marks = [row.number, row.index_number, row.organization, ...row.aliases, row.date];
  const columns = [row.type, ...row.columns, row.topic];
  return {
    title: fold(row.title),
    number: numberKey(row.number),
    marks: marks.map(fold).join("\n"),
    columns: columns.map(fold).join("\n"),
    text: "",
  };
}

/** The document's answer {score, why, parts} to the whole query or to all of its words, or null. */
export function match(asked, document) {
  if (!asked.words.length) return null;
  if (asked.number) return matchNumber(asked.number, document);
  const whole = level(asked.folded, document);
  if (whole.score) return whole;
  if (asked.words.length === 1 && asked.words[0] === asked.folded) return null;
  const levels = asked.words.map((word) => level(word, document));
  if (levels.some((one) => !one.score)) return null;
  const best = levels.reduce((first, one) => (one.score > first.score ? one : first));
  const sum = levels.reduce((total, one) => total + one.score, 0);
  return { score: Math.floor(sum / levels.length), why: best.why, parts: null };
}

/** The document that has the number, or cites it; 〔2021〕24 must not find 〔2021〕240. */
function matchNumber(number, document) {
  if (numberMatches(number, document.number)) {
    return { score: number.exact ? NUMBER : NUMBER_START, why: WHY_NUMBER, parts: null };
  }
  const cited = level(number.cited, document);
  return cited.score ? cited : null;
}

function level(word, document) {
  const count = countOf(word, document.text);
  if (document.title.includes(word)) {
    const start = word === document.title ? TITLE_EQUAL : document.title.startsWith(word) ? TITLE_START : TITLE;
    return { score: start + count, why: WHY_TITLE, parts: null };
  }
  if (document.marks.includes(word)) return { score: MARK + count, why: WHY_MARK, parts: null };
  if (document.columns.includes(word)) return { score: COLUMN + count, why: WHY_COLUMN, parts: null };
  return { score: count ? TEXT + count : 0, why: count ? WHY_TEXT : "", parts: null };
}

function countOf(word, text) {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0 && count < COUNT_LIMIT; at = text.indexOf(word, at + word.length)) count += 1;
  return count;
}

/** A document that holds at least 60 % of the query's character pairs; asked when nothing has all of it. */
export function matchParts(asked, document) {
  const pairs = Array.from(new Set([].concat(...asked.words.map(bigrams))));
  if (pairs.length < 2) return null;
  const everything = [document.title, document.marks, document.columns, document.text].join("\n");
  const present = pairs.filter((pair) => everything.includes(pair)).length;
  if (present * 5 < pairs.length * 3) return null;
  const titled = pairs.filter((pair) => document.title.includes(pair)).length;
  const parts = commonParts(asked.words, everything);
  const longest = parts.length ? Array.from(parts[0]).length : 0;
  const score = Math.floor((present * 600) / pairs.length) + Math.floor((titled * 300) / pairs.length) + longest;
  return { score, why: WHY_PARTS, parts };
}

/** The longest pieces (two characters and more) of `words` in `text`, none within another, longest first. */
export function commonParts(words, text) {
  const parts = new Set();
  for (const word of words) {
    const characters = Array.from(word);
    const piece = (start, end) => characters.slice(start, end).join("");
    for (let start = 0, end = 0, reached = 0; start < characters.length - 1; start += 1) {
      end = Math.max(end, start + 1);
      while (end < characters.length && text.includes(piece(start, end + 1))) end += 1;
      if (end - start > 1 && end > reached) {
        parts.add(piece(start, end));
        reached = end;
      }
    }
  }
  const size = (part) => Array.from(part).length;
  return Array.from(parts).sort((a, b) => size(b) - size(a));
}
