import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { App } from '../../src/core/ports/app.ts';
import { citationsOf } from '../../src/core/shown/citations.ts';
import { placesIn } from '../../src/core/shown/documents.ts';
import { loadGazetteer } from '../../src/corpus/gazetteer/gazetteer.ts';
import { createSegmenter } from '../../src/engines/segmenter.ts';
import { readCases } from '../../src/eval/cases.ts';
import { answerMetrics, type MetricName, type Metrics } from '../../src/eval/metrics.ts';
import { type CaseResult, type Observed, runCases } from '../../src/eval/run.ts';
import { shareModels } from '../fakes/models.ts';

export interface Floors {
  /** A folder beside this file; `seeds/` when absent. */
  readonly corpus?: string;
  /** Below these, and above those in `most`, a change has lost something. Raise them with the product. */
  readonly least: Readonly<Partial<Record<MetricName, number>>>;
  readonly most: Readonly<Partial<Record<MetricName, number>>>;
  /** Ids of cases whose quotes the cleaned reports do not hold. */
  readonly lost?: readonly string[];
}

const models = shareModels();
const folders = new Map<string, string>();

/** The product over a corpus; suites over the same one share its index, and all of them the models. */
export async function startOver(
  corpus: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<App> {
  const folder = folders.get(corpus) ?? mkdtempSync(join(tmpdir(), 'mingbai-eval-'));
  folders.set(corpus, folder);
  const config = readConfig({ ...environment, INDEX_DIR: folder });
  return createApp(config, { log: () => undefined, build: 'stale', models: await models(config) });
}

afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

/** Files of cases that `npm test` asks: those that no rule was made from. `npm run test:long` asks the others. */
const SHORT: ReadonlySet<string> = new Set(['held-back.jsonl', 'three-counties.jsonl', 'other-county.jsonl']);

/** What each file of cases demands, from a file beside this one. @param suite absent: of both. */
export function readFloors(file: string, suite?: 'short' | 'long'): Readonly<Record<string, Floors>> {
  const floors: Record<string, Floors> = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
  const isAsked = (name: string) => suite === undefined || SHORT.has(name) === (suite === 'short');
  return Object.fromEntries(Object.entries(floors).filter(([name]) => isAsked(name)));
}

/** Asks every file of cases, and holds the answers to its floors. @param environment of the app that is asked. */
export function holdFloors(
  name: string,
  floors: Readonly<Record<string, Floors>>,
  environment: Readonly<Record<string, string>>,
): void {
  describe.each(Object.entries(floors))(
    `the answers to %s, ${name}`,
    (file, { corpus, least, most, lost = [] }) => {
      const observed: Observed[] = [];
      let app: App;
      let results: readonly CaseResult[];
      let metrics: Metrics;

      beforeAll(async () => {
        const corpusDir =
          corpus === undefined ? {} : { CORPUS_DIR: fileURLToPath(new URL(corpus, import.meta.url)) };
        app = await startOver(corpus ?? 'seeds', { ...environment, ...corpusDir });
        const cases = await readCases(new URL(file, import.meta.url));
        results = await runCases(app, cases, { onAsked: (one) => observed.push(one) });
        metrics = answerMetrics(results);
      });
      afterAll(() => app.close());

      test.each(Object.entries(least) as [MetricName, number][])('have %s of at least %d', (name, floor) => {
        const wrong = results.filter(({ right }) => !right).map(({ id }) => id);
        expect(metrics[name]?.value, `wrong: ${wrong.join(', ')}`).toBeGreaterThanOrEqual(floor);
      });

      test.each(Object.entries(most) as [MetricName, number][])('have %s of at most %d', (name, ceiling) => {
        const faulty = results.filter((one) => one.wrongPlaces.length + one.wrongFigures.length > 0);
        expect(metrics[name]?.value, faulty.map(({ id }) => id).join(', ')).toBeLessThanOrEqual(ceiling);
      });

      test('are judged by quotes that stand in the reports', () => {
        expect(results.flatMap((one) => (one.lost.length > 0 ? [one.id] : []))).toEqual(lost);
      });

      test('carry a marker in every sentence, and a citation for every marker', () => {
        for (const { explained } of observed) {
          const { answer } = explained;
          if (answer.kind !== 'answered') continue;
          const markers = [...answer.text.matchAll(/\[(\d+)\]/gu)].map(([, marker]) => Number(marker));
          expect([...new Set(markers)].sort((a, b) => a - b)).toEqual(
            answer.citations.map(({ marker }) => marker),
          );
          for (const line of answer.text.split('\n')) expect(line).toMatch(/\[\d+\]/u);
        }
      });

      test('about named counties cite no other county', () => {
        const segmenter = createSegmenter();
        const gazetteer = loadGazetteer((word) => segmenter.partOfSpeech(word));
        const among = new Set(placesIn(app.status()));
        for (const { one, explained } of observed) {
          const places = gazetteer.findPlaces(one.question, { among }).map(({ place }) => place);
          const named = new Set(places.map(({ name }) => name));
          if (named.size === 0) continue;
          for (const { place = '', quote, document } of citationsOf(explained.answer)) {
            // A county that is named by the way (在某市念大学) is none that is asked about.
            if (one.relevant.some((expected) => expected.document === document)) continue;
            // What another county's report says of a place by its name is said of that place.
            if (places.some(({ name, short }) => !among.has(name) && quote.includes(short))) continue;
            // A county of the city or province that is named is as good.
            const addresses = gazetteer.lookup(place).flatMap(({ name, parents }) => [name, ...parents]);
            expect(
              addresses.filter((name) => named.has(name)),
              one.id,
            ).not.toEqual([]);
          }
        }
      });
    },
  );
}
