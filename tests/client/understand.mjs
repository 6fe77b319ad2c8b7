// Plans of queries: {tables, queries} on the standard input -> [[plan with all tables, plan with words only, names …] per query].
import { readFileSync } from "node:fs";
import { tablesFor, understand } from "../../theme/src/search/understand/understand.mjs";

const { tables, queries } = JSON.parse(readFileSync(0, "utf8"));
const words = { words: tables.words };

const plain = ({ folded, alternatives, direct }) => ({
  folded,
  direct: direct || null,
  alternatives: alternatives.map(({ kind, groups, weight, when, label, phrases, least, number }) => ({
    kind,
    groups: groups.map(({ any, optional }) => ({ any: any.map((term) => ({ text: term.text, weight: term.weight })), optional: Boolean(optional) })),
    weight,
    when,
    label,
    phrases,
    number: number ? { keys: number.keys, prefix: number.prefix } : null,
    least: least || 0,
  })),
});

const rows = queries.map((query) => [
  plain(understand(query, tables)),
  plain(understand(query, words)),
  plain(understand(query)),
  tablesFor(query, tables),
  tablesFor(query, words),
  tablesFor(query),
]);
process.stdout.write(JSON.stringify(rows));
