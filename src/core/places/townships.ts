import { bigramTerms } from '../language/terms.ts';
import type { Knowledge } from '../ports.ts';

const TOWNSHIP = /\p{Script=Han}{2,4}(?=[乡镇村])/gu;
/** Passages looked into for each name. */
const DEPTH = 20;

export interface Township {
  /** As it is written: 热水镇. */
  readonly name: string;
  /** The only place whose reports speak of it. */
  readonly place: string;
}

/**
 * The township or village that a question names: 某某乡 is as good as its county. Null where no report has the name, or
 * where it is no name, as reports of several places use it (贫困村).
 */
export function townshipIn(topic: string, knowledge: Knowledge): Township | null {
  for (const match of topic.matchAll(TOWNSHIP)) {
    const end = match.index + match[0].length + 1;
    for (let start = match.index; end - start >= 3; start++) {
      const name = topic.slice(start, end);
      const [place, ...others] = placesHolding(name, knowledge);
      if (place !== undefined && others.length === 0) return { name, place };
    }
  }
  return null;
}

function placesHolding(name: string, knowledge: Knowledge): Set<string> {
  const hits = knowledge.bigrams.search(bigramTerms(name), DEPTH);
  const passages = hits.flatMap(({ ordinal }) => knowledge.passages[ordinal] ?? []);
  return new Set(
    passages.flatMap(({ text, place }) => (place !== undefined && text.includes(name) ? [place] : [])),
  );
}
