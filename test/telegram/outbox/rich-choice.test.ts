import { describe, expect, test } from 'vitest';
import type { RichForm } from '../../../src/telegram/abilities.ts';
import type { RichMessage } from '../../../src/telegram/methods.ts';
import { createRichChoice } from '../../../src/telegram/outbox/rich-choice.ts';
import type { RichRefused } from '../../../src/telegram/outbox.ts';

const CHAT = -100;
const MESSAGE: RichMessage = {
  blocks: [{ type: 'expandable_blockquote', text: '原文', credit: '[1] 甲县' }],
  skip_entity_detection: true,
};
const refused = (why: RichRefused['why']): RichRefused => ({ kind: 'rich-refused', why, reason: why });

function choiceOf(rich: RichForm, setting: 'auto' | 'off' = 'auto') {
  const lost: string[] = [];
  const logged: string[] = [];
  const abilities = { rich, lose: (what: string) => void lost.push(what) };
  const choice = createRichChoice({
    ...{ setting, abilities },
    log: (level, event) => logged.push(`${level} ${event}`),
  });
  /** What was sent, by the kind of its first block. */
  const tried: (string | undefined)[] = [];
  const send = (...outcomes: ('sent' | RichRefused)[]) =>
    choice.inBlocks(CHAT, MESSAGE, async ({ blocks }) => {
      tried.push(blocks?.[0]?.type);
      return outcomes.shift() ?? 'sent';
    });
  return { choice, lost, logged, tried, send };
}

describe('an answer', () => {
  test('is a text where the setting, or the server, says so', async () => {
    for (const { choice, send, tried } of [choiceOf('10.3', 'off'), choiceOf('none')]) {
      expect([choice.of(CHAT), choice.of(), await send(), tried]).toEqual(['none', 'none', null, []]);
    }
  });

  test('has the blocks that the server takes', async () => {
    for (const [form, block] of [
      ['10.3', 'expandable_blockquote'],
      ['10.2', 'details'],
    ] as const) {
      const { choice, send, tried } = choiceOf(form);
      expect([choice.of(CHAT), await send('sent'), tried]).toEqual([form, 'sent', [block]]);
    }
  });

  test('with blocks that the server turns out not to know is sent in older ones, then and later', async () => {
    const { send, lost, tried, logged, choice } = choiceOf('10.3');
    expect(await send(refused('kind'), 'sent')).toBe('sent');
    expect(tried).toEqual(['expandable_blockquote', 'details']);
    expect([lost, logged, choice.of(CHAT)]).toEqual([['rich-10.3'], [], '10.3']);
  });

  test('that is refused in older blocks as well is a text from then on in its chat, and tells nothing of the server', async () => {
    const { send, lost, logged, choice } = choiceOf('10.3');
    expect(await send(refused('kind'), refused('kind'))).toBeNull();
    expect([lost, logged]).toEqual([[], ['error telegram-rich-refused']]);
    expect([choice.of(CHAT), choice.of(CHAT - 1), choice.of()]).toEqual(['none', '10.3', '10.3']);
  });

  test('whose blocks are at fault is a text from then on in its chat', async () => {
    const { send, choice, tried, logged } = choiceOf('10.3');
    expect(await send(refused('content'))).toBeNull();
    expect(await send('sent')).toBeNull();
    expect([tried.length, choice.of(CHAT), logged]).toEqual([1, 'none', ['error telegram-rich-refused']]);
  });

  test('that a server without such messages refuses is none again anywhere', async () => {
    const { send, lost } = choiceOf('10.2');
    expect(await send(refused('method'))).toBeNull();
    expect(lost).toEqual(['rich']);
  });

  test('that is refused for another reason is a text this once', async () => {
    const { send, choice, lost, logged } = choiceOf('10.3');
    expect(await send(refused('other'))).toBeNull();
    expect([choice.of(CHAT), lost, logged]).toEqual(['10.3', [], ['warn telegram-rich-not-sent']]);
  });

  test('whose outcome nobody knows is no text', async () => {
    const { choice } = choiceOf('10.3');
    const lost = choice.inBlocks(CHAT, MESSAGE, () => Promise.reject(new Error('no network')));
    await expect(lost).rejects.toThrow('no network');
    expect(choice.of(CHAT)).toBe('10.3');
  });

  test('is a text in a chat that wants texts', () => {
    const { choice } = choiceOf('10.3');
    choice.giveUp(CHAT);
    expect([choice.of(CHAT), choice.of(CHAT - 1)]).toEqual(['none', '10.3']);
  });
});
