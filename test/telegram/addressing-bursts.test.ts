import type { Message } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { addressed, isCommand, looksLikeQuestion, senderOf, topicOf } from '../../src/telegram/addressing.ts';
import {
  anonymous,
  asChannel,
  BOT,
  botUser,
  channel,
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
const overheard = (text: string) => ({ kind: 'overheard', text });
const picture = (more: object = {}) => message({ photo: [], media_group_id: 'a', ...more });
const ownPicture = (more: object = {}) => privately({ photo: [], media_group_id: 'a', ...more });

const BURSTS: readonly (readonly [string, readonly Message[], object])[] = [
  [
    'a mention, then the question',
    [names(NAME), says('低保标准是多少')],
    question('低保标准是多少', 'mention'),
  ],
  [
    'the question, then a mention',
    [says('低保标准是多少'), names(NAME)],
    question('低保标准是多少', 'mention'),
  ],
  [
    'a question over two messages',
    [names(`${NAME} 我想问下`), says('低保多少')],
    question('我想问下\n低保多少', 'mention'),
  ],
  ['a question and its mark', [says('/ask 低保标准'), says('？')], question('低保标准\n？', 'ask')],
  ['a line said twice', [names(`${NAME} 低保`), names(`${NAME} 低保`)], question('低保', 'mention')],
  ['a mention twice', [names(NAME), names(`${NAME} ？`)], { kind: 'nothing-asked' }],
  [
    'a reply, and more of it',
    [says('那医保呢', toAnswer), says('居民的')],
    question('那医保呢\n居民的', 'reply'),
  ],
  ['a sign without words, then talk', [says('👍', toAnswer), says('今天开会')], ignored('not-a-question')],
  [
    'a mention, then a line for somebody else',
    [names(`${NAME} 低保多少`), names('@zhangsan 你也看', {}, '@zhangsan')],
    question('低保多少', 'mention'),
  ],
  [
    'mentions below two messages',
    [names(NAME, replyTo({ text: '低保多少' })), names(NAME, replyTo({ text: '医保多少' }))],
    question('低保多少\n医保多少', 'mention'),
  ],
  [
    'a mention, then a forwarded message',
    [names(NAME), says('危房改造补多少', forwarded)],
    question('危房改造补多少', 'mention'),
  ],
  [
    'a question, then a forwarded message',
    [names(`${NAME} 低保多少`), says('通知全文', forwarded)],
    question('低保多少', 'mention'),
  ],
  ['forwarded messages', [says('甲', forwarded), says('乙', forwarded)], ignored('forwarded')],
  [
    'a remark with a forwarded message in private',
    [privately({ text: '这个怎么办' }), privately({ text: '医保报销', ...forwarded })],
    question('这个怎么办\n医保报销', 'private'),
  ],
  [
    'talk that becomes a question',
    [says('我们村有五保户'), says('危房补多少')],
    overheard('我们村有五保户\n危房补多少'),
  ],
  ['talk', [says('吃饭了'), says('好的')], ignored('not-a-question')],
  [
    'an album with words on the second picture',
    [picture(), picture({ caption: `${NAME} 这是什么` }), picture()],
    question('这是什么', 'mention'),
  ],
  ['an album in the group, nobody named', [picture(), picture()], ignored('service')],
  [
    'an album in private with words on one picture',
    [ownPicture({ caption: '这个怎么报' }), ownPicture()],
    question('这个怎么报', 'private'),
  ],
  ['an album in private without words', [ownPicture(), ownPicture(), ownPicture()], { kind: 'no-text' }],
  [
    'a photo in private, then words',
    [ownPicture(), privately({ text: '怎么报' })],
    question('怎么报', 'private'),
  ],
  [
    'a command that stands alone is one',
    [says('/region 蓬安')],
    { kind: 'command', name: 'region', argument: '蓬安' },
  ],
  ['nothing', [], ignored('service')],
];

describe('what a member writes in one breath', () => {
  test.each(BURSTS)('%s', (_, messages, expected) => {
    expect(addressed(messages, BOT)).toEqual(expected);
  });
});

describe('a message', () => {
  test.each([
    ['a member', says('好'), { kind: 'member', id: 11 }],
    ['an anonymous administrator', says('好', anonymous), { kind: 'anonymous-admin' }],
    ['a member writing as a channel', says('好', asChannel), { kind: 'channel', id: -5 }],
    ['the linked channel', says('好', linkedPost), { kind: 'channel', id: -5 }],
    [
      'a channel, in the channel itself',
      says('好', { chat: channel, from: undefined, sender_chat: channel }),
      { kind: 'channel', id: -5 },
    ],
    ['another bot', says('好', { from: otherBot }), { kind: 'bot', id: 888 }],
    [
      'an administrator of another group, as that group',
      says('好', { ...anonymous, sender_chat: { ...group, id: -101 } }),
      { kind: 'channel', id: -101 },
    ],
  ])('is sent in the name of %s', (_, incoming, sender) => {
    expect(senderOf(incoming)).toEqual(sender);
  });

  test.each([
    ['of a topic', { is_topic_message: true, message_thread_id: 5 }, 5],
    ['of the general topic', {}, undefined],
    ['in a thread of replies', { message_thread_id: 7 }, undefined],
  ])('%s belongs to no topic but its own', (_, fields, topic) => {
    expect(topicOf(says('好', fields))).toBe(topic);
  });

  test.each([
    ['/ask 低保', true],
    ['／region 蓬安', true],
    ['/help@otherbot', true],
    [`${NAME} /ask 低保`, true],
    [`${NAME}，@zhangsan /ask`, true],
    [NAME, false],
    ['请用 /ask', false],
    ['/home/user', false],
  ])('%s: a command is %s', (text, expected) => {
    expect(isCommand(says(text))).toBe(expected);
  });
});

describe('text made to be slow', () => {
  const LENGTH = 4_096;
  const HOSTILE: Record<string, string> = {
    spaces: `${NAME}${' '.repeat(LENGTH)}x`,
    separators: `${NAME}${', '.repeat(LENGTH / 2)}x`,
    'its own name': NAME.repeat(LENGTH / NAME.length),
    names: '@abc '.repeat(LENGTH / 5),
    slashes: '/'.repeat(LENGTH),
    'a command and letters': `/${'a'.repeat(LENGTH)}`,
    'half a choice': '能'.repeat(LENGTH),
    'no and no': '不'.repeat(LENGTH),
    'words that nearly ask': `${'在呢 '.repeat(LENGTH / 3)}x`,
    'a word, then spaces': `${'能不'.repeat(20)}${' '.repeat(LENGTH)}x`,
    'combining marks': `a${'\u0301'.repeat(LENGTH)}`,
    'lone surrogates': '\ud83d'.repeat(LENGTH),
    links: 'https://'.repeat(LENGTH / 8),
  };

  test.each(Object.entries(HOSTILE))('is read all the same: %s', (_, text) => {
    const messages = [says(text), privately({ text }), says(text, replyTo({ from: botUser, text }))];
    // The runner's limit ends what never ends.
    for (const incoming of messages) {
      addressed(incoming, BOT);
      isCommand(incoming);
    }
    looksLikeQuestion(text);
    expect(addressed(Array<Message>(10).fill(says(text)), BOT).kind).not.toBe('no-text');
  });
});
