import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import { ROOT } from '../source/modules.ts';

/** The fault of a thread that frees its garbage several times; undefined where it has none. */
async function faultOf(code: string): Promise<unknown> {
  const freeing = `${code}\nfor (let time = 0; time < 50; time++) module.exports.freeGarbage();`;
  try {
    await once(new Worker(freeing, { eval: true }), 'exit');
    return undefined;
  } catch (fault) {
    return fault;
  }
}

test('threads free their garbage at the same time', async () => {
  const source = await readFile(join(ROOT, 'src', 'engines', 'models', 'garbage.ts'), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'cjs' });
  const threads = Array.from({ length: 4 }, () => code);
  expect(await Promise.all(threads.map(faultOf))).toEqual(threads.map(() => undefined));
});
