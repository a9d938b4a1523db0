import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { startSmallApp } from '../fakes/small-app.ts';
import { TWO_COUNTIES } from '../fakes/small-knowledge.ts';

test('a start over a damaged index builds it again', async () => {
  const quiet = { log: () => undefined, build: 'stale' } as const;
  const { app, config, close } = await startSmallApp({ rucheng: TWO_COUNTIES.rucheng });
  const { corpusVersion } = app.status();
  await truncate(join(config.indexDir, `gen-${corpusVersion}`, 'passages.jsonl'), 10);
  await expect(createApp(config, { ...quiet, build: 'never' })).rejects.toThrow(/damaged/u);
  const again = await createApp(config, quiet);
  expect(again.status().corpusVersion).toBe(corpusVersion);
  await again.close();
  await close();
});
