import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { App } from '../../src/core/ports/app.ts';
import { shareModels } from '../fakes/models.ts';
import { type SmallApp, startSmallApp } from '../fakes/small-app.ts';
import { TWO_COUNTIES } from '../fakes/small-knowledge.ts';

const { rucheng } = TWO_COUNTIES;
const ASKED = { text: '汝城县农村低保标准是多少', history: [] };

const models = shareModels();
let small: SmallApp;
let app: App;
let embedded = 0;
let isFailing = false;

beforeAll(async () => {
  small = await startSmallApp({ rucheng }, { models });
});
afterAll(() => small?.close());

beforeEach(async () => {
  [embedded, isFailing] = [0, false];
  const embedder = await (await models(small.config)).embedder;
  const embedQuery = async (text: string) => {
    embedded++;
    if (isFailing) throw new Error('no memory');
    return embedder.embedQuery(text);
  };
  app = await createApp(small.config, {
    log: () => undefined,
    build: 'stale',
    models: { embedder: { ...embedder, embedQuery }, reader: null },
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

describe('a question that is asked again', () => {
  test('is given the answer that was made', async () => {
    const first = await app.explain(ASKED);
    expect(await app.explain({ ...ASKED })).toBe(first);
    expect(embedded).toBe(1);
  });

  test('is answered anew where a part failed', async () => {
    isFailing = true;
    await app.explain(ASKED);
    isFailing = false;
    const whole = await app.explain(ASKED);
    expect(embedded).toBe(2);
    expect(await app.explain(ASKED)).toBe(whole);
  });

  test('is answered anew by other settings, and by these each time', async () => {
    const first = await app.explain(ASKED);
    for (const times of [2, 3]) {
      await app.explain(ASKED, { settings: (settings) => settings });
      expect(embedded).toBe(times);
    }
    expect(await app.explain(ASKED)).toBe(first);
  });

  test('is answered anew where it is a greeting, which is said with the examples that are known then', async () => {
    const greeting = { text: '你好', history: [] };
    expect(await app.explain(greeting)).not.toBe(await app.explain(greeting));
  });

  test('is answered anew on another day, whose papers may hold or not', async () => {
    const first = await app.explain(ASKED);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 36 * 3_600_000 });
    expect(await app.explain(ASKED)).not.toBe(first);
    expect(embedded).toBe(2);
  });

  test('is answered anew from another corpus', async () => {
    const before = await app.explain(ASKED);
    await small.put('rucheng', { ...rucheng, text: rucheng.text.replace('310元', '345元') });
    await app.reload();
    const after = await app.explain(ASKED);
    expect([before.answer.text, after.answer.text]).toEqual([
      expect.stringContaining('310元'),
      expect.stringContaining('345元'),
    ]);
  });
});
