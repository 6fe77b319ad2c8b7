// Raw DEFLATE (RFC 1951) for browsers whose DecompressionStream is missing or knows no "deflate-raw": iOS below 16.4,
// Chrome below 103, old Firefox. Throws where the data is damaged or goes on after its end; nothing comes by halves.

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LENGTHS = bases([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0], 3);
const DISTANCES = bases([0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13], 1);
LENGTHS.base[28] = 258;

const FIXED = new Uint8Array(320);
FIXED.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288).fill(5, 288, 320);

function bases(extra, first) {
  const base = [];
  let next = first;
  for (const bits of extra) {
    base.push(next);
    next += 1 << bits;
  }
  return { extra, base };
}

/** Codes of at most so many bits are looked up at once; the few longer ones bit by bit. */
const FAST = 9;

/**
 * The codes of a canonical Huffman tree: how many of each length, the symbols in their order, and for every FAST bits
 * that may come next symbol × 16 + length of the code they begin with (0 for a longer code).
 */
function tree(lengths) {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]++;
  counts[0] = 0;
  const offsets = new Uint16Array(16);
  const next = new Uint16Array(16);
  for (let i = 1; i < 16; i++) {
    offsets[i] = offsets[i - 1] + counts[i - 1];
    next[i] = (next[i - 1] + counts[i - 1]) << 1;
  }
  const symbols = new Uint16Array(lengths.length);
  const fast = new Uint16Array(1 << FAST);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol];
    if (!length) continue;
    symbols[offsets[length]++] = symbol;
    const code = next[length]++;
    if (length > FAST) continue;
    let reversed = 0;
    for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
    for (; reversed < fast.length; reversed += 1 << length) fast[reversed] = symbol * 16 + length;
  }
  return { counts, symbols, fast };
}

/** The bytes that a raw deflate stream holds; `limit` is the most that is accepted. */
export function inflate(data, limit = 1 << 26) {
  const state = { data, at: 0, held: 0, bits: 0, out: new Uint8Array(Math.min(limit, data.length * 4 + 64)), size: 0, limit };
  for (let last = 0; !last; ) {
    last = take(state, 1);
    const kind = take(state, 2);
    if (kind === 0) stored(state);
    else if (kind === 1) coded(state, tree(FIXED.subarray(0, 288)), tree(FIXED.subarray(288)));
    else if (kind === 2) coded(state, ...trees(state));
    else throw new Error("deflate");
  }
  if (state.at - (state.bits >> 3) !== data.length) throw new Error("deflate");
  return state.out.subarray(0, state.size);
}

function take(state, count) {
  while (state.bits < count) {
    if (state.at >= state.data.length) throw new Error("deflate");
    state.held |= state.data[state.at++] << state.bits;
    state.bits += 8;
  }
  const value = state.held & ((1 << count) - 1);
  state.held >>>= count;
  state.bits -= count;
  return value;
}

function symbol(state, { counts, symbols, fast }) {
  while (state.bits < 15 && state.at < state.data.length) {
    state.held |= state.data[state.at++] << state.bits;
    state.bits += 8;
  }
  const entry = fast[state.held & ((1 << FAST) - 1)];
  const known = entry & 15;
  if (known && known <= state.bits) {
    state.held >>>= known;
    state.bits -= known;
    return entry >> 4;
  }
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length < 16; length++) {
    code |= take(state, 1);
    const count = counts[length];
    if (code - count < first) return symbols[index + code - first];
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new Error("deflate");
}

function room(state, count) {
  const wanted = state.size + count;
  if (wanted > state.limit) throw new Error("deflate");
  if (wanted <= state.out.length) return;
  const larger = new Uint8Array(Math.min(state.limit, Math.max(wanted, state.out.length * 2)));
  larger.set(state.out);
  state.out = larger;
}

function stored(state) {
  state.at -= state.bits >> 3;
  state.held = state.bits = 0;
  const length = take(state, 16);
  if ((take(state, 16) ^ length) !== 0xffff || state.at + length > state.data.length) throw new Error("deflate");
  room(state, length);
  state.out.set(state.data.subarray(state.at, state.at + length), state.size);
  state.size += length;
  state.at += length;
}

function trees(state) {
  const literals = take(state, 5) + 257;
  const total = literals + take(state, 5) + 1;
  const count = take(state, 4) + 4;
  const lengths = new Uint8Array(19);
  for (let i = 0; i < count; i++) lengths[ORDER[i]] = take(state, 3);
  const codes = tree(lengths);
  const all = new Uint8Array(total);
  for (let i = 0; i < total; ) {
    const code = symbol(state, codes);
    if (code < 16) {
      all[i++] = code;
      continue;
    }
    const value = code === 16 ? all[i - 1] : 0;
    const times = code === 16 ? 3 + take(state, 2) : code === 17 ? 3 + take(state, 3) : 11 + take(state, 7);
    if (i + times > total) throw new Error("deflate");
    all.fill(value, i, i + times);
    i += times;
  }
  return [tree(all.subarray(0, literals)), tree(all.subarray(literals))];
}

function coded(state, literals, distances) {
  for (;;) {
    const code = symbol(state, literals);
    if (code === 256) return;
    if (code < 256) {
      if (state.size === state.out.length) room(state, 1);
      state.out[state.size++] = code;
      continue;
    }
    if (code > 285) throw new Error("deflate");
    const length = LENGTHS.base[code - 257] + take(state, LENGTHS.extra[code - 257]);
    const far = symbol(state, distances);
    const distance = far < 30 ? DISTANCES.base[far] + take(state, DISTANCES.extra[far]) : 0;
    if (!distance || distance > state.size) throw new Error("deflate");
    room(state, length);
    for (let i = 0; i < length; i++, state.size++) state.out[state.size] = state.out[state.size - distance];
  }
}
