import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createBackground } from '../../src/app/background.ts';
import { createExamples } from '../../src/app/examples.ts';

const open = () => {
  const closing = new AbortController();
  return { closing, ...createBackground(closing.signal) };
};

async function turns(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await turn();
}

test('background work goes on when nobody waits', async () => {
  await open().idle();
});

test('it waits for every question that is being answered, one that came at the same time included', async () => {
  const { foreground, idle } = open();
  const done: string[] = [];
  const background = idle().then(() => done.push('background'));
  let end = (): void => undefined;
  const first = foreground(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  ).then(() => done.push('first'));
  const failing = foreground(async () => {
    throw new Error('no');
  }).catch(() => done.push('failed'));
  await failing;
  await turns(5);
  expect(done).toEqual(['failed']);
  end();
  await Promise.all([first, background]);
  expect(done).toEqual(['failed', 'first', 'background']);
});

test('it ends when the app closes, while it waits and before', async () => {
  const { closing, foreground, idle } = open();
  void foreground(() => new Promise(() => undefined));
  const waiting = idle();
  await turns(3);
  closing.abort(new Error('closed'));
  await expect(waiting).rejects.toThrow('closed');
  await expect(idle()).rejects.toThrow('closed');
});

test('examples are looked for once a corpus, and again where they could not be found', async () => {
  const [one, two] = [{}, {}];
  const calls: object[] = [];
  let fails = true;
  const examples = createExamples<object>(async (corpus) => {
    calls.push(corpus);
    if (corpus === two && fails) throw new Error('no embedder');
    return [`${calls.length}`];
  });
  expect(await Promise.all([examples.of(one), examples.of(one)])).toEqual([['1'], ['1']]);
  expect(await examples.of(two)).toEqual([]);
  fails = false;
  expect(await examples.of(two)).toEqual(['3']);
  expect(await examples.of(one)).toEqual(['1']);
  expect(calls).toEqual([one, two, two]);
});

describe('examples for somebody who waits', () => {
  test('are looked for at once, though an answer is under way', async () => {
    const { foreground, idle } = open();
    const examples = createExamples<object>(async (_, patience) => {
      await patience();
      return ['低保标准是多少？'];
    }, idle);
    const corpus = {};
    const background = examples.of(corpus);
    expect(await foreground(() => examples.atOnce(corpus))).toEqual(['低保标准是多少？']);
    expect(await background).toEqual(['低保标准是多少？']);
  });

  test('are none where they take longer than a moment', async () => {
    const examples = createExamples<object>(() => new Promise(() => undefined));
    expect(await examples.atOnce({})).toEqual([]);
  });
});
