// Queries (JSON texts on the standard input) answered by the client's own engine over an index on the disk, each by an
// engine that knows nothing yet. Prints [{titles, trips, requests, size, work, direct}].
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { createEngine } from "../../theme/src/search/engine.mjs";
import * as understanding from "../../theme/src/search/understanding.mjs";
import { folderSource } from "../../tests/client/folder.mjs";

const [folder] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(0, "utf8"));
const unpack = async (bytes) => new Uint8Array(inflateRawSync(bytes));

async function answer(query) {
  const source = folderSource(folder, unpack);
  const engine = createEngine(source, understanding, async () => []);
  const before = process.cpuUsage();
  const found = await engine.search(query, { limit: 10 });
  const used = process.cpuUsage(before);
  const files = [].concat(...source.trips);
  return {
    titles: found.hits.map((hit) => hit.title),
    trips: source.trips.length,
    requests: files.length,
    size: files.reduce((sum, file) => sum + file[1], 0),
    work: Math.round((used.user + used.system) / 10) / 100,
    direct: found.direct ? found.direct.question : "",
  };
}

const rows = [];
for (const query of queries) rows.push(await answer(query));
process.stdout.write(JSON.stringify(rows));
