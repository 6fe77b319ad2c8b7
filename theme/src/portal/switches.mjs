// 长辈版 and 深色: two attributes of <html> from which the style sheet takes its tokens.
const page = document.documentElement;
const SIZES = ["", "large", "xlarge"];
const NEXT_SIZE = ["长辈版", "再大些", "标准字"];

function load(key) {
  try {
    return localStorage.getItem(`gk-${key}`) || "";
  } catch (error) {
    // Refused in private windows and in some browsers on file://: the choice then holds for this page only.
    return "";
  }
}

function save(key, value) {
  try {
    localStorage.setItem(`gk-${key}`, value);
  } catch (error) {
    // As above.
  }
}

function put(key, value) {
  if (value) page.setAttribute(`data-${key}`, value);
  else page.removeAttribute(`data-${key}`);
}

const size = () => Math.max(0, SIZES.indexOf(page.getAttribute("data-size") || ""));

function isDark() {
  const chosen = page.getAttribute("data-theme");
  if (chosen) return chosen === "dark";
  return Boolean(window.matchMedia) && matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Before the first paint. */
export function applySwitches() {
  const theme = load("theme");
  put("size", SIZES.includes(load("size")) ? load("size") : "");
  put("theme", theme === "dark" || theme === "light" ? theme : "");
}

function label(button, text, pressed) {
  (button.querySelector("span") || button).textContent = text;
  button.setAttribute("aria-pressed", String(pressed));
  button.classList.toggle("is-on", pressed);
  button.hidden = false;
}

/** Once the buttons are there. */
export function startSwitches() {
  const all = (name) => Array.from(document.querySelectorAll(`[data-switch=${name}]`));
  const show = () => {
    all("size").forEach((button) => label(button, NEXT_SIZE[size()], size() > 0));
    all("theme").forEach((button) => label(button, isDark() ? "浅色" : "深色", isDark()));
  };
  const choose = (key, value) => {
    put(key, value);
    save(key, value);
    show();
  };
  all("size").forEach((button) => {
    button.addEventListener("click", () => choose("size", SIZES[(size() + 1) % SIZES.length]));
  });
  all("theme").forEach((button) => button.addEventListener("click", () => choose("theme", isDark() ? "light" : "dark")));
  show();
}
