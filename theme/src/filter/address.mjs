// The filter in the address: ?jg=a&jg=b&nf=2021&p=2. Pure.
import { KEYS } from "./facets.mjs";

/** {chosen, page} of a query string; values that `known(key, value)` refuses are left out. */
export function readAddress(query, known) {
  const parameters = new URLSearchParams(query);
  const chosen = {};
  for (const key of KEYS) chosen[key] = Array.from(new Set(parameters.getAll(key))).filter((value) => known(key, value));
  const page = /^[1-9][0-9]{0,5}$/.test(parameters.get("p") || "") ? Number(parameters.get("p")) : 1;
  return { chosen, page };
}

/** The query string with its question mark; empty without a choice on page 1. */
export function writeAddress(chosen, page) {
  const parameters = new URLSearchParams();
  for (const key of KEYS) for (const value of chosen[key]) parameters.append(key, value);
  if (page > 1) parameters.append("p", String(page));
  const query = parameters.toString();
  return query && `?${query}`;
}
