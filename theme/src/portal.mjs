// assets/portal.js, blocking in <head> of every page: 长辈版, 深色, print, and suggestions in the search box.
import { siteRoot } from "./dom.mjs";
import { applySwitches, startSwitches } from "./portal/switches.mjs";
import { startPrint } from "./portal/print.mjs";
import { startSuggest } from "./portal/suggest.mjs";

const root = siteRoot();
applySwitches();

function focusOnSlash(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const at = event.target;
  if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.nodeName)) return;
  // A page with a large search box of its own hides the one in its head.
  const inputs = Array.from(document.querySelectorAll("form.search input[name=q]"));
  const input = inputs.find((one) => one.getClientRects().length > 0);
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
}

document.addEventListener("DOMContentLoaded", () => {
  startSwitches();
  startPrint();
  document.addEventListener("keydown", focusOnSlash);
  document.querySelectorAll("form.search").forEach((form, number) => startSuggest(form, number, root));
});
