// The fallback for browsers without DecompressionStream, against zlib.
import assert from "node:assert/strict";
import test from "node:test";
import zlib from "node:zlib";
import { inflate } from "../../theme/src/search/inflate.mjs";

/** Bytes of a small generator, the same at every run. */
function bytes(length, alphabet, seed) {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % alphabet;
  });
}

const samples = [0, 1, 2, 100, 65535, 65536, 200000].flatMap((length) => [1, 3, 256].map((alphabet) => bytes(length, alphabet, length + alphabet)));
samples.push(new TextEncoder().encode("政务公开标准目录，".repeat(5000)));

test("what zlib packs at any level and strategy is unpacked", () => {
  for (const sample of samples) {
    for (const options of [{ level: 0 }, { level: 1 }, { level: 6 }, { level: 9 }, { strategy: zlib.constants.Z_FIXED }, { strategy: zlib.constants.Z_HUFFMAN_ONLY }]) {
      assert.ok(zlib.deflateRawSync(sample, options).length);
      assert.deepEqual(inflate(new Uint8Array(zlib.deflateRawSync(sample, options))), sample);
    }
  }
});

test("a damaged stream is refused and ends", () => {
  const whole = new Uint8Array(zlib.deflateRawSync(samples[samples.length - 1], { level: 6 }));
  for (let i = 0; i < whole.length; i++) assert.throws(() => inflate(whole.subarray(0, i)));
  assert.throws(() => inflate(Uint8Array.of(...whole, 0)));
  for (let i = 0; i < 300; i++) {
    const broken = whole.slice();
    broken[i % whole.length] ^= 1 << (i % 8);
    try {
      // There is no checksum: what comes out may be wrong, never endless.
      assert.ok(inflate(broken, 1 << 20).length <= 1 << 20);
    } catch (error) {
      assert.ok(error instanceof Error);
    }
  }
});

test("more than the limit is refused", () => {
  const bomb = new Uint8Array(zlib.deflateRawSync(new Uint8Array(1 << 20)));
  assert.throws(() => inflate(bomb, 1000));
  assert.equal(inflate(bomb, 1 << 20).length, 1 << 20);
});
