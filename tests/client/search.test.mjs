// The engine without a page: vectors shared with Python, packs that arrive late, damaged or never.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { createEngine } from "../../theme/src/search/engine.mjs";
import { excerpt, marked } from "../../theme/src/search/excerpt.mjs";
import { bigrams, fold, queryWords } from "../../theme/src/search/folding.mjs";
import { commonParts } from "../../theme/src/search/matching.mjs";
import { numberKey, numberMatches, parseNumber } from "../../theme/src/search/numbers.mjs";
import { memoryLoader } from "./packs.mjs";

const vectors = JSON.parse(readFileSync(new URL("../search/folding.json", import.meta.url), "utf8"));

test("the vectors of tests/search/folding.json", () => {
  for (const [text, folded] of vectors.fold) assert.equal(fold(text), folded);
  for (const [query, folded, words] of vectors.words) assert.deepEqual(queryWords(query), [folded, words]);
  for (const [word, pairs] of vectors.bigrams) assert.deepEqual(bigrams(word), pairs);
  for (const [number, key] of vectors.keys) assert.equal(numberKey(number), key);
  for (const [query, expected] of vectors.numbers) assert.deepEqual(parseNumber(fold(query)), expected);
  for (const [query, key, expected] of vectors.matches) assert.equal(numberMatches(parseNumber(fold(query)), key), expected);
  for (const [words, text, parts] of vectors.parts) assert.deepEqual(commonParts(words, text), parts);
});

test("a query is bounded", () => {
  const [folded, words] = queryWords("公积金".repeat(10000));
  assert.equal(folded.length, 100);
  assert.equal(words.length, 1);
  assert.ok(queryWords("ﷺ".repeat(10000))[0].length <= 100);
});

const head = (id, title, date, number = "") =>
  [id, `xx/${id}.html`, title, number, "", "示例市财政局", "政策文件", [], "", date, "有效", 1, ["财政局"]];

function payloads() {
  return {
    "search/manifest": {
      version: 1,
      count: 3,
      digest: "m",
      packs: [
        { name: "search/h1", kind: "head", size: 1, years: ["2020", "2021"], digest: "a" },
        { name: "search/t2", kind: "text", size: 1, years: ["2021", "2021"], digest: "b" },
        { name: "search/t1", kind: "text", size: 1, years: ["2020", "2020"], digest: "c" },
      ],
    },
    "search/h1": {
      digest: "a",
      rows: [head("c", "公积金提取办法", "2021-07-01"), head("b", "预算公开", "2021-01-01"), head("a", "债务", "2020-01-01")],
    },
    "search/t2": { digest: "b", rows: [["b", 0, "公积金支出见附表。"], ["a", 1, "金余额"]] },
    "search/t1": { digest: "c", rows: [["a", 0, "缴存的公积"]] },
  };
}

const ids = (answer) => answer.hits.map((hit) => hit.id);

test("titles first, texts as they arrive, parts of a long text joined", async () => {
  const engine = createEngine(memoryLoader(payloads()));
  const seen = [];
  const answer = await engine.search("公积金", { onProgress: (partial) => seen.push([ids(partial), partial.loaded]) });
  assert.deepEqual(seen[0], [["c"], 1]);
  assert.deepEqual(ids(answer), ["c", "b", "a"]);
  assert.equal(answer.complete, true);
  assert.equal(answer.loaded, 3);
  assert.deepEqual(answer.hits[2].excerpt, [["缴存的", false], ["公积金", true], ["余额", false]]);
});

test("titlesOnly asks for no texts", async () => {
  const load = memoryLoader(payloads());
  const answer = await createEngine(load).search("公积金", { titlesOnly: true });
  assert.deepEqual(ids(answer), ["c"]);
  assert.deepEqual(load.asked, ["search/manifest", "search/h1"]);
});

test("a pack that is missing or of another build is named, the rest still answers, retry helps", async () => {
  const files = payloads();
  const good = files["search/t1"];
  files["search/t1"] = { digest: "other", rows: [["b", 0, "债务债务"]] };
  const engine = createEngine(memoryLoader(files));
  let answer = await engine.search("公积金");
  assert.deepEqual(ids(answer), ["c", "b"]);
  assert.equal(answer.complete, false);
  assert.deepEqual(answer.failed, [{ name: "search/t1", kind: "text", years: ["2020", "2020"] }]);
  files["search/t1"] = good;
  assert.equal((await engine.search("公积金")).complete, false, "not asked again at every key");
  engine.retry();
  answer = await engine.search("公积金");
  assert.deepEqual(ids(answer), ["c", "b", "a"]);
  assert.equal(answer.complete, true);
});

test("texts find their titles after a head pack failed and came back", async () => {
  const files = payloads();
  const good = files["search/h1"];
  delete files["search/h1"];
  const engine = createEngine(memoryLoader(files));
  assert.equal((await engine.search("支出")).failed[0].kind, "head");
  files["search/h1"] = good;
  engine.retry();
  assert.deepEqual(ids(await engine.search("支出")), ["b"]);
});

test("without a manifest it says so and asks again next time", async () => {
  const files = payloads();
  const manifest = files["search/manifest"];
  files["search/manifest"] = { version: 99 };
  const engine = createEngine(memoryLoader(files));
  assert.equal((await engine.search("公积金")).failed[0].kind, "manifest");
  files["search/manifest"] = manifest;
  assert.equal((await engine.search("公积金")).total, 3);
});

test("two searches at once load each pack once", async () => {
  const load = memoryLoader(payloads());
  const engine = createEngine(load);
  await Promise.all([engine.search("公积金"), engine.search("债务"), engine.search("预算", { titlesOnly: true })]);
  assert.deepEqual(load.asked.slice().sort(), Array.from(new Set(load.asked)).sort());
});

test("limit and offset", async () => {
  const engine = createEngine(memoryLoader(payloads()));
  const answer = await engine.search("公积金", { limit: 1, offset: 1 });
  assert.equal(answer.total, 3);
  assert.deepEqual(ids(answer), ["b"]);
});

test("hostile queries find nothing and end", async () => {
  const engine = createEngine(memoryLoader(payloads()));
  for (const query of ["a".repeat(1e6), "\ud800", "，。！", "<img src=x onerror=alert(1)>", "__proto__", ".*", "", null]) {
    assert.equal((await engine.search(query)).total, 0, String(query).slice(0, 30));
  }
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
