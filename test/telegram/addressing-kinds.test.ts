import type { Message } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/telegram/addressing/kinds.ts';
import { addressed, isCommand, ownWords } from '../../src/telegram/addressing.ts';
import {
  asChannel,
  BOT,
  botUser,
  entity,
  forwarded,
  group,
  linkedPost,
  message,
  NAME,
  names,
  otherBot,
  privately,
  replyTo,
  says,
  toAnswer,
} from './messages.ts';

const question = (text: string, by: string) => ({ kind: 'question', text, by });
const ignored = (why: string) => ({ kind: 'ignored', why });
const NO_TEXT = { kind: 'no-text' };

const mention = { type: 'mention', text: NAME, username: 'MingbaiBot' };
const rich = (...texts: readonly unknown[]) => ({
  rich_message: { blocks: texts.map((text) => ({ type: 'paragraph', text })) },
});
const table = {
  rich_message: { blocks: [{ type: 'table', cells: [[{ text: '低保' }, { text: '300元' }]] }] },
};
const toRichAnswer = { reply_to_message: message({ from: botUser, ...table }) };
const checklist = (title: string, ...tasks: readonly string[]) => ({
  checklist: {
    title,
    ...(title.includes(NAME) ? { title_entities: [entity(title, NAME, 'mention')] } : {}),
    tasks: tasks.map((text, id) => ({
      ...{ id, text },
      ...(text.includes(NAME) ? { text_entities: [entity(text, NAME, 'mention')] } : {}),
    })),
  },
});
const held = (...kinds: readonly string[]) =>
  Object.entries(KINDS).flatMap(([field, kind]) => (kinds.includes(kind) ? [field] : []));

const CASES: Record<string, readonly (readonly [string, Message, object])[]> = {
  'rich messages': [
    ['in private', privately(rich('低保标准', '是多少')), question('低保标准\n是多少', 'private')],
    ['with a mention', message(rich([mention, ' 低保标准'])), question('低保标准', 'mention')],
    [
      'with a text mention',
      message(rich(['请', { type: 'text_mention', text: '明白', user: botUser }, '：低保'])),
      question('请：低保', 'mention'),
    ],
    ['with the name as plain text', message(rich(`${NAME} 低保`)), question('低保', 'mention')],
    ['with the name in code', message(rich({ type: 'code', text: NAME })), ignored('not-a-question')],
    [
      "with another's name",
      message(rich([{ type: 'mention', text: '@zhangsan', username: 'zhangsan' }, ' 低保多少'])),
      ignored('not-addressed'),
    ],
    ['with /ask', message(rich([{ type: 'bot_command', text: '/ask' }, ' 低保'])), question('低保', 'ask')],
    ['with a command', message(rich('/region 安平')), { kind: 'command', name: 'region', argument: '安平' }],
    ["with a command of another bot's", message(rich('/ask@otherbot 低保')), ignored('other-bot')],
    [
      'that nobody is spoken to in',
      message(rich('低保是多少？')),
      { kind: 'overheard', text: '低保是多少？' },
    ],
    ['as a reply to the bot', message({ ...rich('那医保呢'), ...toAnswer }), question('那医保呢', 'reply')],
    [
      'forwarded in private',
      privately({ ...rich('低保多少'), ...forwarded }),
      question('低保多少', 'private'),
    ],
    [
      'forwarded into the group',
      message({ ...rich([mention, ' 低保']), ...forwarded }),
      ignored('forwarded'),
    ],
    ['of another bot', message({ ...rich([mention, ' 低保']), from: otherBot }), ignored('bot')],
    [
      'edited',
      message({ ...rich([mention, ' 低保']), edit_date: 1_700_000_060 }),
      question('低保', 'mention'),
    ],
    ['without words', privately({ rich_message: { blocks: [{ type: 'photo', photo: [] }] } }), NO_TEXT],
    ['without words, in the group', message(rich()), ignored('service')],
  ],

  'replies to rich messages': [
    ["the bot's own answer", says('那医保呢', toRichAnswer), question('那医保呢', 'reply')],
    [
      "the bot's own answer, of which no blocks came",
      says('那医保呢', { reply_to_message: message({ from: botUser, ...rich() }) }),
      question('那医保呢', 'reply'),
    ],
    ["the bot's own answer, by its name alone", names(NAME, toRichAnswer), { kind: 'nothing-asked' }],
    [
      "a member's, by its name alone",
      names(NAME, replyTo(rich('低保', '多少'))),
      question('低保\n多少', 'mention'),
    ],
    ["a member's", says('是多少？', replyTo(rich('涨了'))), ignored('not-addressed')],
  ],

  checklists: [
    [
      'in private',
      privately(checklist('要问的', '低保标准', '医保缴费')),
      question('要问的\n低保标准\n医保缴费', 'private'),
    ],
    [
      'with a mention in the title',
      message(checklist(`${NAME} 请看`, '低保')),
      question('请看\n低保', 'mention'),
    ],
    [
      'with a mention in a task',
      message(checklist('🙏请看', '低保', `医保 ${NAME}`)),
      question('🙏请看\n低保\n医保', 'mention'),
    ],
    [
      'below the name alone',
      names(NAME, replyTo(checklist('低保', '多少'))),
      question('低保\n多少', 'mention'),
    ],
  ],

  'quotes and captions': [
    [
      'a part of a message of another chat',
      names(NAME, { external_reply: { checklist: {} }, quote: { text: '低保多少', position: 0 } }),
      question('低保多少', 'mention'),
    ],
    ['a message of another chat', names(NAME, { external_reply: { poll: {} } }), { kind: 'nothing-asked' }],
    [
      'a caption of a live photo',
      privately({ live_photo: {}, photo: [], caption: '能报吗' }),
      question('能报吗', 'private'),
    ],
    [
      'a caption of paid media',
      privately({ paid_media: {}, caption: '能报吗' }),
      question('能报吗', 'private'),
    ],
    [
      'a caption of what is not known',
      privately({ hologram: {}, caption: '能报吗' }),
      question('能报吗', 'private'),
    ],
    [
      'a caption that only names it',
      message({ photo: [], caption: NAME, caption_entities: [entity(NAME, NAME, 'mention')] }),
      NO_TEXT,
    ],
    [
      "a caption that only names it, below a member's question",
      message({
        photo: [],
        caption: NAME,
        caption_entities: [entity(NAME, NAME, 'mention')],
        ...replyTo({ text: '低保' }),
      }),
      question('低保', 'mention'),
    ],
  ],

  'chats of other kinds': [
    [
      'the direct messages of a channel',
      names(`${NAME} 低保`, {
        chat: { ...group, is_direct_messages: true },
        direct_messages_topic: { topic_id: 1 },
      }),
      ignored('direct-messages'),
    ],
    [
      'a topic of a private chat',
      privately({ text: '低保', is_topic_message: true, message_thread_id: 7 }),
      question('低保', 'private'),
    ],
  ],
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('%s', (_name, incoming, expected) => {
    expect(addressed(incoming, BOT)).toEqual(expected);
  });
});

describe.each(held('media', 'gesture'))('%s without words', (field) => {
  const sent = { [field]: field === 'photo' ? [] : {} };

  test('is told in private what can be read, forwarded or not', () => {
    expect(addressed(privately(sent), BOT)).toEqual(NO_TEXT);
    expect(addressed(privately({ ...sent, ...forwarded }), BOT)).toEqual(NO_TEXT);
  });

  test('is passed over in a group that speaks of something else', () => {
    for (const more of [
      {},
      forwarded,
      replyTo({ text: '涨了' }),
      { ...toAnswer, ...forwarded },
      { ...toAnswer, from: otherBot },
    ])
      expect(addressed(message({ ...sent, ...more }), BOT).kind).toBe('ignored');
  });
});

test.each(held('media'))('%s as a reply to the bot is told in the group what can be read', (field) => {
  expect(addressed(message({ [field]: {}, ...toAnswer }), BOT)).toEqual(NO_TEXT);
  expect(addressed(message({ [field]: {}, ...toRichAnswer }), BOT)).toEqual(NO_TEXT);
});

test.each(held('gesture'))('%s as a reply to the bot asks nothing, as an emoji does not', (field) => {
  expect(addressed(message({ [field]: {}, ...toAnswer }), BOT).kind).toBe('ignored');
});

test.each([...held('service'), 'something_of_a_later_version'])('%s is passed over everywhere', (field) => {
  for (const incoming of [
    privately({ [field]: {} }),
    message({ [field]: {} }),
    message({ [field]: {}, ...toAnswer }),
  ])
    expect(addressed(incoming, BOT)).toEqual(ignored('service'));
});

test('what a topic opened with is no message that others reply to', () => {
  for (const field of held('service')) {
    const opening = { reply_to_message: message({ from: botUser, [field]: {} }) };
    expect(addressed(says('低保多少', opening), BOT).kind).toBe('overheard');
  }
});

describe('in one breath', () => {
  const voice = (more: object = {}) => message({ voice: {}, ...more });

  test('a voice for the bot and a question are the question', () => {
    expect(addressed([voice(toAnswer), names(`${NAME} 低保`)], BOT)).toEqual(question('低保', 'mention'));
  });

  test('a voice and the name alone are told what can be read', () => {
    expect(addressed([voice(toAnswer), names(NAME)], BOT)).toEqual(NO_TEXT);
  });

  test('an album for the bot is answered by its one caption', () => {
    const album = { photo: [], media_group_id: '9', ...toAnswer };
    expect(
      addressed([message(album), message({ ...album, caption: '能报吗' }), message(album)], BOT),
    ).toEqual(question('能报吗', 'reply'));
    expect(addressed([message(album), message(album)], BOT)).toEqual(NO_TEXT);
  });
});

describe('another bot', () => {
  test.each<[string, object]>([
    ['a question by the name', { text: `${NAME} 低保` }],
    ['a reply', { text: '低保多少', ...toAnswer }],
    ['a rich reply', { ...rich('低保多少'), ...toRichAnswer }],
    ['a caption', { photo: [], caption: `${NAME} 低保`, ...toAnswer }],
    ['a command to this bot', { text: '/ask@MingbaiBot 低保' }],
    ['another command to this bot', { text: '/reload@MingbaiBot' }],
    ['a checklist', checklist(`${NAME} 低保`)],
    ['an edit', { text: `${NAME} 低保`, edit_date: 1_700_000_060 }],
    ['a voice', { voice: {}, ...toAnswer }],
    ['what it says as a guest', { text: `${NAME} 低保`, guest_bot_caller_user: {} }],
  ])('%s', (_, fields) => {
    expect(addressed(message({ ...fields, from: otherBot }), BOT)).toEqual(ignored('bot'));
    expect(addressed(privately({ ...fields, from: otherBot }), BOT)).toEqual(ignored('bot'));
  });

  test('its words, chosen by a member or posted by a channel, are not for the bot', () => {
    const chosen = { ...rich([mention, ' 低保']), via_bot: otherBot };
    expect(addressed(message(chosen), BOT)).toEqual(ignored('other-bot'));
    expect(addressed(message({ photo: [], via_bot: otherBot, ...toAnswer }), BOT).kind).toBe('ignored');
    expect(addressed(message({ ...rich([mention]), ...linkedPost }), BOT)).toEqual(ignored('channel-post'));
  });

  test('a channel may ask, once', () => {
    expect(addressed(message({ ...rich([mention, ' 低保']), ...asChannel }), BOT)).toEqual(
      question('低保', 'mention'),
    );
  });
});

test('the part of a question that a rich message or a checklist holds, and whether it is a command', () => {
  expect(ownWords(message(rich([mention, ' 低保'], '多少')), BOT)).toBe('低保\n多少');
  expect(ownWords(message(checklist('低保', '多少')), BOT)).toBe('低保\n多少');
  expect(isCommand(message(rich([mention, ' /help'])))).toBe(true);
  expect(isCommand(message(rich('低保')))).toBe(false);
});
