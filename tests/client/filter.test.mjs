// Choosing, counting, paging and the address of a column's filter.
import assert from "node:assert/strict";
import test from "node:test";
import { readAddress, writeAddress } from "../../theme/src/filter/address.mjs";
import { countValues, filterRows, pageNumbers } from "../../theme/src/filter/facets.mjs";

const rows = [
  { title: "1", jg: "a", nf: "2021", lx: ["x", "y"] },
  { title: "2", jg: "a", nf: "2020", lx: "x" },
  { title: "3", jg: "b", nf: "2021", lx: "y", xl: "有效" },
  { title: "4" },
];
const none = { jg: [], lx: [], zt: [], nf: [], xl: [] };
const titles = (found) => found.map((row) => row.title).join("");
const known = () => true;

test("within a facet one value is enough, every facet must pass", () => {
  assert.equal(titles(filterRows(rows, none)), "1234");
  assert.equal(titles(filterRows(rows, { ...none, jg: ["a"] })), "12");
  assert.equal(titles(filterRows(rows, { ...none, jg: ["a", "b"], nf: ["2021"] })), "13");
  assert.equal(titles(filterRows(rows, { ...none, lx: ["y"] })), "13");
  assert.equal(titles(filterRows(rows, { ...none, xl: ["废止"] })), "");
});

test("counts say what each box would show, given the other facets", () => {
  const counts = countValues(rows, { ...none, nf: ["2021"] });
  assert.deepEqual([...counts.jg], [["a", 1], ["b", 1]]);
  assert.deepEqual([...counts.nf], [["2021", 2], ["2020", 1]]);
  assert.deepEqual([...counts.lx], [["x", 1], ["y", 2]]);
});

test("the address holds the filter both ways", () => {
  const chosen = { ...none, jg: ["a", "b"], xl: ["有效"] };
  const address = writeAddress(chosen, 2);
  assert.equal(address, "?jg=a&jg=b&xl=%E6%9C%89%E6%95%88&p=2");
  assert.deepEqual(readAddress(address, known), { chosen, page: 2 });
  assert.equal(writeAddress(none, 1), "");
});

test("an address made by hand is taken with care", () => {
  const query = "?jg=a&jg=a&jg=%00&p=-1&p=2&q=x&__proto__=1&nf=<b>";
  assert.deepEqual(readAddress(query, (key, value) => value === "a"), { chosen: { ...none, jg: ["a"] }, page: 1 });
  for (const page of ["0", "1e3", "99999999", "abc", ""]) assert.equal(readAddress(`?p=${page}`, known).page, 1);
});

test("page numbers never grow with the list", () => {
  assert.deepEqual(pageNumbers(1, 1), [1]);
  assert.deepEqual(pageNumbers(1, 3), [1, 2, 3]);
  assert.deepEqual(pageNumbers(5, 9), [1, 0, 4, 5, 6, 0, 9]);
  assert.deepEqual(pageNumbers(3, 9), [1, 2, 3, 4, 0, 9]);
  assert.equal(pageNumbers(500, 1000).length, 7);
});
