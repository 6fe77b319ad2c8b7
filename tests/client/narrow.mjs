// Filters the lists in a folder as a page does: node narrow.mjs FOLDER ADDRESS < [{chosen, page}, …]; prints per filter
// the total, the counts of every box, the titles of the page's rows, and the parts it had to load.
import { readFileSync } from "node:fs";
import { KEYS, partsOf, placesOf, select } from "../../theme/src/filter/facets.mjs";
import { open } from "../../theme/src/filter/index.mjs";

const [folder, address] = process.argv.slice(2);
const load = async (name) => JSON.parse(readFileSync(`${folder}/data/${name}.json`, "utf8"));
const asked = JSON.parse(readFileSync(0, "utf8"));
const answers = [];
let slowest = 0;
for (const { chosen, page } of asked) {
  const list = await open(load, address);
  const before = performance.now();
  const { total, counts, passing } = select(list.index.facets, list.map, chosen);
  const groups = partsOf(list.index.parts, placesOf(list.map, passing, (page - 1) * list.index.page, list.index.page));
  slowest = Math.max(slowest, performance.now() - before);
  const rows = [];
  for (const { part, rows: places } of groups) {
    const loaded = await list.rows(part);
    rows.push(...places.map((place) => loaded[place]));
  }
  const named = Object.fromEntries(
    list.index.facets.filter(({ key }) => KEYS.includes(key)).map(({ key, options }, at) => [
      key,
      Object.fromEntries(options.map(([value], n) => [value, counts[at][n]]).filter(([, count]) => count)),
    ]),
  );
  answers.push({ total, counts: named, titles: rows.map((row) => row.title), parts: groups.map(({ part }) => part.name) });
}
console.log(JSON.stringify({ answers, slowest }));
