import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/telegram/outbox.ts';
import { flood, GROUP, OTHER, refused, createOutboxScene as setUp, text } from './outbox/scene.ts';

describe('sending', () => {
  test('a chat gets its messages in the order they were given', async () => {
    const { clock, outbox, shown: sent, api } = setUp();
    const deliveries = ['一', '二', '三'].map((html) => outbox.send(text(GROUP, html)));
    await clock.runAll();
    expect(sent(GROUP)).toEqual(['一', '二', '三']);
    expect((await Promise.all(deliveries)).map((delivery) => delivery.kind)).toEqual([
      'sent',
      'sent',
      'sent',
    ]);
    expect(api.violations).toEqual([]);
  });

  test('60 groups with 25 messages each break none of the limits', async () => {
    const { clock, outbox, api } = setUp();
    const deliveries: Promise<Delivery>[] = [];
    for (let group = 1; group <= 60; group++) {
      api.chat(-group);
      for (let at = 0; at < 25; at++) deliveries.push(outbox.send(text(-group, `${group}.${at}`)));
    }
    await clock.runAll();
    expect((await Promise.all(deliveries)).filter(({ kind }) => kind === 'sent')).toHaveLength(1_500);
    expect(api.violations).toEqual([]);
  });

  test('messages that went out before a restart count in the minute of their group', async () => {
    const { clock, outbox, shown: sent } = setUp();
    outbox.wasSent(GROUP, clock.now() - 50_000, 12);
    outbox.wasSent(GROUP, clock.now() - 5_000, 2);
    expect([outbox.room(GROUP), outbox.room(OTHER)]).toEqual([1, 15]);
    const deliveries = ['一', '二', '三'].map((html) => outbox.send(text(GROUP, html)));
    await clock.advance(5_000);
    expect(sent(GROUP)).toEqual(['一']);
    await clock.advance(15_000);
    expect(sent(GROUP)).toEqual(['一', '二', '三']);
    await Promise.all(deliveries);
  });

  test.each([1, 35, 300])(
    'after a retry_after of %i s nothing goes to that chat before it is over, and then once',
    async (seconds) => {
      const { clock, outbox, api, shown: sent } = setUp();
      api.fail(GROUP, flood(seconds));
      const stop = outbox.typing(GROUP);
      const late = [outbox.send(text(GROUP, '甲')), outbox.send(text(GROUP, '乙'))];
      const quick = outbox.send(text(OTHER, '别的群'));
      await clock.advance(900);
      expect(sent(OTHER)).toEqual(['别的群']);
      expect(sent(GROUP)).toEqual([]);
      await clock.advance(seconds * 1_000 + 3_000);
      stop();
      await Promise.all([...late, quick]);
      expect(sent(GROUP)).toEqual(['甲', '乙']);
      expect(api.violations).toEqual([]);
    },
  );

  test('when several chats are held off at once the whole bot waits', async () => {
    const { clock, outbox, api } = setUp();
    for (const chat of [GROUP, OTHER, 7]) {
      api.fail(chat, flood(30));
      void outbox.send(text(chat, '甲'));
    }
    await clock.advance(100);
    expect(api.heldAll).toEqual([30]);
    await clock.runAll();
  });

  test('a broken connection and a server fault are tried again, waiting longer each time', async () => {
    const { clock, outbox, api, shown: sent } = setUp();
    api.fail(7, 'network');
    api.fail(7, refused('Bad Gateway', 502), 2);
    const delivery = outbox.send(text(7, '甲'));
    await clock.runAll();
    expect(await delivery).toMatchObject({ kind: 'sent' });
    expect(sent(7)).toEqual(['甲']);
    const at = api.calls.map((call) => call.at);
    const gaps = at.slice(1).map((time, index) => time - at[index]!);
    expect(gaps.every((gap, index) => index === 0 || gap > gaps[index - 1]!)).toBe(true);
  });

  test('a network that stays down is an error in the end, and the next message is still tried', async () => {
    const { clock, outbox, api, shown: sent } = setUp();
    api.fail(7, 'network', 6);
    const lost = expect(outbox.send(text(7, '甲'))).rejects.toThrow('socket hang up');
    const next = outbox.send(text(7, '乙'));
    await clock.runAll();
    await lost;
    await next;
    expect(sent(7)).toEqual(['乙']);
  });

  test('HTML that Telegram cannot read goes out as plain text', async () => {
    const { clock, outbox, api } = setUp();
    const delivery = outbox.send({ chat: 7, html: '<b>甲', plain: '甲 <b>' });
    await clock.runAll();
    expect(await delivery).toMatchObject({ kind: 'sent' });
    expect(api.chat(7).sent).toMatchObject([{ text: '甲 <b>', entities: [] }]);
  });

  test('a question deleted meanwhile is answered without pointing at it', async () => {
    const { clock, outbox, api } = setUp();
    const delivery = outbox.send(text(7, '甲', { replyTo: 999 }));
    await clock.runAll();
    expect(await delivery).toMatchObject({ kind: 'sent' });
    expect(api.chat(7).sent[0]?.reply_to_message).toBeUndefined();
  });

  test('a topic deleted meanwhile is answered in the general topic', async () => {
    const { clock, outbox, shown: sent } = setUp();
    const delivery = outbox.send(text(GROUP, '甲', { topic: 5 }));
    await clock.runAll();
    expect(await delivery).toMatchObject({ kind: 'sent' });
    expect(sent(GROUP)).toEqual(['甲']);
  });

  test.each([
    ['blocked', refused('Forbidden: bot was blocked by the user', 403)],
    ['kicked', refused('Forbidden: bot was kicked from the supergroup chat', 403)],
    [
      'without the right to write',
      refused('Bad Request: not enough rights to send text messages to the chat'),
    ],
  ])('where the bot is %s the message is dropped after one try', async (_, failure) => {
    const { clock, outbox, api } = setUp();
    api.fail(GROUP, failure);
    const delivery = outbox.send(text(GROUP, '甲'));
    await clock.runAll();
    expect(await delivery).toEqual({ kind: 'dropped' });
    expect(api.calls).toHaveLength(1);
  });

  test('a group that became a supergroup gets the message once, under its new id, and later ones too', async () => {
    const { clock, outbox, api, moves, shown: sent } = setUp();
    api.chat(GROUP).movedTo = OTHER;
    const first = outbox.send(text(GROUP, '甲', { replyTo: 1 }));
    await clock.runAll();
    const second = outbox.send(text(GROUP, '乙'));
    await clock.runAll();
    expect(await first).toMatchObject({ kind: 'sent', chat: OTHER });
    await second;
    expect(sent(OTHER)).toEqual(['甲', '乙']);
    expect(api.chat(OTHER).sent[0]?.call.reply_parameters).toBeUndefined();
    expect(api.calls.filter(({ chat }) => chat === GROUP)).toHaveLength(1);
    expect(moves).toEqual([[GROUP, OTHER]]);
  });

  test('stopping ends every wait', async () => {
    const { clock, outbox, api } = setUp();
    api.fail(GROUP, flood(300));
    const delivery = expect(outbox.send(text(GROUP, '甲'))).rejects.toThrow();
    await clock.advance(10);
    outbox.stop();
    await delivery;
    expect(api.chat(GROUP).sent).toEqual([]);
  });
});

describe('typing', () => {
  test('is shown while it works, again before it fades, and not for a quick answer', async () => {
    const { clock, outbox, api } = setUp();
    outbox.typing(OTHER)();
    const stop = outbox.typing(GROUP);
    await clock.advance(10_000);
    stop();
    await clock.advance(60_000);
    expect(api.chat(GROUP).actions).toHaveLength(3);
    expect(api.chat(OTHER).actions).toEqual([]);
  });

  test('ends at the first refusal, and its retry_after holds for messages', async () => {
    const { clock, outbox, api, shown: sent } = setUp();
    api.fail(GROUP, flood(35));
    const stop = outbox.typing(GROUP);
    await clock.advance(1_000);
    const delivery = outbox.send(text(GROUP, '甲'));
    await clock.advance(30_000);
    expect(sent(GROUP)).toEqual([]);
    await clock.advance(10_000);
    await delivery;
    stop();
    expect(api.calls.map(({ method }) => method)).toEqual(['sendChatAction', 'sendMessage']);
    expect(api.violations).toEqual([]);
  });
});
