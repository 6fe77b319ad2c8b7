// What the readings of a plan (plan.mjs) ask of the index, and which documents they find. No files, no page.
import { all, any, both, EMPTY, most, plainSet, raised, times } from "./sets.mjs";
import { queryTerms } from "./terms.mjs";

/** The index's terms for the numbers of a reading. */
const keysOf = (reading) => (reading.number ? reading.number.keys.map((key) => `#${key}`) : []);

/** Terms that must stand together in a document, per text of a reading; and its keys, each alone. */
export function bundles(reading) {
  const found = [];
  for (const group of reading.groups) for (const term of group.any) found.push(queryTerms(term.text));
  return found.concat(keysOf(reading).map((key) => [key])).filter((terms) => terms.length);
}

/**
 * The terms of a text that could be read and tell something: one frequent character beside others (the 号 of a number)
 * would cost a long list, and the words of the documents are looked at anyway.
 */
function useful(terms, lists) {
  const known = terms.filter((term) => lists.get(term));
  const telling = known.filter((term) => lists.get(term).whole || Array.from(term).length > 1);
  return telling.length > 1 ? telling : known;
}

/** Every term of the readings, once. */
export const termsOf = (readings) =>
  Array.from(new Set([].concat(...readings.map((reading) => [].concat(...bundles(reading))))));

/**
 * Terms whose whole lists are needed. For the first answer: of a bundle that has long lists only, the two rarest, one
 * list alone excepted, whose head has the best; for the complete one: every long list. `lists` maps terms to lists.
 */
export function longTerms(readings, lists, { complete, loose = false }) {
  const wanted = new Set();
  for (const reading of readings) {
    // What has only some of the words is ranked by its best, and counted only where its heads find next to nothing.
    if (reading.least && !loose) continue;
    for (const bundle of bundles(reading)) {
      const known = useful(bundle, lists);
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
    const known = useful(queryTerms(term.text), lists).map((one) => lists.get(one));
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
  if (!reading.number) return times(set ? copied(set) : EMPTY, reading.weight);
  const numbered = numberSet(reading, lists);
  return set ? both(set, numbered) : numbered;
}

/** Documents whose own number is asked for. */
function numberSet(reading, lists) {
  const sets = keysOf(reading).map((key) => lists.get(key)).filter(Boolean);
  return any([EMPTY, ...sets.map((list) => Object.assign(plainSet(list.ids), { whole: list.whole }))]);
}

/** The best `limit` of a set, by score, equal ones by number, as places in it. */
export function best(set, limit) {
  const { ids, scores } = set;
  const better = (a, b) => scores[b] - scores[a] || ids[a] - ids[b];
  let kept = [];
  let least = -Infinity;
  for (let i = 0; i < ids.length; i++) {
    if (scores[i] < least) continue;
    kept.push(i);
    if (kept.length < limit * 2 + 64) continue;
    kept = kept.sort(better).slice(0, limit);
    least = scores[kept[kept.length - 1]];
  }
  return kept.sort(better).slice(0, limit);
}

const copied = (set) => Object.assign({}, set, { scores: set.scores.slice() });
