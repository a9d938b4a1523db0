import { expect, test } from 'vitest';
import type { Answering } from '../../../src/chat/answering/answering.ts';
import { createQuestions } from '../../../src/chat/answering/questions.ts';
import type { QueueNotices } from '../../../src/chat/answering/queue-notices.ts';
import type { Replies } from '../../../src/chat/delivery/replies.ts';
import { createQuota } from '../../../src/chat/quota.ts';
import type { Aside, Place } from '../../../src/chat/surface.ts';
import type { SentAnswer } from '../../../src/core/ports.ts';
import type { Answer } from '../../../src/core/types.ts';
import { createStore } from '../../../src/state/store.ts';
import { wording } from '../../../src/wording.ts';
import { createTestClock } from '../../fakes/clock.ts';

/** Members of a group turn to a bot whose queue is full. Gives for whom each of the lines is that they are told. */
function toldTo(members: readonly string[], { canAside = true, room = 15 } = {}) {
  const told: (Aside | undefined)[] = [];
  const questions = createQuestions({
    store: createStore(':memory:'),
    surface: {
      ...{ name: 'telegram', words: wording.telegram, canAside: () => canAside, room: () => room },
      lines: (lines: readonly string[]) => lines.map((plain) => ({ plain })),
      send: async ({ aside }: Place) => {
        told.push(aside);
        return { kind: 'aside' };
      },
      unsign: () => undefined,
      answer: () => [],
    },
    quota: createQuota({ clock: createTestClock() }),
    onDecision: () => undefined,
    ...({} as { answering: Answering; replies: Replies; notices: QueueNotices }),
  });
  for (const [at, member] of members.entries()) {
    const place = { surface: 'telegram', chat: '-100', thread: '', replyTo: String(at + 1) };
    const from = { member, limited: member, isPerson: true };
    questions.turnAway({ id: String(at), place, from, isPrivate: false });
  }
  return told;
}

test('that a queue is full is told to each member alone, once a minute, where nobody else need see it', () => {
  expect(toldTo(['1', '2', '2'])).toEqual([
    { member: '1', otherwise: 'all' },
    { member: '2', otherwise: 'all' },
  ]);
});

test.each([
  ['it cannot be kept from the others', { canAside: false }],
  ['the chat has no room for so many lines', { room: 9 }],
])('that a queue is full is told to all at once, once a minute, where %s', (_, how) => {
  expect(toldTo(['1', '2', '2'], how)).toEqual([undefined]);
});

test('an answer that became another since somebody wished it as text is said as it is now', async () => {
  const store = createStore(':memory:');
  const chat = { surface: 'telegram', chat: '-100', thread: '' };
  const answerOf = (text: string) =>
    ({ kind: 'refused', reason: 'not-in-corpus', text, nearest: [], corpusVersion: 'v1' }) as const;
  const pressed: SentAnswer = {
    ...{ ...chat, key: 'abc', questionId: '7', messageIds: ['40'], question: '问', place: null, member: '1' },
    ...{ hops: 0, answer: answerOf('旧'), sentAt: 1, recalledAt: null },
  };
  store.answers.record({ ...pressed, answer: answerOf('新'), sentAt: 2 });
  const said: string[] = [];
  const questions = createQuestions({
    store,
    surface: {
      ...{ name: 'telegram', words: wording.telegram, canAside: () => false, room: () => 15 },
      lines: () => [],
      send: async () => ({ kind: 'aside' }),
      unsign: () => undefined,
      answer: ({ text }: Answer) => [{ plain: text }],
    },
    replies: {
      reply: async (_, __, { messages }) => void said.push(...messages.map(({ plain }) => plain)),
      resume: async () => undefined,
    },
    quota: createQuota({ clock: createTestClock() }),
    onDecision: () => undefined,
    ...({} as { answering: Answering; notices: QueueNotices }),
  });
  await questions.restated('9', pressed);
  expect(said).toEqual(['新']);
});
