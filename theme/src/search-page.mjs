// assets/search.js: the search page, and window.gongkai for everybody.
import { siteRoot } from "./dom.mjs";
import { engineBridge } from "./search/page/bridge.mjs";
import { resultsPage } from "./search/page/results.mjs";

const root = siteRoot();
const { start: startEngine, call } = engineBridge(root);

/**
 * gongkai.search(query, {limit = 20, offset, filters: {jg: [unit ids], …}, sort: "relevance" | "date"}) -> Promise of the
 * hits the search page shows: [{id, url, title, score, why, …}], with `total` and `complete` beside them. `attachment`
 * {name, url, href} is the one that alone has what was asked, or a part of it (without a reading view url is empty); else null.
 */
async function search(query, options = {}) {
  const answer = await call("search", [query, options]);
  const urlOf = ({ href }) => new URL(root + href, location.href).href;
  const hits = answer.hits.map((hit) => {
    const { attachment } = hit;
    const own = attachment && { name: attachment.name, href: attachment.href, url: attachment.href && urlOf(attachment) };
    return Object.assign({ url: urlOf(hit) }, hit, { attachment: own });
  });
  return Object.assign(hits, { total: answer.total, complete: answer.complete, failed: answer.failed });
}

const suggest = (query, limit) => call("suggest", [query, { limit }]);
window.gongkai = Object.assign(window.gongkai || {}, { search, suggest, startSearch: startEngine });

function start() {
  const place = document.querySelector("[data-search]");
  if (place) resultsPage(place, call, root);
}

// The engine and the page load beside one another.
startEngine().catch(() => {});
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
