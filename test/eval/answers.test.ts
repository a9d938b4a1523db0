import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { findFigures, supportsFigure } from '../../src/core/language/figures.ts';
import type { App, Explained } from '../../src/core/ports.ts';
import type { Answer, Citation } from '../../src/core/types.ts';
import { loadGazetteer } from '../../src/corpus/gazetteer.ts';
import { createSegmenter } from '../../src/engines/segmenter.ts';
import { type Case, judge, readCases } from './judge.ts';

/** Shares of cases answered right, below which a change has lost something. Raise them with the product. */
const SUITES = [
  { file: 'cases.jsonl', corpus: undefined, floor: 0.89, relevant: 0.97 },
  { file: 'three-counties.jsonl', corpus: 'three-counties', floor: 0.77, relevant: 0.82 },
  { file: 'held-back.jsonl', corpus: undefined, floor: 0.87, relevant: 0.92 },
  { file: 'other-county.jsonl', corpus: 'other-county', floor: 0.83, relevant: 0.94 },
] as const;

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

describe.each(SUITES)('the answers to $file, without a model', ({ file, corpus, floor, relevant }) => {
  const asked: { one: Case; explained: Explained }[] = [];
  let app: App;

  beforeAll(async () => {
    const corpusDir =
      corpus === undefined ? {} : { CORPUS_DIR: fileURLToPath(new URL(corpus, import.meta.url)) };
    app = await createApp(readConfig({ INDEX_DIR: indexOf(corpus ?? 'seeds'), ...corpusDir }), {
      log: () => undefined,
      build: 'stale',
    });
    for (const one of readCases(new URL(file, import.meta.url))) {
      asked.push({ one, explained: await app.explain({ text: one.question, history: one.history ?? [] }) });
    }
  });
  afterAll(() => app.close());

  test(`are right in at least ${floor * 100} % of the cases`, () => {
    const verdicts = asked.map(({ one, explained }) => judge(one, explained));
    const wrong = verdicts.filter(({ right }) => !right).map(({ id }) => id);
    expect(1 - wrong.length / verdicts.length, `wrong: ${wrong.join(', ')}`).toBeGreaterThanOrEqual(floor);
  });

  test('cite a passage that answers', () => {
    const cited = asked
      .map(({ one, explained }) => judge(one, explained).relevantCited)
      .filter((is) => is !== null);
    expect(cited.filter(Boolean).length / cited.length).toBeGreaterThanOrEqual(relevant);
  });

  test('quote the reports to the character', () => {
    for (const { explained } of asked) {
      for (const { quote, document, span } of citationsOf(explained.answer)) {
        const passage = explained.retrieved.find(
          (one) => one.document === document && covers(one.span, span),
        );
        if (passage === undefined) continue;
        expect(passage.text.slice(span.start - passage.span.start, span.end - passage.span.start)).toBe(
          quote,
        );
      }
    }
  });

  test('carry a marker in every sentence, and a citation for every marker', () => {
    for (const { explained } of asked) {
      const { answer } = explained;
      if (answer.kind !== 'answered') continue;
      const markers = [...answer.text.matchAll(/\[(\d+)\]/gu)].map(([, marker]) => Number(marker));
      expect([...new Set(markers)].sort((a, b) => a - b)).toEqual(
        answer.citations.map(({ marker }) => marker),
      );
      for (const line of answer.text.split('\n')) expect(line).toMatch(/\[\d+\]/u);
    }
  });

  test('say no figure that the passages cited in the same line lack', () => {
    for (const { explained } of asked) {
      const { answer } = explained;
      if (answer.kind !== 'answered') continue;
      for (const line of answer.text.split('\n')) {
        const markers = [...line.matchAll(/\[(\d+)\]/gu)].map(([, marker]) => Number(marker));
        const cited = answer.citations.filter(({ marker }) => markers.includes(marker));
        const evidence = cited.flatMap(({ quote }) => findFigures(quote));
        const said = findFigures(line.replace(/^[^：]*：/u, '').replaceAll(/\[\d+\]/gu, ''));
        for (const figure of said)
          expect(supportsFigure(evidence, figure), `${line} ← ${figure.value}`).toBe(true);
      }
    }
  });

  test('about named counties cite no other county', () => {
    const segmenter = createSegmenter();
    const gazetteer = loadGazetteer((word) => segmenter.partOfSpeech(word));
    const among = new Set(app.status().documents.flatMap(({ place }) => place ?? []));
    for (const { one, explained } of asked) {
      const named = new Set(gazetteer.findPlaces(one.question, { among }).map(({ place }) => place.name));
      if (named.size === 0) continue;
      for (const { place } of citationsOf(explained.answer))
        expect([...named], one.question).toContain(place);
    }
  });
});

function citationsOf(answer: Answer): readonly Citation[] {
  if (answer.kind === 'answered') return answer.citations;
  return answer.kind === 'refused' ? answer.nearest : [];
}

function covers(outer: { start: number; end: number }, inner: { start: number; end: number }): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
