// The items of the standard catalogue that lie nearest to a query which found nothing (generator/publish/nearest_items.py).
import { fold } from "./folding.mjs";
import { queryTerms } from "./terms.mjs";

const MOST = 5;
/** A pair in the item's own name says more than one in what it is about. */
const NAME = 3;

/** [{name, href, units: [[name, phone, href]], count}], the nearest first; without a pair in common none. */
export function nearestItems(folded, table) {
  const terms = queryTerms(folded);
  if (!table || table.version !== 1 || !terms.length) return [];
  const scored = table.items.map(([name, words, href, units, count]) => {
    const [title, about] = [fold(name), fold(words)];
    const score = terms.reduce((sum, term) => sum + (title.includes(term) ? NAME : about.includes(term) ? 1 : 0), 0);
    return { score, item: { name, href, units: units.map((place) => table.units[place]), count } };
  });
  return scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).slice(0, MOST).map(({ item }) => item);
}
