// The engine: a query in, the best documents out, in at most three round trips. No page; runs in node, worker and page.
import { openIndex } from "./index.mjs";
import { nearestItems } from "./nearest.mjs";
import { FEW } from "./plan.mjs";
import { createRun } from "./run.mjs";

/** Documents that are remembered with their folded words. */
const MEMORY = 400;
/** Above so many documents the table of words is loaded when a first answer is there. */
const LARGE = 20000;
/** Tables of prepared answers. */
const DIRECT = /^(answers|a-[0-9]+)$/;

/**
 * `source` is one of sources.mjs, `understanding` {understand, tablesFor} as plan.mjs says, `loadItems()` the table of
 * nearest items. The engine has
 *   search(query, {limit, offset, filters, sort, counts}, {onStep, signal}) -> Promise of an answer,
 *   suggest(query, {limit}, {signal}) -> Promise of hits by their titles, nearest(query) -> items, forget().
 * An answer: {folded, total, more, complete, relaxed, hits, also, instead, direct, facets, failed}: `more` when total is
 * what was found so far, `complete` when every file was read. onStep gets an earlier answer, already verified.
 */
export function createEngine(source, understanding, loadItems) {
  let opening = null;
  let memory = new Map();

  function remembered() {
    if (memory.size > MEMORY) memory = new Map();
    return memory;
  }

  function open(reload = false) {
    if (!opening) opening = openIndex(source, reload);
    opening.catch(() => {
      opening = null;
    });
    return opening;
  }

  function forget() {
    memory = new Map();
    if (opening) opening.then((index) => index.files.forget(), () => {});
  }

  async function search(query, given = {}, { onStep = null, signal = null } = {}) {
    const options = Object.assign({ limit: 20, offset: 0, filters: {}, sort: "relevance", counts: false }, given);
    const text = String(query);
    let index;
    try {
      index = await open();
    } catch (error) {
      const { folded } = understanding.understand(text, {});
      return Object.assign(emptyAnswer(folded), { complete: false, failed: [{ kind: "manifest", name: "" }] });
    }
    const ask = () => answerText(index, createRun(index, options, { signal, onStep, memory: remembered() }), text);
    const answer = await ask();
    if (!index.stale()) return answer;
    // Built anew while this page was open: the new index answers.
    opening = null;
    memory = new Map();
    index = await open(true);
    return ask();
  }

  /** The readings that are always asked, then the others in their order as long as too little was found. */
  async function answerText(index, run, text) {
    // Only what this query wants: an answer must not depend on what was searched before.
    const tables = {};
    const load = (direct) => loadTables(index, text, tables, direct, run.job);
    let plan = understanding.understand(text, tables);
    if (!plan.alternatives.length) return emptyAnswer(plan.folded);
    const typed = plan.alternatives.filter(isAlways);
    const names = understanding.tablesFor(text, tables);
    // In a large index what was typed finds enough; synonyms join it when its first answer is there.
    const later = index.count > LARGE && typed.length > 0 && names.every((name) => name === "words");
    await Promise.all([run.heads(typed), later ? null : load(false)]);
    await run.early(plan, typed);
    if (later) await load(false);
    const direct = directAnswer(text, tables, load).catch(() => null);
    plan = understanding.understand(text, tables);
    const have = await run.count(plan.alternatives.filter(isAlways), FEW);
    // Tables for misspelt words are worth a trip only now.
    if (have < FEW && (await load(false))) plan = understanding.understand(text, tables);
    if (have < FEW) await run.heads(plan.alternatives);
    const answer = await run.answer(plan, await chosen(run, plan.alternatives));
    return Object.assign(answer, { direct: await direct });
  }

  /** The prepared answer, when one is near enough: its tables come beside the lists and keep nothing waiting. */
  async function directAnswer(text, tables, load) {
    while (await load(true));
    return understanding.understand(text, tables).direct || null;
  }

  /** Load the tables that the text wants, those of prepared answers or the others; whether any came. */
  async function loadTables(index, text, tables, direct, job) {
    const names = understanding.tablesFor(text, tables).filter((name) => !(name in tables) && DIRECT.test(name) === direct);
    const loaded = await Promise.all(names.map((name) => index.table(name, job)));
    loaded.forEach((table, i) => {
      if (table) tables[names[i]] = table;
    });
    return loaded.some(Boolean);
  }

  /** What every query needs, loaded before there is one. */
  async function warm() {
    const index = await open();
    if (index.count <= LARGE) await index.table("words", { signal: null, failed: () => {} });
  }

  async function suggest(query, { limit = 8 } = {}, { signal = null } = {}) {
    const index = await open();
    const options = { limit, offset: 0, filters: {}, sort: "relevance" };
    const run = createRun(index, options, { signal, onStep: null, memory });
    const [text, tables] = [String(query), {}];
    if (index.count <= LARGE) await loadTables(index, text, tables, false, run.job);
    // A sentence may be a title that somebody pasted.
    const { alternatives } = understanding.understand(text, tables);
    const readings = alternatives.filter((reading) => isAlways(reading) || reading.kind === "words");
    return readings.length ? run.titles(readings) : [];
  }

  const nearest = async (query) => nearestItems(understanding.understand(String(query), {}).folded, await loadItems());

  return { warm, search, suggest, nearest, forget };
}

const emptyAnswer = (folded) => ({
  folded, total: 0, more: false, complete: true, relaxed: false, hits: [], also: [], instead: [], direct: null, facets: null, failed: [],
});

/** The readings that are asked: always, or when those before it found too little. */
async function chosen(run, readings) {
  const taken = [];
  let have = 0;
  let counted = 0;
  for (const reading of readings) {
    if (!isAlways(reading)) {
      if (counted < taken.length) have = await run.count(taken, FEW);
      counted = taken.length;
      if (have >= (reading.when === "none" ? 1 : FEW)) continue;
    }
    taken.push(reading);
  }
  await run.count(taken, FEW);
  return taken;
}

/** Asked in any case: what was typed and what it may be called, not the same words taken apart. */
const isAlways = (reading) => reading.when === "always" && (reading.kind !== "synonym" || Boolean(reading.label));
