// Data files as scripts, in a page made of nothing but what the loader touches.
import assert from "node:assert/strict";
import test from "node:test";
import { dataLoader } from "../../theme/src/data.mjs";

/** A page whose scripts do what `behaviour(src, scope)` says: return "error" to fail. */
function page(behaviour) {
  const scope = {};
  const sources = [];
  const appendChild = (script) => {
    sources.push(script.src);
    queueMicrotask(() => (behaviour(script.src, scope) === "error" ? script.onerror() : script.onload()));
  };
  const document = { createElement: () => ({ remove() {} }), head: { appendChild } };
  return { scope, document, sources };
}

test("the payload comes by name, fetched again when asked again", async () => {
  const { scope, document, sources } = page((_, one) => one.gongkaiData("lanmu/x", { rows: [1] }));
  const load = dataLoader("https://example.test/xxgk/", scope, document);
  assert.deepEqual(await load("lanmu/x", "abc"), { rows: [1] });
  assert.deepEqual(await load("lanmu/x", "abc"), { rows: [1] });
  assert.deepEqual(sources, Array(2).fill("https://example.test/xxgk/data/lanmu/x.js?v=abc"));
});

test("from file:// addresses stay plain", async () => {
  const { scope, document, sources } = page((_, one) => one.gongkaiData("a", 1));
  await dataLoader("file:///site/", scope, document)("a", "abc");
  assert.deepEqual(sources, ["file:///site/data/a.js"]);
});

test("a missing file and a file that says nothing fail", async () => {
  for (const behaviour of [() => "error", () => {}, (_, one) => one.gongkaiData("other", 1)]) {
    const { scope, document } = page(behaviour);
    await assert.rejects(dataLoader("https://example.test/", scope, document)("a"), /a/);
  }
});

test("two bundles on a page share the registry, and names are only names", async () => {
  const { scope, document, sources } = page((_, one) => one.gongkaiData("__proto__", 7));
  dataLoader("https://example.test/", scope, document);
  const registry = scope.gongkaiData;
  const load = dataLoader("https://example.test/", scope, document);
  assert.equal(scope.gongkaiData, registry);
  assert.equal(await load("__proto__"), 7);
  assert.equal(sources.length, 1);
  assert.equal({}.rows, undefined);
});
