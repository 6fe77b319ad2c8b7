// Pieces [text, isHit] of a text with the hits marked: the twin of generator/search/excerpt.py.
// Positions are found in the folded text and shown in the written one, so both are walked side by side.
import { fold } from "./folding.mjs";

const BEFORE = 24;
const WINDOW = 110;
/** How far a window may grow so as not to cut a number or a word. */
const SLACK = 30;
const ENDS = "。!?;";
const LOOSE = ",.:)、 ";
/** What belongs together in numbers: 1,234.5, (2021)24, 8:30, 12.5%. */
const ONE = /[0-9a-z.,:%()-]/;
const CLUSTER = /(?:[\ud800-\udbff][\udc00-\udfff]|[\s\S])[\u0300-\u036f\u1160-\u11ff\u3099\u309a\uff9e\uff9f]*/g;
const HAN = /^[\u4e00-\u9fff]$/;

/** The beginning of the folded text (about `limit` characters) and where each of its characters is written. */
export function walk(text, limit) {
  const starts = [];
  let folded = "";
  CLUSTER.lastIndex = 0;
  for (let found = CLUSTER.exec(text); found; found = CLUSTER.exec(text)) {
    if (starts.length >= limit) return { folded, starts: starts.concat(found.index) };
    let piece = HAN.test(found[0]) ? found[0] : fold(found[0]);
    if (!piece && fold(`a${found[0]}a`) === "a a") piece = folded && !folded.endsWith(" ") ? " " : "";
    folded += piece;
    for (let i = 0; i < piece.length; i += 1) starts.push(found.index);
  }
  return { folded, starts: starts.concat(text.length) };
}

/** The whole of a short text (a title) with the needles marked. */
export function marked(text, needles) {
  const { folded, starts } = walk(text, text.length * 4);
  return pieces(text, folded, starts, 0, folded.length, needles);
}

/** A window around the first needle the text has, or its beginning; `folded` is fold(text). */
export function excerpt(text, folded, needles) {
  const positions = needles.map((needle) => folded.indexOf(needle)).filter((position) => position >= 0);
  const first = positions.length ? positions[0] : 0;
  const begin = opening(folded, first);
  const walked = walk(text, begin + WINDOW + SLACK);
  if (!folded.startsWith(walked.folded.replace(/ $/, ""))) return text ? [[text.slice(0, WINDOW), false]] : [];
  const end = closing(walked.folded, begin + WINDOW);
  const shown = pieces(text, walked.folded, walked.starts, begin, end, needles);
  const cut = walked.starts[end] < text.replace(/\s+$/, "").length;
  return [...(begin ? [["…", false]] : []), ...shown, ...(cut ? [["…", false]] : [])];
}

/** Where the window begins: after the last sentence's end that is near before the hit, never inside a number. */
function opening(folded, first) {
  let begin = Math.max(first - BEFORE, 0);
  for (let at = begin + 1; at <= first; at += 1) {
    if (ENDS.includes(folded[at - 1])) return folded[at] === " " && at < first ? at + 1 : at;
  }
  for (let steps = 0; begin > 0 && steps < SLACK && ONE.test(folded[begin]) && ONE.test(folded[begin - 1]); steps += 1) begin -= 1;
  while (begin < first && begin > 0 && LOOSE.includes(folded[begin])) begin += 1;
  return begin;
}

/** Where it ends: not inside a number either. */
function closing(folded, wanted) {
  let end = Math.min(wanted, folded.length);
  for (let steps = 0; end < folded.length && steps < SLACK && ONE.test(folded[end - 1]) && ONE.test(folded[end]); steps += 1) end += 1;
  return end;
}

function pieces(text, folded, starts, begin, end, needles) {
  const found = [];
  for (let position = begin; position < end; ) {
    const [hit, needle] = nextHit(folded, position, end, needles);
    if (hit > position) found.push([text.slice(starts[position], starts[hit]), false]);
    if (needle) found.push([text.slice(starts[hit], starts[hit + needle.length]), true]);
    position = hit + needle.length;
  }
  return found.filter((piece) => piece[0]);
}

/** The next needle that lies inside the window, the longest where several begin; `end` when there is none. */
function nextHit(folded, position, end, needles) {
  let best = end;
  let chosen = "";
  for (const needle of needles) {
    const hit = needle ? folded.indexOf(needle, position) : -1;
    if (hit < 0 || hit + needle.length > end) continue;
    if (hit < best || (hit === best && needle.length > chosen.length)) {
      best = hit;
      chosen = needle;
    }
  }
  return [best, chosen];
}
