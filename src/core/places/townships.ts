import { bigramTerms } from '../language/terms.ts';
import type { Knowledge } from '../ports.ts';

const TOWNSHIP = /\p{Script=Han}{2,4}(?=[乡镇村])/gu;
/** Passages looked into for each name. */
const DEPTH = 20;

/**
 * The place whose reports alone speak of a township or village that a question names: 中益乡 is as good as its county.
 * Empty where no report has the name, or where it is no name, as reports of several places use it (贫困村).
 */
export function townshipPlaces(topic: string, knowledge: Knowledge): readonly string[] {
  for (const match of topic.matchAll(TOWNSHIP)) {
    const end = match.index + match[0].length + 1;
    for (let start = match.index; end - start >= 3; start++) {
      const places = placesHolding(topic.slice(start, end), knowledge);
      if (places.size === 1) return [...places];
    }
  }
  return [];
}

function placesHolding(name: string, knowledge: Knowledge): Set<string> {
  const hits = knowledge.bigrams.search(bigramTerms(name), DEPTH);
  const passages = hits.flatMap(({ ordinal }) => knowledge.passages[ordinal] ?? []);
  return new Set(
    passages.flatMap(({ text, place }) => (place !== undefined && text.includes(name) ? [place] : [])),
  );
}
