import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { App } from '../../src/core/ports/app.ts';
import {
  type Heard,
  hearCases,
  learnThreshold,
  listeningShares,
  MOST_ANSWERED,
} from '../../src/eval/calibration/listening.ts';
import { readCases } from '../../src/eval/cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-listening-'));
let app: App;
let threshold: number;

beforeAll(async () => {
  app = await createApp(readConfig({ INDEX_DIR: folder }), { log: () => undefined, build: 'stale' });
  ({ threshold } = await app.overhear({ text: '收到', history: [] }));
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const heardOf = async (file: string): Promise<Heard[]> =>
  hearCases(app, await readCases(new URL(`../eval/${file}`, import.meta.url)));

test.each([
  ['chatter.jsonl', 490, 120, 0.8],
  ['chatter-held-back.jsonl', 208, 60, 0.85],
])(
  'of %s at most 1 line of talk in 200 is answered, and most questions are',
  async (file, talk, asked, least) => {
    const { chatter, questions, right } = listeningShares(await heardOf(file), threshold);
    expect([chatter.of, questions.of]).toEqual([talk, asked]);
    expect(chatter.value).toBeLessThanOrEqual(MOST_ANSWERED);
    expect(questions.value).toBeGreaterThanOrEqual(least);
    expect(right.value).toBeGreaterThanOrEqual(0.95);
  },
);

test('the threshold that is kept is no lower than what the lines teach', async () => {
  const learned = learnThreshold(await heardOf('chatter.jsonl'));
  expect(learned).not.toBeNull();
  expect(threshold).toBeGreaterThanOrEqual((learned ?? 1) - 0.02);
});
