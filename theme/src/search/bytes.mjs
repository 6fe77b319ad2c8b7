// Bytes as the index packs them (docs/search-format.md): varints, raw deflate, base64.
import { inflate } from "./inflate.mjs";

/** Reads numbers one after the other; throws past the end, so that a damaged file cannot look like a short one. */
export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  varint() {
    let value = 0;
    for (let factor = 1; factor <= 0x10000000; factor *= 128) {
      if (this.at >= this.bytes.length) break;
      const byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) {
        if (value > 0xffffffff) break;
        return value;
      }
    }
    throw new Error("varint");
  }

  varints(count) {
    if (count > this.bytes.length) throw new Error("varint");
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) values[i] = this.varint();
    return values;
  }

  take(count) {
    if (this.at + count > this.bytes.length) throw new Error("length");
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}

const utf8 = new TextDecoder("utf-8");
export const text = (bytes) => utf8.decode(bytes);

/** Whether this browser unpacks raw deflate itself. */
function native(scope) {
  try {
    return Boolean(new scope.DecompressionStream("deflate-raw")) && Boolean(scope.Response && scope.Blob.prototype.stream);
  } catch (error) {
    return false;
  }
}

/**
 * Smaller files are unpacked here: starting a stream costs more than inflating a few kilobytes (26 files of a query in
 * Chromium: 10 ms here, 25 ms by streams; with a CPU four times slower 18 and 100).
 */
const SMALL = 48 * 1024;

/** unpack(bytes) -> Promise of the payload. */
export function unpacker(scope) {
  const streams = native(scope);
  return async (bytes) => {
    if (!streams || bytes.length < SMALL) return inflate(bytes);
    const stream = new scope.Blob([bytes]).stream().pipeThrough(new scope.DecompressionStream("deflate-raw"));
    return new Uint8Array(await new scope.Response(stream).arrayBuffer());
  };
}

/** The bytes of a base64 text. */
export function fromBase64(given) {
  const binary = atob(given);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
