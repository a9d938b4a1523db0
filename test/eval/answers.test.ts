import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/core/ports/app.ts';
import { holdFloors, readFloors, startOver } from './floors.ts';

// The other files, and all of them with the reader, which takes minutes, in test/long.
holdFloors('without a model and without a reader', readFloors('floors.json', 'short'), {
  READER_MODEL: 'none',
});

// What is said unasked to the lines of a group, which takes minutes too: test/long/listening.test.ts.
describe('what is offered over seeds/', () => {
  let app: App;
  beforeAll(async () => {
    app = await startOver('seeds');
  });
  afterAll(() => app.close());

  test('is three examples that the reports answer, of three counties', async () => {
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
