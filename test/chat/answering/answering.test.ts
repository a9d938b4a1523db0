import { describe, expect, test } from 'vitest';
import { createAnswering } from '../../../src/chat/answering/answering.ts';
import type { Surface } from '../../../src/chat/surface.ts';
import { createStore } from '../../../src/state/store.ts';
import { wording } from '../../../src/wording.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { createScriptedApp } from '../../fakes/scripted-app.ts';

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
