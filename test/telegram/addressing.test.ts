import type { Message, MessageEntity } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { addressed } from '../../src/telegram/addressing.ts';

const BOT = { id: 777, username: 'MingbaiBot' };
const member = { id: 11, is_bot: false, first_name: '王' };
const botUser = { id: 777, is_bot: true, first_name: '明白', username: 'MingbaiBot' };
const otherBot = { id: 888, is_bot: true, first_name: 'Other', username: 'otherbot' };
const group = { id: -100, type: 'supergroup', title: '群' };
const privately = { id: 11, type: 'private', first_name: '王' };

function message(fields: object): Message {
  return { message_id: 1, date: 1_700_000_000, chat: group, from: member, ...fields } as unknown as Message;
}

/** An entity over the first occurrence of `part`, counted in UTF-16 units as Telegram counts. */
function entity(text: string, part: string, type: string, more: object = {}): MessageEntity {
  return { type, offset: text.indexOf(part), length: part.length, ...more } as MessageEntity;
}

function mentioned(text: string, part = '@MingbaiBot', more: object = {}): Message {
  return message({ text, entities: [entity(text, part, 'mention')], ...more });
}

const question = (text: string, by: string) => ({ kind: 'question', text, by });
const ignored = (why: string) => ({ kind: 'ignored', why });
const command = (name: string) => ({ kind: 'command', name });
const nothing = { kind: 'nothing-asked' };

const CASES: [string, Message, object][] = [
  [
    'private text',
    message({ chat: privately, text: '低保标准是多少' }),
    question('低保标准是多少', 'private'),
  ],
  ['private text that is only an emoji', message({ chat: privately, text: '👍' }), question('👍', 'private')],
  [
    'private text with a needless mention',
    message({ chat: privately, text: '@MingbaiBot 低保标准' }),
    question('低保标准', 'private'),
  ],
  [
    'a private caption',
    message({ chat: privately, photo: [], caption: '这个怎么报' }),
    question('这个怎么报', 'private'),
  ],
  ['a private photo without words', message({ chat: privately, photo: [] }), { kind: 'no-text' }],
  [
    'private forwarded text',
    message({
      chat: privately,
      text: '医保怎么报',
      forward_origin: { type: 'hidden_user', sender_user_name: '某', date: 1 },
    }),
    question('医保怎么报', 'private'),
  ],
  ['a service message in private', message({ chat: privately, pinned_message: {} }), ignored('service')],

  ['group talk', message({ text: '吃饭了吗' }), ignored('not-addressed')],
  ['a mention in front', mentioned('@MingbaiBot 低保标准是多少'), question('低保标准是多少', 'mention')],
  ['a mention at the end', mentioned('低保标准是多少 @MingbaiBot'), question('低保标准是多少', 'mention')],
  [
    'a mention in the middle',
    mentioned('请问 @MingbaiBot ，低保标准是多少'),
    question('请问，低保标准是多少', 'mention'),
  ],
  [
    'a mention that Han characters touch, for which there is no entity',
    message({ text: '请问@MingbaiBot，低保标准是多少' }),
    question('请问，低保标准是多少', 'mention'),
  ],
  [
    'a mention with the question glued to it',
    message({ text: '@MingbaiBot低保标准' }),
    question('低保标准', 'mention'),
  ],
  ['a mention in another case', mentioned('@mingbaibot 低保', '@mingbaibot'), question('低保', 'mention')],
  [
    'a mention behind characters of two units',
    mentioned('🙏🙏 @MingbaiBot 医保？'),
    question('🙏🙏 医保？', 'mention'),
  ],
  ['a colon after the mention', mentioned('@MingbaiBot：低保多少'), question('低保多少', 'mention')],
  ['the bot mentioned twice', mentioned('@MingbaiBot @MingbaiBot 低保'), question('低保', 'mention')],
  [
    'a text mention',
    message({
      text: '明白 低保多少',
      entities: [{ type: 'text_mention', offset: 0, length: 2, user: botUser }],
    }),
    question('低保多少', 'mention'),
  ],
  [
    'a text mention of somebody else',
    message({
      text: '小李 低保多少',
      entities: [{ type: 'text_mention', offset: 0, length: 2, user: member }],
    }),
    ignored('not-addressed'),
  ],
  [
    'a mention in a caption',
    message({
      photo: [],
      caption: '@MingbaiBot 这是什么政策',
      caption_entities: [entity('@MingbaiBot 这是什么政策', '@MingbaiBot', 'mention')],
    }),
    question('这是什么政策', 'mention'),
  ],
  [
    'a longer name that begins with the bot name',
    mentioned('@MingbaiBot2 低保', '@MingbaiBot2'),
    ignored('not-addressed'),
  ],
  ['the name within an address', message({ text: '发到 a@MingbaiBot.cn' }), ignored('not-addressed')],
  [
    'the name within code',
    message({ text: '`@MingbaiBot`', entities: [{ type: 'code', offset: 0, length: 13 }] }),
    ignored('not-addressed'),
  ],
  ['a mention of another member', mentioned('@zhangsan 低保多少', '@zhangsan'), ignored('not-addressed')],
  [
    'several lines stay several lines',
    mentioned('@MingbaiBot\n一、低保\n二、医保'),
    question('一、低保\n二、医保', 'mention'),
  ],

  ['a bare mention', mentioned('@MingbaiBot'), nothing],
  ['a mention with only a question mark', mentioned('@MingbaiBot ？'), nothing],
  [
    "a bare mention replying to a member's message",
    mentioned('@MingbaiBot', '@MingbaiBot', { reply_to_message: message({ text: '危房改造补多少钱' }) }),
    question('危房改造补多少钱', 'mention'),
  ],
  [
    "a bare mention replying to a member's photo",
    mentioned('@MingbaiBot ？', '@MingbaiBot', {
      reply_to_message: message({ photo: [], caption: '这个能报吗' }),
    }),
    question('这个能报吗', 'mention'),
  ],
  [
    'a bare mention replying to a part of a message',
    mentioned('@MingbaiBot', '@MingbaiBot', {
      reply_to_message: message({ text: '今天开会。低保标准是多少？' }),
      quote: { text: '低保标准是多少？', position: 5 },
    }),
    question('低保标准是多少？', 'mention'),
  ],
  [
    'a bare mention replying to a voice message',
    mentioned('@MingbaiBot', '@MingbaiBot', { reply_to_message: message({ voice: {} }) }),
    nothing,
  ],
  [
    "a bare mention replying to the bot's own answer",
    mentioned('@MingbaiBot', '@MingbaiBot', { reply_to_message: message({ from: botUser, text: '答复' }) }),
    nothing,
  ],
  [
    "a question of one's own goes before the message replied to",
    mentioned('@MingbaiBot 石油补贴呢', '@MingbaiBot', { reply_to_message: message({ text: '低保' }) }),
    question('石油补贴呢', 'mention'),
  ],

  [
    'a reply to the bot',
    message({ text: '那医保呢', reply_to_message: message({ from: botUser, text: '答复' }) }),
    question('那医保呢', 'reply'),
  ],
  [
    'a reply to the bot without words',
    message({ text: '👍', reply_to_message: message({ from: botUser, text: '答复' }) }),
    ignored('not-addressed'),
  ],
  [
    'a reply to a member',
    message({ text: '对的', reply_to_message: message({ text: '是吗' }) }),
    ignored('not-addressed'),
  ],
  [
    'a reply to the bot that calls another bot',
    mentioned('@otherbot 查一下', '@otherbot', {
      reply_to_message: message({ from: botUser, text: '答复' }),
    }),
    ignored('other-bot'),
  ],
  [
    'any message of a topic that the bot opened',
    message({
      text: '随便聊聊',
      is_topic_message: true,
      message_thread_id: 5,
      reply_to_message: message({ from: botUser, forum_topic_created: { name: '政策' } }),
    }),
    ignored('not-addressed'),
  ],

  ['/ask with a question', message({ text: '/ask 低保多少' }), question('低保多少', 'ask')],
  ['/ask addressed to this bot', message({ text: '/ask@mingbaibot 低保多少' }), question('低保多少', 'ask')],
  [
    '/ask with the question glued to it',
    message({ text: '/ask@MingbaiBot低保多少' }),
    question('低保多少', 'ask'),
  ],
  ['/ask addressed to another bot', message({ text: '/ask@otherbot 低保多少' }), ignored('other-bot')],
  ['/ask in a caption', message({ photo: [], caption: '/ask 这是什么' }), question('这是什么', 'ask')],
  ['/ask alone', message({ text: '/ask' }), nothing],
  [
    "/ask alone, replying to a member's message",
    message({ text: '/ask@MingbaiBot', reply_to_message: message({ text: '医保怎么报' }) }),
    question('医保怎么报', 'ask'),
  ],
  ['/ask behind a mention', mentioned('@MingbaiBot /ask 低保'), question('低保', 'ask')],
  ['a command in the middle of a sentence', message({ text: '请用 /ask 提问' }), ignored('not-addressed')],
  ['a command without a name', message({ text: '/help' }), command('help')],
  ['a command with this name', message({ text: '/RELOAD@MingbaiBot' }), command('reload')],
  ['a command with another name', message({ text: '/help@otherbot' }), ignored('other-bot')],
  ['a private command', message({ chat: privately, text: '/start deep' }), command('start')],
  ['a path is no command', message({ text: '/home/user' }), ignored('not-addressed')],

  [
    'another bot that mentions the bot',
    mentioned('@MingbaiBot hi', '@MingbaiBot', { from: otherBot }),
    ignored('bot'),
  ],
  [
    'an anonymous administrator',
    mentioned('@MingbaiBot 低保', '@MingbaiBot', {
      from: { id: 1087968824, is_bot: true, first_name: 'Group' },
      sender_chat: group,
    }),
    question('低保', 'mention'),
  ],
  [
    'a post forwarded from the linked channel',
    mentioned('@MingbaiBot 低保', '@MingbaiBot', {
      from: { id: 777000, is_bot: false, first_name: 'Telegram' },
      sender_chat: { id: -5, type: 'channel', title: '频道' },
      is_automatic_forward: true,
    }),
    ignored('channel-post'),
  ],
  [
    'text forwarded into a group',
    mentioned('@MingbaiBot 低保', '@MingbaiBot', {
      forward_origin: { type: 'user', sender_user: member, date: 1 },
    }),
    ignored('forwarded'),
  ],
  ['a member who joins', message({ new_chat_members: [member] }), ignored('service')],
];

describe('who is spoken to, and what is asked', () => {
  test.each(CASES)('%s', (_, incoming, expected) => {
    expect(addressed(incoming, BOT)).toEqual(expected);
  });
});
