import { expect, test } from 'vitest';
import { killRounds } from '../faults/kill-rounds.ts';

test('kill -9 at 200 random points leaves one whole corpus each time', async () => {
  const seed = Date.now() % 1_000_000;
  await expect(killRounds(200, seed)).resolves.toBeUndefined();
}, 1_200_000);
