import type { Update as AnyUpdate } from '@grammyjs/types';
import type { Update } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { maskPersonalDataDeep } from '../../../src/personal-data.ts';
import { sift } from '../../../src/telegram/delivery/sifting.ts';
import { stoppedIn, TAKEN, UPDATES } from '../../../src/telegram/delivery/updates.ts';
import { BOT, message } from '../messages.ts';

const chat = { id: -100, type: 'supergroup', title: '群' };
const update = (fields: object) => ({ update_id: 7, ...fields }) as unknown as Update;
const says = { message_id: 3, date: 1, chat, from: { id: 11 }, text: `@${BOT.username} 低保` };

/** The kinds up to Bot API 10.3 that are not asked for, with what they name of a chat. */
const LEFT: Record<Exclude<keyof AnyUpdate, (typeof TAKEN)[number] | 'update_id'>, object> = {
  ...{ channel_post: says, edited_channel_post: says, guest_message: says },
  ...{ business_message: says, edited_business_message: says, deleted_business_messages: { chat } },
  ...{ business_connection: {}, message_reaction: { chat }, message_reaction_count: { chat } },
  ...{ inline_query: {}, chosen_inline_result: {}, shipping_query: {}, pre_checkout_query: {} },
  ...{ poll: {}, poll_answer: {}, purchased_paid_media: {}, managed_bot: {}, subscription: {} },
  ...{
    chat_member: { chat },
    chat_join_request: { chat },
    chat_boost: { chat },
    removed_chat_boost: { chat },
  },
};

describe('what comes in', () => {
  const kinds: unknown[] = [];
  const log = (level: string, event: string, fields?: object) => kinds.push({ level, event, ...fields });

  test.each([...Object.entries(LEFT), ['something_of_a_later_version', { chat }] as const])(
    '%s is left before anything is done with it, whatever chat it names',
    (kind, content) => {
      kinds.length = 0;
      const left = update({ [kind]: content });
      expect(sift([left], log)).toEqual([]);
      expect(UPDATES.chat(left)).toBeNull();
      expect(kinds).toEqual([{ level: 'debug', event: 'telegram-update-left', update: 7, kinds: [kind] }]);
    },
  );

  test.each(TAKEN)('%s is taken as it is', (kind) => {
    const taken = update({ [kind]: { ...says, message: says, draft_id: 4 } });
    expect(sift([update({ guest_message: says }), taken], log)).toEqual([taken]);
    expect(UPDATES.chat(taken)).toBe('-100');
  });

  test('rich messages are kept as their words, wherever they stand', () => {
    const rich = {
      rich_message: { blocks: [{ type: 'heading', text: ['低', { type: 'bold', text: '保' }] }] },
    };
    const words = { text: '低保', entities: [], rich_message: { blocks: [] } };
    const of = (held: object) =>
      update({
        message: { ...says, text: undefined, ...held, reply_to_message: { from: BOT, ...held } },
        callback_query: { message: { pinned_message: held } },
      });
    expect(sift([of(rich)], log)).toEqual([of(words)]);
    const pictures = { rich_message: { blocks: [{ type: 'photo', photo: [] }] } };
    expect(sift([of(pictures)], log)).toEqual([of({ rich_message: { blocks: [] } })]);
    expect(sift([of({ rich_message: null })], log)).toEqual([of({})]);
  });

  test('a number that is written over several strings of a rich message is kept as one, and masked', () => {
    const parted = (...texts: readonly unknown[]) =>
      update({
        message: { ...says, text: undefined, rich_message: { blocks: texts.map((text) => ({ text })) } },
      });
    const kept = (...texts: readonly unknown[]) =>
      JSON.stringify(maskPersonalDataDeep(sift([parted(...texts)], log)));
    const masked = kept([
      '我的身份证',
      { type: 'bold', text: '11010519' },
      '491231',
      { type: 'code', text: '002X' },
      '，低保',
    ]);
    expect(masked).toContain(`我的身份证${'█'.repeat(18)}，低保`);
    expect(kept(['电话', { type: 'spoiler', text: '138' }, ['0013', '8000'], '，低保'])).not.toMatch(
      /138|8000/u,
    );
  });
});

describe('the lane of an update', () => {
  const press = (pressed?: object) => update({ callback_query: { id: '1', message: pressed } });

  test('is that of its chat for what is written there', () => {
    expect(UPDATES.lane(update({ message: says }))).toBeUndefined();
    expect(UPDATES.lane(update({ my_chat_member: { chat } }))).toBeUndefined();
  });

  test("is the message's for a press, and nobody else's for one whose message is out of reach", () => {
    expect(UPDATES.lane(press(says))).toBe('presses 3');
    expect(UPDATES.lane(press({ message_id: 3, chat, date: 0 }))).toBe('presses 3');
    expect(UPDATES.lane(press())).toBeUndefined();
    expect(UPDATES.chat(press())).toBeNull();
  });

  test('is its own for what stops an answer, which the answer is not waited for by', () => {
    const stop = update({ stopped_message_generation: { chat: { id: 11, type: 'private' }, draft_id: 8 } });
    expect(UPDATES.lane(stop)).toBe('stops 8');
    expect(UPDATES.chat(stop)).toBe('11');
    expect(stoppedIn(stop)).toMatchObject({ draft_id: 8 });
    expect(stoppedIn(update({ message: message({}) }))).toBeUndefined();
  });
});
