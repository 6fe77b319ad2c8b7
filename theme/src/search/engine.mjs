// The engine: a query in, the best documents out, in at most three round trips. No page; runs in node, worker and page.
import { openIndex } from "./index.mjs";
import { nearestItems } from "./nearest.mjs";
import { FEW } from "./plan.mjs";
import { createRun } from "./run.mjs";

/** Documents that are remembered with their folded words. */
const MEMORY = 400;

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
  const tables = {};

  function remembered() {
    if (memory.size > MEMORY) memory = new Map();
    return memory;
  }

  function open() {
    if (!opening) opening = openIndex(source);
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
    const plain = understanding.understand(text, tables);
    let index;
    try {
      index = await open();
    } catch (error) {
      return Object.assign(emptyAnswer(plain.folded), { complete: false, failed: [{ kind: "manifest", name: "" }] });
    }
    if (!plain.alternatives.length) return emptyAnswer(plain.folded);
    const run = createRun(index, options, { signal, onStep, memory: remembered() });
    const first = run.heads(plain.alternatives.filter((reading) => reading.when === "always"));
    const [plan] = await Promise.all([withTables(index, text, plain, run.job), first]);
    return answerPlan(run, plan);
  }

  /** The plan once the tables it wants are there; a table that does not come is said, the plan goes without it. */
  async function withTables(index, text, plain, job) {
    const names = understanding.tablesFor(text).filter((name) => !tables[name]);
    if (!names.length) return plain;
    const loaded = await Promise.all(names.map((name) => index.table(name, job)));
    loaded.forEach((table, i) => {
      if (table) tables[names[i]] = table;
    });
    return understanding.understand(text, tables);
  }

  async function suggest(query, { limit = 8 } = {}, { signal = null } = {}) {
    const plan = understanding.understand(String(query), tables);
    const readings = plan.alternatives.filter((reading) => reading.when === "always");
    if (!readings.length) return [];
    const run = createRun(await open(), { limit, offset: 0, filters: {}, sort: "relevance" }, { signal, onStep: null, memory });
    return run.titles(plan, readings);
  }

  const nearest = async (query) => nearestItems(understanding.understand(String(query), tables).folded, await loadItems());

  return { search, suggest, nearest, forget };
}

const emptyAnswer = (folded) => ({
  folded, total: 0, more: false, complete: true, relaxed: false, hits: [], also: [], instead: [], direct: null, facets: null, failed: [],
});

/** The readings in their order, the later ones only as long as too little was found. */
async function answerPlan(run, plan) {
  const stages = stagesOf(plan.alternatives);
  let tried = [];
  let answer = null;
  for (const stage of stages) {
    const few = stage[0].when === "few";
    if (answer && (few ? answer.total >= FEW : answer.total > 0)) continue;
    tried = answer && !answer.total ? stage : tried.concat(stage);
    answer = await run.ask(plan, tried);
  }
  return answer;
}

/** Neighbours of the same urgency are asked together; each that is asked only when nothing was found, by itself. */
function stagesOf(readings) {
  const stages = [];
  for (const reading of readings) {
    const last = stages[stages.length - 1];
    if (last && last[0].when === reading.when && reading.when !== "none") last.push(reading);
    else stages.push([reading]);
  }
  return stages;
}
