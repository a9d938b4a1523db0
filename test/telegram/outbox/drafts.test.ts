import { expect, test } from 'vitest';
import { createOutboxScene, flood, GROUP, PERSON, refused, text } from './scene.ts';

const words = (html: string) => ({ html, plain: html });

test('a draft grows with the newest text, once a second at most, until the message is sent', async () => {
  const { clock, outbox, api, shown } = createOutboxScene();
  for (let length = 1; length <= 20; length++) {
    outbox.draft(PERSON, undefined, 3, words('字'.repeat(length)));
    await clock.advance(200);
  }
  const delivery = outbox.send(text(PERSON, '全文'));
  await clock.runAll();
  await delivery;
  const { drafts } = api.chat(PERSON);
  expect(drafts.map((draft) => draft.text.length)).toEqual([1, 6, 11, 17]);
  expect(drafts.every(({ isOver, draft_id }) => isOver && draft_id === 3)).toBe(true);
  expect(shown(PERSON)).toEqual(['全文']);
  expect(api.violations).toEqual([]);
});

test('a message does not wait for a draft, and a draft that waits is not sent after it', async () => {
  const { clock, outbox, methods, api } = createOutboxScene();
  outbox.draft(PERSON, undefined, 3, words('一'));
  await clock.advance(100);
  outbox.draft(PERSON, undefined, 3, words('一二'));
  void outbox.send(text(PERSON, '全文'));
  await clock.advance(50);
  expect(methods()).toEqual(['sendMessageDraft', 'sendMessage']);
  await clock.runAll();
  expect(methods()).toEqual(['sendMessageDraft', 'sendMessage']);
  expect(api.violations).toEqual([]);
});

test('drafts before and after each of many messages stay within the limits', async () => {
  const { clock, outbox, api, shown } = createOutboxScene();
  const sends: Promise<unknown>[] = [];
  for (let at = 0; at < 30; at++) {
    outbox.draft(PERSON, undefined, at + 1, words(`稿${at}`));
    await clock.advance(1);
    sends.push(outbox.send(text(PERSON, String(at))));
    await clock.advance(at < 15 ? 1_150 : [1_150, 2_250, 3_400][at % 3]!);
  }
  await clock.runAll();
  await Promise.all(sends);
  expect(shown(PERSON)).toEqual(Array.from({ length: 30 }, (_, at) => String(at)));
  expect(api.chat(PERSON).drafts.length).toBeGreaterThan(5);
  expect(api.violations).toEqual([]);
});

test('in groups there are none', async () => {
  const { clock, outbox, api } = createOutboxScene();
  outbox.draft(GROUP, undefined, 3, words('一'));
  await clock.runAll();
  expect(api.calls).toEqual([]);
});

test('a server that does not know drafts is asked once', async () => {
  const { clock, outbox, api, shown, methods } = createOutboxScene();
  api.lack('sendMessageDraft');
  for (const chat of [PERSON, 8, 9]) {
    api.chat(chat);
    outbox.draft(chat, undefined, 3, words('一'));
    await clock.runAll();
  }
  void outbox.send(text(PERSON, '全文'));
  await clock.runAll();
  expect(methods()).toEqual(['sendMessageDraft', 'sendMessage']);
  expect(shown(PERSON)).toEqual(['全文']);
});

test('a chat that takes none is asked once, other chats go on', async () => {
  const { clock, outbox, api } = createOutboxScene();
  api.fail(PERSON, refused('Bad Request: TEXTDRAFT_PEER_INVALID'));
  api.chat(8);
  for (const chat of [PERSON, PERSON, 8]) {
    outbox.draft(chat, undefined, 3, words('一'));
    await clock.runAll();
  }
  expect(api.calls.map(({ chat }) => chat)).toEqual([PERSON, 8]);
});

test("a draft's retry_after holds for messages", async () => {
  const { clock, outbox, api, shown } = createOutboxScene();
  api.latency = () => 100;
  api.fail(PERSON, flood(35));
  outbox.draft(PERSON, undefined, 3, words('一'));
  await clock.advance(150);
  void outbox.send(text(PERSON, '全文'));
  await clock.advance(35_000);
  expect(shown(PERSON)).toEqual([]);
  await clock.runAll();
  expect(shown(PERSON)).toEqual(['全文']);
  expect(api.violations).toEqual([]);
});
