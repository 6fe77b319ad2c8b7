// The least understanding: what was typed, word by word; when nothing has all of it, what has most of its pairs.
import { queryWords } from "./folding.mjs";
import { alternative, need, NOTHING } from "./plan.mjs";
import { queryTerms } from "./terms.mjs";

export const tablesFor = () => [];

/** A plan without tables (plan.mjs). */
export function understand(query) {
  const [folded, words] = queryWords(query);
  const meaningful = words.filter((word) => queryTerms(word).length);
  if (!meaningful.length) return NOTHING;
  const pairs = queryTerms(meaningful.join(" "));
  const asked = [alternative("words", meaningful.map((word) => need(word)), { phrases: [folded] })];
  if (pairs.length > 1) {
    const groups = pairs.slice(0, 24).map((pair) => Object.assign(need(pair), { optional: true }));
    asked.push(alternative("relaxed", groups, { when: "none", least: Math.max(1, Math.ceil(groups.length / 2)) }));
  }
  return { folded, alternatives: asked };
}
