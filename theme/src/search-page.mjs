// assets/search.js: the engine for every page, and the results of search.html.
import { dataLoader } from "./data.mjs";
import { siteRoot } from "./dom.mjs";
import { createEngine } from "./search/engine.mjs";
import { resultsPage } from "./search/results.mjs";

const root = siteRoot();
const engine = createEngine(dataLoader(root));
window.gongkai = Object.assign(window.gongkai || {}, { search: engine.search, retrySearch: engine.retry });

function start() {
  const place = document.querySelector("[data-search]");
  if (place) resultsPage(place, engine, root);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
