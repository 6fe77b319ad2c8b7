// A built index on the disk as a source of theme/src/search/sources.mjs; `trips` tells what was read, how large it was,
// and in which trip: what is asked for while nothing is under way begins a new one.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packAddress } from "../../theme/src/search/sources.mjs";

export function folderSource(folder, unpack) {
  const trips = [];
  let waiting = 0;

  async function get(name) {
    if (!waiting) trips.push([]);
    waiting += 1;
    let bytes = null;
    try {
      bytes = new Uint8Array(readFileSync(join(folder, "data/s", name)));
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
    trips[trips.length - 1].push([name, bytes ? bytes.length : 0]);
    // Files that are asked for in one turn come back together.
    await new Promise((resolve) => setTimeout(resolve, 2));
    waiting -= 1;
    return bytes;
  }

  return {
    trips,
    manifest: async () => JSON.parse(new TextDecoder().decode(await get("manifest.json"))),
    async read(kind, name) {
      const bytes = await get(`${packAddress(kind, name)}.bin`);
      return bytes && unpack(bytes);
    },
  };
}
