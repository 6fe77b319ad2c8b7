// Choosing, counting, finding and paging over the map of a list, and the address of its filter.
import assert from "node:assert/strict";
import test from "node:test";
import { readAddress, writeAddress } from "../../theme/src/filter/address.mjs";
import { KEYS, pageNumbers, partsOf, placesOf, readMap, select } from "../../theme/src/filter/facets.mjs";
import { open, STALE } from "../../theme/src/filter/index.mjs";

// jg lx nf xl of four rows: (a, x+y, 2021) (a, x, 2020) (b, y, 2021, 有效) ()
const facets = [
  { key: "jg", options: [["a"], ["b"]] },
  { key: "lx", options: [["x"], ["y"]] },
  { key: "nf", options: [["2021"], ["2020"]] },
  { key: "xl", options: [["有效"], ["废止"]] },
];
const index = { count: 4, width: 1 };
const map = readMap(index, ",,,;1,1,0,0;0,0,1,;0,0.1,0,|DCBA");
const none = Object.fromEntries(KEYS.map((key) => [key, []]));
const found = (chosen) => placesOf(map, select(facets, map, { ...none, ...chosen }).passing, 0, 9).map((n) => n + 1).join("");

test("within a facet one value is enough, every facet must pass", () => {
  assert.equal(found({}), "1234");
  assert.equal(found({ jg: ["a"] }), "12");
  assert.equal(found({ jg: ["a", "b"], nf: ["2021"] }), "13");
  assert.equal(found({ lx: ["y"] }), "13");
  assert.equal(found({ xl: ["废止"] }), "");
  assert.equal(found({ jg: ["nobody"] }), "");
});

test("counts say what each box would show, given the other facets", () => {
  const { counts, total } = select(facets, map, { ...none, nf: ["2021"] });
  assert.deepEqual(counts, [[1, 1], [1, 2], [2, 1], [1, 0]]);
  assert.equal(total, 2);
});

test("a page is found without looking further", () => {
  const { passing } = select(facets, map, none);
  assert.deepEqual(placesOf(map, passing, 1, 2), [1, 2]);
  assert.deepEqual(placesOf(map, passing, 4, 2), []);
});

test("places become rows of parts, in the order of the list", () => {
  const parts = [{ name: "2021-2", rows: 2 }, { name: "2021-1", rows: 3 }, { name: "2020", rows: 10 }];
  const groups = partsOf(parts, [1, 5, 6, 14]).map(({ part, rows }) => [part.name, rows]);
  assert.deepEqual(groups, [["2021-2", [1]], ["2020", [0, 1, 9]]]);
  assert.deepEqual(partsOf(parts, []), []);
});

test("a damaged map is refused", () => {
  assert.throws(() => readMap(index, ",,,;1,1,0,0|BA"));
  assert.throws(() => readMap(index, ",,,|AAA"));
  assert.throws(() => readMap(index, ",,,|AA A"));
  assert.throws(() => readMap(index, ""));
  assert.deepEqual(readMap({ count: 0, width: 1 }, "|").combos, []);
});

test("parts are loaded once, when they are asked for, and never from another build", async () => {
  const asked = [];
  const files = {
    "lanmu/x": { version: 2, count: 1, width: 1, pieces: [{ name: "map-1", digest: "m" }], parts: [{ name: "2021", rows: 1, digest: "d" }] },
    "lanmu/x/map-1": { digest: "m", map: "|".replace("|", "0|A") },
    "lanmu/x/2021": { digest: "d", rows: ["row"] },
  };
  const load = async (name, version) => {
    asked.push(`${name}?${version}`);
    if (!files[name]) throw new Error(name);
    return files[name];
  };
  const list = await open(load, "lanmu/x");
  const [part] = list.index.parts;
  assert.equal(list.has(part), false);
  assert.deepEqual(await Promise.all([list.rows(part), list.rows(part)]), [["row"], ["row"]]);
  assert.deepEqual(asked, ["lanmu/x?", "lanmu/x/map-1?m", "lanmu/x/2021?d"]);
  const other = await open(load, "lanmu/x");
  files["lanmu/x/2021"] = { digest: "e", rows: [] };
  await assert.rejects(other.rows(part), new RegExp(STALE));
  files["lanmu/x/2021"] = { digest: "d", rows: ["again"] };
  assert.deepEqual(await other.rows(part), ["again"], "a failure is not kept");
  files["lanmu/x"] = { version: 1 };
  await assert.rejects(open(load, "lanmu/x"));
});

test("the address holds the filter both ways", () => {
  const chosen = { ...none, jg: ["a", "b"], xl: ["有效"] };
  const address = writeAddress(chosen, 2);
  assert.equal(address, "?jg=a&jg=b&xl=%E6%9C%89%E6%95%88&p=2");
  assert.deepEqual(readAddress(address, () => true), { chosen, page: 2 });
  assert.equal(writeAddress(none, 1), "");
});

test("an address made by hand is taken with care", () => {
  const query = "?jg=a&jg=a&jg=%00&p=-1&p=2&q=x&__proto__=1&nf=<b>";
  assert.deepEqual(readAddress(query, (key, value) => value === "a"), { chosen: { ...none, jg: ["a"] }, page: 1 });
  for (const page of ["0", "1e3", "99999999", "abc", ""]) assert.equal(readAddress(`?p=${page}`, () => true).page, 1);
});

test("page numbers never grow with the list", () => {
  assert.deepEqual(pageNumbers(1, 1), [1]);
  assert.deepEqual(pageNumbers(1, 3), [1, 2, 3]);
  assert.deepEqual(pageNumbers(5, 9), [1, 0, 4, 5, 6, 0, 9]);
  assert.deepEqual(pageNumbers(3, 9), [1, 2, 3, 4, 0, 9]);
  assert.equal(pageNumbers(500, 1000).length, 7);
});
