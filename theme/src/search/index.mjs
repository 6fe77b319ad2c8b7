// The index as the engine asks it: lists of terms, rows of documents, their texts, their facets.
import { text } from "./bytes.mjs";
import { readColumn } from "./facets.mjs";
import { createFiles } from "./files.mjs";
import { listOf, readPostings } from "./postings.mjs";
import { shardOf } from "./terms.mjs";

const VERSION = 1;
const FIELDS = "number id href title reference index_number organization type columns topic date state sample aliases".split(" ");

const json = (bytes) => JSON.parse(text(bytes));

/** Rows by document number. */
const byNumber = (rows, made) => new Map(rows.map((row) => [row[0], made(row)]));
const readRows = (bytes) => byNumber(json(bytes), (row) => Object.fromEntries(FIELDS.map((field, i) => [field, row[i]])));
const readTexts = (bytes) => byNumber(json(bytes), (row) => row[1]);

/**
 * Open the index of `source`; fails when the manifest does not come or is of another version. `reload` passes by the
 * copies that caches have. `stale()` says whether a file was of an index that was cut otherwise.
 */
export async function openIndex(source, reload = false) {
  const manifest = await freshManifest(source, reload);
  const { count, bits, head, dShift, tShift, fShift, columns } = manifest;
  const files = createFiles(source);

  /** What could not be read is told to `failed({kind, name})` and counts as not there. */
  async function ask(kind, name, decode, { signal, failed }, what, needed = true) {
    try {
      const found = await files.get(kind, name, decode, signal);
      if (found === null && needed) throw new Error(`${kind}/${name}`);
      return found;
    } catch (error) {
      if (error.name === "AbortError") throw error;
      failed({ kind: what, name: String(name) });
      return null;
    }
  }

  let stale = false;

  /** A shard's heads. Terms of another shard: the site was built anew while the page was open, or a cache is old. */
  function readHeads(shard, bytes) {
    const found = readPostings(bytes, head);
    const [term] = found.keys();
    if (term !== undefined && shardOf(term, bits) !== shard) {
      stale = true;
      throw new Error("stale");
    }
    return found;
  }

  /** The list of a term from its head; null when its shard could not be read. */
  async function headList(term, job) {
    const number = shardOf(term, bits);
    const shard = await ask("h", number, (bytes) => readHeads(number, bytes), silent(job), "term");
    if (!shard) job.failed(missingTerm(term));
    return shard && decodedList(shard, term, job);
  }

  /** The whole list of a term whose head is `list`; the head itself when it could not be read. */
  async function whole(term, list, job) {
    const shard = await ask("l", `${shardOf(term, bits)}-${list.part}`, (bytes) => readPostings(bytes, 0), silent(job), "term");
    const found = shard && shard.has(term) ? decodedList(shard, term, job) : null;
    if (!found) {
      // The head said that it is there.
      stale = true;
      job.failed(missingTerm(term));
    }
    return found || list;
  }

  async function packed(kind, shift, numbers, decode, job, what, needed) {
    const names = Array.from(new Set(numbers.map((number) => Math.floor(number / 2 ** shift))));
    const packs = await Promise.all(names.map((name) => ask(kind, name, decode, job, what, needed)));
    const found = new Map();
    packs.forEach((pack) => pack && pack.forEach((value, number) => found.set(number, value)));
    return found;
  }

  return {
    count,
    facets: columns || [],
    files,
    stale: () => stale,
    list: headList,
    whole,
    /** Facts of documents by number. */
    rows: (numbers, job) => packed("d", dShift, numbers, readRows, job, "document", true),
    /** Texts of documents by number, as they are written; a document without a text is missing. */
    texts: (numbers, job) => packed("t", tShift, numbers, readTexts, job, "text", false),
    /** The chunks of a facet that have columns for the documents. */
    async facet(key, numbers, job) {
      const chunks = new Set();
      for (const number of numbers) chunks.add(Math.floor(number / 2 ** fShift));
      const packs = await Promise.all(Array.from(chunks, (chunk) => ask("f", `${key}/${chunk}`, (bytes) => readColumn(json(bytes)), job, "facet")));
      return packs.filter(Boolean);
    },
    /** A table of understanding (plan.mjs), null when it cannot be had. */
    table: (name, job) => ask("u", name, json, job, "table"),
  };
}

const silent = (job) => Object.assign({}, job, { failed: () => {} });
const missingTerm = (term) => ({ kind: term.startsWith("#") ? "number" : "term", name: term.replace(/^#/, "") });

/** A list that does not decode is a damaged file too. */
function decodedList(shard, term, job) {
  try {
    return listOf(shard, term);
  } catch (error) {
    job.failed(missingTerm(term));
    return null;
  }
}

async function freshManifest(source, reload) {
  let manifest = await source.manifest(reload);
  // An old copy on the way: past all caches, once.
  if (!usable(manifest)) manifest = await source.manifest(true);
  if (!usable(manifest)) throw new Error("manifest");
  return manifest;
}

const usable = (manifest) => Boolean(manifest) && manifest.version === VERSION && manifest.bits >= 0 && manifest.head > 0;
