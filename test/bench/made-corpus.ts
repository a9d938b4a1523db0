import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../src/config.ts';
import { sentences, slice } from '../../src/core/language/text.ts';
import type { Gazetteer, Place } from '../../src/core/places/places.ts';
import { createRandom } from '../fakes/random.ts';

/** Sentences of a report; about thirty make ten passages. */
const SENTENCES = 640;
/** Sentences of a paragraph. */
const PARAGRAPH = 4;

/** Sentences of the reports in seeds/ that name no county. */
export function stockOf(gazetteer: Gazetteer): string[] {
  const seeds = join(PROJECT_DIR, 'seeds');
  return readdirSync(seeds)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => {
      const text = readFileSync(join(seeds, name), 'utf8').replaceAll(/\s+/gu, '');
      return sentences(text).map((span) => slice(text, span));
    })
    .filter((sentence) => sentence.length > 10 && gazetteer.findPlaces(sentence).length === 0);
}

/**
 * Writes a report of each of so many counties into `folder`: sentences of the seeds in other orders, with other figures.
 * The same for the same seed on every machine. @returns the counties.
 */
export function writeMadeCorpus(folder: string, counties: number, gazetteer: Gazetteer, seed = 7): Place[] {
  const { below, pick } = createRandom(seed);
  const stock = stockOf(gazetteer);
  const places = gazetteer.places.filter(({ level }) => level === 'county').slice(0, counties);
  const otherFigures = (sentence: string) =>
    sentence.replaceAll(/\d+/gu, (figure) =>
      figure.replaceAll(/\d/gu, (_, at) => String(at === 0 ? 1 + below(9) : below(10))),
    );
  mkdirSync(folder, { recursive: true });
  for (const [nth, { name }] of places.entries()) {
    const written = Array.from({ length: SENTENCES }, () => otherFigures(pick(stock)));
    const paragraphs = [`${name}2019年脱贫攻坚工作情况`, '2019年12月31日'];
    for (let at = 0; at < written.length; at += PARAGRAPH)
      paragraphs.push(written.slice(at, at + PARAGRAPH).join(''));
    writeFileSync(join(folder, `${String(nth).padStart(4, '0')}.txt`), `${paragraphs.join('\n\n')}\n`);
  }
  return places;
}
