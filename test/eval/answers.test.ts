import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/core/ports/app.ts';
import { hearCases, listeningShares } from '../../src/eval/calibration/listening.ts';
import { readCases } from '../../src/eval/cases.ts';
import { holdFloors, readFloors, startOver } from './floors.ts';

// The other files, and all of them with the reader, which takes minutes, in test/long; with it here: office.test.ts.
holdFloors('without a model and without a reader', readFloors('floors.json', 'short'), {
  READER_MODEL: 'none',
});

describe('what is said unasked over seeds/', () => {
  let app: App;
  beforeAll(async () => {
    app = await startOver('seeds');
  });
  afterAll(() => app.close());

  // Every thirtieth line; all of them, and those that were held back, in test/long/listening.test.ts.
  test('is nothing to talk, and the right thing to most questions', async () => {
    const cases = await readCases(new URL('chatter.jsonl', import.meta.url));
    const heard = await hearCases(
      app,
      cases.filter((_, at) => at % 30 === 0),
    );
    const { threshold } = await app.overhear({ text: '收到', history: [] });
    const { chatter, questions, right } = listeningShares(heard, threshold);
    expect([chatter.of, questions.of]).toEqual([17, 4]);
    const said = heard.filter((one) => one.sureness >= threshold && !one.isRight).map(({ one }) => one.id);
    expect(chatter.value, said.join(', ')).toBe(0);
    expect(questions.value).toBeGreaterThanOrEqual(0.75);
    expect(right.value, said.join(', ')).toBeGreaterThanOrEqual(0.9);
  }, 180_000);

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
