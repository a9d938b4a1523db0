import type { Message, Update } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { type MessageAddress, type Questions, silent } from '../../src/chat/answering/questions.ts';
import { createQueueNotices } from '../../src/chat/answering/queue-notices.ts';
import type { Decision } from '../../src/chat/decision.ts';
import type { Burst } from '../../src/chat/delivery/inbox.ts';
import type { Replies, Reply } from '../../src/chat/delivery/replies.ts';
import { createStore } from '../../src/state/store.ts';
import { createHandler } from '../../src/telegram/handle.ts';
import { wording } from '../../src/wording.ts';
import { createTestClock } from '../fakes/clock.ts';
import { BOT, NAME, names, privately, message as sent, toAnswer } from './messages.ts';

const NOW = Math.floor(Date.now() / 1_000);
const asks = (id: number) =>
  names(`${NAME} 低保标准是多少`, {
    ...{ message_id: id, date: NOW, from: { id: 10_000 + id, is_bot: false, first_name: '王' } },
  });
const updateOf = (message: Message) => ({ update_id: message.message_id, message }) as unknown as Update;

type Options = Parameters<typeof createHandler>[0];

/** A handler in a group, whose questions go to `asked`; what a test does not reach is not there. */
function scene(asked: Questions['asked'] = async () => undefined) {
  const clock = createTestClock();
  const turnedAway: string[] = [];
  const decided: (readonly [string, Decision])[] = [];
  const said: string[] = [];
  const lines = (texts: readonly string[]) => texts.map((plain) => ({ plain }));
  const surface = {
    ...{ words: wording.telegram, lines, room: () => 0 },
    send: async () => ({ kind: 'dropped' as const }),
  };
  const notices = createQueueNotices({ surface, clock, waitingElsewhere: () => 0 });
  const handler = createHandler({
    store: createStore(':memory:'),
    notices,
    clock,
    questions: {
      asked,
      turnAway: ({ id }: { id: string }) => turnedAway.push(id),
      decide: ({ replyTo }: MessageAddress, decision: Decision) => decided.push([replyTo, decision]),
      isWithinLimits: async () => true,
    } as unknown as Questions,
    replies: {
      reply: async (_: string, __: unknown, { messages }: Reply) => {
        said.push(...messages.map(({ plain }) => plain));
      },
    } as unknown as Replies,
    standing: { told: () => undefined },
    bot: { ...BOT, readsGroups: true },
    groupIds: [],
    log: () => undefined,
    ...({} as Pick<Options, 'answering' | 'outbox' | 'command' | 'menus' | 'press'>),
  });
  const burst = (isCut: boolean, first: Message, ...more: readonly Message[]): Burst<Update> => ({
    isCut,
    updates: [first, ...more].map(updateOf),
    kept: {
      ...{ id: String(first.message_id), chat: '-100', body: '', receivedAt: 0 },
      ...{ attempts: 1, reply: null, sent: 0 },
    },
    others: more.map(({ message_id }) => String(message_id)),
    at: clock.now(),
  });
  const arrive = (message: Message) => handler.arrived(updateOf(message), 'now');
  return { handler, turnedAway, decided, said, burst, arrive };
}

describe('a question that waits', () => {
  test('keeps its place in the queue of its group while it is tried again, until it is settled', async () => {
    const { handler, turnedAway, burst, arrive } = scene(async () => {
      throw new Error('out of reach');
    });
    for (let id = 1; id <= 60; id++) arrive(asks(id));
    await expect(handler.handle(burst(false, asks(1)))).rejects.toThrow('out of reach');
    arrive(asks(61));
    expect(turnedAway).toEqual(['61']);
    handler.settled(['1']);
    arrive(asks(62));
    expect(turnedAway).toEqual(['61']);
  });
});

describe('a question in several messages', () => {
  test('that waited for its turn, not for an outage, is answered, whichever of them was counted', async () => {
    const asked: string[] = [];
    const { handler, burst, arrive } = scene(async ({ id }) => void asked.push(id));
    const begun = NOW - 11 * 60;
    const alone = names(NAME, { message_id: 70, date: begun });
    for (let id = 1; id <= 5; id++) arrive(asks(id));
    for (const message of [alone, asks(71)]) arrive(message);
    await handler.handle(burst(false, alone, { ...asks(71), date: begun }));
    expect(asked).toEqual(['70']);
  });
});

describe('a name alone', () => {
  const alone = names(NAME, { message_id: 1, date: NOW });

  test('is asked what it wants to know', async () => {
    const { handler, said, burst } = scene();
    await handler.handle(burst(false, alone));
    expect(said).toEqual([wording.telegram.nothingAsked(BOT.username)]);
  });

  test('beside a question that found no place in the queue is told no more than that', async () => {
    const { handler, said, decided, burst } = scene();
    await handler.handle(burst(true, alone));
    expect(said).toEqual([]);
    expect(decided).toEqual([['1', silent('full', 'limited')]]);
  });
});

describe('what has no words', () => {
  const voice = { voice: {}, date: NOW };
  const picture = { photo: [], media_group_id: '9', date: NOW };
  const waits = (incoming: Message) => scene().handler.patience(updateOf(incoming));

  test('is told what can be read, once for all that was sent in one breath', async () => {
    const { handler, said, burst } = scene();
    await handler.handle(burst(false, sent({ ...voice, ...toAnswer })));
    await handler.handle(burst(false, privately(picture), privately(picture)));
    expect(said).toEqual([wording.telegram.noText, wording.telegram.noText]);
  });

  test('is passed over where it is a service message, or of a kind that is not known', async () => {
    const { handler, said, decided, burst } = scene();
    for (const fields of [{ chat_owner_left: {} }, { gift: {} }, { hologram: {} }, {}])
      await handler.handle(burst(false, privately({ ...fields, date: NOW })));
    expect([said, decided]).toEqual([[], []]);
  });

  test('waits in a group for the words that may follow, and everywhere for the rest of its album', () => {
    expect(waits(sent({ ...voice, ...toAnswer }))).toBe(2_000);
    expect(waits(privately(voice))).toBe(0);
    expect(waits(privately(picture))).toBe(2_000);
    expect(waits(privately({ ...picture, caption: '低保标准是多少' }))).toBe(2_000);
    expect(waits(sent({ ...picture, caption: '低保标准是多少', ...toAnswer }))).toBe(2_000);
    expect(waits(privately({ photo: [], caption: '低保标准是多少' }))).toBe(0);
  });
});

test('what is written to a channel in its direct messages is not answered, and /why can say so', async () => {
  const { handler, said, decided, burst } = scene();
  const chat = { id: -300, type: 'supergroup', title: '频道', is_direct_messages: true } as const;
  await handler.handle(burst(false, sent({ ...asks(5), chat })));
  expect(said).toEqual([]);
  expect(decided).toEqual([['5', silent('direct-messages')]]);
});
