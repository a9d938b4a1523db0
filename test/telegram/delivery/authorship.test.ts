import type { Message, Update } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { authorshipOf } from '../../../src/telegram/delivery/authorship.ts';
import { anonymous, asChannel, NAME, names, otherBot, privately, says } from '../messages.ts';

const START = 1_700_000_000;

describe('whose message it is', () => {
  const sent = (message: Message) => authorshipOf({ update_id: 1, message } as Update);
  const topic = (id: number) => ({ is_topic_message: true, message_thread_id: id });

  test('is told by member, channel and topic', () => {
    const authors = [
      says('一'),
      says('一', { from: { id: 12, is_bot: false, first_name: '李' } }),
      says('一', topic(5)),
      says('一', topic(6)),
      says('一', asChannel),
    ].map((message) => sent(message).author);
    expect(new Set(authors).size).toBe(5);
    expect(sent(says('二')).author).toBe(authors[0]);
  });

  test('is unknown for anonymous administrators, who look alike; the pictures of an album are one', () => {
    expect(sent(says('一', anonymous))).toMatchObject({ author: undefined, merges: false });
    const album = { ...anonymous, photo: [], text: undefined, media_group_id: '9' };
    expect(sent(says('', album))).toMatchObject({ author: 'album 9', merges: true });
  });

  test.each([
    ['text', says('一'), true],
    ['a picture', privately({ photo: [] }), true],
    ['a command', says('/region 蓬安'), false],
    ['a command behind the name', names(`${NAME} /help`), false],
    ['a service message', says('', { text: undefined, migrate_to_chat_id: -200 }), false],
    ['a message of another bot', says('一', { from: otherBot }), false],
    ['a number of a list that was offered', privately({ text: '2' }), false],
    ['such a number behind the name', names(`${NAME} （２）`), false],
    ['such a number in words', says('第二个'), false],
    ['a county', says('汝城'), true],
    ['a question that begins with a number', says('2018年脱贫多少人'), true],
  ])('decides with what it is whether it merges: %s', (_, message, expected) => {
    expect(sent(message).merges).toBe(expected);
  });

  test('an edit belongs to its author and merges with nothing', () => {
    const edit = { update_id: 1, edited_message: says('一', { edit_date: START }) } as unknown as Update;
    expect(authorshipOf(edit)).toMatchObject({ author: sent(says('一')).author, merges: false });
  });
});
