import { TelegramError } from 'telegraf';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BotApi } from '../../../src/telegram/api.ts';
import type { RichMessage } from '../../../src/telegram/methods.ts';
import { refusalOfRich } from '../../../src/telegram/outbox/rich.ts';
import { createOutbox, type Outbox } from '../../../src/telegram/outbox.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';
import { button, GROUP, PERSON, shownButton } from './scene.ts';

type Said = { readonly code: number; readonly description: string; readonly parameters?: object };

const BLOCKS: RichMessage = {
  blocks: [{ type: 'paragraph', text: '甲县三百元。' }],
  skip_entity_detection: true,
};
const bad = (description: string): Said => ({ code: 400, description: `Bad Request: ${description}` });
const UNKNOWN: Said = { code: 404, description: 'Not Found: method not found' };

let clock: TestClock;
let outbox: Outbox;
let calls: { readonly method: string; readonly payload: Readonly<Record<string, unknown>> }[];
/** What the server says to the next calls; then it takes them. */
let says: (Said | 'network')[];
let nextId: number;

beforeEach(() => {
  clock = createTestClock();
  calls = [];
  says = [];
  nextId = 1;
  const api = {
    call: async (method: string, payload: Readonly<Record<string, unknown>>) => {
      calls.push({ method, payload });
      const said = says.shift();
      if (said === 'network') throw Object.assign(new Error('socket hang up'), { name: 'FetchError' });
      if (said !== undefined) throw new TelegramError({ ...said, error_code: said.code } as never);
      return { message_id: nextId++ };
    },
    holdAll: () => undefined,
    held: () => 0,
    describe: String,
  } as unknown as BotApi;
  outbox = createOutbox({ api, clock, log: () => undefined, onMoved: () => undefined, random: () => 1 });
});

async function done<T>(work: Promise<T>): Promise<T> {
  await clock.runAll();
  return await work;
}
const send = (more: object = {}) => done(outbox.send({ chat: GROUP, rich: BLOCKS, ...more }));
const edit = (more: object = {}) => done(outbox.edit({ chat: GROUP, messageId: 9, rich: BLOCKS, ...more }));
const methods = () => calls.map(({ method }) => method);

describe('a message in blocks', () => {
  test('goes to its topic, as a reply, with its buttons, and with nothing that only texts take', async () => {
    expect(await send({ topic: 5, replyTo: 7, keyboard: button('a') })).toEqual({
      ...{ kind: 'sent', chat: GROUP, messageId: 1 },
    });
    expect(calls).toEqual([
      {
        method: 'sendRichMessage',
        payload: {
          chat_id: GROUP,
          message_thread_id: 5,
          reply_parameters: { message_id: 7, allow_sending_without_reply: true },
          reply_markup: shownButton('a'),
          rich_message: BLOCKS,
        },
      },
    ]);
  });

  test('takes the place of a text by an edit, and a text the place of it', async () => {
    expect(await edit()).toBe('edited');
    expect(await done(outbox.edit({ chat: GROUP, messageId: 9, html: '字', plain: '字' }))).toBe('edited');
    expect(calls[0]).toEqual({
      method: 'editMessageText',
      payload: { chat_id: GROUP, message_id: 9, rich_message: BLOCKS },
    });
    expect(calls[1]?.payload).toMatchObject({ text: '字', parse_mode: 'HTML' });
    expect(calls[1]?.payload).not.toHaveProperty('rich_message');
  });

  test('that Telegram refuses is told with the reason, and neither sent again nor as a text by itself', async () => {
    says = [bad('RICH_MESSAGE_BLOCKS_TOO_MANY')];
    expect(await send()).toEqual({
      ...{ kind: 'rich-refused', why: 'content' },
      reason: 'Bad Request: RICH_MESSAGE_BLOCKS_TOO_MANY',
    });
    says = [bad('can\'t parse InputRichBlock: Can\'t find field "text"')];
    expect(await edit()).toMatchObject({ kind: 'rich-refused', why: 'content' });
    expect(methods()).toEqual(['sendRichMessage', 'editMessageText']);
  });

  test('is not taken by a server that is older than it', async () => {
    says = [UNKNOWN];
    expect(await send()).toMatchObject({ kind: 'rich-refused', why: 'method' });
    // One that knows the method to edit, and not what is to be edited in.
    says = [bad('message text is empty')];
    expect(await edit()).toMatchObject({ kind: 'rich-refused', why: 'method' });
  });

  test('may be refused for want of a right that a text does not need', async () => {
    says = [bad('not enough rights to send the rich message to the chat')];
    expect(await send()).toMatchObject({ kind: 'rich-refused', why: 'other' });
  });

  test('is dropped where a text would be, and the message that is gone is gone', async () => {
    says = [bad('chat not found')];
    expect(await send()).toEqual({ kind: 'dropped' });
    says = [bad('message to edit not found')];
    expect(await edit()).toBe('gone');
    says = [bad('message is not modified')];
    expect(await edit()).toBe('edited');
  });

  test('goes without the topic or the buttons that Telegram refuses, still in blocks', async () => {
    says = [bad('message thread not found'), bad('BUTTON_DATA_INVALID')];
    expect(await send({ topic: 5, replyTo: 7, keyboard: button('a') })).toMatchObject({ kind: 'sent' });
    expect(methods()).toEqual(['sendRichMessage', 'sendRichMessage', 'sendRichMessage']);
    expect(Object.keys(calls[2]?.payload ?? {}).sort()).toEqual([
      'chat_id',
      'reply_parameters',
      'rich_message',
    ]);
  });

  test('waits as long as it is told, and is tried again in the same form after a fault', async () => {
    says = [
      { code: 429, description: 'Too Many Requests', parameters: { retry_after: 8 } },
      'network',
      { code: 502, description: 'Bad Gateway' },
    ];
    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(methods()).toEqual(Array.from({ length: 4 }, () => 'sendRichMessage'));
  });

  test('that refuses to come through at all is no text: it may be there', async () => {
    says = Array.from({ length: 6 }, () => 'network');
    const sent = outbox.send({ chat: GROUP, rich: BLOCKS });
    const failed = expect(sent).rejects.toThrow('socket hang up');
    await clock.runAll();
    await failed;
    expect(new Set(methods())).toEqual(new Set(['sendRichMessage']));
  });

  test('that waits gives way to a newer text, and takes the place of an older one', async () => {
    const first = outbox.edit({ chat: GROUP, messageId: 9, rich: BLOCKS });
    const second = outbox.edit({ chat: GROUP, messageId: 9, html: '字', plain: '字' });
    await clock.runAll();
    expect(await Promise.all([first, second])).toEqual(['edited', 'edited']);
    expect(calls.map(({ payload }) => payload.text)).toEqual(['字']);
  });
});

describe('what a server says of blocks', () => {
  test.each([
    ['can\'t parse InputRichBlock: type "expandable_blockquote" is unsupported', 'kind'],
    ['Unsupported rich text type specified', 'kind'],
    ['RICH_MESSAGE_EMAIL_INVALID', 'content'],
    ['RICH_MESSAGE_DEPTH_INVALID', 'content'],
    ["can't parse InputRichBlock: expected an object", 'content'],
    ['Can\'t find field "size"', 'content'],
    ['rich message must be non-empty', 'content'],
    ['table cell must be non-empty', 'content'],
    ['list must be either ordered or unordered', 'content'],
    ['strings must be encoded in UTF-8', 'content'],
    ['message to be replied not found', 'other'],
    ['BUTTON_DATA_INVALID', 'other'],
    ['not enough rights to send the rich message to the chat', 'other'],
  ])('%s is a matter of the %s', (description, why) => {
    expect(refusalOfRich('send', `Bad Request: ${description}`)).toMatchObject({ why });
  });

  test.each([
    'chat not found',
    'have no rights to send a message',
    'not enough rights to send text messages',
  ])('%s would be said of a text as well', (description) => {
    expect(refusalOfRich('send', `Bad Request: ${description}`)).toBeUndefined();
  });
});

describe('a draft', () => {
  const draft = { html: '字', plain: '字', canStop: true };

  test('is in blocks where its answer is, and can be stopped where the server knows how', async () => {
    outbox.draft(PERSON, 4, 3, { ...draft, rich: BLOCKS });
    await clock.runAll();
    outbox.draft(PERSON, undefined, 3, { ...draft, canStop: false });
    await clock.runAll();
    expect(calls).toEqual([
      {
        method: 'sendRichMessageDraft',
        payload: {
          ...{ chat_id: PERSON, message_thread_id: 4, draft_id: 3, can_stop: true, keep_on_stop: true },
          rich_message: BLOCKS,
        },
      },
      {
        method: 'sendMessageDraft',
        payload: { chat_id: PERSON, draft_id: 3, text: '字', parse_mode: 'HTML' },
      },
    ]);
  });

  test.each([UNKNOWN, bad('RICH_MESSAGE_TEXT_TOO_LONG')])(
    'in blocks that are refused is shown as a text, and the next ones at once',
    async (said) => {
      says = [said];
      outbox.draft(PERSON, undefined, 3, { ...draft, rich: BLOCKS });
      await clock.runAll();
      outbox.draft(PERSON, undefined, 3, { ...draft, rich: BLOCKS });
      await clock.runAll();
      expect(methods()).toEqual(['sendRichMessageDraft', 'sendMessageDraft', 'sendMessageDraft']);
    },
  );
});
