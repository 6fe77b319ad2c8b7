// A loader for node: runs the .js twins of a built index as a page would, from a folder or from memory.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

/** load(name) over files below `folder`/data/. */
export function folderLoader(folder) {
  return async (name) => {
    const store = {};
    const script = readFileSync(join(folder, "data", `${name}.js`), "utf8");
    vm.runInNewContext(script, { gongkaiData: (key, payload) => Object.assign(store, { [key]: payload }) });
    if (!(name in store)) throw new Error(name);
    // From the other realm back into this one, so that Array.isArray and deepEqual mean the same.
    return JSON.parse(JSON.stringify(store[name]));
  };
}

/** load(name) over an object name -> payload; a function as payload is called (to fail, or to wait). */
export function memoryLoader(payloads) {
  const asked = [];
  const load = async (name) => {
    asked.push(name);
    if (!(name in payloads)) throw new Error(name);
    const payload = payloads[name];
    return typeof payload === "function" ? payload() : payload;
  };
  return Object.assign(load, { asked });
}
