import { expect, test } from 'vitest';
import { isTelegramLink, messageLink, readMessageLink } from '../../../src/telegram/commands/links.ts';

test('a link to a message of a supergroup is read, with or without topic, scheme and thread', () => {
  const wanted = { chat: -1001234567890, messageId: 89 };
  for (const link of [
    'https://t.me/c/1234567890/89',
    't.me/c/1234567890/89',
    ' https://t.me/c/1234567890/7/89 ',
    'http://telegram.me/c/1234567890/89/',
    'https://t.me/c/1234567890/89?thread=7',
    'HTTPS://T.ME/c/1234567890/89',
  ]) {
    expect(readMessageLink(link), link).toEqual(wanted);
  }
});

test('a link by name, to a chat, to another site and what is no link are not', () => {
  for (const text of [
    'https://t.me/some_group/89',
    'https://t.me/c/1234567890',
    'https://t.me/c/1234567890/0',
    'https://t.me.example.org/c/1234567890/89',
    'https://example.org/t.me/c/1234567890/89',
    '看 https://t.me/c/1234567890/89',
    '89',
    '',
  ]) {
    expect(readMessageLink(text), text).toBeNull();
  }
  expect(isTelegramLink('https://t.me/some_group/89')).toBe(true);
  expect(isTelegramLink('https://example.org/t.me/')).toBe(false);
});

test('a link that is written is read back; basic groups and private chats have none', () => {
  const place = { chat: -1001234567890, messageId: 89 };
  expect(messageLink(place)).toBe('https://t.me/c/1234567890/89');
  expect(messageLink(place, 7)).toBe('https://t.me/c/1234567890/7/89');
  for (const topic of [0, 7]) expect(readMessageLink(messageLink(place, topic) ?? '')).toEqual(place);
  expect(messageLink({ chat: -4_567, messageId: 1 })).toBeUndefined();
  expect(messageLink({ chat: 501, messageId: 1 })).toBeUndefined();
});
