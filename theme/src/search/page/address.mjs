// What a search page shows, as its address: ?q=公积金&jg=caizhengju&px=rq&p=2. Pure.

const KEY = /^[a-z]{2}$/;
const ORDER = "px";
const MOST = 50;
/** Characters of a query that an address carries; what is typed beyond is not searched. */
export const LONGEST = 100;

export const bounded = (text) => Array.from(String(text).slice(0, 2 * LONGEST)).slice(0, LONGEST).join("");

/** A lone surrogate cannot stand in an address. */
const safe = (text) => text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (one) => (one.length > 1 ? one : ""));

/** {query, filters: {key: [values]}, sort: "relevance" | "date", page} of a query string. */
export function readAddress(text) {
  const given = new URLSearchParams(text);
  const filters = {};
  for (const [key, value] of given) {
    if (!KEY.test(key) || key === ORDER || value.length > 80) continue;
    const values = filters[key] || (filters[key] = []);
    if (values.length < MOST && !values.includes(value)) values.push(value);
  }
  const page = /^[1-9][0-9]{0,3}$/.test(given.get("p") || "") ? Number(given.get("p")) : 1;
  return { query: bounded(given.get("q") || ""), filters, sort: given.get(ORDER) === "rq" ? "date" : "relevance", page };
}

/** The query string with its question mark; empty when nothing is asked. */
export function writeAddress({ query, filters, sort, page }) {
  const given = new URLSearchParams();
  if (query) given.append("q", safe(query));
  for (const key of Object.keys(filters).sort()) for (const value of filters[key]) given.append(key, value);
  if (sort === "date") given.append(ORDER, "rq");
  if (page > 1) given.append("p", String(page));
  const text = given.toString();
  return text && `?${text}`;
}
