import { describe, expect, test } from 'vitest';
import { button, createOutboxScene, flood, GROUP, OTHER, refused, shownButton, text } from './scene.ts';

const edited = (messageId: number, html: string, more: object = {}) => ({
  ...text(GROUP, html),
  messageId,
  ...more,
});

describe('edits', () => {
  test('of several that wait for one message the newest is sent, and all of them are told', async () => {
    const { clock, outbox, api, shown, standing } = createOutboxScene();
    const id = await standing(GROUP, '原文');
    const edits = ['一', '二', '三'].map((html) => outbox.edit(edited(id, html)));
    await clock.runAll();
    expect(await Promise.all(edits)).toEqual(['edited', 'edited', 'edited']);
    expect(shown(GROUP)).toEqual(['三']);
    expect(api.calls).toHaveLength(2);
  });

  test('a change of the buttons joins the text that waits; a text without buttons takes them away', async () => {
    const { clock, outbox, api, methods, standing } = createOutboxScene();
    const id = await standing(GROUP, '原文');
    const last = () => api.chat(GROUP).sent.at(-1);
    void outbox.edit(edited(id, '改', { keyboard: button('a') }));
    void outbox.editKeyboard(GROUP, id, button('b'));
    await clock.runAll();
    expect(last()).toMatchObject({ text: '改', reply_markup: shownButton('b') });
    void outbox.editKeyboard(GROUP, id, button('c'));
    await clock.runAll();
    expect(last()).toMatchObject({ text: '改', reply_markup: shownButton('c') });
    void outbox.editKeyboard(GROUP, id, []);
    void outbox.edit(edited(id, '再改'));
    await clock.runAll();
    expect(last()?.text).toBe('再改');
    expect(last()?.reply_markup).toBeUndefined();
    expect(methods()).toEqual([
      'sendMessage',
      'editMessageText',
      'editMessageReplyMarkup',
      'editMessageText',
    ]);
    expect(api.violations).toEqual([]);
  });

  test('an empty keyboard takes the buttons away and leaves the text', async () => {
    const { clock, outbox, api } = createOutboxScene();
    void outbox.send(text(GROUP, '原文', { keyboard: button('a') }));
    await clock.runAll();
    expect(api.chat(GROUP).sent[0]?.reply_markup).toEqual(shownButton('a'));
    const change = outbox.editKeyboard(GROUP, 1, []);
    await clock.runAll();
    expect(await change).toBe('edited');
    expect(api.chat(GROUP).sent[0]).toMatchObject({ text: '原文' });
    expect(api.chat(GROUP).sent[0]?.reply_markup).toBeUndefined();
  });

  test('messages go before changes that wait', async () => {
    const { clock, outbox, methods, standing } = createOutboxScene();
    const id = await standing(GROUP, '原文');
    void outbox.send(text(GROUP, '一'));
    void outbox.edit(edited(id, '改'));
    void outbox.remove(GROUP, id);
    void outbox.send(text(GROUP, '二'));
    await clock.runAll();
    expect(methods().slice(1)).toEqual(['sendMessage', 'sendMessage', 'editMessageText', 'deleteMessage']);
  });

  test('a newer text overtakes the one that was told to wait', async () => {
    const { clock, outbox, api, shown, standing } = createOutboxScene();
    const id = await standing(GROUP, '原文');
    api.fail(GROUP, flood(35));
    const first = outbox.edit(edited(id, '一'));
    await clock.advance(5_000);
    const second = outbox.edit(edited(id, '二'));
    await clock.advance(25_000);
    expect(shown(GROUP)).toEqual(['原文']);
    await clock.runAll();
    expect(await Promise.all([first, second])).toEqual(['edited', 'edited']);
    expect(shown(GROUP)).toEqual(['二']);
    expect(api.calls).toHaveLength(3);
    expect(api.violations).toEqual([]);
  });

  test('that come while another is on its way take its place where it is told to wait', async () => {
    const { clock, outbox, api, methods, standing } = createOutboxScene();
    const id = await standing(GROUP, '原文');
    await clock.advance(2_000);
    api.latency = () => 100;
    api.fail(GROUP, flood(5));
    void outbox.edit(edited(id, '一', { keyboard: button('a') }));
    await clock.advance(50);
    void outbox.edit(edited(id, '二', { keyboard: button('b') }));
    await clock.runAll();
    expect(api.chat(GROUP).sent).toMatchObject([{ text: '二', reply_markup: shownButton('b') }]);
    await clock.advance(2_000);
    api.fail(GROUP, flood(5));
    void outbox.edit(edited(id, '三', { keyboard: button('b') }));
    await clock.advance(50);
    void outbox.editKeyboard(GROUP, id, button('c'));
    await clock.runAll();
    expect(api.chat(GROUP).sent).toMatchObject([{ text: '三', reply_markup: shownButton('c') }]);
    expect(methods().slice(1)).toEqual(Array.from({ length: 4 }, () => 'editMessageText'));
    expect(api.violations).toEqual([]);
  });

  test('to what the message says already are a success', async () => {
    const { clock, outbox, standing } = createOutboxScene();
    const id = await standing(GROUP, '原文');
    const edit = outbox.edit(edited(id, '原文'));
    await clock.runAll();
    expect(await edit).toBe('edited');
  });

  test('with HTML that Telegram cannot read go out as plain text', async () => {
    const { clock, outbox, shown, standing } = createOutboxScene();
    const id = await standing(GROUP, '原文');
    const edit = outbox.edit({ chat: GROUP, messageId: id, html: '<b>甲', plain: '甲 <b>' });
    await clock.runAll();
    expect(await edit).toBe('edited');
    expect(shown(GROUP)).toEqual(['甲 <b>']);
  });

  test('of a message that is gone, or of somebody else, say so after one try', async () => {
    const { clock, outbox, api } = createOutboxScene();
    api
      .chat(GROUP)
      .messages.set(50, { message_id: 50, date: 0, chat: { id: GROUP }, from: { id: 9 }, text: '人' });
    const changes = [outbox.edit(edited(99, '改')), outbox.editKeyboard(GROUP, 50, button('a'))];
    await clock.runAll();
    expect(await Promise.all(changes)).toEqual(['gone', 'gone']);
    expect(api.calls).toHaveLength(2);
  });

  test('share the fifteen a minute of a group with messages', async () => {
    const { clock, outbox, api, standing } = createOutboxScene();
    const ids: number[] = [];
    for (let at = 0; at < 5; at++) ids.push(await standing(GROUP, String(at)));
    expect(outbox.room(GROUP)).toBe(10);
    const edits = ids.flatMap((id) => ['一', '二', '三'].map((html) => () => outbox.edit(edited(id, html))));
    for (const edit of edits) {
      void edit();
      await clock.advance(1_200);
    }
    const firstMinute = api.calls.filter(({ at }) => at < api.calls[0]!.at + 60_000);
    expect(firstMinute).toHaveLength(15);
    expect(outbox.room(GROUP)).toBe(0);
    await clock.runAll();
    expect(api.chat(GROUP).sent.every((message) => message.text === '三')).toBe(true);
    expect(api.violations).toEqual([]);
  });
});

describe('removals', () => {
  test('take a message of the last 48 hours away', async () => {
    const { clock, outbox, api, shown, standing } = createOutboxScene();
    const ids = [await standing(GROUP, '旧'), await standing(GROUP, '新')];
    const old = api.chat(GROUP).messages.get(ids[0]!)!;
    api.chat(GROUP).messages.set(ids[0]!, { ...old, date: old.date - 49 * 3_600 });
    const removals = [...ids, 99].map((id) => outbox.remove(GROUP, id));
    await clock.runAll();
    expect(await Promise.all(removals)).toEqual(['refused', 'removed', 'gone']);
    expect(shown(GROUP)).toEqual(['旧']);
    expect(api.violations).toEqual([]);
  });

  test('come after an edit that waits, and an edit after them finds nothing', async () => {
    const { clock, outbox, shown, standing } = createOutboxScene();
    const id = await standing(GROUP, '原文');
    const changes = [
      outbox.edit(edited(id, '改')),
      outbox.remove(GROUP, id),
      outbox.edit(edited(id, '再改')),
    ];
    await clock.runAll();
    expect(await Promise.all(changes)).toEqual(['edited', 'removed', 'gone']);
    expect(shown(GROUP)).toEqual([]);
  });
});

describe('a chat that is lost', () => {
  test('gets one call, however much waits for it', async () => {
    const { clock, outbox, api, standing } = createOutboxScene();
    const id = await standing(GROUP, '原文');
    api.chat(GROUP).blocked = 'Forbidden: bot was kicked from the supergroup chat';
    const ends = Promise.all([
      ...['一', '二', '三'].map((html) => outbox.send(text(GROUP, html))),
      outbox.edit(edited(id, '改')),
      outbox.remove(GROUP, id),
    ]);
    await clock.runAll();
    const dropped = { kind: 'dropped' };
    expect(await ends).toEqual([dropped, dropped, dropped, 'gone', 'refused']);
    expect(api.calls).toHaveLength(2);
  });

  test('a group that moved takes what waits along, in order; messages of the old one are gone', async () => {
    const { clock, outbox, api, moves, shown, standing } = createOutboxScene();
    const id = await standing(GROUP, '原文');
    api.chat(GROUP).movedTo = OTHER;
    const sends = ['一', '二', '三'].map((html) => outbox.send(text(GROUP, html, { replyTo: id, topic: 5 })));
    const changes = [outbox.edit(edited(id, '改')), outbox.remove(GROUP, id)];
    await clock.runAll();
    changes.push(outbox.editKeyboard(GROUP, id, button('a')));
    expect(await Promise.all(sends)).toMatchObject([{ chat: OTHER }, { chat: OTHER }, { chat: OTHER }]);
    expect(await Promise.all(changes)).toEqual(['gone', 'gone', 'gone']);
    expect(shown(OTHER)).toEqual(['一', '二', '三']);
    expect(moves).toEqual([[GROUP, OTHER]]);
    expect(api.calls.filter(({ chat }) => chat === GROUP)).toHaveLength(2);
  });
});

test('a message whose buttons Telegram refuses goes out without them', async () => {
  const { clock, outbox, api, shown, logged } = createOutboxScene();
  api.fail(GROUP, refused('Bad Request: BUTTON_DATA_INVALID'));
  const delivery = outbox.send(text(GROUP, '甲', { keyboard: button('a') }));
  await clock.runAll();
  expect(await delivery).toMatchObject({ kind: 'sent' });
  expect(shown(GROUP)).toEqual(['甲']);
  expect(api.chat(GROUP).sent[0]?.reply_markup).toBeUndefined();
  expect(logged).toContain('telegram-keyboard-refused');
});

test('a message given at the very moment when the one before is done is not forgotten', async () => {
  const { clock, outbox, shown } = createOutboxScene();
  for (let turns = 0; turns < 30; turns++) {
    const first = outbox.send(text(GROUP, `${turns}`));
    await clock.runAll();
    await first;
    const gap = outbox.send(text(GROUP, `${turns}a`)).then(async () => {
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      void outbox.send(text(GROUP, `${turns}b`));
    });
    await clock.runAll();
    await gap;
    await clock.runAll();
    expect(shown(GROUP).slice(-3)).toEqual([`${turns}`, `${turns}a`, `${turns}b`]);
  }
});

test('what comes after the outbox was stopped is refused', async () => {
  const { outbox } = createOutboxScene();
  outbox.stop();
  await expect(outbox.send(text(GROUP, '甲'))).rejects.toThrow();
  await expect(outbox.edit(edited(1, '改'))).rejects.toThrow();
});
