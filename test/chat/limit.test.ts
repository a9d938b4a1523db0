import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLimit } from '../../src/chat/limit.ts';

test('at most so many tasks run at a time, the others in order of arrival', async () => {
  const limit = createLimit(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const tasks = [1, 2, 3, 4].map((nth) =>
    limit(async () => {
      begun.push(nth);
      await new Promise<void>((end) => ends.push(end));
    }),
  );
  while (begun.length < 2) await turn();
  expect(limit.waiting).toBe(2);
  for (let ended = 0; ended < 4; ended++) {
    while (ends.length === ended) await turn();
    expect(begun.length - ended).toBeLessThanOrEqual(2);
    ends[ended]?.();
  }
  await Promise.all(tasks);
  expect(begun).toEqual([1, 2, 3, 4]);
  expect(limit.waiting).toBe(0);
});

test('a task that fails frees its place', async () => {
  const limit = createLimit(1);
  const failed = limit(async () => {
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  await expect(limit(async () => 'yes')).resolves.toBe('yes');
});

test('a task that nobody waits for any more gives its place in line away, and is not begun', async () => {
  const limit = createLimit(1);
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const first = limit(() => over);
  const gone = new AbortController();
  const begun: string[] = [];
  const left = limit(async () => begun.push('left'), gone.signal);
  const stayed = limit(async () => begun.push('stayed'));
  expect(limit.waiting).toBe(2);
  gone.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  expect(limit.waiting).toBe(1);
  end();
  await Promise.all([first, stayed]);
  expect(begun).toEqual(['stayed']);
  expect(limit.waiting).toBe(0);
});

test('between tasks that wait for nothing the event loop has its turn', async () => {
  const limit = createLimit(8);
  let turns = 0;
  let isOver = false;
  const begunIn: number[] = [];
  const count = () => {
    turns++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await Promise.all(
    Array.from({ length: 100 }, () =>
      limit(async () => {
        begunIn.push(turns);
      }),
    ),
  );
  isOver = true;
  expect(new Set(begunIn).size).toBe(100);
});
