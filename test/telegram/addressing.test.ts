import type { Message } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { addressed } from '../../src/telegram/addressing.ts';
import {
  anonymous,
  asChannel,
  BOT,
  botUser,
  channel,
  colleague,
  entity,
  forwarded,
  group,
  linkedPost,
  member,
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
const command = (name: string, argument = '') => ({ kind: 'command', name, argument });
const overheard = (text: string) => ({ kind: 'overheard', text });
const nothing = { kind: 'nothing-asked' };

const captioned = (caption: string) => ({
  photo: [],
  caption,
  caption_entities: [entity(caption, NAME, 'mention')],
});
const mentionOf = (text: string, user: object) => ({
  text,
  entities: [{ type: 'text_mention', offset: 0, length: 2, user }],
});
const topic = { is_topic_message: true, message_thread_id: 5 };
const topicOpening = (from: object) => ({
  reply_to_message: message({ from, forum_topic_created: { name: '政策' } }),
});

const CASES: Record<string, readonly (readonly [string, Message, object])[]> = {
  'in a private chat': [
    ['text', privately({ text: '低保标准是多少' }), question('低保标准是多少', 'private')],
    ['only an emoji', privately({ text: '👍' }), question('👍', 'private')],
    ['a needless mention', privately({ text: `${NAME} 低保标准` }), question('低保标准', 'private')],
    ['only a mention', privately({ text: NAME }), nothing],
    ['a caption', privately({ photo: [], caption: '这个怎么报' }), question('这个怎么报', 'private')],
    ['a photo without words', privately({ photo: [] }), { kind: 'no-text' }],
    ['a contact', privately({ contact: { phone_number: '1', first_name: '王' } }), { kind: 'no-text' }],
    ['forwarded text', privately({ text: '医保怎么报', ...forwarded }), question('医保怎么报', 'private')],
    [
      'a forwarded command is text',
      privately({ text: '/reload 全部', ...forwarded }),
      question('全部', 'private'),
    ],
    ['a service message', privately({ pinned_message: {} }), ignored('service')],
    ['a command', privately({ text: '/start deep' }), command('start', 'deep')],
    ['a reply to the bot', privately({ text: '还有呢', ...toAnswer }), question('还有呢', 'private')],
    [
      'a question mark below an earlier message',
      privately({ text: '？', ...replyTo({ from: member, text: '危房改造补多少' }) }),
      question('危房改造补多少', 'private'),
    ],
    ['a topic of it', privately({ text: '低保', ...topic }), question('低保', 'private')],
    ['another bot', privately({ text: '低保', from: otherBot }), ignored('bot')],
  ],

  'by its name': [
    ['in front', names(`${NAME} 低保标准是多少`), question('低保标准是多少', 'mention')],
    ['at the end', names(`低保标准是多少 ${NAME}`), question('低保标准是多少', 'mention')],
    ['in the middle', names(`请问 ${NAME} ，低保标准是多少`), question('请问，低保标准是多少', 'mention')],
    [
      'touched by Han characters, where Telegram makes no entity',
      says(`请问${NAME}，低保标准是多少`),
      question('请问，低保标准是多少', 'mention'),
    ],
    ['the question glued to it', says(`${NAME}低保标准`), question('低保标准', 'mention')],
    ['in another case', names('@mingbaiBOT 低保', {}, '@mingbaiBOT'), question('低保', 'mention')],
    ['behind characters of two units', names(`🙏🙏 ${NAME} 医保？`), question('🙏🙏 医保？', 'mention')],
    ['behind a full stop', names(`在吗.${NAME} 低保`), question('在吗. 低保', 'mention')],
    ['with a colon', names(`${NAME}：低保多少`), question('低保多少', 'mention')],
    ['twice', names(`${NAME} ${NAME} 低保`), question('低保', 'mention')],
    ['with a full-width @', says('＠MingbaiBot 低保'), question('低保', 'mention')],
    ['in full-width letters', says('＠ＭｉｎｇｂａｉＢｏｔ，低保'), question('低保', 'mention')],
    ['by a text mention', message(mentionOf('明白 低保多少', botUser)), question('低保多少', 'mention')],
    ['beside another member', names(`@zhangsan ${NAME} 低保`), question('@zhangsan 低保', 'mention')],
    ['in a caption', message(captioned(`${NAME} 这是什么政策`)), question('这是什么政策', 'mention')],
    ['over several lines', names(`${NAME}\n一、低保\n二、医保`), question('一、低保\n二、医保', 'mention')],
    ['in a topic', names(`${NAME} 低保`, topic), question('低保', 'mention')],
    ['in the general topic', names(`${NAME} 低保`, { message_thread_id: 1 }), question('低保', 'mention')],
    ['edited', names(`${NAME} 低保`, { edit_date: 1_700_000_060 }), question('低保', 'mention')],
    ['a longer name', names('@MingbaiBot2 低保', {}, '@MingbaiBot2'), ignored('not-addressed')],
    ['within a mail address', says('发到 a@MingbaiBot.cn'), ignored('not-a-question')],
    [
      'within a link',
      says('https://x.cn/@MingbaiBot', { entities: [{ type: 'url', offset: 0, length: 24 }] }),
      ignored('not-a-question'),
    ],
    [
      'within code',
      says('`@MingbaiBot`', { entities: [{ type: 'code', offset: 0, length: 13 }] }),
      ignored('not-a-question'),
    ],
  ],

  'by its name alone': [
    ['nothing else', names(NAME), nothing],
    ['a question mark', names(`${NAME} ？`), nothing],
    [
      "below a member's message",
      names(NAME, replyTo({ text: '危房补多少' })),
      question('危房补多少', 'mention'),
    ],
    ['a question mark below it', names(`${NAME} ？`, replyTo({ text: '危房' })), question('危房', 'mention')],
    [
      'below a photo with words',
      names(`${NAME} ?`, replyTo({ photo: [], caption: '这个能报吗' })),
      question('这个能报吗', 'mention'),
    ],
    [
      'below a message that was forwarded',
      names(NAME, replyTo({ text: '医保缴费多少', ...forwarded })),
      question('医保缴费多少', 'mention'),
    ],
    [
      'below a part of a message',
      names(NAME, replyTo({ text: '今天开会。低保标准是多少？' }, '低保标准是多少？')),
      question('低保标准是多少？', 'mention'),
    ],
    [
      'below a message of another chat',
      names(NAME, { external_reply: {}, quote: { text: '低保多少', position: 0 } }),
      question('低保多少', 'mention'),
    ],
    [
      'below a question to another bot',
      names(NAME, replyTo({ text: '/ask@otherbot 低保' })),
      question('低保', 'mention'),
    ],
    ['below a voice message', names(NAME, replyTo({ voice: {} })), nothing],
    ["below the bot's own answer", names(NAME, toAnswer), nothing],
    [
      "below a part of the bot's own answer",
      names(NAME, replyTo({ from: botUser, text: '实行十免四补助。' }, '十免四补助')),
      question('十免四补助', 'mention'),
    ],
    [
      'words of its own go first',
      names(`${NAME} 石油补贴呢`, replyTo({ text: '低保' })),
      question('石油补贴呢', 'mention'),
    ],
  ],

  'by a reply': [
    ['to the bot', says('那医保呢', toAnswer), question('那医保呢', 'reply')],
    [
      'to the bot, with a photo',
      message({ photo: [], caption: '那这个呢', ...toAnswer }),
      question('那这个呢', 'reply'),
    ],
    ['to the bot, without words', says('👍', toAnswer), ignored('not-a-question')],
    [
      'to the bot, calling another bot',
      names('@otherbot 查一下', toAnswer, '@otherbot'),
      ignored('other-bot'),
    ],
    [
      'to the bot, speaking to a member',
      names('@zhangsan 你看', toAnswer, '@zhangsan'),
      ignored('not-addressed'),
    ],
    ['to a member', says('是多少？', replyTo({ text: '涨了' })), ignored('not-addressed')],
    ['to another bot', says('是多少？', replyTo({ from: otherBot, text: '涨了' })), ignored('not-addressed')],
    [
      'within a topic that the bot opened',
      says('随便聊聊', { ...topic, ...topicOpening(botUser) }),
      ignored('not-a-question'),
    ],
  ],

  'by a command': [
    ['/ask', says('/ask 低保多少'), question('低保多少', 'ask')],
    ['/ask to this bot', says('/ask@mingbaibot 低保多少'), question('低保多少', 'ask')],
    ['/ask, the question glued to it', says('/ask@MingbaiBot低保多少'), question('低保多少', 'ask')],
    ['／ask, full-width', says('／ask 低保多少'), question('低保多少', 'ask')],
    ['/ask to another bot', says('/ask@otherbot 低保多少'), ignored('other-bot')],
    ['/ask in a caption', message({ photo: [], caption: '/ask 这是什么' }), question('这是什么', 'ask')],
    ['/ask alone', says('/ask'), nothing],
    [
      "/ask alone below a member's message",
      says('/ask', replyTo({ text: '医保怎么报' })),
      question('医保怎么报', 'ask'),
    ],
    ['/ask behind a mention', names(`${NAME} /ask 低保`), question('低保', 'ask')],
    ['without a name', says('/help'), command('help')],
    ['with this name', says('/RELOAD@MingbaiBot'), command('reload')],
    ['with another name', says('/help@otherbot'), ignored('other-bot')],
    ['with an argument', says('/region 蓬安'), command('region', '蓬安')],
    ['with a name and an argument', says('/region@MingbaiBot 全部'), command('region', '全部')],
    ['the argument glued to it', says('/region蓬安'), command('region', '蓬安')],
    [
      'with a link',
      says('/why https://t.me/c/1234567890/89'),
      command('why', 'https://t.me/c/1234567890/89'),
    ],
    ['with a switch', says('/listen on'), command('listen', 'on')],
    ['below an answer', says('/why', toAnswer), command('why')],
    ['edited', says('/listen on', { edit_date: 1_700_000_060 }), command('listen', 'on')],
    ['not at the start', says('请用 /ask 提问'), ignored('not-a-question')],
    ['a path', says('/home/user'), ignored('not-a-question')],
    ['a fraction', says('/3户'), ignored('not-a-question')],
  ],

  'among others': [
    ['a statement', says('吃饭了'), ignored('not-a-question')],
    ['a question', says('低保标准是多少'), overheard('低保标准是多少')],
    ['a question under a photo', message({ photo: [], caption: '补多少？' }), overheard('补多少？')],
    ['a question in a topic', says('低保多少', { ...topic, ...topicOpening(member) }), overheard('低保多少')],
    [
      'a question below a message of their own',
      says('多少？', replyTo({ from: member, text: '低保' })),
      overheard('多少？'),
    ],
    [
      'a question below a post of the channel',
      says('补多少？', replyTo({ ...linkedPost, text: '通知' })),
      overheard('补多少？'),
    ],
    ['a question to a member', names('@zhangsan 低保多少', {}, '@zhangsan'), ignored('not-addressed')],
    [
      'a question to a member without a name',
      message(mentionOf('小李 低保多少', colleague)),
      ignored('not-addressed'),
    ],
    ['a question of an anonymous administrator', says('低保多少', anonymous), overheard('低保多少')],
    ['a photo without words', message({ photo: [] }), ignored('service')],
    ['a member who joins', message({ new_chat_members: [member] }), ignored('service')],
  ],

  'by whom': [
    ['an anonymous administrator', names(`${NAME} 低保`, anonymous), question('低保', 'mention')],
    ['a member writing as a channel', names(`${NAME} 低保`, asChannel), question('低保', 'mention')],
    ['a post of the linked channel', names(`${NAME} 低保`, linkedPost), ignored('channel-post')],
    [
      'a post in a channel',
      says(`${NAME} 低保`, { chat: channel, from: undefined, sender_chat: channel }),
      ignored('channel-post'),
    ],
    ['another bot', names(`${NAME} hi`, { from: otherBot }), ignored('bot')],
    ['another bot, as a reply', says('低保多少', { from: otherBot, ...toAnswer }), ignored('bot')],
    ['a member through another bot', names(`${NAME} 低保`, { via_bot: otherBot }), ignored('other-bot')],
    ['forwarded into the group', names(`${NAME} 低保`, forwarded), ignored('forwarded')],
    ['a forwarded command', says('/reload', forwarded), ignored('forwarded')],
    ['forwarded as a reply', says('低保多少', { ...forwarded, ...toAnswer }), ignored('forwarded')],
    [
      'a plain group',
      names(`${NAME} 低保`, { chat: { ...group, type: 'group' } }),
      question('低保', 'mention'),
    ],
  ],
};

describe.each(Object.entries(CASES))('spoken to %s', (_, cases) => {
  test.each(cases)('%s', (_name, incoming, expected) => {
    expect(addressed(incoming, BOT)).toEqual(expected);
  });
});
