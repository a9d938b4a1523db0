import { describe, expect, test } from 'vitest';
import { createAnswering } from '../../../src/chat/answering/answering.ts';
import type { Asked } from '../../../src/chat/answering/asked.ts';
import type { Surface } from '../../../src/chat/surface.ts';
import type { Answer } from '../../../src/core/types.ts';
import { createStore } from '../../../src/state/store.ts';
import { wording } from '../../../src/wording.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { answerOf, createScriptedApp } from '../../fakes/scripted-app.ts';

const place = { surface: 'telegram', chat: '-100', thread: '', replyTo: '1' };
const QUESTION = { id: '1', place, text: '低保标准是多少', by: 'mention', member: '11', hops: 0 } as const;

describe('a question without an answer after three minutes', () => {
  test('is told to have failed, and nobody works on it any more', async () => {
    const clock = createTestClock();
    const app = createScriptedApp();
    const signals: (AbortSignal | undefined)[] = [];
    const explain: typeof app.explain = (_, options) => {
      signals.push(options?.signal);
      return new Promise((_, reject) => {
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      });
    };
    const surface = {
      name: 'telegram',
      words: wording.telegram,
      lines: (lines: readonly string[]) => lines.map((plain) => ({ plain })),
      typing: () => () => undefined,
    } as unknown as Surface;
    const answering = createAnswering({
      app: { ...app, explain },
      store: createStore(':memory:'),
      surface,
      clock,
      log: () => undefined,
      describe: String,
    });
    const answered = answering.answer({ ...QUESTION, isPrivate: false });
    await clock.advance(179_000);
    expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
    await clock.advance(1_000);
    expect((await answered).reply.messages).toEqual([{ plain: wording.telegram.failed }]);
    expect((await answered).decision.outcome).toBe('failed');
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });
});

describe('what is said to a question', () => {
  const REFUSED: Answer = {
    ...{ kind: 'refused', reason: 'not-in-corpus', text: '资料里没有。', nearest: [], corpusVersion: 'v1' },
  };
  const BACK: Answer = {
    ...{
      kind: 'clarify',
      text: '请问是哪个县？',
      options: [{ place: '甲县', label: '甲县' }],
      corpusVersion: 'v1',
    },
  };

  async function placeOf(answer: Answer, more: Partial<Asked> = {}) {
    const app = createScriptedApp();
    app.on(QUESTION.text, answer);
    const surface = {
      ...{ name: 'telegram', words: wording.telegram },
      answer: ({ text }: Answer) => [{ plain: text }],
      typing: () => () => undefined,
    } as unknown as Surface;
    const answering = createAnswering({
      ...{ app, surface, store: createStore(':memory:'), clock: createTestClock() },
      ...{ log: () => undefined, describe: String },
    });
    return (await answering.answer({ ...QUESTION, isPrivate: false, ...more })).reply.place;
  }

  test('in a group is for whoever asked, with a sign for all, where nothing was found or a county is asked for', async () => {
    const aside = { member: '11', otherwise: 'all' };
    expect(await placeOf(REFUSED)).toEqual({ ...place, aside: { ...aside, sign: 'nothing-found' } });
    expect(await placeOf(BACK)).toEqual({ ...place, aside: { ...aside, sign: 'which-place' } });
  });

  test('is for all where it is an answer, where nobody knows who asked, and in private', async () => {
    expect(await placeOf(answerOf('标准为260元[1]。', '原文'))).toEqual(place);
    expect(await placeOf(REFUSED, { member: null })).toEqual(place);
    expect(await placeOf(REFUSED, { isPrivate: true })).toEqual(place);
  });
});
