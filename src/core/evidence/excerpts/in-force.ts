import type { Sentence } from '../../facts/sentence.ts';
import type { Standing, Standings } from '../../papers.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { Evidence } from '../evidence.ts';

/** Asks for what holds today. */
const ASKS_NOW = /现在|目前|现行|当前|如今|最新|眼下|今年/u;

/** Asks for what held before. */
const ASKS_PAST = /以前|原来|过去|之前|从前|[老旧](?:标准|办法|规定|政策)/u;

/** How well a paper stands for what holds: what ended by itself was replaced by nothing that is known. */
const RANK: Readonly<Record<Standing['kind'], number>> = {
  'in-force': 0,
  disputed: 1,
  amended: 1,
  'not-yet': 2,
  expired: 2,
  repealed: 3,
  superseded: 3,
  dropped: 3,
};

/**
 * What stands best before what does not; what was replaced or is told for a later year as well, or with now asked for what is past,
 * not at all where a place has better.
 */
export function inForceFirst(
  { written, years, relativeYears }: AskedQuestion,
  evidence: readonly Evidence[],
  { documentById }: Knowledge,
  standingOf: Standings['of'],
): readonly Evidence[] {
  if (years.length > 0 || relativeYears.some((offset) => offset !== 0)) return evidence;
  const ofNewest = evidence.filter(({ sentence }) => isNewest(sentence));
  const told = new Set(ofNewest.map(({ sentence }) => sentence.edition?.matter));
  const ranks = new Map(
    evidence.map((one): [Evidence, number] => {
      const { passage, span, edition } = one.sentence;
      const document = documentById.get(passage.documentId);
      const isOlder = edition !== undefined && told.has(edition.matter) && !isNewest(one.sentence);
      const rank = document === undefined ? 0 : RANK[standingOf(document, span).kind];
      return [one, Math.max(rank, isOlder ? RANK.superseded : 0)];
    }),
  );
  const rankOf = (one: Evidence) => ranks.get(one) ?? 0;
  const least = Math.min(...ranks.values());
  const best = evidence.filter((one) => rankOf(one) === least);
  const placed = new Set(best.map(({ sentence }) => sentence.passage.place));
  if (ASKS_PAST.test(written)) return [...best, ...evidence.filter((one) => rankOf(one) > least)];
  const asksNow = ASKS_NOW.test(written);
  const others = evidence.filter((one) => {
    const isPast = rankOf(one) >= (asksNow ? RANK.expired : RANK.repealed);
    return rankOf(one) > least && !(isPast && placed.has(one.sentence.passage.place));
  });
  return [...best, ...others];
}

function isNewest({ edition }: Sentence): boolean {
  return edition !== undefined && edition.year === edition.newest;
}
