import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { withDeadline } from '../../src/telegram/deadline.ts';

const HOUR = 3_600_000;
const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('work ends with what it gives, at its deadline, or when it is told to', async () => {
  const { signal } = new AbortController();
  expect(await withDeadline(HOUR, signal, async () => 7)).toBe(7);
  await expect(withDeadline(HOUR, signal, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  await expect(withDeadline(5, signal, aborted)).rejects.toMatchObject({ name: 'TimeoutError' });
  await expect(withDeadline(5, undefined, aborted)).rejects.toMatchObject({ name: 'TimeoutError' });
  const told = new AbortController();
  const work = withDeadline(HOUR, told.signal, aborted);
  told.abort(new Error('stopped'));
  await expect(work).rejects.toThrow('stopped');
  await expect(withDeadline(HOUR, told.signal, async () => 7)).rejects.toThrow('stopped');
});

test('a thousand calls leave nothing behind on the signal that outlives them', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { signal } = new AbortController();
  const made: WeakRef<AbortSignal>[] = [];
  for (let call = 0; call < 1_000; call++) {
    await withDeadline(HOUR, signal, async (either) => {
      either.addEventListener('abort', () => undefined);
      made.push(new WeakRef(either));
    });
  }
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
  expect(made.filter((one) => one.deref() !== undefined).length).toBeLessThan(10);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
