// Searches the packs of data/search (see README.md): titles as soon as the heads are there, texts as they arrive.
import { fold } from "./folding.mjs";
import { excerpt, marked } from "./excerpt.mjs";
import { asWords, foldedDocument, match, matchParts, plan } from "./matching.mjs";

const AT_ONCE = 3;
const FIELDS =
  "id href title number index_number organization type columns topic date state sample aliases".split(" ");

/**
 * `load(name, version)` gives the payload of a data file or fails. The engine has
 * search(query, {limit, offset, titlesOnly, onProgress}) -> Promise of
 * {total, hits, complete, loaded, packs, failed}: `loaded` of `packs` were searched, `failed` lists the
 * packs that could not be ({name, kind, years}; the manifest as kind "manifest"). A hit has id, href, title, excerpt
 * and titleParts (pieces [text, isHit]), score, why and the facts of its row. retry() forgets failures.
 */
export function createEngine(load) {
  let manifest = null;
  let packs = [];
  const documents = new Map();

  async function open() {
    if (!manifest) {
      manifest = load("search/manifest").then((data) => {
        if (!data || data.version !== 1 || !Array.isArray(data.packs)) throw new Error("search/manifest");
        packs = data.packs.map((pack) => Object.assign({ state: "new", documents: [], rows: [] }, pack));
      });
    }
    await manifest;
  }

  function fetchPack(pack) {
    if (pack.state !== "new") return pack.promise;
    pack.state = "loading";
    pack.promise = load(pack.name, pack.digest).then((data) => {
      // A pack of another build would put texts to the wrong titles.
      if (!data || data.digest !== pack.digest || !Array.isArray(data.rows)) throw new Error(pack.name);
      (pack.kind === "head" ? readHeads : readTexts)(pack, data.rows, documents);
      pack.state = "ready";
    });
    pack.promise = pack.promise.catch(() => {
      pack.state = "failed";
    });
    return pack.promise;
  }

  const ofKind = (kind) => packs.filter((pack) => pack.kind === kind);

  async function fetchAll(kind, arrived) {
    const waiting = ofKind(kind);
    const worker = async () => {
      for (let pack = waiting.shift(); pack; pack = waiting.shift()) {
        if (pack.state === "ready" || pack.state === "failed") continue;
        await fetchPack(pack);
        arrived();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  function answer(query, { limit, offset, titlesOnly }) {
    let asked = query;
    const heads = ofKind("head").reduce((all, pack) => all.concat(pack.documents), []);
    const counted = titlesOnly ? ofKind("head") : packs;
    const finished = counted.every((pack) => pack.state === "ready" || pack.state === "failed");
    let found = answers(heads, (one) => match(asked, one.folded));
    if (!found.length && asked.number) {
      asked = asWords(asked);
      found = answers(heads, (one) => match(asked, one.folded));
    }
    if (!found.length && finished && !titlesOnly) found = answers(heads, (one) => matchParts(asked, one.folded));
    found.sort((a, b) => b.score - a.score || a.order - b.order);
    const failed = packs.filter((pack) => pack.state === "failed");
    return {
      total: found.length,
      hits: found.slice(offset, offset + limit).map((one) => hit(asked, one)),
      complete: packs.every((pack) => pack.state === "ready"),
      loaded: packs.filter((pack) => pack.state === "ready").length,
      packs: packs.length,
      failed: failed.map(({ name, kind, years }) => ({ name, kind, years })),
    };
  }

  async function search(query, { limit = 20, offset = 0, titlesOnly = false, onProgress = null } = {}) {
    const asked = plan(String(query));
    const options = { limit, offset, titlesOnly };
    try {
      await open();
    } catch (error) {
      manifest = null;
      const failed = [{ name: "search/manifest", kind: "manifest", years: [] }];
      return { total: 0, hits: [], complete: false, loaded: 0, packs: 0, failed };
    }
    const arrived = () => onProgress && onProgress(answer(asked, options));
    await fetchAll("head", () => {});
    if (titlesOnly || !asked.words.length) return answer(asked, options);
    if (ofKind("text").some((pack) => pack.state !== "ready")) arrived();
    await fetchAll("text", arrived);
    return answer(asked, options);
  }

  function retry() {
    // Texts whose heads were missing had no document to go to.
    const headless = ofKind("head").some((pack) => pack.state === "failed");
    for (const pack of packs) {
      if (pack.state === "failed" || (headless && pack.kind === "text")) pack.state = "new";
    }
  }

  return { search, retry };
}

function readHeads(pack, rows, byId) {
  for (const row of rows) {
    const document = { parts: [], text: "" };
    FIELDS.forEach((field, i) => {
      document[field] = row[i];
    });
    document.folded = foldedDocument(document);
    byId.set(document.id, document);
    pack.documents.push(document);
  }
}

function readTexts(pack, rows, byId) {
  const touched = new Set();
  for (const [id, number, text] of rows) {
    const document = byId.get(id);
    // Its head is in a pack that could not be loaded.
    if (!document) continue;
    document.parts[number] = text;
    touched.add(document);
  }
  for (const document of touched) {
    // A part that is missing must not make its neighbours look like one sentence.
    document.text = Array.from(document.parts, (part) => (part === undefined ? "\n" : part)).join("");
    document.folded.text = fold(document.text);
  }
}

function answers(documents, judge) {
  const found = [];
  documents.forEach((document, order) => {
    const answer = judge(document);
    if (answer) found.push({ document, order, score: answer.score, why: answer.why, parts: answer.parts });
  });
  return found;
}

function hit(asked, { document, score, why, parts }) {
  const needles = parts && parts.length ? parts : asked.needles;
  return {
    id: document.id,
    href: document.href,
    title: document.title,
    titleParts: marked(document.title, needles),
    excerpt: excerpt(document.text, document.folded.text, needles),
    score,
    why,
    number: document.number,
    organization: document.organization,
    type: document.type,
    date: document.date,
    state: document.state,
    sample: Boolean(document.sample),
  };
}
