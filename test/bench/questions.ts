import { join } from 'node:path';
import { PROJECT_DIR } from '../../src/config.ts';
import type { Place } from '../../src/core/places/places.ts';
import { type Case, readCases } from '../../src/eval/cases.ts';
import { createRandom } from '../fakes/random.ts';

async function casesOverSeeds(): Promise<readonly Case[]> {
  const cases = await readCases(join(PROJECT_DIR, 'test/eval/cases.jsonl'));
  return cases.filter(({ history }) => history.length === 0);
}

/** At most so many questions over the reports in seeds/, of every kind but chatter, spread over the cases. */
export async function questionsOver(most: number): Promise<string[]> {
  const asked = (await casesOverSeeds())
    .filter(({ kind }) => kind !== 'chatter' && kind !== 'place-unknown')
    .map(({ question }) => question);
  const step = Math.max(1, asked.length / most);
  return asked.filter((_, nth) => Math.floor(nth / step) !== Math.floor((nth - 1) / step)).slice(0, most);
}

/** So many questions of figures, each of one of `places` in place of its own. */
export async function questionsOf(
  places: readonly Place[],
  count: number,
  placeOf: (question: string) => { readonly span: { readonly end: number } } | undefined,
): Promise<string[]> {
  const { pick } = createRandom(11);
  const topics = (await casesOverSeeds())
    .filter(({ kind }) => kind === 'figure')
    .map(({ question }) => question.slice(placeOf(question)?.span.end ?? 0));
  return Array.from({ length: count }, (_, nth) => `${pick(places).name}${topics[nth % topics.length]}`);
}
