import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    testTimeout: 20_000,
    hookTimeout: 120_000,
    // Two cores, and several suites load the embedding model: more forks only contend.
    maxWorkers: 2,
  },
});
