/* The preview's own script (generator/serving): listens for changes, loads the page again where it changed, and shows
   the findings. Only pages that `gongkai serve` hands out have it; no file of site/ does. */
(() => {
  "use strict";
  const script = document.currentScript;
  const base = script.src.slice(0, script.src.lastIndexOf("/") + 1);
  const mark = script.dataset.page;
  const place = `gongkai-serve:${location.pathname}`;
  const memory = {
    get(key) { try { return sessionStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { sessionStorage.setItem(key, value); } catch { /* a browser that keeps nothing */ } },
  };

  /* ---- where the reader was ------------------------------------------------------------------------------------- */

  function keepPlace() {
    memory.set(place, JSON.stringify([scrollX, scrollY, Date.now()]));
  }

  const kept = JSON.parse(memory.get(place) || "null");
  memory.set(place, "");

  function findPlace() {
    if (kept && Date.now() - kept[2] < 10000) scrollTo({ left: kept[0], top: kept[1], behavior: "instant" });
  }

  let leaving = false;
  function loadAgain() {
    if (leaving) return;
    leaving = true;
    keepPlace();
    location.reload();
  }

  /* ---- events ----------------------------------------------------------------------------------------------------- */

  let since = script.dataset.version;
  let stream = null;
  let last = null;

  /** Whether this page has loaded one of the files that changed. */
  function uses(touched) {
    if (!touched.length) return false;
    const loaded = performance.getEntriesByType("resource").map((one) => decodeURI(one.name.split(/[?#]/)[0]));
    if (touched.includes("*")) return loaded.some((name) => name.includes("/data/"));
    return touched.some((address) => loaded.some((name) => name.endsWith(`/${address}`)));
  }

  function told(event) {
    const state = JSON.parse(event.data);
    since = state.version;
    if (state.page || uses(state.touched)) { loadAgain(); return; }
    last = state;
    show();
    ask();
  }

  /** A page in the background listens to nothing: browsers allow six connections to one server, for all tabs together. */
  function listen() {
    if (document.hidden) {
      if (stream) stream.close();
      stream = null;
      return;
    }
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    const query = new URLSearchParams({ page: location.pathname, since, mark });
    stream = new EventSource(`${base}events?${query}`);
    stream.onmessage = told;
    stream.onopen = () => { lost = false; show(); };
    stream.onerror = () => {
      lost = true;
      show();
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    };
  }

  /* ---- findings --------------------------------------------------------------------------------------------------- */

  let report = null;
  let lost = false;
  let asking = false;
  let again = false;

  async function ask() {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const answer = await fetch(`${base}findings.json?${new URLSearchParams({ page: location.pathname })}`);
      report = await answer.json();
      openForErrors();
      show();
    } catch { /* the stream says that the connection is lost */ }
    asking = false;
    if (again) { again = false; ask(); }
  }

  /** New errors open the panel once; who has closed it is not asked again until there are others. */
  function openForErrors() {
    const errors = report.findings.filter((one) => one.severity === "error");
    const name = report.failure + errors.map((one) => `${one.path}:${one.rule}:${one.message}`).join("\n");
    if (name && name !== memory.get("gongkai-serve:errors")) setOpen(true);
    if (!report.busy || name) memory.set("gongkai-serve:errors", name);
  }

  /* ---- the panel -------------------------------------------------------------------------------------------------- */

  let parts = null;

  function make(tag, className, text) {
    const one = document.createElement(tag);
    if (className) one.className = className;
    if (text) one.textContent = text;
    return one;
  }

  function build() {
    const host = document.createElement("gongkai-serve");
    const root = host.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = `${base}serve.css`;
    const box = make("div", "box");
    const section = make("section");
    section.id = "panel";
    section.tabIndex = -1;
    section.setAttribute("aria-labelledby", "title");
    const title = make("h2", "", "检查结果");
    title.id = "title";
    const close = make("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", "关闭检查结果");
    const header = make("header");
    header.append(title, close);
    const note = make("p", "note");
    const list = make("ol");
    list.tabIndex = 0;
    list.setAttribute("aria-label", "问题列表");
    section.append(header, note, list);
    const corner = make("button", "corner");
    corner.type = "button";
    corner.setAttribute("aria-controls", "panel");
    const live = make("div");
    live.setAttribute("role", "status");
    live.append(corner);
    box.append(section, live);
    box.hidden = true;
    style.onload = () => { box.hidden = false; };
    root.append(style, box);
    corner.onclick = () => { setOpen(section.hidden); if (!section.hidden) section.focus(); };
    close.onclick = () => { setOpen(false); corner.focus(); };
    section.onkeydown = (event) => { if (event.key === "Escape") { event.stopPropagation(); close.click(); } };
    parts = { box, section, title, note, list, corner };
    setOpen(memory.get("gongkai-serve:open") === "1");
    document.body.append(host);
    tint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tint);
    new MutationObserver(tint).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }

  function tint() {
    const chosen = document.documentElement.getAttribute("data-theme");
    const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    parts.box.classList.toggle("dark", dark);
  }

  function setOpen(open) {
    if (!parts) return;
    parts.section.hidden = !open;
    parts.corner.setAttribute("aria-expanded", String(open));
    memory.set("gongkai-serve:open", open ? "1" : "0");
  }

  function counts(state) {
    const words = [["错误", state.errors], ["提醒", state.warnings], ["提示", state.notices]];
    return words.filter(([, count]) => count).map(([word, count]) => `${word} ${count}`).join(" · ");
  }

  function tone(state) {
    if (state.errors || state.failure) return "error";
    if (state.warnings) return "warning";
    return state.notices ? "notice" : "good";
  }

  function cornerText(state) {
    if (lost) return "预览已断开";
    const words = state.failure ? "不能生成" : counts(state);
    return state.busy ? `${words ? `${words} · ` : ""}正在更新…` : words || "没有问题";
  }

  /** What the reader must know besides the findings; the second value says whether it is bad. */
  function noteText(state) {
    if (lost) return ["预览已断开：请看运行 gongkai serve 的窗口。", true];
    if (state.failure) return [`${state.failure}。仍显示上一次的网站。`, true];
    if (state.stands && report && report.provisional) {
      return ["有必须改正的问题，仍显示上一次的网站；这一页是您刚改的样子，还没有生成。", true];
    }
    if (state.stands) return ["有必须改正的问题，仍显示上一次的网站。改好后会自动更新。", true];
    if (report && report.provisional) return ["这一页先按您刚改的显示，列表和其他网页正在更新。", false];
    return [state.busy ? "正在检查和更新…" : "", false];
  }

  function show() {
    const state = last || report;
    if (!parts || !state) return;
    parts.corner.textContent = cornerText(state);
    parts.corner.dataset.tone = lost ? "lost" : tone(state);
    const [text, bad] = noteText(state);
    parts.note.textContent = text;
    parts.note.hidden = !text;
    parts.note.classList.toggle("bad", bad);
    parts.title.textContent = counts(state) ? `检查结果：${counts(state)}` : "检查结果：没有问题";
    if (report) list();
  }

  let listed = "";
  function list() {
    const now = JSON.stringify([report.findings, report.more]);
    if (now === listed) return;
    listed = now;
    const rows = report.findings.map(row);
    if (report.more) rows.push(make("li", "", `另有 ${report.more} 处，运行 gongkai check 可以看到全部。`));
    parts.list.replaceChildren(...rows);
    parts.list.hidden = !rows.length;
  }

  function row(finding) {
    const item = make("li");
    const where = make("span", "where", `${finding.path}:${finding.line}`);
    const head = make("p", "message");
    head.append(make("span", `level ${finding.severity}`, `${finding.label} ${finding.rule}`), " ", finding.message);
    if (finding.own) head.append(make("span", "own", "本页"));
    item.append(where, head);
    if (finding.basis) item.append(make("p", "basis", `依据：${finding.basis}`));
    if (finding.fix) item.append(fix(finding.fix));
    if (finding.page && !finding.own) {
      const link = make("a", "", "打开这一页");
      link.href = new URL(`../${finding.page}`, base).href;
      item.append(link);
    }
    return item;
  }

  function fix(text) {
    const line = make("div", "fix");
    const code = make("pre", "", text);
    const button = make("button", "copy", "复制");
    button.type = "button";
    button.setAttribute("aria-label", `复制：${text}`);
    button.onclick = async () => {
      button.textContent = await copy(text, code) ? "已复制" : "请手工复制";
      setTimeout(() => { button.textContent = "复制"; }, 2000);
    };
    line.append(code, button);
    return line;
  }

  /** The clipboard is only open to pages of this machine; elsewhere the line is selected, to be copied by hand. */
  async function copy(text, code) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      getSelection().selectAllChildren(code);
      return document.execCommand("copy");
    }
  }

  build();
  findPlace();
  addEventListener("load", findPlace);
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { if (stream) stream.close(); stream = null; });
  addEventListener("pageshow", listen);
  listen();
})();
