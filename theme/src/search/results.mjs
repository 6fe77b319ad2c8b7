// The results of search.html: live while typing, twenty at a time, honest about what could not be searched.
import { element, fill } from "../dom.mjs";
import { rowElement } from "../rows.mjs";
import { isVoid, stateMark } from "../states.mjs";
import { plan, WHY_NUMBER, WHY_PARTS } from "./matching.mjs";

const PAGE = 20;
const PAUSE = 150;
const LONGEST = 100;

/** Run the page: `place` is [data-search]; every form.search of the page drives it. */
export function resultsPage(place, engine, root) {
  const part = (name) => place.querySelector(`[data-${name}]`) || document.querySelector(`[data-${name}]`);
  // Rows are headings of the third level.
  const heading = element("h2", { class: "vh" }, "搜索结果");
  const parts = { count: part("count"), list: part("results"), empty: part("empty"), status: part("status") };
  const inputs = Array.from(document.querySelectorAll("form.search input[name=q]"));
  const more = element("button", { type: "button", class: "btn btn-line", hidden: true }, "更多");
  const moreLine = element("p", { class: "actions" }, more);
  parts.list.before(heading);
  parts.list.after(moreLine);
  let query = "";
  let limit = PAGE;
  let turn = 0;

  function show(answer, finished) {
    const asked = plan(query);
    const partial = answer.hits.length > 0 && answer.hits[0].why === WHY_PARTS;
    fill(parts.list, ...answer.hits.map((hit) => rowElement(resultRow(hit), root)));
    more.hidden = answer.total <= answer.hits.length;
    fill(parts.count, countText(asked, answer, finished, partial));
    if (parts.empty) parts.empty.hidden = !(finished && asked.words.length && !answer.total);
    fill(parts.status, ...statusNodes(answer, finished, retry));
  }

  async function run() {
    turn += 1;
    const mine = turn;
    const current = (answer) => mine === turn && show(answer, false);
    const answer = await engine.search(query, { limit, onProgress: current });
    if (mine === turn) show(answer, true);
  }

  function retry() {
    engine.retry();
    run();
  }

  more.addEventListener("click", async () => {
    const shown = parts.list.children.length;
    limit += PAGE;
    await run();
    const next = parts.list.children[shown];
    if (next) next.querySelector("a").focus();
  });

  function ask(text, { keep }) {
    query = bounded(text);
    limit = PAGE;
    for (const input of inputs) if (input !== document.activeElement) input.value = query;
    if (keep) remember(query);
    run();
  }

  watch(inputs, (text) => ask(text, { keep: true }));
  for (const input of inputs) {
    input.form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(input.value, { keep: true });
    });
  }
  window.addEventListener("popstate", () => ask(queryOfAddress(), { keep: false }));
  place.hidden = false;
  ask(queryOfAddress() || (inputs[0] && inputs[0].value) || "", { keep: false });
}

const bounded = (text) => Array.from(text.slice(0, 2 * LONGEST)).slice(0, LONGEST).join("");

function queryOfAddress() {
  return new URLSearchParams(location.search).get("q") || "";
}

function remember(query) {
  // A lone surrogate cannot stand in an address.
  const safe = query.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (c) => (c.length > 1 ? c : ""));
  try {
    history.replaceState(null, "", location.pathname + (safe ? `?q=${encodeURIComponent(safe)}` : ""));
  } catch (error) {
    // Some browsers refuse this on file://; the address then stays as it is and the results still follow.
  }
}

/** `input` alone decides (Android keyboards send no keys); while a syllable is being composed nothing is asked. */
function watch(inputs, changed) {
  for (const input of inputs) {
    let composing = false;
    let timer = 0;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => changed(input.value), PAUSE);
    };
    input.addEventListener("compositionstart", () => {
      composing = true;
      clearTimeout(timer);
    });
    input.addEventListener("compositionend", () => {
      composing = false;
      later();
    });
    input.addEventListener("input", () => composing || later());
  }
}

function resultRow(hit) {
  return {
    href: hit.href,
    titleParts: hit.titleParts,
    state: stateMark(hit.state),
    facts: [hit.number, hit.organization, hit.type],
    date: hit.date,
    sample: hit.sample,
    void: isVoid(hit.state),
    why: hit.why === WHY_PARTS ? WHY_PARTS : hit.why === WHY_NUMBER ? "文号相符" : "",
    excerpt: hit.excerpt,
  };
}

function countText(asked, answer, finished, partial) {
  if (!asked.words.length) return asked.folded ? "请输入文字、数字或文号" : "请输入标题、文号或一句话";
  if (partial) return `没有完全相同的，以下${answer.total}条包含部分字词`;
  if (answer.total) return `共${answer.total}条${finished ? "" : "，还在查找"}`;
  return finished ? `没有找到“${asked.folded}”` : "正在查找";
}

function statusNodes(answer, finished, retry) {
  if (!finished) return answer.loaded < answer.packs ? [`已查${answer.loaded}/${answer.packs}…`] : [];
  if (!answer.failed.length) return [];
  const again = element("button", { type: "button", class: "btn btn-line" }, "再试一次");
  again.addEventListener("click", retry);
  return [failureText(answer.failed), " ", again];
}

function failureText(failed) {
  if (failed.some((pack) => pack.kind === "manifest")) return "检索资料没有读到，暂时不能搜索。可以按栏目或目录查找。";
  const titles = failed.filter((pack) => pack.kind === "head").map(years);
  const texts = failed.filter((pack) => pack.kind === "text").map(years);
  const said = [];
  if (titles.length) said.push(`${spans(titles)}的部分文件没有查到`);
  if (texts.length) said.push(`${spans(texts)}的部分正文没有查到（标题、文号已查）`);
  return `有资料没有读到：${said.join("；")}。以上结果可能不全。`;
}

const years = (pack) => {
  const [first, last] = pack.years;
  if (!first) return "未注明日期";
  return first === last ? `${first}年` : `${first}—${last}年`;
};
const spans = (list) => Array.from(new Set(list)).join("、");
