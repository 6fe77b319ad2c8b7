// node answer.mjs FOLDER < queries.json: what the browser's engine answers over the index in FOLDER/data/search.
import { readFileSync } from "node:fs";
import { createEngine } from "../../theme/src/search/engine.mjs";
import { fold } from "../../theme/src/search/folding.mjs";
import { folderLoader } from "./packs.mjs";

const asked = JSON.parse(readFileSync(0, "utf8"));
if (process.argv[2] === "--fold") {
  process.stdout.write(JSON.stringify(asked.map(fold)));
} else {
  const engine = createEngine(folderLoader(process.argv[2]));
  const answers = [];
  for (const query of asked) answers.push(await engine.search(query, { limit: 50 }));
  process.stdout.write(JSON.stringify(answers));
}
