// What a query means: the agreement between understanding (understand/) and the engine. Types and their defaults, no logic.
//
//   import { understand, tablesFor } from "./understand/understand.mjs";
//   tablesFor(query) -> names of the tables worth loading for this query, e.g. ["synonyms"] or ["pinyin", "traditional"]
//   understand(query, tables) -> Plan; `tables[name]` is the payload of a table, absent while it is not (yet) loaded.
//
// understand() is pure, synchronous and total: any string of any length gives a plan, without words the empty one. The
// engine calls it twice: first without tables, so that what was typed is asked for at once, then with those that came;
// the first plan's alternatives must also be in the second, unchanged. Tables lie at data/s/u/NAME (see README.md).

/**
 * A piece of text that a document must have, folded (folding.mjs), without blanks at its ends. The engine cuts it into
 * the index's terms itself. `weight` multiplies what it adds to the score: 1 for what was typed, .5 for a synonym.
 * @typedef {{text: string, weight: number}} Term
 */

/**
 * A requirement: at least one of its terms must be there, the best of them counts. `optional` groups only add to the
 * score: parts of a question (怎么, 需要什么), what a relaxed query may miss. An alternative has a group that is not
 * optional, or says in `least` how many of the optional ones must be met.
 * @typedef {{any: Term[], optional?: boolean}} Group
 */

/**
 * One reading of the query. A document must meet all its groups.
 *   kind     number | words | synonym | traditional | pinyin | typo | question | relaxed
 *   weight   multiplies the score of its documents (a document found by several readings keeps the best)
 *   when     always: searched with the others of its kind of certainty, results are merged
 *            few:    searched too while the readings before it found fewer than FEW documents
 *            none:   searched only when the readings before it found nothing
 *   label    "" for what was typed; else the words shown after 也搜索了 (synonym) or 您要找的是不是 (pinyin, typo)
 *   phrases  folded texts to verify and to highlight: a document that has all of them as they stand is worth twice one
 *            that has only their pieces; empty where there is nothing to verify
 *   least    how many of the optional groups must be met at least (0): a relaxed reading is all optional groups, one
 *            per word or pair, with e.g. least = 3 of 5. Its documents are ranked by how much they meet
 *   number   of kind "number": keys as generator/search/numbers.py makes them (示政办发2021-24); a document whose own number has one is pinned first,
 *            `prefix` when a key is only the beginning of a number. Such an alternative may have no groups; with
 *            groups, the document must meet those too
 * @typedef {Object} Alternative
 * @property {string} kind
 * @property {Group[]} groups
 * @property {number} weight
 * @property {"always"|"few"|"none"} when
 * @property {string} label
 * @property {string[]} phrases
 * @property {number} least
 * @property {{keys: string[], prefix: boolean}} [number]
 */

/**
 * `folded` is the query as compared and shown; the alternatives stand in the order in which they are tried.
 * `direct` is the prepared answer that is shown above the results, when one is near enough and its table is loaded.
 * @typedef {{folded: string, alternatives: Alternative[], direct?: {question: string, answer: string, href: string, source: string}}} Plan
 */

/** Readings with `when: "few"` are tried below this many documents. */
export const FEW = 5;

/** The plan of a query without words. */
export const NOTHING = Object.freeze({ folded: "", alternatives: [] });

/** One reading, what is not given filled in. */
export const alternative = (kind, groups, given = {}) =>
  Object.assign({ kind, groups, weight: 1, when: "always", label: "", phrases: [], least: 0 }, given);

/** A group of one text. */
export const need = (text, weight = 1) => ({ any: [{ text, weight }] });
