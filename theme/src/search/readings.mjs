// What the readings of a plan (plan.mjs) ask of the index, and which documents they find. No files, no page.
import { all, any, both, EMPTY, most, raised, times } from "./sets.mjs";
import { queryTerms } from "./terms.mjs";

/** The index's terms for the numbers of a reading. */
const keysOf = (reading) => (reading.number ? reading.number.keys.map((key) => `#${key}`) : []);

/** Terms that must stand together in a document, per text of a reading; and its keys, each alone. */
export function bundles(reading) {
  const found = [];
  for (const group of reading.groups) for (const term of group.any) found.push(queryTerms(term.text));
  return found.concat(keysOf(reading).map((key) => [key])).filter((terms) => terms.length);
}

/** Every term of the readings, once. */
export const termsOf = (readings) =>
  Array.from(new Set([].concat(...readings.map((reading) => [].concat(...bundles(reading))))));

/**
 * Terms whose whole lists are needed. For the first answer: of a bundle that has long lists only, the two rarest, one
 * list alone excepted, whose head has the best; for the complete one: every long list. `lists` maps terms to lists.
 */
export function longTerms(readings, lists, { complete }) {
  const wanted = new Set();
  for (const reading of readings) {
    // What has only some of the words is ranked by its best; nobody counts it.
    if (reading.least) continue;
    for (const bundle of bundles(reading)) {
      const known = bundle.filter((term) => lists.get(term));
      if (known.some((term) => lists.get(term).df === 0)) continue;
      const long = known.filter((term) => !lists.get(term).whole);
      if (complete) long.forEach((term) => wanted.add(term));
      else if (known.length > 1 && long.length === known.length) {
        long.sort((a, b) => lists.get(a).df - lists.get(b).df).slice(0, 2).forEach((term) => wanted.add(term));
      }
    }
  }
  return Array.from(wanted);
}

/** The one long list that is all the readings ask for: its head has the best and its df is the count. */
export function loneList(readings, lists) {
  const terms = termsOf(readings);
  const list = terms.length === 1 && readings.length === 1 && !readings[0].least ? lists.get(terms[0]) : null;
  return list && !list.whole ? list : null;
}

/** Documents of a reading as a set of sets.mjs; `count` documents in all. A list that could not be read is passed over. */
export function found(reading, lists, count) {
  const textSet = (term) => {
    const known = queryTerms(term.text).map((one) => lists.get(one)).filter(Boolean);
    return known.length ? all(known, count, term.weight) : null;
  };
  const groupSet = (group) => {
    const sets = group.any.map(textSet).filter(Boolean);
    return sets.length ? any(sets) : null;
  };
  const needed = reading.groups.filter((group) => !group.optional).map(groupSet).filter(Boolean);
  const wished = reading.groups.filter((group) => group.optional).map(groupSet).filter(Boolean);
  let set = needed.length ? needed.reduce(both) : null;
  if (reading.least && wished.length) {
    const enough = most(wished, reading.least);
    set = set ? both(set, enough) : enough;
  } else if (set) set = wished.reduce(raised, needed.length === 1 ? copied(set) : set);
  return times(set ? copied(set) : EMPTY, reading.weight);
}

/** Documents whose own number is asked for, by number. */
export function pinned(reading, lists) {
  const sets = keysOf(reading).map((key) => lists.get(key)).filter(Boolean);
  const ids = new Set();
  for (const list of sets) list.ids.forEach((id) => ids.add(id));
  return Array.from(ids).sort((a, b) => a - b);
}

/** The best `most_` of a set, by score, equal ones by number, as places in it. */
export function best(set, most_) {
  const { ids, scores } = set;
  const better = (a, b) => scores[b] - scores[a] || ids[a] - ids[b];
  let kept = [];
  let least = -Infinity;
  for (let i = 0; i < ids.length; i++) {
    if (scores[i] < least) continue;
    kept.push(i);
    if (kept.length < most_ * 2 + 64) continue;
    kept = kept.sort(better).slice(0, most_);
    least = scores[kept[kept.length - 1]];
  }
  return kept.sort(better).slice(0, most_);
}

const copied = (set) => Object.assign({}, set, { scores: set.scores.slice() });
