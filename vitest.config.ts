import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores, and several suites load the embedding model: more forks only contend.
    maxWorkers: 2,
  },
});
