// One search: the files it needs, trip by trip, the documents found, the page of them that is shown.
import { columnFor, FACETS, narrow } from "./facets.mjs";
import { coverage, foldedRow, hitOf, judge } from "./judging.mjs";
import { best, found, loneList, longTerms, termsOf } from "./readings.mjs";
import { any, EMPTY, filtered, placeOf } from "./sets.mjs";

/** Ranks whose order the text check decides together: the first page and a few that may come up to it, then by tens. */
const FIRST = 12;
const BLOCK = 10;
/** Shorter queries are a term of the index: there is nothing to check. */
const CHECKED = 3;
/** What a document is worth that has all pieces of the words asked for, but not the words. */
const PIECES = 0.5;
/** Kinds of readings that were searched besides; those of other kinds were taken for what was meant. */
const ALSO = new Set(["synonym", "question", "relaxed"]);
/** Texts that one answer reads; a table of 500 rows does without the others. */
const TEXTS = 50;
/** Facets are counted unasked where the index has at most so many documents. */
const SMALL = 3000;

/** `options` as engine.search takes them; `memory` keeps looked-at documents between searches of one index. */
export function createRun(index, options, { signal, onStep, memory }) {
  const failures = [];
  const job = { signal, failed: (failure) => failures.push(failure) };
  const lists = new Map();
  let shown = false;
  const { limit, offset, filters, sort } = options;
  const filtering = Object.keys(filters).some((key) => filters[key].length);
  const counting = options.counts || filtering || index.count <= SMALL;
  const simple = !filtering && sort === "relevance" && !(options.counts && index.count > SMALL);

  /** Trip 1: the heads of all terms. */
  async function heads(readings) {
    const terms = termsOf(readings).filter((term) => !lists.has(term));
    for (const term of terms) lists.set(term, null);
    const loaded = await Promise.all(terms.map((term) => index.list(term, job)));
    terms.forEach((term, i) => lists.set(term, loaded[i]));
  }

  async function longer(terms) {
    const loaded = await Promise.all(terms.map((term) => index.whole(term, lists.get(term), job)));
    terms.forEach((term, i) => lists.set(term, loaded[i]));
  }

  /** What the lists at hand say: documents of each reading and of all, those whose number is asked for. */
  function evaluate(readings) {
    const sets = readings.map((reading) => found(reading, lists, index.count));
    const pins = new Set();
    readings.forEach((reading, i) => reading.number && sets[i].ids.forEach((id) => pins.add(id)));
    return { readings, sets, all: any([EMPTY, ...sets]), pins };
  }

  /** Make the lists of `readings` good enough to say how many documents they find, `few` at least. */
  async function count(readings, few) {
    await heads(readings);
    const steps = [{ complete: false }, { complete: true, loose: true }];
    let { all } = evaluate(readings);
    for (const step of steps) {
      if (sureOf(all) >= few || (all.whole && sureOf(all) === all.ids.length)) break;
      await longer(longTerms(readings, lists, step));
      all = evaluate(readings).all;
    }
    return all.ids.length;
  }

  /**
   * An earlier answer for onStep, once: from heads alone where they have enough (a document that all heads have is before
   * every one that a head leaves out), else from the two rarest lists. In a small index the whole answer is as near.
   */
  async function early(plan, readings) {
    if (shown || !onStep || !simple || offset || index.count <= SMALL || !readings.length) return;
    let state = evaluate(readings);
    if (!state.pins.size && sureOf(state.all) < limit && !state.all.whole) {
      await longer(longTerms(readings, lists, { complete: false }));
      state = evaluate(readings);
    }
    if (!state.pins.size && state.all.ids.length < limit) return;
    shown = true;
    onStep(await present(plan, state, { early: true }));
  }

  /** The complete answer of `readings` together. */
  async function answer(plan, readings) {
    const lone = simple && !counting && loneList(readings, lists);
    if (lone && offset + limit <= lone.ids.length) return present(plan, evaluate(readings), { known: lone.df });
    const rest = longTerms(readings, lists, { complete: true });
    if (rest.length) await early(plan, readings);
    await longer(rest);
    return present(plan, evaluate(readings), {});
  }

  /** The page of what was found: facets counted, ranks ordered, words checked. */
  async function present(plan, state, { early = false, known = 0 }) {
    const counted = counting && !early ? await countFacets(state.all) : null;
    const chosen = counted ? filtered(state.all, counted.passing) : state.all;
    const hits = await pageOf(plan, state, chosen, early);
    const sure = sureOf(chosen);
    const more = early || (!known && (!chosen.whole || sure < chosen.ids.length));
    const met = state.readings.filter((reading, i) => state.sets[i].ids.length);
    const labels = (also) => {
      const named = met.filter((one) => one.label && ALSO.has(one.kind) === also).map((one) => one.label);
      return Array.from(new Set(named));
    };
    return {
      folded: plan.folded,
      total: known || Math.max(more ? sure : chosen.ids.length, hits.length),
      more,
      complete: !early && !failures.length,
      relaxed: met.length > 0 && met.every((reading) => reading.least > 0),
      hits,
      also: labels(true),
      instead: labels(false),
      direct: null,
      facets: counted ? counted.facets : null,
      failed: failures.slice(),
    };
  }

  async function countFacets({ ids }) {
    const keys = index.facets.filter((key) => FACETS.has(key) && (options.counts || index.count <= SMALL || filters[FACETS.get(key)[0]]));
    const columns = await Promise.all(
      keys.map(async (facet) => {
        const [key, name] = FACETS.get(facet);
        return { key, name, column: columnFor(await index.facet(facet, ids, job), ids) };
      }),
    );
    return narrow(columns, filters, ids.length);
  }

  async function pageOf(plan, state, chosen, early) {
    const first = early && ranked(state, chosen, limit).every((place) => chosen.sure[place]) ? limit : FIRST;
    const blockAt = (rank) => (rank < first ? 0 : first + Math.floor((rank - first) / BLOCK) * BLOCK);
    const from = blockAt(offset);
    const last = offset + limit - 1;
    const to = last < first ? first : blockAt(last) + BLOCK;
    const ranks = ranked(state, chosen, to).slice(from, to);
    await look(ranks.map((place) => chosen.ids[place]));
    const checking = Array.from(plan.folded).length >= CHECKED;
    const blocks = new Map();
    ranks.forEach((place, i) => {
      const hit = hitAt(state, chosen, place, checking);
      const block = blockAt(from + i);
      if (hit) blocks.set(block, (blocks.get(block) || []).concat(hit));
    });
    const inOrder = Array.from(blocks.values(), (block) => (sort === "date" ? block : byScore(block)));
    return [].concat(...inOrder).slice(offset - from, offset - from + limit).map(({ hit }) => hit);
  }

  /** Places in `chosen`, the best `most` of them, numbers that were asked for first. */
  function ranked({ pins }, chosen, most) {
    if (sort === "date") return Array.from({ length: Math.min(most, chosen.ids.length) }, (_, i) => i);
    const first = Array.from(pins).sort((a, b) => a - b).map((id) => placeOf(chosen, id)).filter((place) => place >= 0);
    if (!first.length) return best(chosen, most);
    return first.concat(best(chosen, most + first.length).filter((place) => !pins.has(chosen.ids[place]))).slice(0, most);
  }

  /** Trip 3: facts and texts of the documents that are shown. */
  async function look(ids) {
    const missing = ids.filter((id, i) => !memory.has(id) || (i < TEXTS && !memory.get(id).read));
    const reading = new Set(ids.slice(0, TEXTS));
    const [rows, texts] = await Promise.all([
      index.rows(missing, job),
      index.texts(missing.filter((id) => reading.has(id)), job),
    ]);
    for (const id of missing) {
      const row = rows.get(id);
      if (row) remember(id, row, texts.get(id) || "", reading.has(id));
    }
  }

  const remember = (id, row, text, read) => memory.set(id, Object.assign(foldedRow(row, text), { row, read }));

  function hitAt(state, chosen, place, checking) {
    const id = chosen.ids[place];
    const document = memory.get(id);
    if (!document) return null;
    const own = readingsOf(state, id);
    const judged = judge(document.fields, own, { sure: chosen.sure[place] === 1 || !document.read });
    if (!judged) return null;
    const whole = judged.whole || !document.read || !checking;
    const score = chosen.scores[place] * (whole ? 1 : PIECES) * (1 + coverage(document.title, judged.texts));
    return { first: state.pins.has(id) ? 0 : 1, hit: hitOf(document, judged, score) };
  }

  /** The readings that found a document, the one that values it most first. */
  function readingsOf(state, id) {
    const scored = state.readings.map((reading, i) => {
      const place = placeOf(state.sets[i], id);
      return [reading, place < 0 ? -1 : state.sets[i].scores[place]];
    });
    return scored.filter((pair) => pair[1] >= 0).sort((a, b) => b[1] - a[1]).map((pair) => pair[0]);
  }

  /** The best titles for what is being typed: heads and facts only. */
  async function titles(readings) {
    await heads(readings);
    const state = evaluate(readings);
    const places = ranked(state, state.all, limit);
    const ids = places.map((place) => state.all.ids[place]);
    const rows = await index.rows(ids, job);
    ids.forEach((id) => rows.has(id) && !memory.has(id) && remember(id, rows.get(id), "", false));
    const hits = places.map((place) => hitAt(state, state.all, place, false)).filter(Boolean);
    return byScore(hits).map(({ hit }) => hit).filter((hit) => hit.why === "文号" || hit.titleParts.some((piece) => piece[1]));
  }

  return { job, heads, count, early, answer, titles };
}

const sureOf = (set) => set.sure.reduce((sum, one) => sum + one, 0);
const byScore = (hits) =>
  hits.map((one, i) => [one, i]).sort(([a, i], [b, j]) => a.first - b.first || (a.first ? b.hit.score - a.hit.score : 0) || i - j).map((pair) => pair[0]);
