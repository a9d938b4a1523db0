import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import { spoken } from '../flows/telegram-scene.ts';

/** Those that the short suite runs at one version, or at two; what comes in newly and is stopped needs the newest. */
const FLOWS = ['telegram-group', 'telegram-changes', 'telegram-restart'] as const;

/* Every flow of the chat holds on a server of each version. */
describe.each(['9.0', '10.1', '10.2'] as const)('at %s', async (version) => {
  beforeAll(() => {
    spoken.version = version;
  });
  afterAll(() => {
    delete spoken.version;
  });
  for (const flow of FLOWS) {
    describe(flow, async () => {
      // A module of its own for each version: the tests of a file are declared when it is loaded.
      const path = fileURLToPath(new URL(`../flows/${flow}.test.ts`, import.meta.url));
      await import(`${path}?${version}.ts`);
    });
  }
});
