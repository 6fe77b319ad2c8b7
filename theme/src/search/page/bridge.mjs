// The engine as a page calls it: in a worker over http(s), so that typing never waits; in the page itself from file://,
// where workers are blocked, and wherever a worker does not start.
import { element } from "../../dom.mjs";

/** A worker that has said nothing for so long (ms) will not start. */
const PATIENCE = 10000;

/**
 * `call(name, args, {onStep, signal}) -> Promise`, where name is a function of the engine (engine.mjs). The engine is
 * started at the first call or by `start()`.
 */
export function engineBridge(root, scope = window) {
  const address = `${root}assets/search-engine.js`;
  let running = null;

  function start() {
    if (!running) running = open().catch((error) => {
      running = null;
      throw error;
    });
    return running;
  }

  async function open() {
    if (/^https?:/.test(root) && scope.Worker) {
      const port = await workerPort(address, scope).catch(() => null);
      if (port) return port;
    }
    return localPort(address, root, scope);
  }

  const call = async (name, args, watching = {}) => (await start())(name, args, watching);
  return { start, call };
}

/** The worker's port, when it has said that it runs. */
function workerPort(address, scope) {
  return new Promise((resolve, reject) => {
    const worker = new scope.Worker(address);
    const waiting = new Map();
    let last = 0;
    const give = (name, args, { onStep, signal } = {}) =>
      new Promise((done, failed) => {
        const id = (last += 1);
        waiting.set(id, { done, failed, onStep });
        if (signal) signal.addEventListener("abort", () => worker.postMessage({ id, stop: true }));
        worker.postMessage({ id, name, args });
      });
    const timer = setTimeout(() => worker.onerror(), PATIENCE);
    worker.onmessage = ({ data }) => {
      if (data.ready) {
        clearTimeout(timer);
        resolve(give);
        return;
      }
      answer(waiting, data);
    };
    worker.onerror = (event) => {
      if (event && event.preventDefault) event.preventDefault();
      clearTimeout(timer);
      for (const { failed } of waiting.values()) failed(new Error("worker"));
      waiting.clear();
      reject(new Error("worker"));
    };
  });
}

function answer(waiting, { id, step, done, error }) {
  const asked = waiting.get(id);
  if (!asked) return;
  if (step !== undefined) {
    if (asked.onStep) asked.onStep(step);
    return;
  }
  waiting.delete(id);
  if (error === undefined) asked.done(done);
  else asked.failed(Object.assign(new Error(error), { name: error === "AbortError" ? error : "Error" }));
}

/** The engine in this page, by a classic script. */
function localPort(address, root, scope) {
  return new Promise((resolve, reject) => {
    const script = element("script", { src: address });
    script.onload = () => {
      const engine = scope.gongkaiEngine && scope.gongkaiEngine(root);
      if (!engine) reject(new Error(address));
      else resolve((name, args, watching = {}) => engine[name](...args, watching));
    };
    script.onerror = () => reject(new Error(address));
    document.head.append(script);
  });
}
