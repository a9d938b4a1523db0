import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Recall, RestTimes } from '../bench/children/rest.ts';
import { jsonOf } from '../bench/processes.ts';
import { createScene, type Scene } from '../bench/scene.ts';

const COUNTIES = 5;
const folder = mkdtempSync(join(tmpdir(), 'mingbai-bench-'));
let scene: Scene;
beforeAll(async () => {
  scene = await createScene(folder);
});
afterAll(() => {
  scene?.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('what measures runs as it is bundled, over a made corpus', async () => {
  const env = { ...(await scene.made(COUNTIES)), READER_MODEL: 'none' };
  const file = scene.bundled.fileOf('rest');
  const { passages, rest } = await jsonOf<RestTimes>({ file, args: [String(COUNTIES), 'rest'], env });
  expect(passages).toBeGreaterThan(100);
  expect(rest.length).toBeGreaterThan(100);
  const { recall } = await jsonOf<Recall>({ file, args: [String(COUNTIES), 'recall'], env });
  expect(recall).toBeGreaterThan(0.9);
});
