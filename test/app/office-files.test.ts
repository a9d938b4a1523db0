import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readerOptions } from '../../src/app/office-files.ts';

test('this Node knows the options of the process that reads files, and gives it the memory that is said', () => {
  const limit = "require('node:v8').getHeapStatistics().heap_size_limit / 1024 / 1024";
  const told = (options: readonly string[]) =>
    Number(execFileSync(process.execPath, [...options, '-p', limit], { encoding: 'utf8' }));
  const [small, large] = [told(readerOptions(256)), told(readerOptions(1024))];
  expect(small).toBeGreaterThanOrEqual(256);
  expect(large - small).toBe(1024 - 256);
});
