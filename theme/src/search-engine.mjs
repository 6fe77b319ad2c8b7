// assets/search-engine.js: the engine, as a worker over http(s), as a classic script of the page from file://.
import { dataLoader } from "./data.mjs";
import { unpacker } from "./search/bytes.mjs";
import { createEngine } from "./search/engine.mjs";
import { httpSource, itemsOf, scriptSource } from "./search/sources.mjs";
import * as understanding from "./search/understanding.mjs";
import { serve } from "./search/worker.mjs";

const unpack = unpacker(self);

/** The engine of the site at `root`; pages call it by bridge.mjs. */
function open(root, inPage) {
  const source = /^https?:/.test(root) ? httpSource(root, unpack, self) : scriptSource(dataLoader(root), unpack);
  return createEngine(source, understanding, () => itemsOf(root, inPage ? dataLoader(root) : null, self));
}

if (self.document) self.gongkaiEngine = (root) => open(root, true);
else serve(self, open(self.location.href.replace(/assets\/[^/]*$/, ""), false));
