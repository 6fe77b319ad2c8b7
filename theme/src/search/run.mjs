// One search: the files it needs, trip by trip, the documents found, the page of them that is shown.
import { columnFor, FACETS, narrow } from "./facets.mjs";
import { foldedRow, hitOf, judge, WHOLE } from "./judging.mjs";
import { best, found, loneList, longTerms, pinned, termsOf } from "./readings.mjs";
import { any, EMPTY, filtered, placeOf, plainSet } from "./sets.mjs";

/** Ranks whose order the text check decides together: the first page and a few that may come up to it, then by tens. */
const FIRST = 12;
const BLOCK = 10;
/** Shorter queries are a term of the index: there is nothing to check. */
const CHECKED = 3;
/** Texts that one answer reads; a table of 500 rows does without the others. */
const TEXTS = 50;
/** Facets are counted unasked where the index has at most so many documents. */
const SMALL = 3000;

/** `options` as engine.search takes them; `memory` keeps looked-at documents between searches of one index. */
export function createRun(index, options, { signal, onStep, memory }) {
  const failures = [];
  const job = { signal, failed: (failure) => failures.push(failure) };
  const lists = new Map();
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

  /** What the lists at hand say: documents of each reading, of all, those whose number is asked for. */
  function evaluate(readings) {
    const sets = readings.map((reading) => found(reading, lists, index.count));
    const pins = [].concat(...readings.map((reading) => pinned(reading, lists)));
    const all = any([EMPTY, ...sets, ...(pins.length ? [plainSet(Float64Array.from(new Set(pins)).sort())] : [])]);
    return { readings, sets, all, pins: new Set(pins), known: 0 };
  }

  /** Ask for `readings` together; an earlier answer goes to onStep when the complete one takes another trip. */
  async function ask(plan, readings) {
    await heads(readings);
    const lone = simple && !counting && loneList(readings, lists);
    if (lone && offset + limit <= lone.ids.length) {
      return present(plan, Object.assign(evaluate(readings), { known: lone.df }), {});
    }
    await longer(longTerms(readings, lists, { complete: false }));
    const rest = longTerms(readings, lists, { complete: true });
    if (rest.length && onStep && simple && !offset) onStep(await present(plan, evaluate(readings), { early: true }));
    await longer(rest);
    return present(plan, evaluate(readings), {});
  }

  /** The page of what was found: facets counted, ranks ordered, words checked. */
  async function present(plan, state, { early = false }) {
    const counted = counting && !early ? await countFacets(state.all) : null;
    const chosen = counted ? filtered(state.all, counted.passing) : state.all;
    const hits = await pageOf(plan, state, chosen);
    const sure = chosen.sure.reduce((sum, one) => sum + one, 0);
    const more = early || (!state.known && (!chosen.whole || sure < chosen.ids.length));
    const labels = state.readings.filter((reading, i) => reading.label && state.sets[i].ids.length);
    const names = (synonyms) => labels.filter((one) => (one.kind === "synonym") === synonyms).map((one) => one.label);
    return {
      folded: plan.folded,
      total: state.known || Math.max(more ? sure : chosen.ids.length, hits.length),
      more,
      complete: !early && !failures.length,
      relaxed: state.readings.length > 0 && state.readings.every((reading) => reading.least > 0),
      hits,
      also: names(true),
      instead: names(false),
      direct: plan.direct || null,
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

  async function pageOf(plan, state, chosen) {
    const checking = Array.from(plan.folded).length >= CHECKED;
    const first = checking ? FIRST : BLOCK;
    const blockAt = (rank) => (rank < first ? 0 : first + Math.floor((rank - first) / BLOCK) * BLOCK);
    const from = blockAt(offset);
    const last = offset + limit - 1;
    const to = last < first ? first : blockAt(last) + BLOCK;
    const ranks = ranked(state, chosen, to).slice(from, to);
    const looked = await look(ranks.map((place) => chosen.ids[place]));
    const blocks = new Map();
    ranks.forEach((place, i) => {
      const hit = hitAt(state, chosen, place, looked.get(chosen.ids[place]), checking);
      const block = blockAt(from + i);
      if (hit) blocks.set(block, (blocks.get(block) || []).concat(hit));
    });
    const inOrder = Array.from(blocks.values(), (block) => (sort === "date" ? block : byLevel(block)));
    return [].concat(...inOrder).slice(offset - from, offset - from + limit).map(({ hit }) => hit);
  }

  /** Places in `chosen`, the best `count` of them, numbers that were asked for first. */
  function ranked({ pins }, chosen, count) {
    if (sort === "date") return Array.from({ length: Math.min(count, chosen.ids.length) }, (_, i) => i);
    const pinnedPlaces = Array.from(pins).sort((a, b) => a - b).map((id) => placeOf(chosen, id)).filter((place) => place >= 0);
    if (!pinnedPlaces.length) return best(chosen, count);
    return pinnedPlaces.concat(best(chosen, count + pinnedPlaces.length).filter((place) => !pins.has(chosen.ids[place]))).slice(0, count);
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
      if (row) memory.set(id, { row, text: texts.get(id) || "", fields: foldedRow(row, texts.get(id)), read: reading.has(id) });
    }
    return memory;
  }

  function hitAt(state, chosen, place, document, checking) {
    if (!document) return null;
    const id = chosen.ids[place];
    const score = chosen.scores[place];
    const own = state.readings
      .map((reading, i) => [reading, placeOf(state.sets[i], id) < 0 ? -1 : state.sets[i].scores[placeOf(state.sets[i], id)]])
      .filter((pair) => pair[1] >= 0)
      .sort((a, b) => b[1] - a[1])
      .map((pair) => pair[0]);
    const number = state.pins.has(id) ? state.readings.find((reading) => reading.number) : null;
    const judged = judge(document.fields, own, { pinned: number, sure: chosen.sure[place] === 1 || !document.read });
    if (!judged) return null;
    if (!document.read || !checking) judged.level = Math.min(judged.level, WHOLE);
    return { level: judged.level, hit: hitOf(document.row, document.text, document.fields, judged, score) };
  }

  /** The best titles for what is being typed: heads and facts only. */
  async function titles(plan, readings) {
    await heads(readings);
    const state = evaluate(readings);
    const places = ranked(state, state.all, limit);
    const rows = await index.rows(places.map((place) => state.all.ids[place]), job);
    const hits = [];
    for (const place of places) {
      const row = rows.get(state.all.ids[place]);
      if (!row) continue;
      const fields = foldedRow(row, "");
      const judged = judge(fields, readings, { pinned: state.pins.has(row.number) ? readings[0] : null, sure: true });
      if (judged) hits.push({ level: judged.level, hit: hitOf(row, "", fields, judged, state.all.scores[place]) });
    }
    return byLevel(hits).map(({ hit }) => hit);
  }

  return { job, heads, ask, titles };
}

const byLevel = (hits) => hits.map((one, i) => [one, i]).sort((a, b) => a[0].level - b[0].level || a[1] - b[1]).map((pair) => pair[0]);
