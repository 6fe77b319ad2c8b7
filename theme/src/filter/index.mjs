// The data of a list: its index, the map of its facets, and the parts of its rows, loaded when they are shown.
import { readMap } from "./facets.mjs";

/** What an answer of `open` is refused with when index and parts are of different builds. */
export const STALE = "stale";

/** The list at `address` below data/: {index, map, rows(part) -> Promise, has(part)}; `version` passes old copies by. */
export async function open(load, address, version = "") {
  const index = await load(address, version);
  if (!index || index.version !== 2 || !Array.isArray(index.parts)) throw new Error(address);
  const kept = new Map();

  async function fresh({ name, digest }) {
    const loaded = await load(`${address}/${name}`, digest);
    if (loaded.digest !== digest) throw new Error(STALE);
    return loaded;
  }

  const pieces = "map" in index ? [index] : await Promise.all(index.pieces.map(fresh));
  const map = readMap(index, pieces.map((piece) => piece.map).join(""));

  function rows(part) {
    if (!kept.has(part.name)) {
      const loading = fresh(part).then((loaded) => loaded.rows);
      kept.set(part.name, loading);
      loading.catch(() => kept.delete(part.name));
    }
    return kept.get(part.name);
  }

  return { index, map, rows, has: (part) => kept.has(part.name) };
}
