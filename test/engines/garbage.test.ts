import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import { ROOT } from '../source/modules.ts';

const source = await readFile(join(ROOT, 'src', 'engines', 'models', 'garbage.ts'), 'utf8');
const { code } = await transform(source, { loader: 'ts', format: 'cjs' });

/** What is left of 64 MB that nothing refers to on another thread, once it has freed its garbage; in MB. */
async function leftOnThread(flags: readonly string[]): Promise<number> {
  const thread = `${code}
const heldBy = () => process.memoryUsage().external / 2 ** 20;
const before = heldBy();
for (let time = 0; time < 8; time++) new ArrayBuffer(8 * 2 ** 20);
module.exports.freeGarbage();
console.log(heldBy() - before);`;
  const main = `new (require('node:worker_threads').Worker)(${JSON.stringify(thread)}, { eval: true })`;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--eval', main]);
  return Number(stdout);
}

test('a thread frees its garbage where Node was told that it may, and else leaves it to V8', async () => {
  expect(await leftOnThread(['--expose-gc'])).toBeLessThan(8);
  expect(await leftOnThread([])).not.toBeNaN();
});
