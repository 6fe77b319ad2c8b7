// Folding and excerpts: the vectors shared with Python.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { excerpt, marked } from "../../theme/src/search/excerpt.mjs";
import { bigrams, fold, queryWords } from "../../theme/src/search/folding.mjs";

const vectors = JSON.parse(readFileSync(new URL("../search/folding.json", import.meta.url), "utf8"));

test("the vectors of tests/search/folding.json", () => {
  for (const [text, folded] of vectors.fold) assert.equal(fold(text), folded);
  for (const [query, folded, words] of vectors.words) assert.deepEqual(queryWords(query), [folded, words]);
  for (const [word, pairs] of vectors.bigrams) assert.deepEqual(bigrams(word), pairs);
});

test("a query is bounded", () => {
  const [folded, words] = queryWords("公积金".repeat(10000));
  assert.equal(folded.length, 100);
  assert.equal(words.length, 1);
  assert.ok(queryWords("ﷺ".repeat(10000))[0].length <= 100);
});

test("marks stand on the written text", () => {
  assert.deepEqual(marked("《Ⅲ级ＡＴＭ》", ["iii级atm"]), [["《", false], ["Ⅲ级ＡＴＭ", true], ["》", false]]);
  const text = `${"甲".repeat(200)}　\n　身份证（原件）${"乙".repeat(200)}`;
  const pieces = excerpt(text, fold(text), ["身份证(原件)"]);
  assert.deepEqual(pieces[0], ["…", false]);
  assert.deepEqual(pieces.find((piece) => piece[1]), ["身份证（原件）", true]);
  assert.deepEqual(pieces[pieces.length - 1], ["…", false]);
  assert.deepEqual(excerpt("", "", ["a"]), []);
});

test("an excerpt begins with a sentence and never inside a number", () => {
  const shown = (text, needle) => excerpt(text, fold(text), [needle]).map((piece) => piece[0]).join("");
  const lead = "甲".repeat(60);
  assert.equal(shown(`${lead}。提取公积金。`, "公积金"), "…提取公积金。");
  assert.ok(shown(`${lead}合计12,345,678.90元的资金全部用于支付住房公积金`, "公积金").startsWith("…12,345,678.90元"));
  assert.ok(shown(`${lead}按照示政办发〔2021〕240号文件规定的条件提取公积金`, "公积金").startsWith("…照示政办发〔2021〕240号"));
  assert.ok(shown(`${lead}1234567890123456789元用于住房公积金的`, "公积金").startsWith("…1234567890123456789元"));
  assert.ok(shown(`公积金${"乙".repeat(105)}123456元`, "公积金").endsWith("123456…"));
});
