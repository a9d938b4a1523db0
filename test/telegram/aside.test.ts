import { TelegramError } from 'telegraf';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Aside, Place } from '../../src/chat/surface.ts';
import type { Abilities } from '../../src/telegram/abilities.ts';
import type { BotApi } from '../../src/telegram/api.ts';
import { createButtonSigner } from '../../src/telegram/buttons/data.ts';
import { createRichChoice } from '../../src/telegram/outbox/rich-choice.ts';
import { createStanding } from '../../src/telegram/outbox/standing.ts';
import { createOutbox } from '../../src/telegram/outbox.ts';
import { createTelegramSurface } from '../../src/telegram/surface.ts';
import { createTestClock } from '../fakes/clock.ts';

const SELF = 1;
const GROUP = '-1001';
const MEMBER = '71';
const LINE = { html: '资料里没有。', plain: '资料里没有。' };
const TO_ALL: Aside = { member: MEMBER, otherwise: 'all' };
const NO_RIGHTS = 'Bad Request: BOT_NOT_ADMIN';

interface Call {
  readonly method: string;
  readonly payload: Record<string, unknown>;
}

let calls: Call[];
let logged: string[];
let abilities: Pick<Abilities, 'ephemeral' | 'lose'> & { ephemeral: boolean };
/** What the bot is in every group. */
let status: string;
/** What Telegram gives instead of its usual result, method by method. */
let instead: Record<string, (payload: Record<string, unknown>) => unknown>;

beforeEach(() => {
  calls = [];
  logged = [];
  status = 'administrator';
  instead = {};
  abilities = {
    ephemeral: true,
    lose: () => {
      abilities.ephemeral = false;
    },
  };
});

function refuse(description: string, error_code = 400): never {
  throw new TelegramError({ error_code, description });
}

/** Telegram as a surface, over a server that shows a message to one member where it is told so. */
function scene() {
  const clock = createTestClock();
  let next = 900;
  const usual: Record<string, (payload: Record<string, unknown>) => unknown> = {
    getChatMember: () => ({ status }),
    sendMessage: (payload) =>
      'receiver_user_id' in payload
        ? { message_id: 0, ephemeral_message_id: 5, date: 1 }
        : { message_id: next++, date: 1 },
  };
  const api = {
    call: async (method: string, payload: Record<string, unknown>) => {
      calls.push({ method, payload });
      return (instead[method] ?? usual[method] ?? (() => true))(payload);
    },
    ...{ holdAll: () => undefined, held: () => 0, describe: String },
  } as unknown as BotApi;
  const log = (level: string, event: string) => logged.push(`${level} ${event}`);
  const standing = createStanding({ api, clock, log, self: () => SELF });
  const outbox = createOutbox({ api, clock, log, onMoved: () => undefined, aside: { abilities, standing } });
  const blocks = { rich: 'none', lose: abilities.lose } as const;
  const surface = createTelegramSurface({
    ...{ outbox, signer: createButtonSigner('token'), abilities: blocks },
    richChoice: createRichChoice({ setting: 'auto', abilities: blocks, log }),
  });
  async function say(more: Partial<Place> = {}) {
    const sending = surface.send(
      { surface: 'telegram', chat: GROUP, thread: '', replyTo: '7', ...more },
      LINE,
    );
    await clock.runAll();
    return await sending;
  }
  return { clock, outbox, standing, surface, say };
}

const methods = () => calls.map(({ method }) => method);
const sends = () => calls.filter(({ method }) => method === 'sendMessage').map(({ payload }) => payload);
const toAll = () => sends().filter((payload) => !('receiver_user_id' in payload));
const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1_000) - seconds;
/** A message that only the member sees, of so many seconds ago. */
const ephemeral = (seconds: number): Partial<Place> => ({
  replyTo: `e5@${secondsAgo(seconds)}`,
  aside: { member: MEMBER, otherwise: 'nobody' },
});

describe('a line for one member, by a bot that is an administrator', () => {
  test('is sent to that member, in the forms that both versions read, and has no id', async () => {
    const { say } = scene();
    expect(await say({ aside: TO_ALL, thread: '3' })).toEqual({ kind: 'aside' });
    expect(sends()).toEqual([
      expect.objectContaining({
        ephemeral_message_parameters: { receiver_user_id: 71 },
        receiver_user_id: 71,
        message_thread_id: 3,
        reply_parameters: { message_id: 7 },
      }),
    ]);
  });

  test('is told of by a sign that all see, before it, and to all where that is refused', async () => {
    const { say } = scene();
    expect(await say({ aside: { ...TO_ALL, sign: 'nothing-found' } })).toEqual({ kind: 'aside' });
    expect(methods()).toEqual(['getChatMember', 'setMessageReaction', 'sendMessage']);
    expect(calls[1]?.payload).toMatchObject({ message_id: 7, reaction: [{ type: 'emoji', emoji: '🤷' }] });

    instead.setMessageReaction = () => refuse('Bad Request: REACTION_INVALID');
    expect((await say({ aside: { ...TO_ALL, sign: 'which-place' } })).kind).toBe('sent');
    expect(toAll()).toHaveLength(1);
  });

  test('has a sign that shows already', async () => {
    const { say } = scene();
    instead.setMessageReaction = () => refuse('Bad Request: MESSAGE_NOT_MODIFIED');
    expect((await say({ aside: { ...TO_ALL, sign: 'nothing-found' } })).kind).toBe('aside');
  });

  test('goes at the pace of the chat, as what all see does', async () => {
    const { clock, say } = scene();
    const at: number[] = [];
    instead.sendMessage = () => {
      at.push(clock.now());
      return { message_id: 0, date: 1 };
    };
    await Promise.all(Array.from({ length: 16 }, () => say({ aside: TO_ALL })));
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect((at[15] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(60_000);
  });

  test('goes to all, without its sign, once the rights are gone, and is not tried again until they are back', async () => {
    const { say, standing } = scene();
    instead.sendMessage = (payload) =>
      'receiver_user_id' in payload ? refuse(NO_RIGHTS) : { message_id: 900, date: 1 };
    expect((await say({ aside: { ...TO_ALL, sign: 'nothing-found' } })).kind).toBe('sent');
    expect(calls.at(-2)?.payload).toMatchObject({ message_id: 7, reaction: [] });
    expect((await say({ aside: TO_ALL })).kind).toBe('sent');
    expect(sends().map((payload) => 'receiver_user_id' in payload)).toEqual([true, false, false]);

    delete instead.sendMessage;
    standing.told(Number(GROUP), true);
    expect((await say({ aside: TO_ALL })).kind).toBe('aside');
    expect(methods().filter((method) => method === 'getChatMember')).toHaveLength(1);
  });

  test('goes to all where the member cannot be written to, and what waits for the chat still goes', async () => {
    const { say } = scene();
    instead.sendMessage = (payload) =>
      'receiver_user_id' in payload
        ? refuse('Forbidden: user is deactivated', 403)
        : { message_id: 900, date: 1 };
    const both = await Promise.all([say({ aside: TO_ALL }), say()]);
    expect(both.map(({ kind }) => kind)).toEqual(['sent', 'sent']);
  });
});

describe('a line for one member where it cannot be kept from the others', () => {
  test.each([
    ['an older server', { isAble: false, as: 'administrator', chat: GROUP }],
    ['a bot that is a plain member', { isAble: true, as: 'member', chat: GROUP }],
    ['a private chat', { isAble: true, as: 'administrator', chat: MEMBER }],
  ])('goes to all as ever, at once: %s', async (_, { isAble, as, chat }) => {
    abilities.ephemeral = isAble;
    status = as;
    const { say } = scene();
    const aside: Aside = { ...TO_ALL, sign: 'nothing-found' };
    expect((await say({ chat, aside })).kind).toBe('sent');
    expect((await say({ chat, aside })).kind).toBe('sent');
    expect(toAll()).toHaveLength(2);
    expect(sends()).toEqual(toAll());
    expect(methods()).not.toContain('setMessageReaction');
    expect(methods().filter((method) => method === 'getChatMember').length).toBeLessThanOrEqual(1);
  });

  test('goes to all where nobody knows by what account to reach the member', async () => {
    const { say } = scene();
    expect((await say({ aside: { ...TO_ALL, member: null } })).kind).toBe('sent');
    expect((await say({ aside: { member: null, otherwise: 'nobody' } })).kind).toBe('dropped');
    expect(sends()).toEqual(toAll());
    expect(sends()).toHaveLength(1);
  });

  test('is taken from all at once by whom a server shows it, and never tried again', async () => {
    const { say } = scene();
    instead.sendMessage = () => ({ message_id: 901, date: 1 });
    expect((await say(ephemeral(1))).kind).toBe('dropped');
    expect(methods()).toEqual(['sendMessage', 'deleteMessage']);
    expect(calls[1]?.payload).toEqual({ chat_id: Number(GROUP), message_id: 901 });
    expect(logged).toContain('error telegram-aside-shown-to-all');
    expect(abilities.ephemeral).toBe(false);
    expect((await say({ aside: TO_ALL })).kind).toBe('sent');
    expect((await say(ephemeral(1))).kind).toBe('dropped');
    expect(sends()).toHaveLength(2);
  });

  test.each([
    ['Telegram asks to wait', { error_code: 429, parameters: { retry_after: 3 } }],
    ['Telegram does not answer', { error_code: 502 }],
  ])('is taken from all later where %s', async (_, fault) => {
    const { say, clock } = scene();
    instead.sendMessage = () => ({ message_id: 901, date: 1 });
    instead.deleteMessage = () => {
      delete instead.deleteMessage;
      throw new TelegramError({ description: '', ...fault });
    };
    expect((await say(ephemeral(1))).kind).toBe('dropped');
    await clock.runAll();
    expect(methods()).toEqual(['sendMessage', 'deleteMessage', 'deleteMessage']);
    expect(calls[2]?.payload).toEqual({ chat_id: Number(GROUP), message_id: 901 });
  });

  test('takes back its sign, and says it to all, where a server shows to all what all may see', async () => {
    const { say } = scene();
    instead.sendMessage = () => ({ message_id: 901, date: 1 });
    expect((await say({ aside: { ...TO_ALL, sign: 'which-place' } })).kind).toBe('sent');
    expect(methods()).toEqual([
      ...['getChatMember', 'setMessageReaction', 'sendMessage', 'deleteMessage'],
      ...['setMessageReaction', 'sendMessage'],
    ]);
    expect(calls[4]?.payload).toMatchObject({ reaction: [] });
  });
});

describe('a reply to what one member alone sees', () => {
  test('takes no rights for some seconds, and points at the message by its own id', async () => {
    status = 'member';
    const { say } = scene();
    expect((await say(ephemeral(10))).kind).toBe('aside');
    expect(methods()).toEqual(['sendMessage']);
    expect(sends()[0]).toMatchObject({ receiver_user_id: 71, reply_parameters: { ephemeral_message_id: 5 } });
    expect(sends()[0]?.reply_parameters).not.toHaveProperty('message_id');
  });

  test('is said to nobody after that, or by the rights of an administrator', async () => {
    status = 'member';
    const plain = scene();
    expect((await plain.say(ephemeral(15.1))).kind).toBe('dropped');
    expect(sends()).toEqual([]);

    status = 'administrator';
    const ruling = scene();
    expect((await ruling.say(ephemeral(15.1))).kind).toBe('aside');
    expect(sends()[0]).not.toHaveProperty('reply_parameters');
  });

  test('is said to nobody else when it was kept by an earlier run, whoever it was for', async () => {
    status = 'member';
    const { say } = scene();
    const { replyTo = '' } = ephemeral(100);
    expect((await say({ replyTo })).kind).toBe('dropped');
    expect((await say({ replyTo, aside: TO_ALL })).kind).toBe('dropped');
    // As versions that knew of no such messages kept them.
    expect((await say({ replyTo: '0' })).kind).toBe('dropped');
    expect(sends()).toEqual([]);
  });

  test('is said to nobody else where Telegram refuses it', async () => {
    const { say } = scene();
    instead.sendMessage = () => refuse('Bad Request: message to be replied not found');
    expect((await say(ephemeral(1))).kind).toBe('dropped');
    expect(sends()).toHaveLength(1);
  });

  test('goes before what waits for its turn in the chat', async () => {
    status = 'member';
    const { say } = scene();
    const order: string[] = [];
    instead.sendMessage = (payload) => {
      order.push('receiver_user_id' in payload ? 'to one' : 'to all');
      return { message_id: 'receiver_user_id' in payload ? 0 : 900, date: 1 };
    };
    const waiting = [say(), say(), say()];
    await Promise.all([...waiting, say(ephemeral(0))]);
    // One may be on its way already.
    expect(order.slice(0, 2)).toContain('to one');
    expect(order).toHaveLength(4);
  });

  test('shows nobody that something is being written', async () => {
    const { clock, surface } = scene();
    const stop = surface.typing({ surface: 'telegram', chat: GROUP, thread: '', ...ephemeral(1) });
    await clock.advance(10_000);
    stop();
    expect(methods()).toEqual([]);
  });
});

describe('a sign', () => {
  test('is taken off the message that has it, and a failure harms nobody', async () => {
    const { surface, clock } = scene();
    const chat = { surface: 'telegram', chat: GROUP };
    surface.unsign(chat, '7');
    await clock.runAll();
    instead.setMessageReaction = () => refuse('Bad Request: message to react not found');
    surface.unsign(chat, '8');
    surface.unsign(chat, 'e5@1700000000');
    await clock.runAll();
    expect(calls.map(({ payload }) => [payload.message_id, payload.reaction])).toEqual([
      [7, []],
      [8, []],
    ]);
  });
});
