import { defineConfig } from 'vitest/config';

/** What starts processes and models, or sets the process's own things. */
const APART = [
  'test/app.test.ts',
  'test/engines/{embedder,reader}.test.ts',
  'test/eval/{answers,office}.test.ts',
  'test/faults/*.test.ts',
  'test/flows/{cli-*,generation,office-files,personal-data,start,telegram-real}.test.ts',
];

export default defineConfig({
  test: {
    // Threads and child processes are started from dist/.
    globalSetup: 'scripts/build.mjs',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores, and several suites load the embedding model: more forks only contend.
    maxWorkers: 2,
    projects: [
      // A process for each file.
      { extends: true, test: { name: 'apart', include: APART } },
      // The rest keeps nothing between files: its modules are loaded once, which saves a third of the whole run.
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...APART, 'test/long/**'],
          isolate: false,
        },
      },
    ],
  },
});
