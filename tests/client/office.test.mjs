// What the matrix of neibu/ asks of its cells.
import assert from "node:assert/strict";
import { test } from "node:test";
import { matches, order, remembered, written } from "../../theme/src/office/matrix.mjs";

test("an item is found by a part of its name or id, whatever the width of the letters", () => {
  assert.ok(matches("", "zcwj-001", "规范性文件"));
  assert.ok(matches("规范", "zcwj-001", "行政规范性文件"));
  assert.ok(matches("ＺＣＷＪ", "zcwj-001", "行政规范性文件"));
  assert.ok(matches(" 规 范 ", "zcwj-001", "行政规范性文件"));
  assert.ok(!matches("预算", "zcwj-001", "行政规范性文件"));
});

test("rows sort by number, words by the language, equal ones stay", () => {
  const rows = [{ n: 3, id: "a" }, { n: 1, id: "b" }, { n: 3, id: "c" }, { n: 2, id: "d" }];
  assert.equal(order(rows, (row) => row.n, false).map((row) => row.id).join(""), "bdac");
  assert.equal(order(rows, (row) => row.n, true).map((row) => row.id).join(""), "acdb");
  assert.deepEqual(order(["乙", "甲"], (word) => word, false).length, 2);
  assert.deepEqual(order([{ k: "x" }, { k: 5 }, { k: Infinity }], (row) => row.k, false).map((row) => row.k), [5, Infinity, "x"]);
  assert.deepEqual(rows[0].id, "a", "the given rows are left alone");
});

test("what was chosen is in the address and comes back", () => {
  const chosen = { dw: "shifuban", ly: "", sx: "预算 a&b", zt: "缺" };
  const address = written(chosen);
  assert.deepEqual(remembered(address, ["dw", "ly", "sx", "zt"]), chosen);
  assert.equal(written({ dw: "", zt: "" }), "");
  assert.deepEqual(remembered("?x=1&zt=%E7", ["dw", "zt"]), { dw: "", zt: "" }, "foreign and broken parts are nothing");
});
