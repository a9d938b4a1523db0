import { describe, expect, test } from 'vitest';
import { createQueueNotices } from '../../../src/chat/answering/queue-notices.ts';
import type { Place } from '../../../src/chat/surface.ts';
import { wording } from '../../../src/wording.ts';
import { createTestClock } from '../../fakes/clock.ts';

const GROUP = '-100';

function scene({ room = 15, elsewhere = 0 } = {}) {
  const clock = createTestClock();
  const sent: (Place & { readonly plain: string })[] = [];
  const surface = {
    words: wording.telegram,
    lines: (lines: readonly string[]) => lines.map((plain) => ({ plain })),
    room: () => room,
    send: async (place: Place, { plain }: { readonly plain: string }) => ({
      kind: 'sent' as const,
      chat: place.chat,
      messageId: String(500 + sent.push({ ...place, plain })),
    }),
  };
  const notices = createQueueNotices({ surface, clock, waitingElsewhere: () => elsewhere });
  const placeOf = (id: number, chat: string) => ({
    ...{ surface: 'telegram', chat, thread: '', replyTo: String(id) },
  });
  /** Each of another member, unless told whose it is. */
  const arrive = (id: number, chat = GROUP, member = `member ${id}`) =>
    notices.arrived(String(id), placeOf(id, chat), member);
  const resume = (id: number) => notices.resumed(String(id), placeOf(id, GROUP), `member ${id}`);
  return { clock, sent, notices, arrive, resume };
}

describe('a question that waits', () => {
  test('is told its place in the queue of its chat, once, as a reply', async () => {
    const { clock, sent, arrive } = scene();
    arrive(1);
    arrive(2, '-200');
    arrive(3);
    await clock.advance(60_000);
    expect(sent.map(({ chat, replyTo, plain }) => [chat, replyTo, plain])).toEqual([
      [GROUP, '1', wording.telegram.queued(1)],
      ['-200', '2', wording.telegram.queued(1)],
      [GROUP, '3', wording.telegram.queued(1)],
    ]);
  });

  test('counts the questions before it in its chat that are not done, and those of other chats that wait', async () => {
    const { clock, sent, notices, arrive } = scene({ elsewhere: 3 });
    for (const id of [1, 2, 3, 4]) arrive(id);
    notices.finished('1');
    expect(await notices.begun('2')).toBeUndefined();
    await clock.advance(8_000);
    expect(sent.map(({ replyTo, plain }) => [replyTo, plain])).toEqual([
      ['3', wording.telegram.queued(4)],
      ['4', wording.telegram.queued(5)],
    ]);
  });

  test('is told nothing when its turn comes within eight seconds, or the chat has no room for it', async () => {
    const { clock, sent, notices, arrive } = scene();
    arrive(1);
    await clock.advance(7_000);
    expect(await notices.begun('1')).toBeUndefined();
    await clock.advance(60_000);
    expect(sent).toEqual([]);
    const full = scene({ room: 9 });
    full.arrive(1);
    await full.clock.advance(60_000);
    expect(full.sent).toEqual([]);
  });

  test('has its notice handed over when its turn comes, so that the answer takes its place', async () => {
    const { clock, notices, arrive } = scene();
    arrive(1);
    await clock.advance(9_000);
    expect(await notices.begun('1')).toBe('501');
    expect(await notices.begun('77')).toBeUndefined();
  });
});

describe('a crowd', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

  test('that the pace of the chat does not reach within the minute is told so in one line, to all', async () => {
    const { clock, sent, arrive } = scene({ room: 8 });
    for (const id of ids(30)) arrive(id);
    await clock.advance(60_000);
    expect(sent).toEqual([
      { surface: 'telegram', chat: GROUP, thread: '', plain: wording.telegram.crowded(9) },
    ]);
    await clock.advance(60_000);
    arrive(31);
    await clock.advance(0);
    expect(sent.map(({ plain }) => plain)).toEqual([
      wording.telegram.crowded(9),
      wording.telegram.crowded(31),
    ]);
  });

  test('is none where the pace reaches all of them, nor where a few wait for a chat without room', async () => {
    const roomy = scene();
    for (const id of ids(15)) roomy.arrive(id);
    const few = scene({ room: 0 });
    for (const id of ids(4)) few.arrive(id);
    await few.clock.advance(1_000);
    expect([...roomy.sent, ...few.sent]).toEqual([]);
  });

  test('of sixty is as many as a chat may have waiting; another chat is another matter', () => {
    const { notices, arrive } = scene();
    expect(ids(60).map((id) => arrive(id))).toEqual(Array(60).fill('waits'));
    expect([arrive(61), arrive(62, '-200')]).toEqual(['full', 'waits']);
    notices.finished('1');
    expect([arrive(63), arrive(64)]).toEqual(['waits', 'full']);
  });

  test('is not one member who asks on and on, of whom six questions count', () => {
    const { arrive } = scene();
    for (const id of ids(100)) expect(arrive(id, GROUP, 'one')).toBe('waits');
    expect(ids(54).map((id) => arrive(1_000 + id))).toEqual(Array(54).fill('waits'));
    expect(arrive(2_000)).toBe('full');
  });

  test('of ten members who each keep to their pace is full as well, and each knows how many were before it', async () => {
    const { clock, notices, arrive } = scene({ room: 0 });
    const arrived: string[] = [];
    for (const round of ids(10)) {
      for (const one of ids(10)) arrived.push(arrive(round * 100 + one, GROUP, `member ${one}`));
      await clock.advance(10_000);
    }
    expect(arrived).toEqual([...Array(60).fill('waits'), ...Array(40).fill('full')]);
    expect(ids(6).map((round) => notices.before(String(round * 100 + 1)))).toEqual([0, 10, 20, 30, 40, 50]);
  });

  test('takes in the next line of a question that waits, however many wait', async () => {
    const { clock, arrive } = scene();
    for (const id of ids(59)) arrive(id);
    arrive(60, GROUP, 'late');
    await clock.advance(1_000);
    expect([arrive(61, GROUP, 'late'), arrive(62, GROUP, 'other')]).toEqual(['waits', 'full']);
  });

  test('counts what waited before a restart, which is told nothing again', async () => {
    const { clock, sent, notices, arrive, resume } = scene({ room: 3 });
    for (const id of ids(60)) resume(id);
    await clock.advance(20_000);
    expect(sent).toEqual([]);
    expect(arrive(61)).toBe('full');
    expect([notices.before('1'), notices.before('60'), notices.before('77')]).toEqual([0, 59, 0]);
  });
});
