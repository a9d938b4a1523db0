import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import { spoken } from './telegram-scene.ts';

/*
 * The flows of the chat hold on servers of older versions too: their own files run once more at each. Together they
 * would take longer than all that they could find, so the long one runs at the oldest alone.
 */
describe.each([
  ['9.0', ['telegram', 'telegram-group']],
  ['10.1', ['telegram']],
  ['10.2', ['telegram']],
] as const)('at %s', async (version, files) => {
  beforeAll(() => {
    spoken.version = version;
  });
  afterAll(() => {
    delete spoken.version;
  });
  for (const file of files) {
    describe(file, async () => {
      // A module of its own for each version: the tests of a file are declared when it is loaded.
      const path = fileURLToPath(new URL(`${file}.test.ts`, import.meta.url));
      await import(`${path}?${version}.ts`);
    });
  }
});
