// A small writer of docs/search-format.md for the tests of the reader: an index in memory, and the same by brute force.
import zlib from "node:zlib";
import { fold } from "../../theme/src/search/folding.mjs";
import { runs, shardOf } from "../../theme/src/search/terms.mjs";

const BOOSTS = [10, 3, 1];
const AVERAGES = [50, 100, 1600];

export function documentTerms(text) {
  const found = [];
  for (const [han, characters] of runs(fold(text))) {
    if (!han) for (let i = 0; i < characters.length; i += 24) found.push(characters.slice(i, i + 24).join(""));
    else {
      found.push(...characters);
      for (let i = 1; i < characters.length; i++) found.push(characters[i - 1] + characters[i]);
    }
  }
  return found;
}

/** Per term {number -> code}, and how many (document, field) pairs have it. */
function invert(documents) {
  const lists = new Map();
  const at = (term) => lists.get(term) || lists.set(term, { codes: new Map(), pairs: 0 }).get(term);
  for (const one of documents) {
    const fields = [one.title, [one.reference, one.organization, one.date, one.type].join("\n"), one.text].map(documentTerms);
    const weights = new Map();
    fields.forEach((terms, field) => {
      const length = field === 2 && terms.length ? 2 ** (Math.round(4 * Math.log2(terms.length)) / 4) : terms.length;
      const counts = new Map();
      for (const term of terms) counts.set(term, (counts.get(term) || 0) + 1);
      for (const [term, tf] of counts) {
        const gain = (BOOSTS[field] * 2.2 * tf) / (tf + 1.2 * (0.25 + (0.75 * length) / AVERAGES[field]));
        weights.set(term, (weights.get(term) || 0) + gain);
        at(term).pairs += 1;
      }
    });
    for (const [term, weight] of weights) at(term).codes.set(one.number, Math.max(1, Math.min(255, Math.round(48 + 8 * Math.log2(weight)))));
    for (const key of one.keys || []) {
      at(key).codes.set(one.number, 0);
      at(key).pairs += 1;
    }
  }
  return lists;
}

function varint(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

const numbers = (ascending) => ascending.flatMap((number, i) => varint(number - (i ? ascending[i - 1] : 0)));
const pack = (bytes) => new Uint8Array(zlib.deflateRawSync(Uint8Array.from(bytes)));
const packJson = (value) => new Uint8Array(zlib.deflateRawSync(Buffer.from(JSON.stringify(value))));

function postings(terms, lists, head, parts) {
  const bytes = [...varint(terms.length)];
  const shown = terms.map((term) => {
    const all = Array.from(lists.get(term).codes);
    const best = head ? all.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, head) : all;
    return best.sort((a, b) => a[0] - b[0]);
  });
  const streams = shown.map((list) => numbers(list.map(([number]) => number)));
  for (const term of terms) bytes.push(...varint(Buffer.byteLength(term)), ...Buffer.from(term));
  for (const term of terms) bytes.push(...varint(lists.get(term).codes.size));
  for (const term of terms) bytes.push(...varint(lists.get(term).pairs - lists.get(term).codes.size));
  for (const stream of streams) bytes.push(...varint(stream.length));
  if (head) for (const term of terms) if (parts.has(term)) bytes.push(...varint(parts.get(term)));
  for (const stream of streams) bytes.push(...stream);
  for (const list of shown) bytes.push(...list.map(([, code]) => code));
  return pack(bytes);
}

/** {manifest, files: address below data/s/ without extension -> bytes, lists} of documents in any order. */
export function encode(documents, { bits = 2, head = 4, dShift = 3, tShift = 1, fShift = 4, facets = {} } = {}) {
  const sorted = documents.slice().sort((a, b) => a.number - b.number);
  const lists = invert(sorted);
  const files = new Map();
  const shards = new Map(Array.from({ length: 1 << bits }, (_, shard) => [shard, []]));
  for (const term of lists.keys()) shards.get(shardOf(term, bits)).push(term);
  for (const [shard, terms] of shards) {
    terms.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const long = terms.filter((term) => lists.get(term).codes.size > head);
    const parts = new Map(long.map((term, i) => [term, i >> 1]));
    files.set(`h/${shard}`, postings(terms, lists, head, parts));
    for (const part of new Set(parts.values())) {
      files.set(`l/${shard}-${part}`, postings(long.filter((term) => parts.get(term) === part), lists, 0, new Map()));
    }
  }
  const group = (kind, shift, row) => {
    const packs = new Map();
    for (const one of sorted) {
      const made = row(one);
      if (made) (packs.get(one.number >> shift) || packs.set(one.number >> shift, []).get(one.number >> shift)).push(made);
    }
    for (const [name, rows] of packs) files.set(kind === "t" ? `t/${name >> 8}/${name}` : `${kind}/${name}`, packJson(rows));
  };
  group("d", dShift, (one) => [one.number, one.id, `xx/${one.id}.html`, one.title, one.reference, "", one.organization, one.type, [], "", one.date, "有效", 1, []]);
  group("t", tShift, (one) => one.text && [one.number, one.text]);
  for (const [facet, valuesOf] of Object.entries(facets)) encodeFacet(files, facet, sorted, valuesOf, fShift);
  const manifest = { version: 1, count: documents.length, bits, head, dShift, tShift, fShift, columns: Object.keys(facets), twins: { h: 2, l: 0, d: 2, t: 5 } };
  return { manifest, files, lists };
}

function encodeFacet(files, facet, sorted, valuesOf, shift) {
  for (const chunk of new Set(sorted.map((one) => one.number >> shift))) {
    const inside = sorted.filter((one) => one.number >> shift === chunk);
    const values = Array.from(new Set(inside.flatMap(valuesOf))).sort();
    const rows = inside.map((one) => valuesOf(one).map((value) => values.indexOf(value)));
    files.set(`f/${facet}/${chunk}`, packJson({
      numbers: inside.map((one, i) => one.number - (i ? inside[i - 1].number : 0)),
      values: values.map((value) => [value, `${value}名`]),
      rows: rows.map((codes) => (codes.length > 1 ? codes : codes.length ? codes[0] : -1)),
    }));
  }
}

/** A source of sources.mjs over encode()'s answer; `asked` tells what was read, `broken` what a file is instead. */
export function memorySource(given, unpack) {
  let { manifest, files } = given;
  const asked = [];
  const broken = new Map();
  return {
    asked,
    broken,
    /** Another build takes the place of this one. */
    renew(other) {
      ({ manifest, files } = other);
    },
    manifest: async () => {
      asked.push("manifest");
      return broken.has("manifest") ? broken.get("manifest") : manifest;
    },
    async read(kind, name, { signal, reload }) {
      const address = kind === "t" ? `t/${name >> 8}/${name}` : `${kind}/${name}`;
      asked.push(reload ? `${address}!` : address);
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (signal && signal.aborted) throw Object.assign(new Error("aborted"), { name: "AbortError" });
      const given = broken.has(address) ? broken.get(address) : files.get(address);
      const bytes = typeof given === "function" ? given(reload) : given;
      if (bytes instanceof Error) throw bytes;
      return bytes ? unpack(bytes) : null;
    },
  };
}
