import { describe, expect, test } from 'vitest';
import { createAnswering } from '../../../src/chat/answering/answering.ts';
import { createStops } from '../../../src/chat/answering/stops.ts';
import type { Surface } from '../../../src/chat/surface.ts';
import type { Explained } from '../../../src/core/explained.ts';
import type { Answer, Answered } from '../../../src/core/types.ts';
import { createStore } from '../../../src/state/store.ts';
import { wording } from '../../../src/wording.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { answerOf, createScriptedApp } from '../../fakes/scripted-app.ts';

const CHAT = { surface: 'telegram', chat: '11' };
const ASKED = {
  id: '7',
  text: '低保标准是多少',
  by: 'private',
  member: '11',
  hops: 0,
  isPrivate: true,
  place: { ...CHAT, thread: '', replyTo: '1' },
} as const;
const DRAFT = answerOf('低保标准为260元[1]。', '低保标准提高到260元', { method: 'generated' });
const WHOLE = answerOf('低保标准为260元[1]。特困为400元[1]。', '低保标准提高到260元', {
  method: 'generated',
});
const words = wording.telegram.stopped;

/** Answering where the one question waits for the test, heard of by the signal and the listener that it was given. */
function scene() {
  const store = createStore(':memory:');
  const app = createScriptedApp();
  const drafted: string[] = [];
  let signal: AbortSignal | undefined;
  let onDraft: (draft: Answered) => void = () => undefined;
  let give: (found: Explained) => void = () => undefined;
  const explain: typeof app.explain = (_, options) => {
    signal = options?.signal;
    onDraft = options?.onDraft ?? onDraft;
    return new Promise((resolve) => (give = resolve));
  };
  const surface = {
    ...{ name: 'telegram', words: wording.telegram, typing: () => () => undefined },
    lines: (lines: readonly string[]) => lines.map((plain) => ({ plain })),
    answer: (answer: Answer) => [{ plain: `${answer.text}${'closing' in answer ? answer.closing : ''}` }],
    draft: (_: unknown, id: string, { plain }: { plain: string }) => drafted.push(`${id} ${plain}`),
  } as unknown as Surface;
  const answering = createAnswering({
    ...{ app: { ...app, explain }, store, surface, clock: createTestClock() },
    ...{ log: () => undefined, describe: String },
  });
  const begun = async () => {
    while (signal === undefined) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    ...{ store, answering, drafted, begun },
    draft: (draft: Answered) => onDraft(draft),
    isAborted: () => signal?.aborted,
    give: (answer: Answer) => give({ answer, retrieved: [], evidence: [] }),
  };
}

describe('an answer that is stopped while it is made', () => {
  test('is what was proved of it, closed by one line, and the model is told to end', async () => {
    const { answering, begun, draft, drafted, isAborted } = scene();
    const answered = answering.answer(ASKED);
    await begun();
    draft(answerOf('低保[1]。', '低保'));
    draft(DRAFT);
    answering.stop(CHAT, (id) => id === ASKED.id);
    draft(WHOLE);
    const { reply, decision } = await answered;
    expect(reply.messages).toEqual([{ plain: `${DRAFT.text}${words.midway}` }]);
    expect(reply.answer).toMatchObject({
      questionId: '1',
      answer: { ...DRAFT, closing: words.midway },
    });
    expect(decision).toMatchObject({ outcome: 'stopped', by: 'private', method: 'generated' });
    expect(isAborted()).toBe(true);
    expect(drafted).toEqual(['7 低保[1]。', `7 ${DRAFT.text}`]);
  });

  test('can be asked on about, and does not name a county that was not the chat’s', async () => {
    const { store, answering, begun, draft } = scene();
    const answered = answering.answer(ASKED);
    await begun();
    draft({ ...DRAFT, ownPlace: '安平县' });
    answering.stop(CHAT, () => true);
    const { reply, remember } = await answered;
    expect(reply.answer?.answer).not.toHaveProperty('ownPlace');
    remember();
    const turns = store.turns.recent({ ...CHAT, thread: '', member: '11' }, 0, 9);
    expect(turns.map(({ content }) => content)).toEqual([ASKED.text, DRAFT.text]);
  });

  test('is one line where nothing of it was shown', async () => {
    const { answering, begun } = scene();
    const answered = answering.answer(ASKED);
    await begun();
    answering.stop(CHAT, () => true);
    const { reply, decision } = await answered;
    expect(reply).toEqual({ place: ASKED.place, messages: [{ plain: words.unsaid }] });
    expect(decision.outcome).toBe('stopped');
  });

  test('is none of another chat, nor to another question', async () => {
    const { answering, begun, give } = scene();
    const answered = answering.answer(ASKED);
    await begun();
    answering.stop({ ...CHAT, chat: '12' }, () => true);
    answering.stop({ ...CHAT, surface: 'other' }, () => true);
    answering.stop(CHAT, (id) => id === '8');
    give(WHOLE);
    expect((await answered).reply.messages).toEqual([{ plain: WHOLE.text }]);
  });

  test('is whole where it was made already', async () => {
    const { answering, begun, give } = scene();
    const answered = answering.answer(ASKED);
    await begun();
    give(WHOLE);
    const { reply, decision } = await answered;
    answering.stop(CHAT, () => true);
    expect(reply.messages).toEqual([{ plain: WHOLE.text }]);
    expect(decision.outcome).toBe('answered');
  });
});

describe('a stop that comes before the answer is begun', () => {
  test('ends it at once, and no other that comes after it', () => {
    const stops = createStops();
    stops.stop(CHAT, (id) => id === '7');
    expect(stops.begin({ ...CHAT, chat: '12' }, '7').signal.aborted).toBe(false);
    expect(stops.begin(CHAT, '8').signal.aborted).toBe(false);
    expect(stops.begin(CHAT, '7').signal.aborted).toBe(true);
    expect(stops.begin(CHAT, '7').signal.aborted).toBe(false);
  });

  test('is forgotten after a hundred others', () => {
    const stops = createStops();
    for (let id = 0; id <= 100; id++) stops.stop(CHAT, (one) => one === String(id));
    expect(stops.begin(CHAT, '0').signal.aborted).toBe(false);
    expect(stops.begin(CHAT, '1').signal.aborted).toBe(true);
  });

  test('is none of an answer that is over', () => {
    const stops = createStops();
    const { signal, end } = stops.begin(CHAT, '7');
    end();
    stops.stop(CHAT, (id) => id === '7');
    expect(signal.aborted).toBe(false);
  });
});
