// What the scripts say, for the tests in Python:
//   node answer.mjs --fold  < texts     fold() of each
//   node answer.mjs --terms < texts     [queryTerms(), runs() as [isHan, text], the hash of each term] of each folded text
//   node answer.mjs FOLDER  < queries   what the engine answers over FOLDER/data/s, as {query, limit?, offset?, filters?, sort?}
import { readFileSync } from "node:fs";
import { unpacker } from "../../theme/src/search/bytes.mjs";
import { createEngine } from "../../theme/src/search/engine.mjs";
import { fold } from "../../theme/src/search/folding.mjs";
import { queryTerms, runs, shardOf } from "../../theme/src/search/terms.mjs";
import * as understanding from "../../theme/src/search/understanding.mjs";
import { folderSource } from "./folder.mjs";

const asked = JSON.parse(readFileSync(0, "utf8"));
const terms = (text) => [queryTerms(text), runs(text).map(([han, characters]) => [han, characters.join("")]), queryTerms(text).map((term) => shardOf(term, 32))];

async function answers() {
  if (process.argv[2] === "--fold") return asked.map(fold);
  if (process.argv[2] === "--terms") return asked.map(terms);
  const engine = createEngine(folderSource(process.argv[2], unpacker(globalThis)), understanding, null);
  const found = [];
  for (const { query, ...options } of asked) found.push(await engine.search(query, options));
  return found;
}

process.stdout.write(JSON.stringify(await answers()));
