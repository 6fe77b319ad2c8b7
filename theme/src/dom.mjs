// Elements are made with text nodes only: nothing that was typed or published is ever read as markup.

/** An element; attributes with false, null or undefined are left out; children are nodes or texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** Pieces [text, isHit] as nodes. */
export const markedNodes = (pieces) => pieces.map(([text, isHit]) => (isHit ? element("mark", {}, text) : text));

/** Replace everything in `parent`. */
export function fill(parent, ...children) {
  parent.textContent = "";
  parent.append(...children);
}

/** The page's own symbol as an icon, or null where the page has no such symbol. */
export function icon(name) {
  if (!name || !document.getElementById(`i-${name}`)) return null;
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** The site's root: the address of the running script without assets/NAME.js. Call while the script is being run. */
export const siteRoot = () => document.currentScript.src.replace(/assets\/[^/]*$/, "");
