import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import { ROOT } from '../source/modules.ts';

const source = await readFile(join(ROOT, 'src', 'engines', 'models', 'garbage.ts'), 'utf8');
const { code } = await transform(source, { loader: 'ts', format: 'cjs' });

/** Whether something that nothing refers to is gone on another thread, once that has freed its garbage. */
async function isGoneOnThread(flags: readonly string[]): Promise<boolean> {
  const thread = `${code}
const left = new WeakRef({});
setTimeout(() => {
  module.exports.freeGarbage();
  console.log(left.deref() === undefined);
}, 1);`;
  const main = `new (require('node:worker_threads').Worker)(${JSON.stringify(thread)}, { eval: true })`;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--eval', main]);
  return stdout.trim() === 'true';
}

test('a thread frees its garbage where Node was told that it may, and else leaves it to V8', async () => {
  expect(await isGoneOnThread(['--expose-gc'])).toBe(true);
  expect(await isGoneOnThread([])).toBe(false);
});
