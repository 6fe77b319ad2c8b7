// Readings of characters, simplified forms, and what can be told without a table: the twin of characters.py.

const LETTERS = "abcdefghjklmnopqrstwxyz";
const FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝";
const LEVEL_1_END = 0xd7f9;

/** Character -> its syllables; ü is typed as v or u. */
export function parsePinyin(payload) {
  const found = new Map();
  const add = (character, syllable) => {
    const known = found.get(character);
    if (!known) found.set(character, [syllable]);
    else if (!known.includes(syllable)) known.push(syllable);
  };
  for (const line of payload.syllables.split("\n")) {
    const at = line.indexOf(" ");
    if (at < 0) continue;
    const syllable = line.slice(0, at);
    for (const character of line.slice(at + 1)) {
      add(character, syllable);
      if (syllable.includes("v")) add(character, syllable.replace("v", "u"));
    }
  }
  return found;
}

/** Traditional -> simplified. */
export function parseTraditional(payload) {
  const to = Array.from(payload.to);
  return new Map(Array.from(payload.from, (character, i) => [character, to[i]]).filter((pair) => pair[1]));
}

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
let codes = null;

/** Codes of the simplified standard by character, decoded once in one go: browsers know GBK, which has the same. */
function gb2312() {
  if (codes) return codes;
  const bytes = [];
  for (let high = 0xb0; high <= 0xf7; high++) for (let low = 0xa1; low <= 0xfe; low++) bytes.push(high, low);
  const text = new TextDecoder("gbk").decode(Uint8Array.from(bytes));
  codes = new Uint16Array(LAST_HAN - FIRST_HAN + 1);
  // Five places behind the first level are empty; GBK has characters of no use there, outside the block.
  for (let i = 0; i < text.length; i++) {
    const place = text.charCodeAt(i) - FIRST_HAN;
    if (place >= 0 && place < codes.length) codes[place] = bytes[2 * i] * 256 + bytes[2 * i + 1];
  }
  return codes;
}

/** The code of a Han character in GB 2312; 0 for what is not in it. */
export const gb2312Code = (character) => gb2312()[character.codePointAt(0) - FIRST_HAN] || 0;

/** The first letter of a common character's reading, without a table; empty when it can't be told. */
export function firstLetter(character) {
  const code = gb2312Code(character);
  const bounds = Array.from(FIRST, gb2312Code);
  if (!code || code < bounds[0] || code > LEVEL_1_END) return "";
  return LETTERS[bounds.filter((bound) => bound <= code).length - 1];
}

/** A character of the two blocks that traditional and simplified forms stand in. */
export const isHan = (character) => (character >= "\u4e00" && character <= "\u9fff") || (character >= "\u3400" && character <= "\u4dbf");

/** Whether a character is outside the simplified standard. */
export const looksTraditional = (text) => Array.from(text).some((character) => isHan(character) && !gb2312Code(character));
