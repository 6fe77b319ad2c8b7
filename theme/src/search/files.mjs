// The decoded files of the index, each loaded once however many ask for it, and given up when nobody wants it any more.

/** Decoded files that are kept; the oldest go first. */
const MOST = 800;

export const aborted = () => Object.assign(new Error("aborted"), { name: "AbortError" });

/** `source` of sources.mjs. get(kind, name, decode, signal) -> Promise of decode(bytes), null for a missing file. */
export function createFiles(source) {
  const kept = new Map();

  async function load(kind, name, decode, signal) {
    try {
      return await once(kind, name, decode, { signal, reload: false });
    } catch (error) {
      if (signal.aborted) throw error;
      // Damaged, or half of it in a cache on the way: past all caches, once.
      return once(kind, name, decode, { signal, reload: true });
    }
  }

  async function once(kind, name, decode, options) {
    const bytes = await source.read(kind, name, options);
    return bytes && decode(bytes);
  }

  function start(key, kind, name, decode) {
    const controller = new AbortController();
    const entry = { controller, users: 0, done: false };
    entry.promise = load(kind, name, decode, controller.signal);
    entry.promise.then(
      (value) => {
        entry.done = true;
        entry.failed = value === null;
      },
      () => {
        // Kept as failed, so that it is not asked for at every key; forget() lets go of it.
        entry.done = entry.failed = true;
      },
    );
    if (kept.size >= MOST) kept.delete(kept.keys().next().value);
    kept.set(key, entry);
    return entry;
  }

  function get(kind, name, decode, signal) {
    const key = `${kind}/${name}`;
    const entry = kept.get(key) || start(key, kind, name, decode);
    if (entry.done || !signal) {
      entry.users += 1;
      return entry.promise;
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        entry.users -= 1;
        if (!entry.users && !entry.done) {
          entry.controller.abort();
          kept.delete(key);
        }
        reject(aborted());
      };
      entry.users += 1;
      signal.addEventListener("abort", leave, { once: true });
      const stay = () => signal.removeEventListener("abort", leave);
      entry.promise.then(stay, stay);
      entry.promise.then(resolve, reject);
    });
  }

  /** Files that could not be read will be asked for again. */
  function forget() {
    for (const [key, entry] of kept) if (entry.failed) kept.delete(key);
  }

  return { get, forget };
}
