// Where the files of the index come from: over http(s) by fetch, from file:// by the scripts that hold the same bytes.
// A source is {manifest(reload) -> object, read(kind, name, {signal, reload}) -> unpacked bytes, null when missing}.
import { fromBase64 } from "./bytes.mjs";

const FOLDER = "s";
const ITEMS = "s/items";
/** Kinds whose packs lie in folders of 256. */
const DEEP = "t";
const TIMEOUT = 20000;

/** Address below data/s/ of a pack: h/12, l/12-0, t/3/900, f/jigou/2, u/synonyms. */
export const packAddress = (kind, name) => (kind === DEEP ? `t/${name >> 8}/${name}` : `${kind}/${name}`);

/** `root` is the site's, with its slash; `unpack` of bytes.mjs. */
export function httpSource(root, unpack, scope) {
  const base = `${root}data/${FOLDER}/`;

  async function get(name, { signal = null, reload = false }) {
    const own = new AbortController();
    const stop = () => own.abort();
    const timer = setTimeout(stop, TIMEOUT);
    if (signal) signal.addEventListener("abort", stop);
    try {
      // Names carry no digest: the server is asked each time and answers 304 where nothing changed.
      const response = await scope.fetch(base + name, { cache: reload ? "reload" : "no-cache", signal: own.signal });
      if (response.status === 404 || response.status === 410) return null;
      if (!response.ok) throw new Error(`${response.status} ${name}`);
      return new Uint8Array(await response.arrayBuffer());
    } finally {
      clearTimeout(timer);
      if (signal) signal.removeEventListener("abort", stop);
    }
  }

  async function manifest(reload) {
    const bytes = await get("manifest.json", { reload });
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  async function read(kind, name, options) {
    const bytes = await get(`${packAddress(kind, name)}.bin`, options);
    return bytes && unpack(bytes);
  }

  return { manifest, read };
}

/** `load` of ../data.mjs; groups of packs are loaded once. */
export function scriptSource(load, unpack) {
  const groups = new Map();
  let shifts = {};

  async function manifest() {
    const found = await load(`${FOLDER}/manifest`);
    shifts = found.twins || {};
    return found;
  }

  function groupOf(kind, name) {
    if (kind === "l") return [`l/${name.split("-")[0]}`, name.split("-")[1]];
    if (kind === "f") return [`f/${name.split("/")[0]}`, name.split("/")[1]];
    if (kind === "u") return [`u/${name}`, "0"];
    return [`${kind}/${Number(name) >> (shifts[kind] || 0)}`, String(name)];
  }

  async function read(kind, name, { reload = false }) {
    const [group, key] = groupOf(kind, name);
    if (reload) groups.delete(group);
    if (!groups.has(group)) groups.set(group, load(`${FOLDER}/${group}`));
    const found = await groups.get(group).catch(() => {
      // A browser does not say whether a script is missing or broken; asked again, it may come.
      groups.delete(group);
      return null;
    });
    return found && key in found ? unpack(fromBase64(found[key])) : null;
  }

  return { manifest, read };
}

/** The table of nearest items (generator/publish/nearest_items.py): by a script where there is a page, else by fetch. */
export async function itemsOf(root, load, scope) {
  if (load) return load(ITEMS);
  const response = await scope.fetch(`${root}data/${ITEMS}.json`, { cache: "no-cache" });
  return response.json();
}
