import { defineConfig } from 'vitest/config';

const APART = ['test/flows/**', 'test/engines/**', 'test/faults/**', 'test/eval/**', 'test/app.test.ts'];

export default defineConfig({
  test: {
    // Threads and child processes are started from dist/.
    globalSetup: 'scripts/build.mjs',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores, and several suites load the embedding model: more forks only contend.
    maxWorkers: 2,
    projects: [
      // What starts processes and models, or sets the process's own things, has a process of its own for each file.
      { extends: true, test: { name: 'apart', include: APART.map(testsIn) } },
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

function testsIn(path: string): string {
  return path.endsWith('/**') ? `${path}/*.test.ts` : path;
}
