import { defineConfig } from 'vitest/config';

/** What takes too long for `npm test`: `npm run test:long`. */
export default defineConfig({
  test: {
    globalSetup: 'scripts/build.mjs',
    include: ['test/long/**/*.test.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    maxWorkers: 2,
  },
});
