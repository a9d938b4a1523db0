import type { Update } from 'telegraf/types';
import { describe, expect, it } from 'vitest';
import { UPDATES } from '../../src/telegram/delivery/updates.ts';
import { messageIdOf, numberOf } from '../../src/telegram/ids.ts';

const DATE = 1_700_000_000;

describe('messageIdOf', () => {
  it('names a message by its own number, and one for a single member by its ephemeral number and its time', () => {
    expect(messageIdOf({ message_id: 17, date: DATE })).toBe('17');
    expect(messageIdOf({ message_id: 0, date: DATE, ephemeral_message_id: 3 })).toBe(`e3@${DATE}`);
  });

  it('tells two messages apart that had the same ephemeral number one after the other', () => {
    const first = messageIdOf({ message_id: 0, date: DATE, ephemeral_message_id: 3 });
    const second = messageIdOf({ message_id: 0, date: DATE + 1, ephemeral_message_id: 3 });
    expect(first).not.toBe(second);
  });

  it('gives Telegram a number only for messages that all see', () => {
    expect(numberOf('17')).toBe(17);
    expect(numberOf(`e3@${DATE}`)).toBeUndefined();
    expect(numberOf('0')).toBeUndefined();
    expect(numberOf('')).toBeUndefined();
  });
});

describe('The lane of a press', () => {
  const press = (message: object) =>
    UPDATES.lane({ update_id: 1, callback_query: { id: '1', message } } as unknown as Update);

  it('is that of its message, also of one that only one member sees', () => {
    const chat = { id: -1, type: 'group' };
    const first = press({ message_id: 0, date: DATE, ephemeral_message_id: 3, chat });
    const second = press({ message_id: 0, date: DATE, ephemeral_message_id: 4, chat });
    expect(press({ message_id: 5, date: DATE, chat })).toBe('presses 5');
    expect(first).toBe(`presses e3@${DATE}`);
    expect(second).not.toBe(first);
  });
});
