// Sets of documents with scores, from posting lists: what of a plan's reading a document meets. Pure, typed arrays only.
//
// A list is {df, extra, ids, weights, whole, floor}: ids ascending, weights the term's saturated frequencies there. Where
// it is not `whole` it has the documents of the highest weights only (a head), and `floor` is the least of them: any other
// document may have the term, with a weight of at most `floor`.
//
// A set is {ids, scores, sure, whole}: `sure[i]` is 0 where a head was too short to say whether document i belongs.
// It is `whole` when nothing that belongs is missing from it; all its documents sure and whole is an exact answer.

export const EMPTY = Object.freeze({ ids: new Float64Array(0), scores: new Float64Array(0), sure: new Uint8Array(0), whole: true });

/** What a document that a head leaves out has, as a part of the head's least weight. */
const BELOW = 0.8;

const make = (count) => ({ ids: new Float64Array(count), scores: new Float64Array(count), sure: new Uint8Array(count), whole: true });
const cut = (set, count) =>
  Object.assign(set, { ids: set.ids.subarray(0, count), scores: set.scores.subarray(0, count), sure: set.sure.subarray(0, count) });

/** Inverse document frequency as lunr has it, which counts a document once per field; `count` documents in all. */
export function idf({ df, extra }, count) {
  const seen = df + extra;
  return Math.log(1 + Math.abs((count - seen + 0.5) / (seen + 0.5)));
}

/**
 * Documents that have every list's term. A text is worth what its weakest term is worth there (a pair of it may be
 * frequent for another reason), times what all its terms tell apart: least weight × sum of idf × factor.
 */
export function all(lists, count, factor = 1) {
  if (lists.some((list) => list.df === 0)) return EMPTY;
  const order = lists.slice().sort((a, b) => b.whole - a.whole || a.df - b.df);
  const [first, ...others] = order;
  let set = make(first.ids.length);
  set.whole = first.whole;
  set.ids.set(first.ids);
  set.scores.set(first.weights);
  set.sure.fill(1);
  for (const list of others) set = narrowed(set, list);
  return times(set, lists.reduce((sum, list) => sum + idf(list, count), 0) * factor);
}

/** `set` without the documents that surely lack the list's term. */
function narrowed(set, list) {
  const { ids, weights } = list;
  let kept = 0;
  let at = 0;
  for (let i = 0; i < set.ids.length; i++) {
    const id = set.ids[i];
    at = seek(ids, at, id);
    const has = at < ids.length && ids[at] === id;
    if (!has && list.whole) continue;
    set.ids[kept] = id;
    // A document that is not in the head has less than the head's least.
    set.scores[kept] = Math.min(set.scores[i], has ? weights[at] : list.floor * BELOW);
    set.sure[kept] = has ? set.sure[i] : 0;
    kept += 1;
  }
  return cut(set, kept);
}

/** The first place from `at` on whose id is not below `id`: in doubling steps, then by halves. */
function seek(ids, at, id) {
  let step = 1;
  let low = at;
  while (low + step < ids.length && ids[low + step] < id) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, ids.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle] < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Documents of any of the sets, each with its best score. */
export const any = (sets) => sets.reduce(either);

function either(one, other) {
  if (!other.ids.length && other.whole) return one;
  const set = make(one.ids.length + other.ids.length);
  let kept = 0;
  for (let i = 0, j = 0; i < one.ids.length || j < other.ids.length; kept++) {
    const left = i < one.ids.length ? one.ids[i] : Infinity;
    const right = j < other.ids.length ? other.ids[j] : Infinity;
    set.ids[kept] = Math.min(left, right);
    const [a, b] = [left <= right ? i++ : -1, right <= left ? j++ : -1];
    set.scores[kept] = Math.max(a < 0 ? -Infinity : one.scores[a], b < 0 ? -Infinity : other.scores[b]);
    set.sure[kept] = (a < 0 ? 0 : one.sure[a]) | (b < 0 ? 0 : other.sure[b]);
  }
  set.whole = one.whole && other.whole;
  return cut(set, kept);
}

/** The place of `id` in a set, -1 where it is not. */
export function placeOf(set, id) {
  const at = seek(set.ids, 0, id);
  return at < set.ids.length && set.ids[at] === id ? at : -1;
}

/** A set of documents without scores, all of them sure. */
export function plainSet(ids) {
  const set = make(ids.length);
  set.ids.set(ids);
  set.sure.fill(1);
  return set;
}

/** The documents of `set` whose place passes. */
export function filtered(set, passing) {
  const kept = make(set.ids.length);
  let count = 0;
  for (let i = 0; i < set.ids.length; i++) {
    if (!passing[i]) continue;
    kept.ids[count] = set.ids[i];
    kept.scores[count] = set.scores[i];
    kept.sure[count++] = set.sure[i];
  }
  kept.whole = set.whole;
  return cut(kept, count);
}

/** Documents of both, scores added. */
export function both(one, other) {
  const set = make(Math.min(one.ids.length, other.ids.length));
  let kept = 0;
  for (let i = 0, j = 0; i < one.ids.length && j < other.ids.length; ) {
    if (one.ids[i] < other.ids[j]) i++;
    else if (one.ids[i] > other.ids[j]) j++;
    else {
      set.ids[kept] = one.ids[i];
      set.scores[kept] = one.scores[i] + other.scores[j];
      set.sure[kept++] = one.sure[i++] & other.sure[j++];
    }
  }
  set.whole = one.whole && other.whole;
  return cut(set, kept);
}

/** `set` with what `other` adds to the scores of its documents. */
export function raised(set, other) {
  for (let i = 0, j = 0; i < set.ids.length && j < other.ids.length; ) {
    if (set.ids[i] < other.ids[j]) i++;
    else if (set.ids[i] > other.ids[j]) j++;
    else set.scores[i++] += other.scores[j++];
  }
  return set;
}

/** Documents that are in at least `least` of the sets; how many they are in weighs more than how well. */
export function most(sets, least) {
  const found = new Map();
  for (const set of sets) {
    for (let i = 0; i < set.ids.length; i++) {
      const held = found.get(set.ids[i]);
      if (held) {
        held[0] += set.scores[i];
        held[1] += set.sure[i];
        held[2] += 1;
      } else found.set(set.ids[i], [set.scores[i], set.sure[i], 1]);
    }
  }
  for (const [id, held] of found) {
    if (held[2] < least) found.delete(id);
    else held[1] = held[1] >= least ? 1 : 0;
  }
  return fromMap(found, sets.every((set) => set.whole));
}

function fromMap(found, whole) {
  const set = make(found.size);
  set.ids.set(Array.from(found.keys()).sort((a, b) => a - b));
  set.ids.forEach((id, i) => {
    [set.scores[i], set.sure[i]] = found.get(id);
  });
  set.whole = whole;
  return set;
}

/** Scores multiplied by `factor`. */
export function times(set, factor) {
  if (factor !== 1) for (let i = 0; i < set.scores.length; i++) set.scores[i] *= factor;
  return set;
}
