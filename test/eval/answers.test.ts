import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { App } from '../../src/core/ports/app.ts';
import { placesIn } from '../../src/core/status.ts';
import { loadGazetteer } from '../../src/corpus/gazetteer.ts';
import { createSegmenter } from '../../src/engines/segmenter.ts';
import { hearCases, listeningShares } from '../../src/eval/calibration/listening.ts';
import { readCases } from '../../src/eval/cases.ts';
import { citationsOf } from '../../src/eval/judge.ts';
import { answerMetrics, type MetricName, type Metrics } from '../../src/eval/metrics.ts';
import { type CaseResult, type Observed, runCases } from '../../src/eval/run.ts';

interface Floors {
  /** A folder beside this file; `seeds/` when absent. */
  readonly corpus?: string;
  /** Below these, and above those in `most`, a change has lost something. Raise them with the product. */
  readonly least: Readonly<Partial<Record<MetricName, number>>>;
  readonly most: Readonly<Partial<Record<MetricName, number>>>;
  /** Ids of cases whose quotes the cleaned reports do not hold. */
  readonly lost?: readonly string[];
}

const FLOORS = JSON.parse(readFileSync(new URL('floors.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Floors>
>;

const folders = new Map<string, string>();

/** One index a corpus: suites over the same reports share it. */
function indexOf(corpus: string): string {
  const folder = folders.get(corpus) ?? mkdtempSync(join(tmpdir(), 'mingbai-eval-'));
  folders.set(corpus, folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

describe.each(Object.entries(FLOORS))(
  'the answers to %s, without a model',
  (file, { corpus, least, most, lost = [] }) => {
    const observed: Observed[] = [];
    let app: App;
    let results: readonly CaseResult[];
    let metrics: Metrics;

    beforeAll(async () => {
      const corpusDir =
        corpus === undefined ? {} : { CORPUS_DIR: fileURLToPath(new URL(corpus, import.meta.url)) };
      app = await createApp(readConfig({ INDEX_DIR: indexOf(corpus ?? 'seeds'), ...corpusDir }), {
        log: () => undefined,
        build: 'stale',
      });
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
        for (const { place = '', quote } of citationsOf(explained.answer)) {
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

describe('what is said unasked over seeds/', () => {
  let app: App;
  beforeAll(async () => {
    app = await createApp(readConfig({ INDEX_DIR: indexOf('seeds') }), {
      log: () => undefined,
      build: 'stale',
    });
  });
  afterAll(() => app.close());

  // Every sixth line; all of them, and those that were held back, in test/long/listening.test.ts.
  test('is nothing to talk, and the right thing to most questions', async () => {
    const cases = await readCases(new URL('chatter.jsonl', import.meta.url));
    const heard = await hearCases(
      app,
      cases.filter((_, at) => at % 6 === 0),
    );
    const { threshold } = await app.overhear({ text: '收到', history: [] });
    const { chatter, questions, right } = listeningShares(heard, threshold);
    expect([chatter.of, questions.of]).toEqual([82, 20]);
    const said = heard.filter((one) => one.sureness >= threshold && !one.isRight).map(({ one }) => one.id);
    expect(chatter.value, said.join(', ')).toBe(0);
    expect(questions.value).toBeGreaterThanOrEqual(0.75);
    expect(right.value, said.join(', ')).toBeGreaterThanOrEqual(0.9);
  });

  test('would be asked in the examples that are offered, of three counties', async () => {
    const examples = await app.examples();
    expect(examples).toHaveLength(3);
    const places = new Set<string | undefined>();
    for (const text of examples) {
      const said = await app.answer({ text, history: [] });
      if (said.kind !== 'answered') throw new Error(`${text}: ${said.text}`);
      for (const { place } of said.citations) places.add(place);
    }
    expect(places.size).toBe(3);
    expect(await app.examples()).toBe(examples);
  });
});
