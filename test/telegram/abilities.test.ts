import { TelegramError } from 'telegraf';
import { describe, expect, test } from 'vitest';
import { type Abilities, createAbilities } from '../../src/telegram/abilities.ts';
import type { BotApi } from '../../src/telegram/api.ts';
import type { Method } from '../../src/telegram/methods.ts';
import { createFastClock } from '../fakes/clock.ts';

type Said = { readonly code: number; readonly description: string };
const UNKNOWN: Said = { code: 404, description: 'Not Found: method not found' };
const NO_CHAT: Said = { code: 400, description: 'Bad Request: chat not found' };
const NO_BLOCKS: Said = { code: 400, description: 'Bad Request: rich message must be non-empty' };
const NO_QUOTE: Said = {
  code: 400,
  description: 'Bad Request: can\'t parse InputRichBlock: type "expandable_blockquote" is unsupported',
};

/** What a server makes of each method, the first word first and the last for good. */
function abilitiesOf(says: Partial<Record<Method, readonly Said[]>>) {
  const asked: Method[] = [];
  const api = {
    call: (method: Method) => {
      asked.push(method);
      const words = says[method] ?? [UNKNOWN];
      const { code, description } = words[asked.filter((one) => one === method).length - 1] ??
        words.at(-1) ?? { code: 404, description: '' };
      return Promise.reject(new TelegramError({ error_code: code, description } as never));
    },
    describe: String,
  } as Pick<BotApi, 'call' | 'describe'>;
  const told: { readonly what: string; readonly ephemeral: boolean }[] = [];
  const abilities: Abilities = createAbilities({
    ...{ api, clock: createFastClock(1_000), log: () => undefined },
    onLost: (what) => told.push({ what, ephemeral: abilities.ephemeral }),
  });
  return { asked, told, abilities };
}

async function learned(says: Parameters<typeof abilitiesOf>[0]) {
  const { abilities } = abilitiesOf(says);
  await abilities.learn(new AbortController().signal);
  return { rich: abilities.rich, ephemeral: abilities.ephemeral };
}

describe('a server', () => {
  test('that was not asked yet is taken for the oldest', () => {
    const { abilities } = abilitiesOf({});
    expect(abilities).toMatchObject({ rich: 'none', ephemeral: false });
  });

  test.each([
    ['9.0', {}, { rich: 'none', ephemeral: false }],
    ['10.1', { sendRichMessage: [NO_BLOCKS] }, { rich: 'none', ephemeral: false }],
    [
      '10.2',
      { sendRichMessage: [NO_QUOTE], deleteEphemeralMessage: [NO_CHAT] },
      { rich: '10.2', ephemeral: true },
    ],
    [
      '10.3',
      { sendRichMessage: [NO_CHAT], deleteEphemeralMessage: [NO_CHAT] },
      { rich: '10.3', ephemeral: true },
    ],
  ] as const)('of %s is known by what it says', async (_, says, known) => {
    expect(await learned(says)).toEqual(known);
  });

  test('that is out of reach at first is asked again', async () => {
    const down = { code: 502, description: 'Bad Gateway' };
    const says = { sendRichMessage: [down, down, NO_CHAT], deleteEphemeralMessage: [down, NO_CHAT] };
    expect(await learned(says)).toEqual({ rich: '10.3', ephemeral: true });
  });

  test('that refuses the token is taken for the oldest, and is not asked again', async () => {
    const { abilities, asked } = abilitiesOf({
      sendRichMessage: [{ code: 401, description: 'Unauthorized' }],
    });
    await abilities.learn(new AbortController().signal);
    expect(abilities).toMatchObject({ rich: 'none', ephemeral: false });
    expect(asked).toEqual(['sendRichMessage']);
  });

  test('that turns out to do less is taken at that', async () => {
    const { abilities, told } = abilitiesOf({
      ...{ sendRichMessage: [NO_CHAT], deleteEphemeralMessage: [NO_CHAT] },
    });
    await abilities.learn(new AbortController().signal);
    abilities.lose('rich-10.3');
    expect(abilities.rich).toBe('10.2');
    abilities.lose('rich');
    abilities.lose('rich-10.3');
    abilities.lose('ephemeral');
    expect(abilities).toMatchObject({ rich: 'none', ephemeral: false });
    expect(told.at(-1)).toEqual({ what: 'ephemeral', ephemeral: false });
  });

  test('is not asked any more once the bot stops', async () => {
    const stopping = new AbortController();
    const { abilities, asked } = abilitiesOf({
      sendRichMessage: [{ code: 502, description: 'Bad Gateway' }],
    });
    const learning = abilities.learn(stopping.signal);
    stopping.abort();
    await learning;
    expect(asked.length).toBeLessThanOrEqual(1);
  });
});
