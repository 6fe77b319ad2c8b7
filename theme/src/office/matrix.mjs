// What the matrix of neibu/ asks of its cells, without a document: tested in node.

/** Whether an item is meant by what was typed: a part of its id or its name, whatever the width of the letters. */
export function matches(typed, id, name) {
  if (!typed) return true;
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const wanted = fold(typed);
  return fold(id || "").includes(wanted) || fold(name || "").includes(wanted);
}

/** `rows` in the order of their keys; equal ones stay as they were. Words after numbers, as the language sorts them. */
export function order(rows, keyOf, down) {
  const keyed = rows.map((row, place) => [keyOf(row), place, row]);
  const compare = (a, b) => {
    const [x, y] = [a[0], b[0]];
    const numbers = [typeof x === "number", typeof y === "number"];
    if (numbers[0] && numbers[1]) return x === y ? 0 : x < y ? -1 : 1;
    if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
    return x.localeCompare(y, "zh-CN");
  };
  keyed.sort((a, b) => (down ? compare(b, a) : compare(a, b)) || a[1] - b[1]);
  return keyed.map(([, , row]) => row);
}

/** The part of an address that says what was chosen: `?dw=shifuban&zt=缺`, or nothing. */
export function written(chosen) {
  const pairs = Object.entries(chosen).filter(([, value]) => value);
  return pairs.length ? "?" + pairs.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&") : "";
}

/** What an address says was chosen; every name has a value. */
export function remembered(search, names) {
  const found = Object.fromEntries(names.map((name) => [name, ""]));
  for (const pair of search.replace(/^\?/, "").split("&")) {
    const [key, value = ""] = pair.split("=");
    if (!names.includes(key)) continue;
    try {
      found[key] = decodeURIComponent(value.replace(/\+/g, " "));
    } catch {
      found[key] = "";
    }
  }
  return found;
}
