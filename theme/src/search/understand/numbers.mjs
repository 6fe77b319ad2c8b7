// Document numbers inside a query, in any bracket, width, spacing or part: the twin of generator/search/understand/numbers.py.

const ISSUER = "([^0-9()\\s\"'.,:;!?·，。、：；！？《》-]{0,20})";
const YEARLY = new RegExp(`^${ISSUER}\\s?[(-]{0,2}\\s?((?:19|20)[0-9]{2})\\s?年?\\s?[)-]{0,2}\\s?(第?)\\s?([0-9]{1,5})\\s?(号?)$`);
const STARTED = new RegExp(`^${ISSUER}\\s?\\(?\\s?((?:19|20)[0-9]{2})\\s?年?\\s?\\)?\\s?第?$`);
const ORDER = /^([^0-9()\s]{0,20}?)令?\s?\(?第?\s?([0-9]{1,4})\s?号\)?\s?(令?)$/;
const TAIL = /(号)\s?(?:文件|文)$/;
const WITHIN = new RegExp(`${ISSUER}\\(((?:19|20)[0-9]{2})\\)\\s?第?([0-9]{1,5})号`);
/** Beginnings of the issuer's word that are tried. */
const MOST_KEYS = 12;
const DATE = /^(?:19|20)[0-9]{2}\s?[-年.]\s?[0-9]{1,2}\s?[-月.]\s?[0-9]{1,2}\s?日?$/;
const PHONE = /^[0-9]{7,}$/;
const DIGITS = new Map(Array.from("〇一二三四五六七八九", (character, value) => [character, String(value)]).concat([["零", "0"], ["○", "0"], ["o", "0"]]));
const WRITTEN_YEAR = /[一二][〇零○o一二三四五六七八九]{3}/g;
const ISSUER_TAIL = /(?:发|办|函|字|文|令|通|规|告|批|任|电|征|法|财|建|教|卫|人社|公告|政|秘|党|委|局)$/;
const STATE_COUNCIL = new Set(["", "国令", "国务院", "国务院令", "国", "中华人民共和国国务院", "中华人民共和国国务院令"]);
const PRESIDENT = new Set(["主席", "主席令", "国家主席", "国家主席令", "中华人民共和国主席", "中华人民共和国主席令"]);

const unique = (list) => Array.from(new Set(list));

/** {keys, cited, issuer, loose} of the number a folded query is, or null; keys and loose are {keys, prefix}. */
export function findNumber(folded) {
  const text = writtenYear(folded).replace(/^ +| +$/g, "").replace(TAIL, "$1");
  if (DATE.test(text) || PHONE.test(text)) return null;
  return yearly(text) || order(text) || started(text);
}

/** A number with brackets amid other words. */
export function numberWithin(folded) {
  const match = WITHIN.exec(writtenYear(folded));
  if (!match) return null;
  const issuer = Array.from(match[1]);
  const ending = `${match[2]}-${Number(match[3])}`;
  const keys = issuer.length ? issuer.map((_, start) => issuer.slice(start).join("") + ending) : [ending];
  return { keys: { keys: keys.slice(0, MOST_KEYS), prefix: false }, cited: [], issuer: match[1], loose: null };
}

/** 二〇二一 as 2021. */
export const writtenYear = (text) =>
  text.replace(WRITTEN_YEAR, (found) => Array.from(found, (character) => DIGITS.get(character) || character).join(""));

function yearly(text) {
  const match = YEARLY.exec(text);
  if (!match) return null;
  const [, issuer, year] = match;
  const number = String(Number(match[4]));
  const plain = !(match[3] || match[5]);
  if (plain && !issuer && !/[()年\s-]/.test(text)) return null;
  if (issuer && plain && !ISSUER_TAIL.test(issuer) && !text.includes("(")) return null;
  return {
    keys: { keys: [`${issuer}${year}-${number}`], prefix: false },
    cited: [`${issuer}(${year})${number}号`],
    issuer,
    loose: issuer ? { keys: [`${year}-${number}`], prefix: false } : null,
  };
}

function order(text) {
  const match = ORDER.exec(text);
  if (!match || !(match[3] || match[1])) return null;
  const issuer = match[1];
  const number = String(Number(match[2]));
  const command = Boolean(match[3]) || text.includes("令");
  const named = command && !issuer.endsWith("令") ? `${issuer}令` : issuer;
  const names = issuer ? [named, issuer] : [];
  if (command && STATE_COUNCIL.has(issuer)) names.push("国务院令", "中华人民共和国国务院令", "国令");
  if (command && PRESIDENT.has(issuer)) names.push("主席令", "中华人民共和国主席令");
  const keys = unique(names.map((name) => `${name}-${number}`));
  const cited = unique(names.map((name) => `${name}第${number}号`));
  return keys.length ? { keys: { keys, prefix: false }, cited, issuer, loose: null } : null;
}

function started(text) {
  const match = STARTED.exec(text);
  if (!match || !match[1] || !(ISSUER_TAIL.test(match[1]) || text.includes("("))) return null;
  return { keys: { keys: [`${match[1]}${match[2]}-`], prefix: true }, cited: [`${match[1]}(${match[2]})`], issuer: match[1], loose: null };
}
