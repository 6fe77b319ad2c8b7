// Rows of a list, with the markup of theme/templates/_macros.html.
import { element, icon, markedNodes } from "./dom.mjs";

/**
 * {href, titleParts | title, state: [word, tone, icon, detail] | null, facts: [text], date, sample, void, pending, why, lead: [nodes], excerpt}
 * as a list item; `root` goes before addresses of this site.
 */
export function rowElement(row, root) {
  const title = row.titleParts ? markedNodes(row.titleParts) : [row.title];
  const heading = element(
    "h3",
    { class: "row-title" },
    element("a", { href: /^[a-z]+:/i.test(row.href) ? row.href : root + row.href }, ...title),
    ...(row.sample ? [" ", element("span", { class: "sample" }, "示例")] : []),
  );
  const item = element("li", { class: row.void ? "is-void" : null }, heading, factsElement(row));
  if (row.excerpt && row.excerpt.length) item.append(element("p", { class: "excerpt" }, ...(row.lead || []), ...markedNodes(row.excerpt)));
  return item;
}

function factsElement(row) {
  const facts = element("p", { class: "facts" });
  if (row.pending) facts.append(element("span", { class: "st st-soon" }, icon("clock"), "待发布"));
  if (row.state) {
    const [word, tone, symbol] = row.state;
    facts.append(element("span", { class: `st st-${tone}` }, icon(symbol), word));
  }
  const detail = row.state ? row.state[3] : "";
  for (const fact of [...(row.facts || []), detail]) if (fact) facts.append(element("span", {}, fact));
  if (row.date) facts.append(element("time", { class: "row-date", datetime: row.date }, row.date));
  if (row.why) facts.append(element("span", { class: "why" }, row.why));
  return facts;
}
