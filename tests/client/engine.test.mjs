// The engine over a small index in memory, against brute force; files that are long, missing, damaged, late.
import assert from "node:assert/strict";
import test from "node:test";
import zlib from "node:zlib";
import { unpacker } from "../../theme/src/search/bytes.mjs";
import { createEngine } from "../../theme/src/search/engine.mjs";
import { alternative, need } from "../../theme/src/search/plan.mjs";
import * as plain from "../../theme/src/search/plain-plan.mjs";
import { queryTerms } from "../../theme/src/search/terms.mjs";
import { WEIGHTS } from "../../theme/src/search/postings.mjs";
import { encode, memorySource } from "./encoder.mjs";

const WORDS = ["不动产登记", "公积金提取", "义务教育", "学校", "居住证", "补贴", "2021年", "iso9001", "电动自行车", "登记机关", "取水许可"];

/** 60 documents of words in a fixed mixture. */
const documents = Array.from({ length: 60 }, (_, i) => {
  const pick = (step) => WORDS[(i * step + (i >> 2)) % WORDS.length];
  return {
    number: 700 + i * 3 + (i % 2),
    id: `danwei/2021/${i}`,
    title: `关于${pick(1)}的通知`,
    reference: `示政发〔2021〕${i}号`,
    keys: [`#示政发2021-${i}`, `#2021-${i}`, "#示政发2021-"],
    organization: i % 3 ? "示例市财政局" : "示例市教育局",
    type: "政策文件",
    date: `20${21 - (i >> 4)}-05-01`,
    text: i % 7 ? `各单位：${pick(3)}，${pick(5)}${pick(7)}。`.repeat(1 + (i % 4)) : "",
  };
});
const FACETS = { jigou: (one) => [one.organization], niandu: (one) => [one.date.slice(0, 4)], lanmu: (one) => (one.number % 5 ? ["a", "b"] : []) };
const unpack = unpacker(globalThis);

function setUp(options = {}, items = null) {
  const index = encode(documents, Object.assign({ facets: FACETS }, options));
  const source = memorySource(index, unpack);
  return { index, source, engine: createEngine(source, plain, async () => items) };
}

/** Ids of documents with all terms, by score, then number. */
function expected(index, query) {
  const terms = queryTerms(query);
  const lists = terms.map((term) => index.lists.get(term));
  if (lists.some((list) => !list)) return [];
  const scored = documents.filter((one) => lists.every((list) => list.codes.has(one.number))).map((one) => {
    const sum = lists.reduce((total, { codes, pairs }) => {
      const idf = Math.log(1 + Math.abs((60 - pairs + 0.5) / (pairs + 0.5)));
      return total + idf * WEIGHTS[codes.get(one.number)];
    }, 0);
    return [one, Math.round(sum * 1e9)];
  });
  return scored.sort((a, b) => b[1] - a[1] || a[0].number - b[0].number).map(([one]) => one.id);
}

const blocksOf = (list) => [list.slice(0, 12), ...Array.from({ length: 9 }, (_, i) => list.slice(12 + i * 10, 22 + i * 10))].map((block) => block.slice().sort());
const ids = (answer) => answer.hits.map((hit) => hit.id);

test("sets and order are those of brute force, with short heads and long ones, few shards and many", async () => {
  for (const options of [{ head: 4 }, { head: 1, bits: 0 }, { head: 100, bits: 5 }, { head: 16, bits: 4 }]) {
    const { index, engine } = setUp(options);
    for (const query of ["登记", "登", "产登", "不动产登记", "公积金提取", "2021", "iso9001", "教育", "学校", "许可", "电动自行车", "机关", "财政", "通知"]) {
      const wanted = expected(index, query);
      const answer = await engine.search(query, { limit: 100 });
      assert.equal(answer.total, wanted.length, query);
      assert.equal(answer.complete, true);
      assert.equal(answer.more, false);
      assert.deepEqual(ids(answer).slice().sort(), wanted.slice().sort(), `${query} ${JSON.stringify(options)}`);
      // The words and the title decide within the first twelve ranks and within each ten after them.
      if (query.length < 3) assert.deepEqual(blocksOf(ids(answer)), blocksOf(wanted), query);
    }
  }
});

test("what has the words as they stand comes before what has only their pieces", async () => {
  const odd = { ...documents[0], number: 1, id: "x/1", title: "登记机关的提取义务和教育补贴", text: "产登记不动产义务" };
  const source = memorySource(encode([odd, ...documents]), unpack);
  const engine = createEngine(source, plain, null);
  const answer = await engine.search("不动产登记", { limit: 50 });
  const at = ids(answer).indexOf("x/1");
  assert.ok(at >= 0);
  assert.equal(answer.hits[at].why, "包含全部字词");
  assert.ok(answer.hits.slice(0, at).every((hit) => hit.why !== "包含全部字词"));
});

test("three trips: heads, long lists, facts with texts; an earlier answer while long lists come", async () => {
  const { source, engine } = setUp({ head: 8 });
  const steps = [];
  const answer = await engine.search("公积金提取", { limit: 5 }, { onStep: (step) => steps.push(step) });
  const kinds = source.asked.map((name) => name[0]).join("");
  assert.match(kinds, /^mh+l?[dtlf]+$/);
  if (steps.length) {
    assert.equal(steps[0].complete, false);
    assert.equal(steps[0].more, true);
    assert.ok(steps[0].hits.length);
    assert.ok(steps[0].hits.every((hit) => hit.excerpt.length || hit.titleParts.length));
  }
  assert.equal(answer.complete, true);
  assert.ok(answer.hits.every((hit) => hit.titleParts.concat(hit.excerpt).some((piece) => piece[1])));
});

test("one term alone needs no long list until someone pages past its head", async () => {
  // A large index, as far as it says itself: facets are not counted unasked.
  const index = encode(documents, { head: 8, facets: FACETS });
  const source = memorySource(Object.assign(index, { manifest: { ...index.manifest, count: 100000 } }), unpack);
  const engine = createEngine(source, plain, null);
  const longs = () => source.asked.filter((name) => name.startsWith("l/")).length;
  const answer = await engine.search("登记", { limit: 5 });
  assert.equal(answer.more, false);
  assert.equal(answer.facets, null);
  assert.equal(answer.total, index.lists.get("登记").codes.size);
  assert.equal(longs(), 0);
  await engine.search("登记", { limit: 5, offset: 5 });
  assert.equal(longs(), 1);
  assert.ok((await engine.search("登记", { counts: true })).facets.length);
});

test("pages do not overlap and leave nothing out", async () => {
  const { engine } = setUp({ head: 4 });
  for (const query of ["登记", "公积金提取"]) {
    const whole = await engine.search(query, { limit: 50 });
    const paged = [];
    for (let offset = 0; offset < whole.total; offset += 10) paged.push(...ids(await engine.search(query, { limit: 10, offset })));
    assert.deepEqual(paged, ids(whole), query);
  }
});

test("by date is by number, filters leave what they say, counts are those of the other choices", async () => {
  const { index, engine } = setUp({ head: 4 });
  const wanted = expected(index, "登记");
  const dated = await engine.search("登记", { limit: 100, sort: "date" });
  assert.deepEqual(ids(dated), documents.filter((one) => wanted.includes(one.id)).map((one) => one.id));
  const filters = { jg: ["示例市教育局"], nf: ["2021", "2020"] };
  const answer = await engine.search("登记", { limit: 100, filters });
  const left = documents.filter((one) => wanted.includes(one.id) && FACETS.jigou(one)[0] === "示例市教育局" && one.date > "2020");
  assert.deepEqual(ids(answer).sort(), left.map((one) => one.id).sort());
  const [jg, nf, lm] = answer.facets;
  const [, , count, all] = jg.options.find(([value]) => value === "示例市财政局");
  assert.equal(count, documents.filter((one) => wanted.includes(one.id) && one.organization === "示例市财政局" && one.date > "2020").length);
  assert.equal(all, documents.filter((one) => wanted.includes(one.id) && one.organization === "示例市财政局").length);
  assert.deepEqual(nf.options.map(([value]) => value).slice(0, 2), ["2021", "2020"]);
  assert.equal(lm.key, "lm");
  assert.equal((await engine.search("登记", { filters: { jg: ["谁也不是"] } })).total, 0);
});

test("a damaged file is asked for once more past all caches, then said, and the rest answers", async () => {
  const index = encode(documents.slice(0, 30), { head: 4, bits: 2, dShift: 5, tShift: 5 });
  const fresh = () => memorySource(index, unpack);
  const source = fresh();
  const whole = ids(await createEngine(source, plain, null).search("不动产登记", { limit: 50 }));
  assert.ok(whole.length > 3);
  for (const wrong of [new Error("500"), Uint8Array.of(1, 2, 3), undefined, "shorter"]) {
    for (const address of new Set(source.asked.slice(1).filter((name) => index.files.has(name)))) {
      const own = fresh();
      const engine = createEngine(own, plain, null);
      own.broken.set(address, wrong === "shorter" ? index.files.get(address).slice(0, -2) : wrong);
      const answer = await engine.search("不动产登记", { limit: 50 });
      if (wrong !== undefined) assert.ok(own.asked.includes(`${address}!`), address);
      // A pack of texts that is not there may hold texts of nobody.
      if (wrong !== undefined || address[0] !== "t") assert.ok(answer.failed.length > 0 && !answer.complete, `${address} ${wrong}`);
      assert.ok(answer.hits.length > 0 || address[0] === "d" || index.files.size < 12, address);
      own.broken.clear();
      engine.forget();
      assert.deepEqual(ids(await engine.search("不动产登记", { limit: 50 })), whole, address);
    }
  }
});

test("a good copy behind a bad cache is found", async () => {
  const { source, engine, index } = setUp({ head: 4, bits: 0 });
  source.broken.set("h/0", (reload) => (reload ? index.files.get("h/0") : Uint8Array.of(9)));
  const answer = await engine.search("不动产登记");
  assert.ok(answer.total);
  assert.equal(answer.complete, true);
});

test("without a manifest, or with one of another version, it says so and asks again", async () => {
  const { source, engine } = setUp();
  source.broken.set("manifest", { version: 99 });
  const answer = await engine.search("登记");
  assert.deepEqual(answer.failed, [{ kind: "manifest", name: "" }]);
  assert.equal(source.asked.length, 2, "past the cache, once");
  source.broken.clear();
  assert.ok((await engine.search("登记")).total);
});

test("an index that was cut anew while the page was open answers all the same", async () => {
  const { source, engine } = setUp({ bits: 0 });
  assert.ok((await engine.search("学校")).total);
  const renewed = encode(documents, { bits: 5, facets: FACETS });
  source.renew(renewed);
  engine.forget();
  const answer = await engine.search("不动产登记");
  assert.equal(answer.complete, true);
  assert.equal(answer.total, expected(renewed, "不动产登记").length);
});

test("an answer does not depend on what was searched before", async () => {
  const index = encode(documents, { facets: FACETS });
  index.files.set("u/extra", new Uint8Array(zlib.deflateRawSync('{"text":"学校"}')));
  const understanding = {
    tablesFor: (query) => (query === "登记" ? ["extra"] : []),
    understand: (query, { extra }) => ({ folded: query, alternatives: [alternative("words", [need(extra ? extra.text : query)])] }),
  };
  const engine = createEngine(memorySource(index, unpack), understanding, null);
  const before = await engine.search("补贴");
  assert.equal((await engine.search("登记")).total, expected(index, "学校").length);
  assert.deepEqual(await engine.search("补贴"), before);
});

test("a question that nobody waits for stops its files; what a newer one needs goes on", async () => {
  const { source, engine } = setUp({ bits: 6 });
  await engine.search("学校");
  const before = source.asked.length;
  const old = new AbortController();
  const first = engine.search("不动产登记", {}, { signal: old.signal });
  const second = engine.search("不动产", {}, { signal: new AbortController().signal });
  await Promise.resolve();
  old.abort();
  await assert.rejects(first, { name: "AbortError" });
  assert.ok((await second).total);
  assert.ok(source.asked.length > before);
  assert.equal(new Set(source.asked).size, source.asked.length, "nothing is asked for twice");
});

test("titles for what is being typed", async () => {
  const { source, engine } = setUp({ head: 8 });
  const hits = await engine.suggest("动产登", { limit: 4 });
  assert.ok(hits.length > 0 && hits.length <= 4);
  assert.ok(hits.some((hit) => hit.titleParts.some((piece) => piece[1] && piece[0] === "动产登")));
  assert.ok(!source.asked.some((name) => /^[tf]/.test(name)));
});

test("nothing found: what has most of it, then the items of the catalogue", async () => {
  const items = { version: 1, units: [["示例市教育局", "0000-1", "jigou/a.html"]], items: [["义务教育招生", "学区 学位", "mulu/a.html", [0], 3], ["财政预算", "", "mulu/b.html", [], 0]] };
  const { engine } = setUp({}, items);
  const answer = await engine.search("不动产登记义务教育办法");
  assert.equal(answer.relaxed, true);
  assert.ok(answer.hits.every((hit) => hit.why === "包含部分字词"));
  assert.deepEqual((await engine.nearest("义务教育入学")).map((item) => item.name), ["义务教育招生"]);
  assert.deepEqual(await engine.nearest("。。"), []);
});

test("hostile queries find nothing and end", async () => {
  const { engine } = setUp();
  for (const query of ["啊".repeat(10000), "\ud800", "，。！", "<img src=x onerror=alert(1)>", "__proto__", ".*", "", null, "constructor", "#示政发2021-3"]) {
    const answer = await engine.search(query);
    assert.ok(answer.total === 0 || String(query).startsWith("#") || answer.relaxed, String(query).slice(0, 30));
  }
});

test("both ways of unpacking give the same, and refuse the same", async () => {
  let state = 7;
  const large = Uint8Array.from({ length: 200000 }, () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24);
  const packed = new Uint8Array(zlib.deflateRawSync(large));
  assert.ok(packed.length > 100000);
  assert.deepEqual(await unpack(packed), large);
  assert.deepEqual(await unpacker({})(packed), large);
  await assert.rejects(unpack(packed.subarray(0, packed.length - 9)));
  await assert.rejects(unpacker({})(packed.subarray(0, packed.length - 9)));
});
