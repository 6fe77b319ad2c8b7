// Titles as you type: an editable combobox with a listbox (WAI-ARIA), driven by `input` alone.
import { element, fill, markedNodes } from "../dom.mjs";

const MOST = 8;
const PAUSE = 120;
let engine = null;

/** The engine of assets/search.js, loaded once, when it is first needed. */
function loadEngine(root) {
  if (window.gongkai && window.gongkai.suggest) return Promise.resolve(window.gongkai);
  if (!engine) {
    engine = new Promise((resolve, reject) => {
      const script = element("script", { src: `${root}assets/search.js` });
      script.onload = () => resolve(window.gongkai);
      script.onerror = () => {
        engine = null;
        reject(new Error("search.js"));
      };
      document.head.append(script);
    });
  }
  return engine;
}

/** Suggestions for one search form; without a place for them, or beside live results, it stays a plain form. */
export function startSuggest(form, number, root) {
  const input = form.querySelector("input[name=q]");
  const box = form.querySelector("[data-suggest]");
  if (!input || !box || document.querySelector("[data-search]")) return;
  const name = `gk-suggest-${number}`;
  let composing = false;
  let timer = 0;
  let turn = 0;
  let active = -1;

  const set = (attributes) => Object.entries(attributes).forEach(([key, value]) => input.setAttribute(key, value));
  set({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": name });
  box.id = name;
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "搜索建议");

  function close() {
    clearTimeout(timer);
    turn += 1;
    active = -1;
    box.hidden = true;
    set({ "aria-expanded": "false" });
    input.removeAttribute("aria-activedescendant");
  }

  function choose(next) {
    const options = box.children;
    active = next;
    Array.from(options).forEach((option, i) => option.setAttribute("aria-selected", String(i === next)));
    if (next < 0) input.removeAttribute("aria-activedescendant");
    else {
      set({ "aria-activedescendant": options[next].id });
      options[next].scrollIntoView({ block: "nearest" });
    }
  }

  async function ask() {
    const query = input.value.slice(0, 200);
    if (!query.trim()) {
      close();
      return;
    }
    turn += 1;
    const mine = turn;
    try {
      const { suggest } = await loadEngine(root);
      const hits = await suggest(query, MOST);
      if (mine === turn && document.activeElement === input) open(hits);
    } catch (error) {
      // No suggestions then; the form itself still leads to search.html.
      close();
    }
  }

  function open(hits) {
    fill(box, ...hits.map((hit, i) => option(hit, `${name}-${i}`, root)));
    box.hidden = !hits.length;
    set({ "aria-expanded": String(hits.length > 0) });
    choose(-1);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  function key(event) {
    if (event.isComposing || composing) return;
    const count = box.hidden ? 0 : box.children.length;
    if (event.key === "Escape" && count) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !count) {
      if (event.key === "ArrowDown") later();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place more than there are options: past the ends lies the typed text itself.
      choose(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && active >= 0 && count) {
      event.preventDefault();
      location.assign(box.children[active].href);
    }
  }

  input.addEventListener("focus", () => loadEngine(root).catch(() => {}), { once: true });
  input.addEventListener("compositionstart", () => {
    composing = true;
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    later();
  });
  input.addEventListener("input", () => composing || later());
  input.addEventListener("keydown", key);
  form.addEventListener("submit", close);
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
  // A press on an option must not take the focus from the input first: the list would close under the finger.
  box.addEventListener("mousedown", (event) => event.preventDefault());
}

function option(hit, id, root) {
  const facts = [hit.number, hit.organization, hit.date].filter(Boolean).join(" · ");
  return element(
    "a",
    { role: "option", id, href: root + hit.href, tabindex: "-1", "aria-selected": "false" },
    element("span", { class: "suggest-title" }, ...markedNodes(hit.titleParts)),
    element("small", {}, facts),
  );
}
